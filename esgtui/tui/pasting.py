"""What is pasted is taken whole or not at all: the toolkit would lay out megabytes while nothing else goes on."""

from textual.dom import DOMNode
from textual.widgets import Input

from esgtui.limits import LONGEST_LINE, LONGEST_NOTE
from esgtui.tui.text_areas import is_text_area


def refusal(target: DOMNode, text: str) -> str:
    """Return why a text is not put into what has the focus, and what to do; empty if it is."""
    if is_text_area(target):
        if len(text) + len(target.text) <= LONGEST_NOTE:
            return ""
        return (
            f"Nothing was put in: {len(text):,} characters were pasted, and a note has at most {LONGEST_NOTE:,}. Keep "
            "them in a file and name that in the note, or paste parts of them into several notes."
        )
    most: int = getattr(target, "longest", LONGEST_LINE)
    if not isinstance(target, Input) or len(text) <= most or len(" ".join(text.split())) <= most:
        return ""
    return f"Nothing was put in: {len(text):,} characters were pasted, and this line takes at most {most:,}."
