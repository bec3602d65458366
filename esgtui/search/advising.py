"""What helps where a search finds nothing: words that no claim has, words like them, and what to leave out.

Nothing here decides what is shown of it, or how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.search.query import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esgtui.search.matching import Search
    from esgtui.search.query import Query

MOST_LIKE = 3
"""So many words are named that are like one which no claim has."""


class Unknown(msgspec.Struct, frozen=True):
    """A word that is in no claim, nor is one like it, and the words most like it, each with how many texts have it."""

    word: str
    like: tuple[tuple[str, int], ...] = ()


class Wider(msgspec.Struct, frozen=True):
    """A query that asks for less: what of the one typed was given up, in words."""

    given_up: str
    query: Query


def unknown(search: Search, query: Query) -> tuple[Unknown, ...]:
    """Return the words typed that mean no word of any claim, wherever the query's filters look; phrases aside."""
    found = {}
    for clause, terms in zip(search.asked.alternatives, query.wanted, strict=True):
        if any(all(sought.found for sought in way) for way in clause) or any(term.is_phrase for term in terms):
            continue
        for sought in clause[0]:
            if not sought.found and not sought.is_phrase:
                found[sought.word] = Unknown(sought.word, search.like(sought.word, MOST_LIKE))
    return tuple(found.values())


def wider(query: Query) -> Iterator[Wider]:
    """Yield the query without each of its filters and exclusions, and with its phrases as words."""
    for at, one in enumerate(query.filters):
        rest = (*query.filters[:at], *query.filters[at + 1 :])
        yield Wider(f"without {one}", msgspec.structs.replace(query, filters=rest))
    for at, term in enumerate(query.unwanted):
        rest_unwanted = (*query.unwanted[:at], *query.unwanted[at + 1 :])
        given_up = f"without -{' '.join(term.parts)}"
        yield Wider(given_up, msgspec.structs.replace(query, unwanted=rest_unwanted))
    if query.phrases:
        wanted = tuple(tuple(Term(term.parts) for term in terms) for terms in query.wanted)
        yield Wider("without quotation marks", msgspec.structs.replace(query, wanted=wanted))
    if len(query.filters) > 1:
        yield Wider("without any filter", msgspec.structs.replace(query, filters=()))
