"""What a search needs to know of a dataset besides its claims: the names that its ids stand for."""

from collections.abc import Iterator, Mapping

import msgspec

from esgtui.dataset.model import Claim, Metric


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Names by id. All may be left empty: then ids alone are searched and filtered by.

    `companies`: names and aliases by company id. `pillars`: titles by company id and pillar id.
    `pillar_topics`: the topics of each pillar, by the same. `topics`: titles by reference (`esrs:E5`).
    """

    companies: Mapping[str, tuple[str, ...]] = {}
    pillars: Mapping[tuple[str, str], str] = {}
    pillar_topics: Mapping[tuple[str, str], tuple[str, ...]] = {}
    topics: Mapping[str, str] = {}

    def topics_of(self, claim: Claim) -> tuple[str, ...]:
        """Return the claim's own topics or, where it names none, its pillar's."""
        return claim.topics or self.pillar_topics.get((claim.company, claim.pillar), ())

    def further_texts(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """Yield what is searched of a claim besides its statement: the name of the place, and the text."""
        yield "id", claim.id
        yield from _own_texts(claim)
        for name in self.companies.get(claim.company, (claim.company,)):
            yield "company", name
        if claim.pillar:
            yield "pillar", self.pillars.get((claim.company, claim.pillar), claim.pillar)
        for topic in self.topics_of(claim):
            yield "topic", f"{topic} {self.topics.get(topic, '')}"


def _own_texts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield from (("standard", standard) for standard in claim.standards)
    yield from (("metric", _metric_text(metric)) for metric in claim.metrics)
    single = {
        "system": claim.system,
        "assurance": claim.assurance,
        "quote": claim.quote,
        "target year": str(claim.target_year or ""),
        "period": claim.period,
    }
    yield from ((where, text) for where, text in single.items() if text)
    yield from (("tag", tag) for tag in claim.tags)


def _metric_text(metric: Metric) -> str:
    per = f"per {metric.per}" if metric.per else ""
    return f"{metric.name} {metric.value} {metric.unit} {per}"
