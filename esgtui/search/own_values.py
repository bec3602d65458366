"""What curators keep with claims under keys of their own (`x-status`), as values to filter by (`status=Achieved`)."""

from collections.abc import Iterator, Sequence

from esgtui.dataset.model import Claim
from esgtui.dataset.shapes import OWN_PREFIX

MOST = 1_000
"""A key with more values than these is none to choose a value of: only whether a claim has it can be asked."""

LONGEST = 80
"""So many characters a value has at most that somebody would type."""


def own_rows(claims: Sequence[Claim]) -> dict[str, list[int]]:
    """Return the rows of the claims with each value, by `key=value`, or by `key` where values are many or long."""
    found: dict[str, dict[str, list[int]]] = {}
    too_many: set[str] = set()
    for row, claim in enumerate(claims):
        for key, value in _values(claim) if claim.extra else ():
            rows = found.setdefault(key, {})
            if key not in too_many and (len(value) > LONGEST or (value not in rows and len(rows) == MOST)):
                too_many.add(key)
                found[key] = rows = {"": sorted({each for some in rows.values() for each in some})}
            here = rows.setdefault("" if key in too_many else value, [])
            if not here or here[-1] != row:
                here.append(row)
    return {
        f"{key}={value}" if value else key: rows for key, by_value in found.items() for value, rows in by_value.items()
    }


def _values(claim: Claim) -> Iterator[tuple[str, str]]:
    for key, value in claim.extra.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str | int | float) and (text := _text(each)):
                yield key.removeprefix(OWN_PREFIX), text


def _text(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
