"""A dataset of made-up claims, and a journal in which every one of them carries a tag, a verdict and a note."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomli_w

from tests.benchmarks.corpus import Row

PILLARS = 4
TOPICS = 12
TAGS = {"evidence/photo": "p", "evidence/report": "r", "wording/vague": "v", "target/year": "y", "check/again": "c"}
"""The codebook's tags, each with its key."""
VERDICTS = ("substantiated", "unclear", "contradicted")
NOTE = "It looks well supported, but the year that it is measured against is missing."
KINDS = ("achievement", "practice", "target", "commitment", "policy")
METRICS = (("emissions", "tCO2e"), ("water use", "m3"), ("energy use", "MWh"), ("recycled content", "%"))
STATES = ("open", "in discussion", "settled")
"""What curators keep of some claims under a key of their own."""

_AT_ONCE = 1_000


def write_dataset(rows: Sequence[Row], folder: Path) -> Path:
    """Write rows as a dataset with some pillars to each company, a codebook and a scale; return its file.

    Claims have the fields that they may have, each every few claims.
    """
    companies = list(dict.fromkeys(row.company for row in rows))
    tables = {
        "format": 1,
        "dataset": {"id": "made", "title": "Made up"},
        "companies": [{"id": company, "name": f"Company {company}"} for company in companies],
        "pillars": [
            {"id": f"p{number}", "company": company, "title": f"Pillar {number}"}
            for company in companies
            for number in range(PILLARS)
        ],
        "sources": [{"id": f"s-{company}", "company": company, "title": "Report"} for company in companies],
        "frameworks": [{"id": "made", "title": "Made-up standard"}],
        "topics": [{"framework": "made", "code": f"T{at}", "title": f"Topic {at}"} for at in range(TOPICS)],
        "codebook": [{"tag": tag, "title": f"Of {tag}", "key": key} for tag, key in TAGS.items()],
        "verdicts": [{"id": verdict, "title": verdict.title()} for verdict in VERDICTS],
    }
    path = folder / "made.toml"
    with path.open("wb") as file:
        file.write(tomli_w.dumps(tables).encode())
        for first in range(0, len(rows), _AT_ONCE):
            some = [_claim(at, row) for at, row in enumerate(rows[first : first + _AT_ONCE], first)]
            file.write(b"\n" + tomli_w.dumps({"claims": some}).encode())
    return path


def _claim(at: int, row: Row) -> dict[str, Any]:
    """Return a claim; which of its fields are stated follows from its number."""
    (metric, unit), value = METRICS[at // 4 % len(METRICS)], at * 7 % 100_000
    claim: dict[str, Any] = {"id": row.id, "company": row.company, "statement": row.text}
    fields = {
        "pillar": (1, f"p{at % PILLARS}"),
        "kind": (2, KINDS[at // 2 % len(KINDS)]),
        "topics": (3, [f"made:T{at // 3 % TOPICS}"]),
        "period": (5, str(2015 + at // 5 % 10)),
        "base_year": (7, 2010 + at // 7 % 12),
        "target_year": (4, 2025 + at // 4 % 30),
        "places": (2, [{"source": f"s-{row.company}", "paragraph": 1 + at % 500}]),
        "tags": (20, [f"curated/{at // 20 % 8}"]),
        "metrics": (4, [{"name": metric, "value": value, "unit": unit}]),
        "x-status": (6, STATES[at // 6 % len(STATES)]),
    }
    return claim | {name: value for name, (every, value) in fields.items() if at % every == 0}


def annotate(data: Path, store: Path, coder: str, *, every: int = 1) -> None:
    """Put a tag, a verdict and a note on every claim of a dataset, or every few, and a star on every tenth of these.

    The last one has no tag.
    """
    from esgtui.workspace import Workspace

    workspace = Workspace.open(data, store=str(store), coder=coder)
    dataset = workspace.dataset
    claims = [dataset.claims[row].id for row in range(0, len(dataset.claims), every)]
    for number, tag in enumerate(TAGS):
        workspace.tag(claims[number : -1 : len(TAGS)], add=[tag])
    for number, verdict in enumerate(VERDICTS):
        workspace.rate(claims[number :: len(VERDICTS)], verdict)
    workspace.note(claims, NOTE)
    workspace.star(claims[::10], on=True)
    workspace.close()


def disagree(data: Path, store: Path, coder: str) -> None:
    """Have another coder judge every claim of an annotated dataset: one in ten otherwise than `annotate` did."""
    from esgtui.workspace import Workspace

    workspace = Workspace.open(data, store=str(store), coder=coder)
    claims = [claim.id for claim in workspace.dataset.claims]
    for number, tag in enumerate(TAGS):
        workspace.tag(claims[number :: len(TAGS)], add=[tag])
    for number in range(len(VERDICTS)):
        same = [claim for place, claim in enumerate(claims) if place % len(VERDICTS) == number and place % 10]
        other = [claim for place, claim in enumerate(claims) if place % len(VERDICTS) == number and not place % 10]
        workspace.rate(same, VERDICTS[number])
        workspace.rate(other, VERDICTS[number - 1])
    workspace.close()
