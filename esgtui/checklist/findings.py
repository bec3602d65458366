"""What a checklist finds in a claim: attribute by attribute a finding, with the signs that show it.

Nothing here judges a company: what is not stated may well exist.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

State = Literal["stated", "not stated", "not applicable"]
By = Literal["curator", "text"]
Where = Literal["statement", "quote"]

ASPECTS: dict[str, tuple[str, ...]] = {
    "quantified": ("absolute", "relative"),
    "time-bound": ("deadline", "period", "horizon"),
    "baseline": ("base-year", "comparator"),
    "boundary": ("scope", "whole-company", "supply-chain", "product", "part"),
    "standard": ("certified", "audited", "in-accordance", "follows"),
    "third-party": (),
    "generic": (),
    "offset": ("neutrality", "offsetting"),
    "commitment": ("pledge", "aim", "aspiration"),
}
"""The attributes of a claim, in the order in which they are shown, each with the aspects that its signs are told by."""

NAMES: tuple[str, ...] = (*ASPECTS, *(aspect for aspects in ASPECTS.values() for aspect in aspects))
"""All attributes and aspects: what `has:` asks for and what columns are of; each name is there once."""


class Words(msgspec.Struct, frozen=True, gc=False):
    """Words of a claim: half-open character offsets into its statement or its quote."""

    where: Where
    start: int
    end: int


class Sign(msgspec.Struct, frozen=True, gc=False):
    """One thing that shows an attribute: what it states, who says so, and the words in which it stands, if any do.

    `aspect` is one of the attribute's aspects, or empty.
    """

    text: str
    by: By
    aspect: str = ""
    words: tuple[Words, ...] = ()


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A value with its unit, as the curator's metric or the text gives it; `per` is what one value is counted over.

    `name` and `comparator` are known from the curator alone. `is_relative` is a share, or a value per something.
    """

    value: float
    unit: str = ""
    per: str = ""
    qualifier: str = ""
    name: str = ""
    comparator: str = ""
    is_relative: bool = False
    by: By = "text"
    words: tuple[Words, ...] = ()


class Finding(msgspec.Struct, frozen=True, gc=False):
    """What a claim states of one attribute; `reason` says why the question does not arise, where it does not."""

    attribute: str
    state: State
    signs: tuple[Sign, ...] = ()
    reason: str = ""

    @property
    def is_stated(self) -> bool | None:
        """Whether it is stated; None where the question does not arise."""
        return None if self.state == "not applicable" else self.state == "stated"

    @property
    def text(self) -> str:
        """What is stated, each thing once; or that it is not, or why it is not asked."""
        if self.state == "stated":
            return ", ".join(dict.fromkeys(sign.text for sign in self.signs if sign.text)) or "stated"
        return self.reason or self.state

    @property
    def by(self) -> tuple[By, ...]:
        """Who says so: the curator's fields, the text, or both."""
        return tuple(dict.fromkeys(sign.by for sign in self.signs))

    @property
    def aspects(self) -> tuple[str, ...]:
        """The aspects that its signs show, each once."""
        return tuple(dict.fromkeys(sign.aspect for sign in self.signs if sign.aspect))


def spans(findings: Iterable[Finding], where: Where) -> list[tuple[int, int]]:
    """Return where the statement or the quote shows any of the findings, in order, none overlapping another."""
    found = sorted(
        (words.start, words.end)
        for finding in findings
        for sign in finding.signs
        for words in sign.words
        if words.where == where
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
