"""What can be meant by what is being typed: a few lines over the search bar, each with its number of claims."""

from collections.abc import Sequence

from textual.message import Message

from esgtui.search.offers import Offer
from esgtui.tui.widgets.pieces import Piece, fitted
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible

MOST_LINES = 8
"""More lines are not shown at once."""

SHARE = 3
"""The list takes at most one line in so many of the screen's."""


class OfferList(RowList, can_focus=False):
    """The offers; the keys stay with the line that is typed into. The cursor stands out once it was moved."""

    offers: Sequence[Offer] = ()
    is_moved = False
    _lines = 0

    class Taken(Message):
        """An offer was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these offers, the cursor on the first; without any, nothing is shown."""
        self.offers, self.is_moved = offers, False
        before, lines = self.region, min(len(offers), MOST_LINES, max(2, self.app.size.height // SHARE))
        if self.display != bool(offers):
            self.display = bool(offers)
        if offers and lines != self._lines:
            self.styles.height = self._lines = lines
        self.show_lines(len(offers))
        if lines < before.height:
            # The toolkit may have taken note that the list is smaller before it draws what lies below.
            self.screen.call_after_refresh(self.screen.refresh, before)

    def choose(self, lines: int) -> None:
        """Move the cursor by some lines; from now on it is the user's choice."""
        self.is_moved = True
        self.refresh_rows()
        self.move_by(lines)

    @property
    def is_in_use(self) -> bool:
        """Whether the user has chosen."""
        return self.is_moved

    def clicked(self, index: int) -> None:
        """Take the offer at the first click."""
        self.post_message(self.Taken(index))

    def line(self, index: int, width: int) -> list[Piece]:
        """Return what is put in, what it stands for, and at the right how many claims there are."""
        offer = self.offers[index]
        number = f"{offer.claims:,}"
        title = f"  {visible(offer.title)}" if offer.title else ""
        room = max(1, width - len(number) - 2)
        return [*fitted([(visible(offer.value), ""), (title, "dim")], room), (" ", ""), (number, "dim")]
