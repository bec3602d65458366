"""`esgtui read`: a document, and the sentences in it that may be claims."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled, json_option
from esgtui.cli.output import is_terminal, json_line, raw, say
from esgtui.cli.table import Row, show_table
from esgtui.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from esgtui.documents.document import Document
    from esgtui.documents.offering import Offer
    from esgtui.insight.table import Table


@click.command("read")
@click.argument("document", callback=filled)
@click.option(
    "--offers", "is_offering", is_flag=True, help="Print the sentences that may be claims, the likeliest first."
)
@click.option(
    "--into",
    metavar="FILE",
    callback=filled,
    help="The dataset that claims are taken into: a file, there or yet to be made, or a folder.",
)
@click.option("--encoding", default="", metavar="NAME", help="In which encoding a text is; found out if left out.")
@click.option("--limit", type=click.IntRange(min=1), help="At most these many sentences; all if left out.")
@click.option("--format", "name", type=click.Choice(["text", "csv", "markdown", "jsonl"]), help="How to print them.")
@click.option("--compare", metavar="DATASET", callback=filled, help="Print how many of its claims are among them.")
@click.option("--source", metavar="ID", help="The source in that dataset which the document is; found by its title.")
@json_option
@common_options
@click.pass_context
def read_command(context: click.Context, /, document: str, is_offering: bool, **asked: Any) -> int:
    """Read DOCUMENT: a text, Markdown, HTML, a Word document (.docx) or a PDF.

    On a terminal it is shown beside the sentences that may be claims, and a key takes one into a dataset's file. What a
    sentence states, and so how likely it is a claim, is told by the checklist.
    """
    opening = context.ensure_object(Opening)
    path = Path(document).expanduser()
    prints = is_offering or asked["as_json"] or any(asked[name] for name in ("compare", "name", "limit"))
    if prints and asked["into"]:
        raise click.UsageError("--into is where the screen puts claims; nothing is put there by what prints", context)
    _check_encoding(asked["encoding"], context)
    if not prints:
        from esgtui.cli.reading_screen import read_in_terminal

        into = Path(asked["into"]).expanduser() if asked["into"] else None
        return read_in_terminal(opening, path, into, asked["encoding"])
    if asked["as_json"] and asked["name"] not in {None, "jsonl"}:
        raise click.UsageError("--json is --format jsonl; say one of them", context)
    if asked["source"] and not asked["compare"]:
        raise click.UsageError("--source says which source of the dataset to --compare with it is", context)
    read, sentences = _read(opening, path, asked["encoding"], least=0.0 if asked["compare"] else None)
    if asked["compare"]:
        from esgtui.cli.offers_compared import show_comparison

        show_comparison(
            context, read, sentences, Path(asked["compare"]).expanduser(), asked["source"], as_json=asked["as_json"]
        )
        return 0
    wanted = "jsonl" if asked["as_json"] else asked["name"] or "text"
    _show(read, sentences, asked["limit"], wanted)
    return 0


def _check_encoding(name: str, context: click.Context) -> None:
    """Refuse an encoding that there is not, before anything is read."""
    from esgtui.encodings import UnknownEncodingError, known_encoding

    try:
        known_encoding(name or "utf-8")
    except UnknownEncodingError as error:
        raise click.UsageError(str(error), context) from error


def _read(opening: Opening, path: Path, encoding: str, least: float | None) -> "tuple[Document, list[Offer]]":
    """Return a document, and its sentences that may be claims; or all of at least a score."""
    from esgtui.checklist.reading import Reader
    from esgtui.checklist.rules import read_rules
    from esgtui.documents.offering import LEAST, offers
    from esgtui.documents.reading import read_document
    from esgtui.settings import checklist_file

    rules = read_rules(checklist_file())
    for warning in rules.warnings:
        say(warning)
    with opening.meter() as meter:
        read = read_document(
            path, encoding=encoding, progress=lambda done, total: meter.tell("Reading the document", done, total)
        )
        found = offers(
            read,
            reader=Reader(rules),
            own=checklist_file(),
            progress=lambda done, total: meter.tell("Looking for claims", done, total),
            least=LEAST if least is None else least,
        )
    if read.note:
        say(read.note)
    return read, found


def _show(document: "Document", found: "Sequence[Offer]", limit: int | None, wanted: str) -> None:
    from esgtui.documents.languages import UNFIT, is_understood
    from esgtui.documents.offering import ranked

    shown = ranked(found)[:limit]
    if wanted == "jsonl":
        for offer in shown:
            json_line(offer_object(offer))
    elif wanted == "text":
        show_table(list(_rows(shown)), flexible=3, right=(0,))
    else:
        from esgtui.exchange.tables import TABLES_BY_NAME, table_pieces

        for piece in table_pieces(TABLES_BY_NAME[wanted], _table(document, shown)):
            raw(piece)
    if not is_understood(document):
        say(UNFIT)
    paragraphs = counted(len(document.paragraphs), "paragraph")
    offered = counted(len(found), "sentence")
    say(
        f"{offered} of {paragraphs} may be claims"
        + (f"; here are the first {limit}." if len(shown) < len(found) else ".")
    )


def _rows(shown: "Sequence[Offer]") -> "Iterator[Row]":
    """Yield a row for each sentence; on a terminal, what it states is below it, so that both have room."""
    is_narrow = is_terminal()
    for offer in shown:
        place = f"¶{offer.paragraph}" if offer.page is None else f"p{offer.page} ¶{offer.paragraph}"
        states = ", ".join(stated(offer))
        cells = (f"{offer.score:.2f}", offer.kind, place)
        if is_narrow:
            yield Row((*cells, offer.statement), [(0, len(offer.statement))])
            yield Row(("", "", "", states))
        else:
            yield Row((*cells, offer.statement, states))


def stated(offer: "Offer") -> list[str]:
    """Return the attributes of the checklist that a sentence states."""
    return [finding.attribute for finding in offer.findings if finding.state == "stated"]


def _table(document: "Document", shown: "Sequence[Offer]") -> "Table":
    from esgtui.insight.table import Table

    columns = ("score", "kind", "page", "paragraph", "section", "states", "statement")
    rows = [
        (each.score, each.kind, each.page, each.paragraph, each.section, ", ".join(stated(each)), each.statement)
        for each in shown
    ]
    return Table(document.title, columns, rows)


def offer_object(offer: "Offer") -> dict[str, object]:
    """Return a sentence as JSON holds it: where it stands, what it states, and the fields that its words fill."""
    import msgspec

    drawn = {name: value for name, value in msgspec.to_builtins(offer.drawn).items() if value}
    return {
        "score": offer.score,
        "kind": offer.kind,
        "statement": offer.statement,
        "quote": offer.quote,
        "section": offer.section,
        "page": offer.page,
        "paragraph": offer.paragraph,
        "start": offer.start,
        "end": offer.end,
        "states": {finding.attribute: finding.text for finding in offer.findings if finding.state == "stated"},
        **drawn,
    }
