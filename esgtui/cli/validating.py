"""`esgtui validate`: every problem of every dataset named, a line each."""

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled
from esgtui.cli.output import line, say
from esgtui.counted import counted
from esgtui.dataset.loader import check
from esgtui.dataset.problems import DatasetError
from esgtui.settings import as_path


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", callback=filled)
@common_options
@click.pass_context
def validate_command(context: click.Context, /, paths: tuple[str, ...]) -> int:
    """Check datasets: files, or folders of them; the exit code is 1 if there is anything to mend."""
    results = [_is_sound(context.ensure_object(Opening), path) for path in paths]
    return 0 if all(results) else 1


def _is_sound(opening: Opening, path: str) -> bool:
    try:
        with opening.meter() as meter:
            claims = check(as_path(path), meter.tell)
    except DatasetError as error:
        for problem in error.problems:
            line(str(problem))
        say(f"{path}: {counted(error.count, 'problem')}.")
        return False
    say(f"{path}: no problem in {counted(claims, 'claim')}.")
    return True
