"""What the detail of a claim says, block by block: what coders added, what it states, where it stands."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from esgtui.annotation.model import Annotation
from esgtui.browsing import Spans
from esgtui.dataset.checklist import checklist
from esgtui.dataset.describe import Fact, facts
from esgtui.dataset.model import Claim
from esgtui.workspace import Workspace

Role = Literal["statement", "items", "fact", "tags", "note", "gap"]


class Block(msgspec.Struct, frozen=True):
    """One block of text with its label; `spans` are half-open offsets into the text that matched a search."""

    role: Role
    text: str = ""
    label: str = ""
    spans: Spans = ()


GAP = Block("gap")


def card(workspace: Workspace, claim: Claim, spans: Spans = (), found_in: str = "") -> Iterator[Block]:
    """Yield the blocks of a claim's detail. `found_in` says where a search matched if not in the statement."""
    dataset = workspace.dataset
    yield Block("statement", claim.statement, spans=spans)
    if found_in not in {"", "statement"}:
        yield Block("fact", found_in, "found in")
    yield GAP
    for annotation in workspace.history.annotations(claim.id):
        yield from _annotation(workspace, annotation)
        yield GAP
    for (draft_of, _), text in list(workspace.drafts.items()):
        if draft_of == claim.id:
            yield Block("note", text, "✎? draft")
            yield GAP
    told = facts(dataset, claim)
    yield from _facts(fact for fact in told if fact[0] == "metric")
    signs = {True: "●", False: "○", None: "–"}
    yield Block("items", "\t".join(f"{check.name} {signs[check.stated]} {check.text}" for check in checklist(claim)))
    yield from _facts(fact for fact in told if fact[0] != "metric")


def _facts(told: Iterable[Fact]) -> Iterator[Block]:
    """Yield facts one below the other, a label that repeats only once."""
    before = ""
    for label, text in told:
        yield Block("fact", text, " " if label == before else label)
        before = label


def _annotation(workspace: Workspace, annotation: Annotation) -> Iterator[Block]:
    parts = ["★"] if annotation.starred else []
    parts += [f"#{tag}" for tag in annotation.tags]
    if parts:
        yield Block("tags", " ".join(parts), annotation.coder)
    if annotation.verdict:
        verdict = workspace.dataset.verdicts.get(annotation.verdict)
        yield Block("tags", f"◆ {verdict.title if verdict else annotation.verdict}", annotation.coder)
    for note in annotation.notes:
        edited = f", edited {note.edited.astimezone():%Y-%m-%d %H:%M}" if note.edited else ""
        yield Block("note", note.text, f"✎ {annotation.coder}")
        yield Block("fact", f"{note.created.astimezone():%Y-%m-%d %H:%M}{edited}", "written")
