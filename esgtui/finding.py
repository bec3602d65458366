"""Search in one workspace: the index of its claims, and the filters on what coders put on them.

The index is built on the first search, or ahead of it by `prepare`; searches meanwhile find what is there already.
"""

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from esgtui.annotation.history import History
from esgtui.annotation.model import Annotation
from esgtui.dataset.dataset import Dataset
from esgtui.search.completion import Completer, Completion
from esgtui.search.engine import ClaimIndex, Results
from esgtui.search.filters import Fields
from esgtui.search.names import Names
from esgtui.search.query import Query, parse

if TYPE_CHECKING:
    from esgtui.search.filters import Annotations

Progress = Callable[[int, int], None]


class CodersWork:
    """What coders put on claims, as the filters ask for it."""

    def __init__(self, history: History) -> None:
        self._history = history

    def _all(self, claim_id: str) -> list[Annotation]:
        return self._history.annotations(claim_id)

    def claims(self) -> Iterable[str]:
        """Return the ids of the claims that carry anything."""
        return self._history.annotated_claims()

    def tags(self, claim_id: str) -> Collection[str]:
        """Return the tags that any coder put on the claim."""
        return {tag for annotation in self._all(claim_id) for tag in annotation.tags}

    def verdicts(self, claim_id: str) -> Collection[str]:
        """Return the verdicts that coders gave it."""
        return {annotation.verdict for annotation in self._all(claim_id) if annotation.verdict}

    def coders(self, claim_id: str) -> Collection[str]:
        """Return who put anything on it."""
        return {annotation.coder for annotation in self._all(claim_id)}

    def has_note(self, claim_id: str) -> bool:
        """Tell whether there is a note on it."""
        return any(annotation.notes for annotation in self._all(claim_id))

    def is_starred(self, claim_id: str) -> bool:
        """Tell whether anybody starred it."""
        return any(annotation.starred for annotation in self._all(claim_id))


class Finder:
    """Finds claims for queries. Any thread may search; one of them builds the index."""

    def __init__(self, dataset: Dataset, history: History) -> None:
        self._annotations: Annotations = CodersWork(history)
        names = names_of(dataset)
        self._fields = Fields(dataset.claims, names)
        self._completer = Completer(self._fields, names)
        self._index = ClaimIndex(dataset.claims, names)
        self._most = max(1, len(dataset.claims))
        self._building = threading.Lock()
        self._is_built = False

    def prepare(self, progress: Progress | None = None) -> None:
        """Build the index if that is not done yet; `progress` may raise to stop it."""
        with self._building:
            if not self._is_built:
                self._index.build(progress)
                self._is_built = True

    def search(self, text: str, limit: int) -> Results:
        """Return the best claims for a query as typed, at most `limit` of them, and how many there are in all."""
        if not self._index.ready:
            self.prepare()
        started = perf_counter()
        query = parse(text)
        allowed, hints = self._let_through(query)
        found = self._index.search(query, limit=min(limit, self._most), allowed=allowed)
        took = (perf_counter() - started) * 1000  # filters included
        is_closest = found.closest and found.total > 0  # where nothing comes close, nothing was found
        return Results(found.hits, found.total, is_closest, (*found.hints, *hints), took)

    def complete(self, text: str, cursor: int) -> Completion:
        """Return what can be meant by what is being typed at the cursor (an offset into `text`), as annotated by now.

        Needs no index.
        """
        return self._completer.complete(text, cursor, self._annotations)

    def rows(self, text: str) -> Sequence[int]:
        """Return the rows of all claims that match a query as typed, in the dataset's order."""
        if not self._index.ready:
            self.prepare()
        query = parse(text)
        allowed, _ = self._let_through(query)
        rows = self._index.matching_rows(query)
        return rows if allowed is None else [row for row in rows if row in allowed]

    def _let_through(self, query: Query) -> tuple[frozenset[int] | None, tuple[str, ...]]:
        """Return the rows that the query's filters let through (None: all), and what there is to say about them."""
        if not query.filters:
            return None, ()
        matched = self._fields.matching(query.filters, self._annotations)
        return frozenset(matched.rows), matched.hints


def names_of(dataset: Dataset) -> Names:
    """Return the names that the dataset's ids stand for."""
    return Names(
        companies={company.id: (company.name, *company.aliases) for company in dataset.companies.values()},
        pillars={key: pillar.title for key, pillar in dataset.pillars.items()},
        pillar_topics={key: pillar.topics for key, pillar in dataset.pillars.items()},
        topics={reference: topic.title for reference, topic in dataset.topics.items()},
    )
