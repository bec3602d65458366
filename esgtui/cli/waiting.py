"""What a call says on stderr while the journal keeps it waiting: for another program, or for a recovery."""

from typing import TYPE_CHECKING

from esgtui.cli.output import say

if TYPE_CHECKING:
    from esgtui.annotation.waiting import Progress


class Listener:
    """Says once that another program is waited for; all else goes to `tell`, if there is any."""

    def __init__(self, tell: "Progress | None" = None) -> None:
        self._tell = tell
        self._said = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Take in what keeps the journal waiting."""
        from esgtui.annotation.waiting import LOCKED, RECOVERED_ELSEWHERE

        if what in {LOCKED, RECOVERED_ELSEWHERE}:
            if what != self._said:
                say(f"{what} … ctrl+c stops")
            self._said = what
        elif self._tell:
            self._tell(what, done, total)
