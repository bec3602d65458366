"""Which claim of the dataset what was on a claim that is gone may belong to: the one most like it, of its company.

Whose claim it was the journal does not say. Its id does where ids begin with what all claims of one company share, as
those do that people number and those that an import makes.
"""

from collections.abc import Sequence
from functools import cached_property, partial

import msgspec

from esgtui.dataset.dataset import Dataset

LIKE_ENOUGH = 30
"""From how many per cent on a claim is said to be like one that is gone."""

AT_A_TIME = 100
"""So many claims are compared before other threads have their turn: a millisecond of work."""

_DIVIDERS = "-/:._"
"""What stands before the part of an id that is a claim's own; the first of these that an id has, where it is last."""


class Resembling(msgspec.Struct, frozen=True):
    """The claim of the dataset that is most like one that is gone, and how like it is, in per cent."""

    claim: str
    likeness: int


class Resemblance:
    """Compares claims that are gone with those of one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._made_ready: dict[str, tuple[Sequence[int], list[str]]] = {}
        """By company, and of all claims, rows and statements: made ready once for all claims that are gone."""

    def company_of(self, gone: str) -> str:
        """Return the id of the company that a claim that is gone was of, as far as its id tells; else nothing."""
        return self._companies.get(_beginning(gone), "")

    @cached_property
    def _companies(self) -> dict[str, str]:
        """The company by the beginning of ids that only its claims have; nothing where several companies' do.

        Where all claims are one company's, how their ids begin tells nothing of one that is gone.
        """
        found: dict[str, str] = {}
        for row, claim in enumerate(self._dataset.row_of):
            beginning, company = _beginning(claim), self._dataset.causes.company_at(row)
            if found.setdefault(beginning, company) != company:
                found[beginning] = ""
        return found | {"": ""} if len({*found.values()} - {""}) > 1 else {}

    def most_like(self, gone: str, statement: str) -> Resembling | None:
        """Return the claim that is most like one that is gone, by what that said; None if nothing is like it.

        Where its company is known, only claims of that one are compared: those of others are other claims. Of several
        that are as like, it is the one with the likeliest id: a company that is called otherwise has another one now.
        """
        from rapidfuzz import fuzz, process, utils

        if not statement:
            return None
        wanted, (rows, texts) = utils.default_process(statement), self._of_company(self.company_of(gone))
        best, score = list[str](), float(LIKE_ENOUGH)
        for start in range(0, len(rows), AT_A_TIME):
            some = texts[start : start + AT_A_TIME]
            for _, likeness, place in process.extract(
                wanted, some, scorer=fuzz.token_sort_ratio, score_cutoff=score, limit=None
            ):
                if not best or likeness > score:
                    best, score = [], likeness
                if likeness == score:
                    best.append(self._dataset.id_at(rows[start + place]))
        return Resembling(max(best, key=partial(fuzz.ratio, gone)), round(score)) if best else None

    def _of_company(self, company: str) -> tuple[Sequence[int], list[str]]:
        """Return the rows of a company's claims, or of all if none is named, and their statements to be compared."""
        from rapidfuzz import utils

        if company not in self._made_ready:
            dataset = self._dataset
            rows: Sequence[int] = range(len(dataset.claims))
            if company:
                numbers = [number for number, cause in enumerate(dataset.causes.causes) if cause.company == company]
                rows = sorted(row for number in numbers for row in dataset.by_cause.rows_of(number))
            self._made_ready[company] = rows, [utils.default_process(dataset.claims[row].statement) for row in rows]
        return self._made_ready[company]


def _beginning(claim: str) -> str:
    """Return an id without the part that is the claim's own, with what divides them; nothing if it has no such part."""
    divider = next((each for each in _DIVIDERS if each in claim), "")
    head, divider, own = claim.rpartition(divider) if divider else ("", "", "")
    return head + divider if own else ""
