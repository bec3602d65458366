"""`esgtui source`: where in its documents a claim stands, what is known of them, and what else was read from them."""

from collections.abc import Iterator

import click

from esgtui.cli.objects import Object
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option
from esgtui.cli.output import block, json_line, line
from esgtui.cli.showing import show_facts
from esgtui.cli.table import Row, show_table
from esgtui.dataset.documents import DocumentError, document_text
from esgtui.dataset.model import Claim, Place
from esgtui.dataset.plain import as_toml
from esgtui.insight.document import Document
from esgtui.insight.source import Passage, claims_from, passage, source_facts
from esgtui.workspace import Workspace

Found = tuple[Document, Passage] | str
"""A document and the passage in it, or why there is none."""


@click.command("source")
@click.argument("claim", metavar="CLAIM")
@json_option
@common_options
@click.pass_context
def source_command(context: click.Context, /, claim: str, as_json: bool) -> None:
    """Show each place of a claim in its sources: the words there, what is known of the source, and all its claims.

    The text is shown where the dataset has it; a sign before it says how the place was found: `=` the quote word for
    word, `≈` the nearest to it, `¶` the paragraph that is named.
    """
    workspace = context.ensure_object(Opening).workspace()
    wanted = workspace.claim(claim)
    for number, place in enumerate(wanted.places):
        found = _found(workspace, wanted, place)
        if as_json:
            json_line(_object(workspace, wanted, place, found))
        else:
            if number:
                line()
            _show(workspace, place, found, is_last=place.source not in {each.source for each in _after(wanted, number)})
    if not wanted.places and not as_json:
        line(f"{wanted.id} names no source")


def _after(claim: Claim, number: int) -> tuple[Place, ...]:
    return claim.places[number + 1 :]


def _found(workspace: Workspace, claim: Claim, place: Place) -> Found:
    try:
        document = Document(document_text(workspace.dataset, workspace.dataset.sources[place.source]))
    except DocumentError as error:
        return str(error)
    return document, passage(document, claim, place)


def _object(workspace: Workspace, claim: Claim, place: Place, found: Found) -> Object:
    entries = claims_from(workspace.dataset, place.source)
    made: Object = {
        "claim": claim.id,
        "place": as_toml(place),
        "source": as_toml(workspace.dataset.sources[place.source]),
        "claims": list(dict.fromkeys(workspace.dataset.claims[entry.row].id for entry in entries)),
    }
    if isinstance(found, str):
        return made | {"no_text": found}
    document, at = found
    text = document.text[slice(*at.stretch)] if at.stretch else None
    return made | {"found": at.how, "alike": at.alike or None, "text": text, "offsets": at.stretch}


def _show(workspace: Workspace, place: Place, found: Found, *, is_last: bool) -> None:
    """Print one place; of a source that comes again the claims are printed once, at the end."""
    source = workspace.dataset.sources[place.source]
    line(source.title, [(0, len(source.title))])
    paragraph = "" if place.paragraph is None else str(place.paragraph)
    facts = [*source_facts(workspace.dataset, source)[1:], ("section", place.section), ("paragraph", paragraph)]
    show_facts([(label, text) for label, text in facts if text])
    line()
    if isinstance(found, str):
        line(f"∅ {found}")
    else:
        _show_passage(*found)
    if is_last:
        line()
        show_table(_rows(workspace, place), flexible=2, right=[0])


def _show_passage(document: Document, found: Passage) -> None:
    """Print how the place was found, and its paragraphs, with its words in brackets if they are a part of them."""
    line(f"{found.mark} {found.told}")
    if found.stretch is None:
        return
    first, last = document.number_at(found.stretch[0]), document.number_at(max(found.stretch[1] - 1, 0))
    start, end = document.paragraphs[max(first, 1) - 1][0], document.paragraphs[max(last, 1) - 1][1]
    a, b = found.stretch
    text = document.text
    block(f"{text[start:a]}[{text[a:b]}]{text[b:end]}" if (a, b) != (start, end) else text[a:b], indent="  ")


def _rows(workspace: Workspace, place: Place) -> Iterator[Row]:
    for entry in claims_from(workspace.dataset, place.source):
        claim = workspace.dataset.claims[entry.row]
        number = "" if entry.place.paragraph is None else f"¶{entry.place.paragraph}"
        yield Row((number, claim.id, claim.statement))
