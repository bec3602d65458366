"""`esgtui read DOCUMENT --compare DATASET`: how many of a curator's claims are among the sentences that are offered."""

from collections.abc import Sequence
from pathlib import Path

import click

from esgtui.cli.output import json_line, line
from esgtui.cli.table import Row, show_table
from esgtui.counted import counted
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Source
from esgtui.documents.comparing import Comparison, Match, compared
from esgtui.documents.document import Document
from esgtui.documents.offering import Offer

AMONG = (10, 20, 50, 100)
"""Among so many of the best offers claims are counted, and among all."""


def show_comparison(
    context: click.Context,
    document: Document,
    sentences: Sequence[Offer],
    data: Path,
    source: str | None,
    *,
    as_json: bool,
) -> None:
    """Print the comparison: how many claims and hits, and which claims are not among the offers; or a claim a line."""
    from esgtui.dataset.loader import load

    dataset = load(data)
    chosen = _source(context, dataset, document, source)
    claims = [claim for claim in dataset.claims if any(place.source == chosen.id for place in claim.places)]
    found = compared(sentences, claims, chosen.id)
    if as_json:
        for match in found.matches:
            json_line(_object(match))
        return
    offered = counted(len(found.offers), "sentence")
    line(f"{chosen.title}: {counted(len(claims), 'claim')}; {offered} of {len(sentences):,} offered")
    show_table([Row(("among the best", "claims found", "", "offers with a claim", "")), *_rows(found)], 0, (1, 2, 3, 4))
    for match in found.matches:
        if match.rank is None:
            line(f"not offered: {match.claim.id}  {match.claim.statement}")


def _source(context: click.Context, dataset: Dataset, document: Document, named: str | None) -> Source:
    """Return the source that a document is: the one that was named, or the one of its title, or the only one."""
    if named:
        if named not in dataset.sources:
            raise click.UsageError(
                f"the dataset has no source {named!r}; it has: {', '.join(dataset.sources)}", context
            )
        return dataset.sources[named]
    sources = list(dataset.sources.values())
    same = [each for each in sources if _folded(each.title) == _folded(document.title)]
    if len(same) == 1 or len(sources) == 1:
        return (same or sources)[0]
    raise click.UsageError(f"say with --source which one it is: {', '.join(dataset.sources)}", context)


def _folded(title: str) -> str:
    from esgtui.search.text import spaced

    return spaced(title)


def _rows(found: Comparison) -> list[Row]:
    rows = []
    for among in (*(each for each in AMONG if each < len(found.offers)), len(found.offers)):
        claims, hits = found.found(among), found.hits(among)
        name = f"{among:,}" if among < len(found.offers) else f"all {among:,}"
        shares = (f"{100 * part // max(1, whole)} %" for part, whole in ((claims, len(found.matches)), (hits, among)))
        rows.append(Row((name, f"{claims:,}", next(shares), f"{hits:,}", next(shares))))
    return rows


def _object(match: Match) -> dict[str, object]:
    return {
        "claim": match.claim.id,
        "rank": match.rank,
        "alike": round(match.alike),
        "statement": match.claim.statement,
        "sentences": [{"paragraph": each.paragraph, "statement": each.statement} for each in match.sentences],
    }
