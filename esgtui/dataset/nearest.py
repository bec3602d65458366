"""The id that was most likely meant by one that is none. What is told of it is the caller's."""

import re
from collections.abc import Collection

_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def nearest_id(typed: str, known: Collection[str]) -> str | None:
    """Return the known id that is the fewest slips away, or None if even that is more than a third of what was typed.

    Neither capitals nor zeros before a number count at first: `Smart-0047` means `smart-047` rather than `smart-004`.
    Of ids that are equally near, one as long as what was typed is meant, or else the shortest.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    wanted, most = _plain(typed), max(1, len(typed) // 3)
    found = process.extract(wanted, list(known), scorer=OSA.distance, processor=_plain, score_cutoff=most, limit=None)
    ranks = [(slips, OSA.distance(typed, each), len(each) != len(typed), len(each), row) for each, slips, row in found]
    return found[ranks.index(min(ranks))][0] if ranks else None


def _plain(identity: str) -> str:
    return _LEADING_ZEROS.sub("", identity.casefold())
