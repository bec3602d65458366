"""Claims and what coders put on them as JSON holds them, under the names of the dataset format."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from esgtui.annotation.entries import Merge
from esgtui.annotation.model import Annotation, Change
from esgtui.dataset.model import Claim
from esgtui.dataset.plain import as_toml
from esgtui.exchange.json_lines import settled
from esgtui.exchange.stated import findings_object
from esgtui.search.ranking import Hit
from esgtui.workspace import Workspace

Object = dict[str, Any]


def claim_object(workspace: Workspace, claim: Claim) -> Object:
    """Return a claim with its topics (its pillar's if it names none), its checklist, and all annotations."""
    found = as_toml(claim)
    topics = workspace.dataset.topics_of(claim)
    found |= {"topics": topics} if topics else {}
    found["checklist"] = findings_object(workspace.checklist, claim)
    found["annotations"] = [
        annotation_object(each, workspace.past.statement_before(claim.id, each.coder))
        for each in workspace.annotations(claim.id)
    ]
    found["settlements"] = [settled(each) for each in workspace.team.settlements(claim.id)]
    found["visited"] = workspace.visitors(claim.id)
    return found


def annotation_object(annotation: Annotation, statement_before: str | None = None) -> Object:
    """Return what a coder put on a claim, with every field, also the empty ones.

    `statement_before` is what the claim said then, if it says something else now.
    """
    found: Object = msgspec.to_builtins(annotation)
    before = {} if statement_before is None else {"statement_before": statement_before}
    return {name: value for name, value in found.items() if name != "claim"} | before


def hit_object(workspace: Workspace, hit: Hit) -> Object:
    """Return a claim found; `spans` are half-open character offsets into `statement`."""
    claim = workspace.dataset.claims[hit.row]
    return {
        "id": claim.id,
        "score": round(hit.score, 4),
        "statement": claim.statement,
        "spans": hit.spans,
        "company": claim.company,
        "pillar": claim.pillar,
        "where": hit.where,
    }


def hit_objects(workspace: Workspace, hits: Iterable[Hit]) -> list[Object]:
    """Return the claims found, best first."""
    return [hit_object(workspace, hit) for hit in hits]


def change_object(change: Change, merges: Mapping[str, Merge]) -> Object:
    """Return an entry of the journal, with who made it and, if it was merged, who took it in from which file."""
    found: Object = msgspec.to_builtins(change)
    merge = merges.get(change.merged_in)
    merged = {"merged_by": merge.author, "merged_from": merge.source} if merge else {}
    return found | {"by": change.by} | merged
