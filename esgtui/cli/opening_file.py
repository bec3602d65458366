"""`esgtui FILE`: a dataset is opened in the explorer; a table is imported first, a document read."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from esgtui.cli.explorer import get_ready, has_terminal, run, start
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled
from esgtui.cli.output import say
from esgtui.endings import DOCUMENTS, TEXTS
from esgtui.settings import as_path

if TYPE_CHECKING:
    from esgtui.dataset.dataset import Dataset

MOST_COMPARED = 30_000_000
"""An older import of more bytes is not read, to be compared with what took its place: that would take some seconds."""


@click.command("open")
@click.argument("file", callback=filled)
@click.option(
    "--output",
    metavar="FILE",
    callback=filled,
    help="The dataset that a table or document goes into.  [default: its name with .toml, here]",
)
@common_options
@click.pass_context
def open_command(context: click.Context, /, file: str, output: str | None) -> int:
    """Open FILE in the explorer; `esgtui FILE` is short for it.

    A dataset (TOML, or a folder of it) opens as with --data. A table (CSV, XLSX, JSON …) is shown with what its columns
    are taken for, to change by key, and is a dataset then. A document (PDF, DOCX, HTML, Markdown,
    text) opens as with `read`.
    """
    path = as_path(file).expanduser()
    if not (has_terminal() or _is_dataset(path)):
        without = f"import {file}` imports a table without one"
        if _is_document(path):
            without = f"read {file} --offers` prints the sentences that may be claims without one"
        raise click.UsageError(f"this needs a terminal; `esgtui {without}", context)
    into = as_path(output).expanduser() if output else None
    if into and _is_dataset(path):
        raise click.UsageError(
            f"{file} is a dataset and opened as it is; --output is for tables and documents", context
        )
    return open_path(context.ensure_object(Opening), path, into)


def _is_dataset(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".toml"


def open_path(opening: Opening, path: Path, into: Path | None = None) -> int:
    """Open a dataset in the explorer, or what a table or a document is made into: the file `into`, if one is named."""
    if _is_dataset(path):
        opening.options["data"] = str(path)
        return start(opening)
    if _is_document(path):
        from esgtui.cli.reading_screen import read_in_terminal

        return read_in_terminal(opening, path, into)
    return _import(opening, path, into)


def _is_document(path: Path) -> bool:
    """Return whether a file is read, and not imported."""
    if path.suffix.lower() not in TEXTS:
        return path.suffix.lower() in DOCUMENTS
    from esgtui.intake.prose import is_prose

    return is_prose(path)


def _import(opening: Opening, path: Path, into: Path | None) -> int:
    """Show the import screen and, once the dataset is there, the explorer."""
    from esgtui.cli.import_words import tell_outcome
    from esgtui.intake.job import Target

    if into:
        Target(into, updates=True).check([path])  # the screen asks before it updates
    get_ready()
    from esgtui.settings import settings_file
    from esgtui.tui.appearance import Home
    from esgtui.tui.importing_app import ImportingApp
    from esgtui.tui.remembered import state_file

    home = Home(settings_file(), state_file())
    app = ImportingApp(path, opening.settings, home, target=into, annotated=opening.annotated_ids)
    run(app)
    if app.imported is None:
        say("Nothing was imported.")
        return app.return_code or 0
    if app.outcome:
        tell_outcome(app.outcome, Target(app.imported), "", is_update=app.is_update, is_opened=True)
    opening.options["data"] = str(app.imported)
    before = _edition_before(opening, app.imported) if app.is_update else None
    return start(opening, before=before, is_updated=app.is_update)


def _edition_before(opening: Opening, updated: Path) -> "Dataset | None":
    """Return what an import took the place of, to show what became of it, unless reading that would take long."""
    from esgtui.dataset.loader import load
    from esgtui.dataset.problems import DatasetError
    from esgtui.intake.writing import kept_beside

    older = kept_beside(updated)
    try:
        if older.stat().st_size > MOST_COMPARED:
            return None
        with opening.meter() as meter:
            return load(older, meter.tell)
    except (OSError, DatasetError):  # the new one is there all the same, and is what was asked for
        return None
