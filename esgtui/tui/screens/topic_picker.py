"""Pick topics of standards, several at once, as tags are picked; there are no new ones to be made."""

from esgtui.annotation.codebook import KnownTag
from esgtui.tui.screens.tag_picker import TagPicker
from esgtui.tui.widgets.command_bar import BarItem


class TopicPicker(TagPicker):
    """Returns which topics to add and to take away."""

    PLACEHOLDER = "find a topic, such as esrs:E5"
    NOTHING = "No topic is like that: fewer letters find more."

    def offered(self, text: str) -> list[KnownTag]:
        """Return the topics that may be meant by what is typed."""
        return [known for known in super().offered(text) if not known.is_new]

    def why_not_new(self) -> str:
        """Return why what is typed cannot be made a new topic."""
        return "topics are those of the dataset's frameworks"

    def bar(self) -> list[BarItem]:
        """Return what the bar offers; nothing new can be made here."""
        return [item for item in super().bar() if item.command_id != "tags.new"]
