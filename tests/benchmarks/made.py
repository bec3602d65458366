"""A dataset of made-up claims, and a journal in which every one of them carries a tag, a verdict and a note."""

from collections.abc import Sequence
from pathlib import Path

import tomli_w

from tests.benchmarks.corpus import Row

PILLARS = 4
TAGS = {"evidence/photo": "p", "evidence/report": "r", "wording/vague": "v", "target/year": "y", "check/again": "c"}
"""The codebook's tags, each with its key."""
VERDICTS = ("substantiated", "unclear", "contradicted")
NOTE = "It looks well supported, but the year that it is measured against is missing."


def write_dataset(rows: Sequence[Row], folder: Path) -> Path:
    """Write rows as a dataset with some pillars to each company, a codebook and a scale; return its file."""
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
        "codebook": [{"tag": tag, "title": f"Of {tag}", "key": key} for tag, key in TAGS.items()],
        "verdicts": [{"id": verdict, "title": verdict.title()} for verdict in VERDICTS],
        "claims": [
            {"id": row.id, "company": row.company, "statement": row.text, "pillar": f"p{number % PILLARS}"}
            for number, row in enumerate(rows)
        ],
    }
    path = folder / "made.toml"
    path.write_bytes(tomli_w.dumps(tables).encode())
    return path


def annotate(data: Path, store: Path, coder: str) -> None:
    """Put a tag, a verdict and a note on every claim of a dataset, and a star on every tenth.

    The last claim has no tag.
    """
    from esgtui.workspace import Workspace

    workspace = Workspace.open(data, store=str(store), coder=coder)
    claims = [claim.id for claim in workspace.dataset.claims]
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


def stop_blinking(home: Path) -> None:
    """Have no cursor blink: each time it does would count as what a key before it came to."""
    settings = home / "esgtui" / "settings.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text("animations = false\n", encoding="utf-8")
