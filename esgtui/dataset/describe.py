"""Say in words what a claim's fields hold: metrics, places, periods. Plain text, for a screen or a clipboard alike."""

import datetime as dt
import json
import re

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Metric, Place

Fact = tuple[str, str]
"""A label and its text."""

DEEPEST = 8
"""How many tables and lists within each other are shown of a curator's own key."""

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def company_label(dataset: Dataset, company_id: str) -> str:
    """Return the short name of a company: its first alias, or else its name."""
    company = dataset.companies[company_id]
    return company.aliases[0] if company.aliases else company.name


def number_text(value: float) -> str:
    """Return a number as people write it: `130`, `0.6`, never `130.0`."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def metric_text(metric: Metric) -> str:
    """Return a metric such as `over 60 % per vehicle: lower emissions (against the year before)`."""
    qualifier = f"{metric.qualifier} " if metric.qualifier and metric.qualifier != "exactly" else ""
    unit = f" {metric.unit}" if metric.unit else ""
    per = f" per {metric.per}" if metric.per else ""
    comparator = f" (against {metric.comparator})" if metric.comparator else ""
    return f"{qualifier}{number_text(metric.value)}{unit}{per}: {metric.name}{comparator}"


def place_text(dataset: Dataset, place: Place) -> str:
    """Return where a claim stands, such as `press release, 2022-11-07, Circular Economy, paragraph 14`."""
    source = dataset.sources[place.source]
    paragraph = f"paragraph {place.paragraph}" if place.paragraph is not None else ""
    published = source.published.isoformat() if source.published else ""
    return ", ".join(filter(None, [source.kind or source.title, published, place.section, paragraph]))


def topic_text(dataset: Dataset, reference: str) -> str:
    """Return a topic with its title, such as `esrs:E5 Resource use and circular economy`."""
    return f"{reference} {dataset.topics[reference].title}"


def facts(dataset: Dataset, claim: Claim) -> list[Fact]:
    """Return what the claim states beside its statement, label by label; what is not stated has no line."""
    inherited = not claim.topics
    found: list[Fact] = [("metric", metric_text(metric)) for metric in claim.metrics]
    found += [
        ("kind", claim.kind or ""),
        ("company", dataset.companies[claim.company].name),
        ("pillar", dataset.pillar_title(claim)),
        ("period", claim.period),
        ("base year", str(claim.base_year or "")),
        ("target year", str(claim.target_year or "")),
        ("horizon", f"{claim.horizon} term" if claim.horizon else ""),
        ("standards", ", ".join(claim.standards)),
        ("conformity", claim.conformity or ""),
        ("third party", claim.assurance),
        ("system", claim.system),
    ]
    label = "pillar's topic" if inherited else "topic"
    found += [(label, topic_text(dataset, reference)) for reference in dataset.topics_of(claim)]
    found += [("place", place_text(dataset, place)) for place in claim.places]
    found += [("quote", claim.quote), ("curator's tags", ", ".join(f"#{tag}" for tag in claim.tags))]
    found += [(key, value if isinstance(value, str) else own_text(value)) for key, value in claim.extra.items()]
    return [(name, text) for name, text in found if text]


def own_text(value: object, depth: int = 0) -> str:
    """Return what a curator's own key holds on one line, as TOML would have it; what lies too deep is an ellipsis."""
    if isinstance(value, dict | list) and depth == DEEPEST:
        return "…"
    if isinstance(value, dict):
        pairs = [f"{_key(key)} = {own_text(inner, depth + 1)}" for key, inner in value.items()]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(own_text(inner, depth + 1) for inner in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def own_line(key: str, value: object) -> str:
    """Return a curator's own key with what it holds, as TOML would have it."""
    return f"{_key(key)} = {own_text(value)}"


def _key(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def claim_text(dataset: Dataset, claim: Claim) -> str:
    """Return a claim with its id, company and source, for a clipboard."""
    company = dataset.companies[claim.company].name
    sources = [f"{dataset.sources[place.source].title} ({place_text(dataset, place)})" for place in claim.places] or [
        "no source stated"
    ]
    return f"{claim.statement}\n[{claim.id}] {company}. " + "; ".join(sources)
