"""`esgtui show`: claims in full, with what they state, where they stand, and what coders put on them."""

from collections.abc import Iterator

import click

from esgtui.annotation.model import Annotation, Note
from esgtui.cli.objects import claim_object
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option
from esgtui.cli.output import block, json_line, line
from esgtui.dataset.describe import Fact, facts
from esgtui.dataset.model import Claim
from esgtui.exchange.annotations import settlement_text
from esgtui.workspace import Workspace

LABEL_CELLS = 14


@click.command("show")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@json_option
@common_options
@click.pass_context
def show_command(context: click.Context, /, claims: tuple[str, ...], as_json: bool) -> None:
    """Show claims in full, with all that coders put on them."""
    workspace = context.ensure_object(Opening).workspace()
    for position, claim in enumerate([workspace.claim(claim_id) for claim_id in claims]):
        if as_json:
            json_line(claim_object(workspace, claim))
            continue
        if position:
            line()
        _show(workspace, claim)


def _show(workspace: Workspace, claim: Claim) -> None:
    line(claim.id, [(0, len(claim.id))])
    block(claim.statement)
    line()
    show_facts(list(_checklist(workspace, claim)))
    line()
    show_facts(facts(workspace.dataset, claim))
    for annotation in workspace.annotations(claim.id):
        line()
        line(annotation.coder, [(0, len(annotation.coder))])
        show_facts([*_changed(workspace, annotation), *put_on(workspace, annotation)])
    verdicts = workspace.dataset.verdicts
    if settled := [("settled", settlement_text(verdicts, each)) for each in workspace.team.settlements(claim.id)]:
        line()
        show_facts(settled)
    if visitors := workspace.visitors(claim.id):
        line()
        show_facts([("visited by", ", ".join(visitors))])


def _checklist(workspace: Workspace, claim: Claim) -> Iterator[Fact]:
    """Yield what the claim states, attribute by attribute: who says so, in which words, and why it is asked."""
    for finding in workspace.checklist.read(claim):
        by = " and ".join("field" if by == "curator" else "words" for by in finding.by)
        yield finding.attribute, f"{finding.text} ({by})" if by else finding.text
        yield finding.attribute, f"  {workspace.checklist.basis(finding.attribute)}"


def _changed(workspace: Workspace, annotation: Annotation) -> Iterator[Fact]:
    """Yield how the statement differs from what it was when the coder annotated it, word by word."""
    if workspace.past.is_changed(annotation.claim, annotation.coder):
        from esgtui.annotation.differences import marked

        found = workspace.past.rewording(annotation.claim, annotation.coder)
        yield "changed since", marked(*found) if found else "it is not known what it said"


def show_facts(told: list[Fact]) -> None:
    """Print labels and texts; a label that is the same as the one above is not repeated."""
    wide = max(LABEL_CELLS, *(len(label) + 2 for label, _ in told)) if told else LABEL_CELLS
    before = ""
    for label, text in told:
        first, *further = text.split("\n")
        line(("" if label == before else label).ljust(wide) + first)
        for part in further:
            line(" " * wide + part)
        before = label


def put_on(workspace: Workspace, annotation: Annotation) -> Iterator[Fact]:
    """Yield what a coder put on a claim, each with its label."""
    if annotation.starred:
        yield "star", "★"
    if annotation.verdict:
        verdict = workspace.dataset.verdicts.get(annotation.verdict)
        yield "verdict", verdict.title if verdict else annotation.verdict
    if annotation.tags:
        yield "tags", " ".join(f"#{tag}" for tag in annotation.tags)
    for note in annotation.notes:
        yield f"{note.kind or 'note'} {note.id[:8]}", f"{_written(note)}\n{note.text}"


def _written(note: Note) -> str:
    edited = f", edited {note.edited.astimezone():%Y-%m-%d %H:%M}" if note.edited else ""
    return f"{note.created.astimezone():%Y-%m-%d %H:%M}{edited}"
