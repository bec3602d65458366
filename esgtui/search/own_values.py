"""What curators keep with claims under keys of their own (`x-status`), as values to filter by (`status=Achieved`)."""

from collections.abc import Iterator

from esgtui.dataset.model import Claim
from esgtui.dataset.shapes import OWN_PREFIX

MOST = 1_000
"""A key with more values than these is none to choose a value of: only whether a claim has it can be asked."""

LONGEST = 80
"""So many characters a value has at most that somebody would type."""


def own_values(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the values that a claim has of its curator's own keys, with these as they are typed."""
    for key, value in claim.extra.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str | int | float) and (text := _text(each)):
                yield key.removeprefix(OWN_PREFIX), text


def _text(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
