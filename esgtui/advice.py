"""What to try where a search finds nothing, in words: for the explorer and the shell alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.counted import claims_text
from esgtui.search.advising import unknown, wider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from esgtui.checklist.checklist import Checklist
    from esgtui.search.advising import Unknown
    from esgtui.search.matching import Search
    from esgtui.search.query import Query

_OF_WORDING = frozenset({"boundary", "standard", "third-party", "generic", "offset", "commitment"})
"""The attributes of which the words in a query may be an example; the others are about figures and years."""

_MOST_NAMED = 5
"""So many words that no claim has are named."""

_LONGEST = 40
"""So many characters of a word are repeated."""

_MOST = 4
"""So many ways to find more are named, those that find the most."""


def advice(query: Query, search: Search, total: Callable[[Query], int], checklist: Checklist | None) -> tuple[str, ...]:
    """Return sentences, the most telling first; `total` tells how many claims a query finds."""
    words = unknown(search, query, total)
    found = [_none_has(words)] if words else []
    found += [_like(word) for word in words if word.like]
    if checklist is not None and words:
        found += _said_otherwise(query, checklist)
    counts = [(total(each.query), each.given_up) for each in wider(query)]
    best = sorted((pair for pair in counts if pair[0]), key=lambda pair: -pair[0])[:_MOST]
    return (*found, *(f"{given_up}: {claims_text(count)}" for count, given_up in best))


def _none_has(words: Sequence[Unknown]) -> str:
    named = [f"“{_short(each.word)}”" for each in words[:_MOST_NAMED]]
    if len(words) > _MOST_NAMED:
        named.append(f"{len(words) - _MOST_NAMED} more of these words")
    *first, last = named
    return f"no claim has {', '.join(first)} or {last}" if first else f"no claim has {last}"


def _short(word: str) -> str:
    return word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…"


def _like(word: Unknown) -> str:
    found = ", ".join(f"{each} ({count:,})" for each, count in word.like)
    return f"like “{word.word}”: {found}"


def _said_otherwise(query: Query, checklist: Checklist) -> Iterator[str]:
    """Yield the filters of the checklist that ask for what the query says, in whatever words."""
    typed = query.text.replace('"', " ")
    for name in checklist.named_in(typed, _OF_WORDING):
        if checklist.is_soon_ready:
            count = len(checklist.rows(name))
            if count:
                yield f"has:{name} finds what says it in other words: {claims_text(count)}"
        else:
            yield f"has:{name} finds what says it in other words"
