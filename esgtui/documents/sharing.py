"""Has the sentences of a document told, of a long one by two processes at once; what comes of it is the same.

`helping.py` is what the second process runs.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from esgtui.apart import Conversation
from esgtui.documents.document import Paragraph, Progress, untold
from esgtui.documents.statements import Part, Statements
from esgtui.documents.telling import Sentence, Teller, Told
from esgtui.halves import Halves, Tell

WORTH_SHARING = 300_000
"""From how many characters on two processes read a document: of fewer, one has read most when the other begins."""

BLOCK = 50
"""So many paragraphs are handed over at once: some tens of milliseconds of work."""

_HELPER = "esgtui.documents.helping"
_FEW = 20
"""How far the work is may be told after each so many sentences."""


class Telling:
    """Paragraphs, their sentences, and what is told of each."""

    def __init__(self, paragraphs: Sequence[Paragraph], statements: Statements, teller: Teller) -> None:
        self._paragraphs, self._statements, self._teller = paragraphs, statements, teller
        self.told: list[list[tuple[Part, Told]]] = [[] for _ in paragraphs]
        self._handed_over: dict[int, list[list[Part]]] = {}

    def work(
        self, own: Path | None, progress: Progress | None, *, block: int = BLOCK, worth: int = WORTH_SHARING
    ) -> None:
        """Tell all; `progress` is told how many paragraphs are read, and may raise to stop.

        `own` is the user's file of rules, for the second process.
        """
        count = len(self._paragraphs)
        if sum(len(each.text) for each in self._paragraphs) < worth:
            for row in range(count):
                self.do(range(row, row + 1), partial(progress or untold, row, count))
        else:
            rules = self._teller.reader.rules.digest
            with Conversation(_HELPER, rules, str(own or ""), str(int(self._teller.is_known))) as helper:
                Halves(self, count, block, progress).work(helper)
        if progress:
            progress(count, count)

    def do(self, rows: range, tell: Tell) -> None:
        """Have sentences told here."""
        for row in rows:
            told = self.told[row] = []
            tell()  # a paragraph may be long, and have no sentence
            for at, part in enumerate(self._statements.of(self._paragraphs[row])):
                if at and at % _FEW == 0:
                    tell()
                told.append((part, self._teller.tell(part.sentence)))

    def packed(self, rows: range) -> bytes:
        """Return sentences as `tell_block` takes them."""
        parts = self._handed_over[rows.start] = [list(self._statements.of(self._paragraphs[row])) for row in rows]
        return msgspec.msgpack.encode([part.sentence for each in parts for part in each])

    def enter(self, rows: range, answer: bytes) -> bool:
        """Enter what was told of sentences; tell whether it was of just these."""
        handed_over = self._handed_over.pop(rows.start)
        try:
            told = msgspec.msgpack.decode(answer, type=list[Told])
        except msgspec.MsgspecError:
            return False
        if len(told) != sum(map(len, handed_over)):
            return False
        each = iter(told)
        for row, parts in zip(rows, handed_over, strict=True):
            self.told[row] = [(part, next(each)) for part in parts]
        return True


def tell_block(packed: bytes, teller: Teller) -> bytes:
    """Tell of sentences as they were handed over."""
    return msgspec.msgpack.encode([teller.tell(each) for each in msgspec.msgpack.decode(packed, type=list[Sentence])])
