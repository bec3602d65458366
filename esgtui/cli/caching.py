"""`esgtui cache`: what is kept of datasets so that they open at once, and `esgtui cache clear`, which takes it away."""

import click

from esgtui.cli.options import json_option
from esgtui.cli.output import json_line, line, say
from esgtui.counted import counted
from esgtui.settings import cache_folder
from esgtui.verbs.cached import Kept, clear, kept_in

MEGA = 1_000_000


@click.group("cache", invoke_without_command=True)
@json_option
@click.pass_context
def cache_command(context: click.Context, /, *, as_json: bool) -> None:
    """Show what is kept of large datasets so that they open at once: what, how large, when used, where.

    All of it is made again when it is needed. 500 MB of a kind are kept at most: what was used longest ago makes room.
    """
    if context.invoked_subcommand is not None:
        return
    found = kept_in(cache_folder())
    for kept in found:
        if as_json:
            json_line(
                {
                    "dataset": kept.dataset,
                    "what": kept.what,
                    "bytes": kept.size,
                    "used": kept.used.isoformat(timespec="seconds"),
                    "folder": str(kept.folder),
                }
            )
        else:
            used = kept.used.astimezone().strftime("%Y-%m-%d %H:%M")
            line(f"{kept.dataset or '(unknown)':16}  {kept.what:18}  {_megabytes(kept):>9}  {used}  {kept.folder}")
    if not as_json:
        say(f"{counted(len(found), 'thing')}, {sum(kept.size for kept in found) / MEGA:,.1f} MB, in {cache_folder()}.")


@cache_command.command("clear")
@click.argument("dataset", required=False)
def clear_command(dataset: str | None) -> int:
    """Take away what is kept, or what is kept of DATASET, an id that `esgtui cache` shows."""
    found = [kept for kept in kept_in(cache_folder()) if dataset is None or kept.dataset == dataset]
    if dataset is not None and not found:
        say(f"Nothing is kept of a dataset {dataset!r}; esgtui cache shows what is.")
        return 1
    say(f"{clear(cache_folder(), found) / MEGA:,.1f} MB freed.")
    return 0


def _megabytes(kept: Kept) -> str:
    return f"{kept.size / MEGA:,.1f} MB"
