"""`esgtui import`: tables of others made into a dataset."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click
import msgspec

from esgtui.cli.import_words import (
    Planned,
    outcome_object,
    show_plans,
    tell_annotated,
    tell_foretold,
    tell_made_new,
    tell_notes,
    tell_outcome,
    tell_plans,
)
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled, json_option
from esgtui.cli.output import json_line
from esgtui.settings import as_path

if TYPE_CHECKING:
    from esgtui.intake.claims import Way
    from esgtui.intake.importing import Outcome
    from esgtui.intake.job import Target
    from esgtui.intake.older import Before, Header
    from esgtui.intake.plan import Plan


class Asked(msgspec.Struct, frozen=True):
    """The options of one call, as typed."""

    files: tuple[str, ...]
    output: str
    update: bool
    force: bool
    columns: tuple[str, ...]
    mapping: str
    save_mapping: str
    title: str
    dataset_id: str
    company: str
    sentences: bool | None
    fill_down: bool | None
    encoding: str
    delimiter: str
    sheet: tuple[str, ...]
    all_sheets: bool
    header: bool | None
    header_row: int
    decimal: str
    rejected: str
    dry_run: bool
    opens: bool
    as_json: bool


_EPILOG = """\b
Columns can be: statement, company, company_id, country, sector, id, pillar, pillar_id, kind, quote, topics, period,
base_year, target_year, horizon, standards, conformity, assurance, system, metric, value, unit, per, qualifier,
comparator, metrics, source, url, publisher, published, language, section, page, paragraph, places, tags, own_keys,
own (kept as it is) or ignore (left out).

