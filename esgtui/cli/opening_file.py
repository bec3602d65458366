"""`esgtui FILE`: a dataset is opened in the explorer, a table is imported first."""

import gc
import os
import sys
from pathlib import Path

import click

from esgtui.cli.explorer import FRAMES, SWITCH, has_terminal, start
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled
from esgtui.cli.output import say
from esgtui.settings import as_path


@click.command("open")
@click.argument("file", callback=filled)
@common_options
@click.pass_context
def open_command(context: click.Context, /, file: str) -> int:
    """Open FILE in the explorer; `esgtui FILE` is short for it.

    A dataset (TOML, or a folder of it) opens as with --data. A table (CSV, XLSX, JSON …) is shown with what its columns
    are taken for, to change by key, and is a dataset then.
    """
    path = as_path(file).expanduser()
    if not (has_terminal() or _is_dataset(path)):
        raise click.UsageError(f"this needs a terminal; `esgtui import {file}` imports it without one", context)
    return open_path(context.ensure_object(Opening), path)


def _is_dataset(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".toml"


def open_path(opening: Opening, path: Path) -> int:
    """Open a dataset in the explorer, or a table after it was imported."""
    if _is_dataset(path):
        opening.options["data"] = str(path)
        return start(opening)
    return _import(opening, path)


def _import(opening: Opening, path: Path) -> int:
    """Show the import screen and, once the dataset is there, the explorer."""
    sys.setswitchinterval(SWITCH)
    gc.disable()  # the screens see to what they make
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    from esgtui.settings import settings_file
    from esgtui.tui.appearance import Home
    from esgtui.tui.importing_app import ImportingApp
    from esgtui.tui.remembered import state_file

    app = ImportingApp(path, opening.settings, Home(settings_file(), state_file()))
    app.run()
    if app.fault:
        raise app.fault
    if app.imported is None:
        say("Nothing was imported.")
        return app.return_code or 0
    opening.options["data"] = str(app.imported)
    return start(opening)
