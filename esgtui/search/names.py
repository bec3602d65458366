"""What a search needs to know of a dataset besides its claims: the names that its ids stand for."""

from collections.abc import Mapping

import msgspec

from esgtui.dataset.model import Claim, Metric

STATEMENT, FURTHER, NOTES = "statement", "further", "notes"
"""The texts of a claim that are searched: what it states, what else is known of it, what coders wrote and put on it."""


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Names by id. All may be left empty: then ids alone are searched and filtered by.

    `companies`: names and aliases by company id. `pillars`: titles by company id and pillar id.
    `pillar_topics`: the topics of each pillar, by the same. `topics`: titles by reference (`esrs:E5`).
    `verdicts`: titles by id.
    """

    companies: Mapping[str, tuple[str, ...]] = {}
    pillars: Mapping[tuple[str, str], str] = {}
    pillar_topics: Mapping[tuple[str, str], tuple[str, ...]] = {}
    topics: Mapping[str, str] = {}
    verdicts: Mapping[str, str] = {}

    def topics_of(self, claim: Claim) -> tuple[str, ...]:
        """Return the claim's own topics or, where it names none, its pillar's."""
        return claim.topics or self.pillar_topics.get((claim.company, claim.pillar), ())

    def shared_texts(self, claim: Claim) -> list[tuple[str, str]]:
        """Return what is searched of a claim's company, pillar and topics: the name of the place, and the text."""
        texts = [("company", name) for name in self.companies.get(claim.company, (claim.company,))]
        if claim.pillar:
            texts.append(("pillar", self.pillars.get((claim.company, claim.pillar), claim.pillar)))
        texts += [("topic", f"{topic} {self.topics.get(topic, '')}") for topic in self.topics_of(claim)]
        return texts


def own_texts(claim: Claim) -> list[tuple[str, str]]:
    """Return what is searched of a claim itself besides its statement and id: the name of the place, and the text."""
    texts = [("standard", standard) for standard in claim.standards] if claim.standards else []
    if claim.metrics:
        texts += [("metric", _metric_text(metric)) for metric in claim.metrics]
    if claim.tags:
        texts += [("tag", tag) for tag in claim.tags]
    if claim.target_year is not None:
        texts.append(("target year", str(claim.target_year)))
    if claim.system or claim.assurance or claim.period or claim.quote:
        others = (
            ("system", claim.system),
            ("assurance", claim.assurance),
            ("period", claim.period),
            ("quote", claim.quote),
        )
        texts += [(where, text) for where, text in others if text]
    return texts


def _metric_text(metric: Metric) -> str:
    per = f"per {metric.per}" if metric.per else ""
    return f"{metric.name} {metric.value} {metric.unit} {per}"
