"""A view that scrolls over lines, whose length may change with every key without the screen being arranged anew."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class Paper(ScrollView):
    """Something long to scroll over. `measure` tells how long it is.

    The toolkit would lay out the whole screen when that changes, which takes longer than painting it; but nothing moves
    as long as the scroll bar stays.
    """

    virtual_size = Reactive(Size(0, 0))

    def measure(self, size: Size) -> None:
        """Say how large all of it is, in cells."""
        self.virtual_size = size
        self._scroll_update(size)