Exit codes: 0, 1 if rows were left out or nothing could be imported, 2 if the call is at fault."""


@click.command("import", epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", callback=filled)
@click.option(
    "--output", metavar="FILE", default="", help="The dataset to write.  [default: FILE's name with .toml, here]"
)
@click.option(
    "--update",
    is_flag=True,
    help="Take the place of an older import: its name, id, columns and the way it was read stay.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace the dataset if it is there already; with --update, drop what was added to it by hand.",
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="ROLE=COLUMN,…",
    callback=filled,
    help="What columns are for. Repeatable.",
)
@click.option("--mapping", metavar="FILE", default="", help="A TOML file that says what columns are for.")
@click.option("--save-mapping", metavar="FILE", default="", help="Write what columns are taken for, for --mapping.")
@click.option("--title", default="", help="What the dataset is called.")
@click.option("--id", "dataset_id", default="", metavar="ID", help="The dataset's id, which names your annotations.")
@click.option("--company", default="", metavar="NAME", help="Who makes the claims of rows that name nobody.")
@click.option("--sentences/--whole", default=None, help="Cut texts into sentences, each a claim, or leave them whole.")
@click.option(
    "--fill-down/--no-fill-down",
    default=None,
    help="Whether rows that name no company have that of the row above, and its pillar.",
)
@click.option("--encoding", default="", metavar="NAME", help="In which encoding texts are; found out if left out.")
@click.option(
    "--delimiter", default="", metavar="SIGN", help="What divides cells, such as ; or tab; found out if left out."
)
@click.option(
    "--sheet",
    multiple=True,
    metavar="NAME",
    callback=filled,
    help="Which sheet of a workbook; the one with the most texts if left out. Repeatable: several are one table.",
)
@click.option("--all-sheets", is_flag=True, help="All sheets of a workbook that have the columns of the likeliest one.")
@click.option(
    "--header/--no-header",
    default=None,
    help="Whether a row has headings; without one the columns are called column A, column B …",
)
@click.option(
    "--header-row",
    type=click.IntRange(min=1),
    default=None,
    metavar="NUMBER",
    callback=lambda _context, _parameter, number: number or 0,
    help="Which row has the headings; found out if left out.",
)
@click.option(
    "--decimal",
    type=click.Choice([".", ","]),
    default=None,
    callback=lambda _context, _parameter, sign: sign or "",
    help="What divides decimals where a number does not tell: with , 1.234 is 1234. Found out if left out.",
)
@click.option(
    "--rejected", metavar="FILE", default="", help="Write the rows that are left out as CSV, with the reasons."
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Show what columns are taken for, and whether it can be written; write nothing.",
)
@click.option("--open", "opens", is_flag=True, help="Open the dataset in the explorer afterwards.")
@json_option
@common_options
@click.pass_context
def import_command(context: click.Context, /, **options: object) -> int:
    """Make a dataset of tables: CSV, TSV, JSON, JSON Lines, XLSX or Parquet.

    What columns are for is guessed from their headings and contents, and told. Rows that cannot be used are listed,
    the others go in. The dataset is written whole or not at all; what you annotated stays with its claims.
    """
    asked = msgspec.convert(options, Asked, strict=False)
    opening = context.ensure_object(Opening)
    paths = [as_path(file).expanduser() for file in asked.files]
    target = _target(paths, asked)
    tell_made_new(target)
    plans, before = _planned(opening, asked, target, paths)
    if asked.dry_run:
        show_plans(plans, as_json=asked.as_json)
        _foretell(opening, asked, target, [each.plan for each in plans], before)
        return 0
    outcome = _run(opening, asked, target, [each.plan for each in plans], before)
    tell_outcome(outcome, target, asked.rejected, is_update=before is not None, is_opened=asked.opens)
    if asked.as_json:
        json_line(outcome_object(outcome, target, [each.plan for each in plans]))
    opening.options["data"] = str(target.path)
    if asked.opens:
        from esgtui.cli.explorer import start

        return start(opening, is_updated=before is not None) or int(outcome.rejected > 0)
    if before and opening.is_annotated(asked.dataset_id or before.header.id):
        tell_annotated(opening.workspace(), target.path)
    return 1 if outcome.rejected else 0


def _target(paths: Sequence[Path], asked: Asked) -> "Target":
    from esgtui.intake.job import Target, default_target

    for path in paths:
        if path.suffix.lower() == ".toml":
            raise click.UsageError(f"{path} is a dataset already: `esgtui {quote(str(path))}` opens it")
    output = as_path(asked.output).expanduser() if asked.output else default_target(paths[0])
    target = Target(output, asked.force, asked.update)
    read = _read(paths, asked)
    if not asked.dry_run:
        target.check(read)
    if asked.rejected:
        target.check_beside(Path(asked.rejected), read)
    if asked.save_mapping:
        target.check_beside(Path(asked.save_mapping), [*paths, *([Path(asked.rejected)] if asked.rejected else [])])
    return target


def _read(tables: Sequence[Path], asked: Asked) -> list[Path]:
    """Return the files that are read, which are not to be written over: tables, and what says what columns are for."""
    return [*tables, *([Path(asked.mapping)] if asked.mapping else [])]


def _planned(
    opening: Opening, asked: Asked, target: "Target", paths: Sequence[Path]
) -> "tuple[list[Planned], Before | None]":
    """Look at the files, and say what their columns are taken for; return how the older import was made, too."""
    from esgtui.intake.importing import look_at, plan
    from esgtui.intake.job import choices_of, filed_under, header_of, way_of
    from esgtui.intake.mapping import mapping_text, read_wishes, wishes_in
    from esgtui.intake.rows import Choices
    from esgtui.intake.sheets import EVERY

    wishes = [wish for text in asked.columns for wish in wishes_in(text)]
    given = read_wishes(Path(asked.mapping)) if asked.mapping else []
    before = target.before()
    if asked.header is False and asked.header_row:
        raise click.UsageError("--no-header says that no row has headings, and --header-row which one has")
    if asked.sheet and asked.all_sheets:
        raise click.UsageError("--all-sheets are all of them, and --sheet names some; say one of both")
    sheets = (EVERY,) if asked.all_sheets else asked.sheet
    choices = Choices(asked.encoding, asked.delimiter, sheets, asked.header, asked.header_row, asked.decimal)
    with opening.meter() as meter:
        looks = [look_at(path, choices_of(path, choices, before), meter.tell) for path in paths]
    tell_notes(looks, before, asked.encoding)
    plans = plan(looks, [*given, *wishes], before.columns if before else ())
    found = [Planned(look, each) for look, each in zip(looks, plans, strict=True)]
    header = header_of(paths, asked.title, asked.dataset_id, before, target.path)
    tell_plans(found, way_of(asked.company, before, fills=asked.fill_down), filed_under(plans, header))
    if asked.save_mapping:
        from esgtui.exchange.files import write_whole

        text = mapping_text({column: role for each in plans for column, role in each.roles.items()})
        write_whole(Path(asked.save_mapping), [text.encode()], overwrite=True)
    return found, before


def _run(
    opening: Opening, asked: Asked, target: "Target", plans: "Sequence[Plan]", before: "Before | None"
) -> "Outcome":
    from esgtui.intake.job import run

    with opening.meter() as meter:
        rejected = Path(asked.rejected) if asked.rejected else None
        return run(plans, target, *_made(asked, target, plans, before), meter.tell, rejected)


def _foretell(
    opening: Opening, asked: Asked, target: "Target", plans: "Sequence[Plan]", before: "Before | None"
) -> None:
    """Say what an import would come to; refuse what it would refuse. Of an update all rows are read for that."""
    from esgtui.intake.job import foretell

    target.check(_read([plan.path for plan in plans], asked))
    if target.is_update:
        has_its_id = before is not None and asked.dataset_id in ("", before.header.id)
        with opening.meter() as meter:
            annotated = (
                opening.annotated_ids(target.path, before.header.id, meter.tell) if before and has_its_id else []
            )
            outcome = foretell(plans, target, *_made(asked, target, plans, before), meter.tell, annotated)
        tell_foretold(outcome, target)


def _made(asked: Asked, target: "Target", plans: "Sequence[Plan]", before: "Before | None") -> "tuple[Header, Way]":
    """Return what the dataset is called, and how claims are made."""
    from esgtui.intake.job import header_of, way_of

    header = header_of([plan.path for plan in plans], asked.title, asked.dataset_id, before, target.path)
    return header, way_of(asked.company, before, cuts=asked.sentences, fills=asked.fill_down)
