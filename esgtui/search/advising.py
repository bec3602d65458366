"""What helps where a search finds nothing: words that no claim has, words like them, and what to leave out.

Nothing here decides what is shown of it, or how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.search.query import Query, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from esgtui.search.matching import Search
    from esgtui.search.ranking import Sought

MOST_LIKE = 3
"""So many words are named that are like one which no claim has."""


class Unknown(msgspec.Struct, frozen=True):
    """A word that is in no claim, nor is one like it, and the words most like it, each with how many texts have it.

    Or a phrase, or what was typed as one (`co2`), that no claim has although all its words are in some.
    """

    word: str
    like: tuple[tuple[str, int], ...] = ()


class Wider(msgspec.Struct, frozen=True):
    """A query that asks for less: what of the one typed was given up, in words."""

    given_up: str
    query: Query


def unknown(search: Search, query: Query, total: Callable[[Query], int]) -> tuple[Unknown, ...]:
    """Return the words and phrases typed that are in no claim, wherever the query's filters look.

    `total` tells how many claims a query finds.
    """
    found: dict[str, Unknown] = {}
    for clause, terms in zip(search.asked.alternatives, query.wanted, strict=True):
        if any(all(sought.found for sought in way) for way in clause) or total(Query(wanted=(terms,))):
            continue
        words = _missing(terms[0], clause[0], search)
        found |= {word: Unknown(word, () if " " in word else search.like(word, MOST_LIKE)) for word in words}
    return tuple(found.values())


def _missing(term: Term, way: Sequence[Sought], search: Search) -> list[str]:
    """Return the words that no claim has; or all that was typed as one, where they say nothing apart (`co2`)."""
    if not way[0].is_phrase:
        return [sought.word for sought in way if not sought.found]
    words = [] if term.typed else [word for word in term.parts if not search.count(word)]
    return words or [term.typed or " ".join(term.parts)]


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
