"""Where the texts of a claim's detail show what a search matched: as they are shown, not as they were searched."""

from collections.abc import Callable, Iterable

import msgspec

from esgtui.browsing import Spans
from esgtui.dataset.describe import Fact, metric_text
from esgtui.dataset.model import Claim, Metric

MOST = 5_000
"""So many characters of a claim, besides its statement, are looked through: some milliseconds of work."""

_SEARCHED = frozenset(
    {"company", "pillar", "pillar's topic", "topic", "target year", "third party", "system", "period", "quote"}
)
"""Facts that a search looks through as they are shown."""


class Marks:
    """Marks the texts of one claim, until it has looked through `MOST` characters. `mark` looks through one text."""

    def __init__(self, mark: Callable[[str], Spans]) -> None:
        self._mark = mark
        self._left = MOST

    def of(self, text: str) -> Spans:
        """Return what is marked in a text, as half-open character offsets."""
        if len(text) > self._left:
            text = text[: text.rfind(" ", 0, self._left) + 1 or self._left]  # half a word would be another one
            self._left = 0
        self._left -= min(self._left, len(text))
        return self._mark(text)

    def of_parts(self, text: str, parts: Iterable[str]) -> Spans:
        """Return what is marked in those parts of a text that were searched, each by itself, given in their order."""
        marked: list[tuple[int, int]] = []
        end = 0
        for part in parts:
            start = text.index(part, end)
            end = start + len(part)
            marked += [(start + first, start + last) for first, last in self.of(part)]
        return tuple(marked)

    def of_facts(self, claim: Claim, told: Iterable[Fact]) -> list[tuple[Fact, Spans]]:
        """Return facts, each with what is marked in its text."""
        metrics = iter(claim.metrics)
        marked = []
        for label, text in told:
            spans: Spans = ()
            if label == "metric" and (metric := next(metrics, None)):
                spans = self.of_parts(text, _searched(metric))
            elif label == "standards":
                spans = self.of_parts(text, claim.standards)
            elif label == "curator's tags":
                spans = self.of_parts(text, claim.tags)
            elif label in _SEARCHED:
                spans = self.of(text)
            marked.append(((label, text), spans))
        return marked


def _searched(metric: Metric) -> tuple[str, str]:
    """Return the parts of a metric's text that are searched: its value with the unit, and its name."""
    plain = metric_text(msgspec.structs.replace(metric, qualifier=None, comparator=""))
    return plain[: -len(metric.name) - 2], metric.name
