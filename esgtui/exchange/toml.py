"""The dataset format, written: the curated tables and what coders added, as one TOML file.

The same tables give the same bytes: keys stand in the order of the model, tables in the order of the dataset.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from esgtui.dataset.files import Progress
from esgtui.dataset.model import FORMAT, Claim, ExportedAnnotation, ExportedSettlement, Table, Tables, Verdict
from esgtui.dataset.plain import as_toml
from esgtui.exchange.contents import WRITING, Contents
from esgtui.exchange.streams import chunks, told
from esgtui.visible import steering_escaped

CHUNK = 500
"""How many tables are rendered at a time, so that an export can be stopped."""


def pieces(contents: Contents) -> Iterator[bytes]:
    """Yield an export piece by piece; opened and exported again, it is the same to the byte."""
    tables = contents.tables
    found = (table.verdict for table in contents.each_annotation("Looking through annotations") if table.verdict)
    vanished = [verdict for verdict in dict.fromkeys(found) if verdict not in contents.dataset.verdicts]
    if vanished:  # a verdict that is on no scale could not be opened again
        added = (Verdict(id=verdict, title=verdict) for verdict in vanished)
        tables = msgspec.structs.replace(tables, verdicts=(*tables.verdicts, *added))
    yield from export_toml(tables, contents.each_record(), contents.each_settlement(), contents.progress)


def export_toml(
    tables: Tables,
    annotations: Iterable[ExportedAnnotation],
    settlements: Iterable[ExportedSettlement] = (),
    progress: Progress | None = None,
) -> Iterator[bytes]:
    """Yield the file piece by piece, in UTF-8.

    The annotations come in the order of claims, then coders. A source's `file` stays behind: its text does not travel.
    """
    import tomli_w

    yield _escaped(f"format = {FORMAT}\n{tomli_w.dumps(tables.extra)}")
    yield _escaped(f"\n{tomli_w.dumps({'dataset': as_toml(tables.header)})}")
    everything: list[tuple[str, Iterable[Table]]] = [
        ("companies", tables.companies),
        ("pillars", tables.pillars),
        ("sources", (msgspec.structs.replace(source, file="") for source in tables.sources)),
        ("claims", told(WRITING, tables.claims, progress)),
        ("frameworks", tables.frameworks),
        ("topics", tables.topics),
        ("codebook", tables.codebook),
        ("codebook_changes", tables.codebook_changes),
        ("verdicts", tables.verdicts),
        ("annotations", annotations),
        ("settlements", settlements),
    ]
    for name, rows in everything:
        for chunk in chunks(rows, CHUNK):
            yield _escaped(f"\n{_rendered(name, chunk)}")


def _escaped(text: str) -> bytes:
    """Return rendered TOML, all of whose own texts are in quotes, with what steers a terminal as escapes."""
    return steering_escaped(text).encode()


def _rendered(name: str, rows: Sequence[Table]) -> str:
    """Return rows as `[[name]]` tables, also if all of them are short.

    Tables that each fit on a line are otherwise written as one list, which in a file of several pieces would belong to
    the table above it; a long first one, taken off again, keeps them tables.
    """
    import tomli_w

    long = {"x-long": "…" * 100}
    head = tomli_w.dumps({name: [long, {}]}).removesuffix(f"[[{name}]]\n")
    return tomli_w.dumps({name: [long, *map(as_toml, rows)]}).removeprefix(head)


def table_text(name: str, rows: Sequence[Table]) -> str:
    """Return rows as `[[name]]` tables, such as a few claims on their own."""
    return _escaped(_rendered(name, rows)).decode()


def narrowed(tables: Tables, claims: Sequence[Claim]) -> Tables:
    """Return the tables with these claims alone, and of the rest only what they refer to.

    Frameworks, the codebook and the verdict scale stay whole: they say what words mean.
    """
    cited = {place.source for claim in claims for place in claim.places}
    sources = tuple(source for source in tables.sources if source.id in cited)
    companies = {claim.company for claim in claims}.union(source.company for source in sources)
    pillars = {(claim.company, claim.pillar) for claim in claims}
    return msgspec.structs.replace(
        tables,
        claims=tuple(claims),
        companies=tuple(company for company in tables.companies if company.id in companies),
        pillars=tuple(pillar for pillar in tables.pillars if (pillar.company, pillar.id) in pillars),
        sources=sources,
        annotations=(),
        settlements=(),
    )
