"""Claims as one puts them into a text of one's own: plain, as citations, as Markdown, or as tables of the format."""

from collections.abc import Callable, Sequence

import msgspec

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import claim_text, metric_text
from esgtui.dataset.model import Claim, Place
from esgtui.exchange.report import inline
from esgtui.exchange.toml import table_text
from esgtui.visible import visible, visible_block


class Manner(msgspec.Struct, frozen=True):
    """A way to write claims; `key` asks for it, `write` does it, and a file of it ends with `suffix`."""

    name: str
    key: str
    suffix: str
    holds: str
    write: Callable[[Dataset, Sequence[Claim]], str]


def as_text(dataset: Dataset, claims: Sequence[Claim]) -> str:
    """Return each claim with its id, company and source."""
    return visible_block("\n\n".join(claim_text(dataset, claim) for claim in claims))


def as_citations(dataset: Dataset, claims: Sequence[Claim]) -> str:
    """Return a line for each claim: who said what, and where that was published."""
    return "\n".join(_citation(dataset, claim) for claim in claims)


def _citation(dataset: Dataset, claim: Claim) -> str:
    by_source: dict[str, list[Place]] = {}
    for place in claim.places:
        by_source.setdefault(place.source, []).append(place)
    sources = "; ".join(_source(dataset, source, places) for source, places in by_source.items())
    said, company = claim.quote or claim.statement, dataset.companies[claim.company].name
    cited = f"{company}: “{said}” {sources or 'No source stated'}. [{claim.id}]"
    return visible(" ".join(cited.split()))


def _source(dataset: Dataset, source_id: str, places: Sequence[Place]) -> str:
    """Return a source as a reference, with where in it the claim stands."""
    source = dataset.sources[source_id]
    where = " and ".join(filter(None, map(_where, places)))
    published = source.published.isoformat() if source.published else "no date stated"
    return ", ".join(filter(None, [source.title, source.publisher, published, where, source.url]))


def _where(place: Place) -> str:
    paragraph = f"paragraph {place.paragraph}" if place.paragraph is not None else ""
    return ", ".join(filter(None, [place.section, paragraph]))


def as_markdown(dataset: Dataset, claims: Sequence[Claim]) -> str:
    """Return each claim as a quotation, with its metrics and its sources below."""
    return "\n\n".join(_quotation(dataset, claim) for claim in claims)


def _quotation(dataset: Dataset, claim: Claim) -> str:
    company = inline(dataset.companies[claim.company].name)
    lines = [f"> {inline(claim.statement)}", ">", f"> — {company}, `{claim.id.replace('`', '')}`"]
    lines += [f"> - {inline(metric_text(metric))}" for metric in claim.metrics]
    sources = dict.fromkeys(place.source for place in claim.places)
    for source in sources:
        places = [place for place in claim.places if place.source == source]
        lines.append(f"> - {inline(_source(dataset, source, places))}")
    return "\n".join(lines)


def as_tables(dataset: Dataset, claims: Sequence[Claim]) -> str:  # noqa: ARG001
    """Return the claims as `[[claims]]` of the dataset format."""
    return table_text("claims", claims)


MANNERS = (
    Manner("text", "y", ".txt", "The statement, with the id, the company and the source.", as_text),
    Manner("citation", "c", ".txt", "Who said what, and where that was published, in a line.", as_citations),
    Manner("Markdown", "m", ".md", "A quotation, with its metrics and sources.", as_markdown),
    Manner("TOML", "t", ".toml", "[[claims]] of the dataset format, with all fields.", as_tables),
)
"""The ways to write claims; their keys are those of the choice that `y` opens, so that `y` twice is plain text."""
