"""`esgtui read DOCUMENT` in a terminal: the document beside the claims drawn from it, and then the explorer."""

from pathlib import Path
from shlex import quote

import click

from esgtui.cli.explorer import get_ready, has_terminal, run, start
from esgtui.cli.opening import Opening
from esgtui.cli.output import say
from esgtui.counted import counted


def read_in_terminal(opening: Opening, document: Path, into: Path | None, encoding: str = "") -> int:
    """Open the screen on a document; claims go to `into`, or to a file of the document's name where one is."""
    from esgtui.reading_opening import Files, default_file

    into = into or default_file(document, Path())
    if into.suffix.lower() != ".toml" and not into.is_dir():
        raise click.UsageError(
            f"{into} would not be read as a dataset; name a file that ends in .toml, or a folder that is there"
        )
    if not has_terminal():
        raise click.UsageError("this needs a terminal; --offers prints the sentences that may be claims")
    get_ready()
    from esgtui.between_readings import between_readings_folder
    from esgtui.settings import checklist_file, settings_file
    from esgtui.tui.appearance import Home
    from esgtui.tui.reading_app import ReadingApp
    from esgtui.tui.remembered import state_file

    store = opening.option("store")
    files = Files(document, into, between_readings_folder(), checklist_file(), encoding, store)
    app = ReadingApp(files, opening.settings, Home(settings_file(), state_file()))
    run(app)
    if not app.reading:
        say("Stopped: nothing was read, and nothing changed.")
        return app.return_code or 0
    if not app.reading.file.is_there:
        say("No claim was taken, so there is no file.")
        return app.return_code or 0
    root = app.reading.file.root()
    if app.goes_on:
        opening.options["data"] = str(root)
        return start(opening)
    taken = counted(app.reading.claims_taken, "claim")
    say(f"{app.reading.file.path}: {taken} of this document. Open it with: esgtui {quote(str(root))}")
    return app.return_code or 0
