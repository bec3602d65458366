"""Which sign divides decimals in the numbers of a file, and the other one thousands: said by a user, or found out."""

from esgtui.intake.amounts import written
from esgtui.intake.rows import Rows
from esgtui.intake.values import decimal_sign, number_of

_NAMES = {".": "a point", ",": "a comma"}


class Signs:
    """What the values of one file tell of that, heeded row by row."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._telling: dict[str, tuple[str, str]] = {}
        """By sign the first value that has it for decimals, and where."""
        self._doubtful: tuple[str, str] | None = None
        """The first value that may be read in two ways, and where."""
        self._count = 0

    def heed(self, cell: str, place: str) -> None:
        """Take in a cell of values, and where it stands."""
        value = parts.number if (parts := written(cell)) else ""
        if sign := decimal_sign(value):
            self._telling.setdefault(sign, (value, place))
        elif number_of(value, "") is None and number_of(value) is not None:
            self._doubtful = self._doubtful or (value, place)
            self._count += 1

    @property
    def decimal(self) -> str:
        """The sign that divides decimals; empty if nobody can tell.

        A file that says itself what is a number has points, and one whose cells commas divide has them most likely.
        """
        if said := self._rows.choices.decimal:
            return said
        signs = {*self._telling, *([] if self._rows.delimiter else ["."])}
        if not signs:
            return "." if self._rows.delimiter == "," else ""
        return "" if len(signs) > 1 else next(iter(signs))

    @property
    def note(self) -> str:
        """How values were read that may be read in two ways, and why so: without a full stop, or nothing to say.

        Nothing is to be said where a user did, or where a file says itself what is a number.
        """
        if not (self._doubtful and self._rows.delimiter) or self._rows.choices.decimal:
            return ""
        value, place = self._doubtful
        told = f"{value} in {place}" + (f", and {self._count - 1:,} more like it," if self._count > 1 else "")
        if not self.decimal:
            return f"{told} may be {number_of(value, ',')} or {number_of(value, '.')}"
        return f"{told} is read as {number_of(value, self.decimal)}, since {self._reason}"

    @property
    def _reason(self) -> str:
        if told := self._telling.get(self.decimal):
            value, place = told
            return f"{value} in {place} has {_NAMES[self.decimal]} for decimals"
        return "commas divide the cells"
