"""`esgtui similar` and `esgtui duplicates`: claims that are like a claim, and those that are near-identical."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option
from esgtui.cli.output import json_line, line, say, width
from esgtui.cli.table import NARROWEST, Row, cells_of, show_table, table_lines
from esgtui.counted import counted
from esgtui.garbage import without_collecting

if TYPE_CHECKING:
    from esgtui.dataset.model import Claim
    from esgtui.search.duplicates import Group, Member
    from esgtui.workspace import Workspace

NEAR_IDENTICAL = 85
"""From how many per cent on claims are listed as duplicates, unless told otherwise."""

LOWEST = 50
"""Below that, claims are no duplicates, and too many of them would have to be compared with too many."""

BEFORE = 0.3
"""How much stands before a word that would be beyond the right edge, as a share of the column's width."""

PERCENT_CELLS = 11
"""How many cells the percentage takes, with the gaps between the columns."""


@click.command("similar")
@click.argument("claim")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most these many claims.")
@click.option("--other-companies", is_flag=True, help="Only claims of other companies.")
@json_option
@common_options
@click.pass_context
def similar_command(context: click.Context, /, claim: str, limit: int, other_companies: bool, as_json: bool) -> None:
    """List the claims most like a claim, the best first, each with how like it is in per cent.

    100 % are the same words in the same order. Rare words count most; another number in the place of one, or another
    company's own name, counts half. Claims that are less than 30 % alike are not listed.
    """
    from esgtui.cli.objects import hit_objects

    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    wanted = workspace.claim(claim)
    opening.prepare(workspace)
    results = workspace.finder.similar(wanted.id, limit, other_companies=other_companies)
    if not results.hits:
        say(f"No claim{' of another company' if other_companies else ''} is like {wanted.id}.")
    elif len(results.hits) < results.total:
        say(f"{len(results.hits):,} of {counted(results.total, 'claim')}; --limit shows more.")
    if as_json:
        for found in hit_objects(workspace, results.hits):
            json_line({name: value for name, value in found.items() if name != "where"})
        return
    claims = [(workspace.dataset.claims[hit.row], hit) for hit in results.hits]
    cells = [((f"{hit.score:.0f} %", found.id, found.company, found.statement), hit.spans) for found, hit in claims]
    show_table([Row(texts, spans) for texts, spans in cells], flexible=3, right=(0,))


@click.command("duplicates")
@click.option(
    "--at-least",
    type=click.IntRange(LOWEST, 100),
    default=NEAR_IDENTICAL,
    show_default=True,
    metavar="PERCENT",
    help="How like they have to be, as `similar` counts it.",
)
@click.option(
    "--company", "companies", multiple=True, metavar="ID", help="Only claims of this company; may be repeated."
)
@json_option
@common_options
@click.pass_context
def duplicates_command(context: click.Context, /, at_least: int, companies: tuple[str, ...], as_json: bool) -> None:
    """List the claims that are near-identical, in groups, the most alike first.

    Two claims that are at least PERCENT alike are always in the same group. The first of a group in the dataset leads
    it; of the others it is told how like the first they are, and their words that it does not have are in [brackets],
    as are those of its own that not all others have. One that is less than PERCENT like the first is that much like
    another one of the group.
    """
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    rows = _rows_of(workspace, companies, context)
    with opening.meter() as meter, without_collecting():
        groups = workspace.finder.duplicates(at_least, rows, partial(meter.tell, "Comparing claims"))
    if as_json:
        for group in groups:
            json_line({"claims": [_object(workspace, member) for member in group.members]})
    else:
        _show(workspace, groups)
    claims = sum(len(group.members) for group in groups)
    if groups:
        say(f"{counted(claims, 'claim')} in {counted(len(groups), 'group')}, at least {at_least} % alike.")
    else:
        say(f"No two claims are at least {at_least} % alike.")


def _rows_of(workspace: "Workspace", companies: Sequence[str], context: click.Context) -> list[int] | None:
    from esgtui.dataset.nearest import nearest_id

    known = workspace.dataset.companies
    for company in companies:
        if company not in known:
            nearest = nearest_id(company, known)
            advice = f"did you mean {nearest}?" if nearest else "`esgtui list companies` shows them all"
            raise click.UsageError(f"there is no company {company!r}; {advice}", context)
    if not companies:
        return None
    return [row for row, claim in enumerate(workspace.dataset.claims) if claim.company in companies]


def _object(workspace: "Workspace", member: "Member") -> dict[str, object]:
    claim = workspace.dataset.claims[member.row]
    found = {"id": claim.id, "company": claim.company, "statement": claim.statement}
    return found | {"percent": member.percent, "differs": member.differs}


def _show(workspace: "Workspace", groups: Sequence["Group"]) -> None:
    """Print the groups in the same columns, with an empty line between two."""
    claims = workspace.dataset.claims
    labels = [(claims[member.row].id, claims[member.row].company) for group in groups for member in group.members]
    taken = sum(max((cells_of(text) for text in column), default=0) for column in zip(*labels, strict=True))
    wide = width()
    room = None if wide is None else max(NARROWEST, wide - taken - PERCENT_CELLS)
    rows = [_row(claims[each.row], each, room, is_first=not at) for g in groups for at, each in enumerate(g.members)]
    lines = table_lines(rows, 3, (0,), wide)
    for number, group in enumerate(groups):
        if number:
            line()
        for _ in group.members:
            line(*next(lines))


def _row(claim: "Claim", member: "Member", room: int | None, *, is_first: bool) -> Row:
    text, marks = _bracketed(claim.statement, member.differs)
    if room and marks and marks[0][1] > room:  # it would be cut off: begin shortly before
        start = max(0, marks[0][0] - int(room * BEFORE))
        start = text.find(" ", start, marks[0][0]) + 1 or start
        text, marks = "…" + text[start:], [(first - start + 1, last - start + 1) for first, last in marks]
    return Row(("" if is_first else f"{member.percent} %", claim.id, claim.company, text), marks)


def _bracketed(statement: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Return the statement with the words at the spans in brackets, and where these stand then."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    done = 0
    for at, (start, end) in enumerate(spans):
        parts += [statement[done:start], f"[{statement[start:end]}]"]
        marks.append((start + 2 * at, end + 2 * at + 2))
        done = end
    return "".join([*parts, statement[done:]]), marks
