"""`esgtui list`: what the dataset has, each with how many claims it has; the claims, notes, and saved queries."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import click
import msgspec

from esgtui.annotation.codes import Code
from esgtui.annotation.model import Annotation, Note
from esgtui.cli.objects import Object, claim_object
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option, query_option
from esgtui.cli.output import is_terminal, json_line, say
from esgtui.cli.progress import Meter
from esgtui.cli.table import Remade, Row, show_table
from esgtui.counted import counted
from esgtui.dataset.lens import PILLARS, Grouping, lenses
from esgtui.dataset.model import CodebookTag, Topic
from esgtui.dataset.plain import as_toml
from esgtui.workspace import Workspace

STEP = 500
"""After how many lines progress is told."""


class Entry(msgspec.Struct, frozen=True):
    """A line of a list: its cells, how many claims it has (None for a claim), and how to make its JSON."""

    cells: tuple[str, ...]
    claims: int | None
    make: Callable[[], Object]

    def value(self) -> Object:
        """Return the line as JSON holds it."""
        return self.make() if self.claims is None else self.make() | {"claims": self.claims}


class Layout(msgspec.Struct, frozen=True):
    """How a list is made and drawn: which of its columns is cut to fit, and which are aligned to the right."""

    entries: Callable[[Workspace, Sequence[int]], Iterator[Entry]]
    flexible: int
    right: tuple[int, ...] = ()
    is_long: bool = False
    """Whether it has a line for each claim, so that not all lines are to be in memory."""


def _claims(workspace: Workspace, rows: Sequence[int]) -> Iterator[Entry]:
    for row in rows:
        claim = workspace.dataset.claims[row]
        cells = (claim.id, claim.company, claim.kind or "", claim.statement)
        yield Entry(cells, None, partial(claim_object, workspace, claim))


def _companies(workspace: Workspace, rows: Sequence[int]) -> Iterator[Entry]:
    counts = Counter(map(workspace.dataset.causes.company_at, rows))
    for company in workspace.dataset.companies.values():
        count = counts[company.id]
        yield Entry((company.id, company.name, counted(count, "claim")), count, partial(as_toml, company))


def _pillars(workspace: Workspace, rows: Sequence[int]) -> Iterator[Entry]:
    grouping = Grouping(workspace.dataset, PILLARS)
    for group, count in zip(grouping.groups, grouping.counts(rows), strict=True):
        if group.company:
            pillar = workspace.dataset.pillars[group.company, group.key[1]]
            cells = (pillar.company, pillar.id, pillar.title, counted(count, "claim"))
            yield Entry(cells, count, partial(as_toml, pillar))


def _topics(workspace: Workspace, rows: Sequence[int]) -> Iterator[Entry]:
    for lens in lenses(workspace.dataset)[1:]:
        grouping = Grouping(workspace.dataset, lens)
        for group, count in zip(grouping.groups, grouping.counts(rows), strict=True):
            if group.key:
                topic = workspace.dataset.topics[group.key[0]]
                cells = (topic.reference, GAP_BELOW * group.depth + topic.title, counted(count, "claim"))
                yield Entry(cells, count, partial(_topic_object, topic))


def _topic_object(topic: Topic) -> Object:
    return {"reference": topic.reference} | as_toml(topic)


GAP_BELOW = "  "
"""How far the title of a topic stands in from that of the topic above it."""


def _tags(workspace: Workspace, rows: Sequence[int]) -> Iterator[Entry]:
    counts = Counter(tag for row in rows for tag in workspace.tags.on(workspace.dataset.claims[row]))
    codebook = {code.tag: code for code in workspace.codebook.entries()}
    curated = {entry.tag: entry for entry in workspace.dataset.tables.codebook}
    for tag in workspace.tags.known():
        code = codebook.get(tag, Code(tag))
        found = msgspec.structs.replace(curated.get(tag, CodebookTag(tag=tag)), **msgspec.structs.asdict(code))
        yield Entry((tag, code.title, counted(counts[tag], "claim")), counts[tag], partial(as_toml, found))


def _notes(workspace: Workspace, rows: Sequence[int]) -> Iterator[Entry]:
    for row in rows:
        claim = workspace.dataset.claims[row].id
        for annotation in workspace.annotations(claim):
            for note in annotation.notes:
                cells = (claim, annotation.coder, note.id[:8], note.kind, note.text)
                yield Entry(cells, None, partial(_note_object, annotation, note))


def _note_object(annotation: Annotation, note: Note) -> Object:
    found: Object = msgspec.to_builtins(note)
    return {"claim": annotation.claim, "coder": annotation.coder} | found


def _sources(workspace: Workspace, rows: Sequence[int]) -> Iterator[Entry]:
    claims = (workspace.dataset.claims[row] for row in rows)
    counts = Counter(source for claim in claims for source in {place.source for place in claim.places})
    for source in workspace.dataset.sources.values():
        published = source.published.isoformat() if source.published else ""
        cells = (source.id, source.company, published, source.title, counted(counts[source.id], "claim"))
        yield Entry(cells, counts[source.id], partial(as_toml, source))


def _queries(workspace: Workspace, _: Sequence[int]) -> Iterator[Entry]:
    for saved in workspace.queries.saved():
        yield Entry((saved.name, saved.query), None, partial(msgspec.to_builtins, saved))


LAYOUTS = {
    "companies": Layout(_companies, 1, (2,)),
    "pillars": Layout(_pillars, 2, (3,)),
    "claims": Layout(_claims, 3, is_long=True),
    "topics": Layout(_topics, 1, (2,)),
    "tags": Layout(_tags, 1, (2,)),
    "notes": Layout(_notes, 4),
    "sources": Layout(_sources, 3, (4,)),
    "queries": Layout(_queries, 1),
}


def _told(entries: Iterator[Entry], meter: Meter, count: int) -> Iterator[Entry]:
    """Yield entries, and tell how far that is; who reads them on a terminal sees that."""
    for number, entry in enumerate(entries):
        if number % STEP == 0:
            meter.tell("writing", number, count)
        yield entry


@click.command("list")
@click.argument("what", type=click.Choice(list(LAYOUTS)), required=False, metavar=f"{{{'|'.join(LAYOUTS)}}}")
@query_option
@click.option("--limit", type=click.IntRange(min=1), help="At most these many lines.")
@json_option
@common_options
@click.pass_context
def list_command(
    context: click.Context, /, what: str | None, query: str | None, limit: int | None, as_json: bool
) -> None:
    """List what the dataset has, in its own order; or the queries that you saved under a name.

    With --query only what the matching claims have is listed, and only they are counted.
    """
    if what is None:
        *kinds, last = LAYOUTS
        raise click.UsageError(f"say what to list: {', '.join(kinds)} or {last}", context)
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    layout, rows = LAYOUTS[what], opening.rows(workspace, query)
    wanted = range(len(workspace.dataset.claims)) if rows is None else rows
    found = () if layout.is_long else layout.entries(workspace, wanted)
    kept = [entry for entry in found if rows is None or entry.claims != 0]
    count = len(wanted) if layout.is_long else len(kept)

    with opening.meter() as meter:

        def entries() -> Iterator[Entry]:
            found = layout.entries(workspace, wanted[:limit]) if layout.is_long else iter(kept[:limit])
            return found if is_terminal() else _told(found, meter, min(count, limit or count))

        if as_json:
            for entry in entries():
                json_line(entry.value())
        else:
            show_table(Remade(lambda: (Row(entry.cells) for entry in entries())), layout.flexible, layout.right)
    if limit and limit < count:
        say(f"{limit:,} of {count:,} {what}; --limit shows more.")
