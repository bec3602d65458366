"""What the tests of annotations share: a clock that they move, and texts that are hard to keep."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from esgtui.annotation.history import History
from esgtui.annotation.journal import Journal
from esgtui.annotation.model import Cell, Edit

START = datetime(2026, 11, 21, 10, 2, 11, 123456, tzinfo=UTC)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


NASTY = (
    "\x00",
    "\x1b]0;owned\x07",
    "\x7f\x85\u2028",
    '"""',
    "'''",
    "\\u0041\\",
    "\r\n\t\n",
    "[[annotations]]\n[dataset]\nid = 1",
    "[@click=app.quit]x[/]",
    "=HYPERLINK()",
    "\u202eevil\u2066",
    "👩‍🔬🇨🇳",
    "每辆新车含130公斤再生钢",
    "مَطَالِب",
    "e\u0301 é ﬁ Å",
    "\ufeff\u200b",
    "\U0010ffff\ufffe",
)
TEXTS = st.text(max_size=30) | st.sampled_from(NASTY) | st.lists(st.sampled_from(NASTY), max_size=3).map(" ".join)
"""Any text that can be written in UTF-8."""

SAID = TEXTS.filter(lambda text: text.strip() != "")

TIMES = st.integers(0, 7 * 10**15).map(lambda number: datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=number))
"""Times of two centuries, to the microsecond."""


def opened(folder: Path, clock: Clock | None = None) -> Journal:
    """Return a journal of the dataset `sample`, in a file of its own below the folder."""
    return Journal(folder / "store" / "sample.sqlite", "sample", clock)


def star(claim: str, *, on: bool = True) -> Edit:
    return Edit(claim, "star", True if on else None)


def tag(claim: str, name: str = "a", *, on: bool = True) -> Edit:
    return Edit(claim, f"tag:{name}", True if on else None)


def verdict(claim: str, value: str | None) -> Edit:
    return Edit(claim, "verdict", value)


def cells(history: History) -> dict[tuple[str, str, str], Cell]:
    """Return every cell that was ever set, by claim, coder and field."""
    coders = ((claim, coder) for claim in history.state.claims for coder in history.state.on(claim).cells)
    return {(*key, field): cell for key in coders for field, cell in history.cells(*key).items()}


def held(history: History) -> dict[tuple[str, str, str], object]:
    """Return what the cells hold, without those that hold nothing (any more)."""
    return {key: cell.value for key, cell in cells(history).items() if cell.value is not None}
