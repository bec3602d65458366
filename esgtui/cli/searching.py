"""`esgtui search`: ranked claims for a query, or for a file of queries."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import WordsCommand, common_options, json_option
from esgtui.cli.output import flush, json_line, say
from esgtui.search.names import STATEMENT

if TYPE_CHECKING:
    from esgtui.search.engine import Results
    from esgtui.search.ranking import Hit
    from esgtui.workspace import Workspace


@click.command("search", cls=WordsCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most these many claims.")
@click.option("--queries", type=click.File("rb"), metavar="FILE", help="One query a line (-: stdin), a JSON line each.")
@click.option("--explain", is_flag=True, help="How the query was read, and why the first hits stand where they do.")
@click.option("--saved", metavar="NAME", help="The query that is saved under this name; `list queries` shows them.")
@json_option
@common_options
@click.pass_context
def search_command(
    context: click.Context,
    /,
    query: tuple[str, ...],
    limit: int,
    queries: BinaryIO | None,
    explain: bool,
    saved: str | None,
    as_json: bool,
) -> None:
    """Find claims, the best first.

    Words match whole, as a beginning, or with a slip. "exact phrase", -word, and filters such as company:smart,
    kind:target, tag:evidence, year:2030..2045 or has:note narrow the search. In a shell, quote the quotation marks:
    '"exact phrase"'.
    """
    if sum((bool(query), queries is not None, saved is not None)) != 1:
        raise click.UsageError("give a query, --queries FILE or --saved NAME", context)
    if explain and queries:
        raise click.UsageError("--explain is for a single query", context)
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    words = " ".join(query) if saved is None else workspace.queries.query(saved)
    opening.prepare(workspace)
    if queries:
        _answer_all(workspace, queries, limit)
        return
    opening.stated(workspace, words)
    results = workspace.finder.search(words, limit)
    _narrate(results, () if results.total and not results.closest else workspace.finder.advice(words))
    if explain:
        from esgtui.cli.explaining import explain_query

        explain_query(workspace, words, limit, as_json=as_json)
    elif as_json:
        _show_objects(workspace, results)
    else:
        _show_table(workspace, results)


def _answer_all(workspace: "Workspace", lines: Iterable[bytes], limit: int) -> None:
    """Answer each line as soon as it is there, so that a program can ask and wait."""
    from esgtui.cli.objects import hit_objects

    for encoded in lines:
        query = encoded.decode("utf-8-sig", "replace").rstrip("\r\n")
        results = workspace.finder.search(query, limit)
        json_line(
            {
                "query": query,
                "took_ms": round(results.took_ms, 3),
                "total": results.total,
                "closest": results.closest,
                "hints": results.hints,
                "hits": hit_objects(workspace, results.hits),
            }
        )
        flush()


def _narrate(results: "Results", advice: Iterable[str]) -> None:
    from esgtui.counted import counted

    for hint in (*results.hints, *advice):
        say(hint)
    shown = len(results.hits)
    if not shown:
        say("No claim matches.")
    elif results.closest:
        say("No claim has all of these words; the closest are:")
    elif shown < results.total:
        say(f"{shown:,} of {counted(results.total, 'claim')}; --limit shows more.")


def _show_objects(workspace: "Workspace", results: "Results") -> None:
    from esgtui.cli.objects import hit_object

    for hit in results.hits:
        json_line(hit_object(workspace, hit))


def _show_table(workspace: "Workspace", results: "Results") -> None:
    from esgtui.cli.table import Row, show_table

    claims = [(workspace.dataset.claims[hit.row], hit) for hit in results.hits]
    rows = [Row((claim.id, claim.company, claim.statement, _elsewhere(hit)), hit.spans) for claim, hit in claims]
    show_table(rows, flexible=2)


def _elsewhere(hit: "Hit") -> str:
    """Return in which other place a claim matches, empty if all is in its statement."""
    place = hit.where.rpartition(", ")[2]
    return "" if place == STATEMENT else f"[{place}]"
