"""`esgtui codebook`: what tags mean, how often they are used, and changes of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import click
import msgspec

from esgtui.annotation.codes import Code
from esgtui.annotation.model import Change
from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, json_option
from esgtui.cli.output import json_line, say
from esgtui.cli.table import Row, show_table
from esgtui.workspace import Workspace

Definition = TypeVar("Definition", bound=Callable[..., object])


@click.group("codebook", invoke_without_command=True)
@json_option
@common_options
@click.pass_context
def codebook_command(context: click.Context, /, as_json: bool) -> None:
    """List the codebook: each tag with its title, key and colour, and on how many claims of each company coders put it.

    Tags in use that have no entry come last. The commands below change it, each as one step that undo takes back; the
    dataset's files are never written.
    """
    if context.invoked_subcommand is not None:
        return
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    uses = workspace.codebook.uses()
    entries = list(_entries(workspace, uses))
    if as_json:
        for code, is_listed in entries:
            used = dict(uses.get(code.tag, {}))
            json_line(msgspec.to_builtins(code) | {"listed": is_listed, "uses": used})
        return
    rows = [
        Row((code.tag, code.title, code.key, code.colour, _uses(uses.get(code.tag, Counter())))) for code, _ in entries
    ]
    show_table(rows, flexible=1)
    if not entries:
        say("There is no tag yet; `esgtui codebook add TAG` makes one.")


def _entries(workspace: Workspace, uses: dict[str, Counter[str]]) -> Iterator[tuple[Code, bool]]:
    """Yield the entries, and then the tags that are in use without one; with each whether it is an entry."""
    entries = workspace.codebook.entries()
    yield from ((code, True) for code in entries)
    listed = {code.tag for code in entries}
    yield from ((Code(tag), False) for tag in sorted(uses) if tag not in listed)


def _uses(found: Counter[str]) -> str:
    return ", ".join(f"{company or 'gone'} {count:,}" for company, count in sorted(found.items()))


def _parts(definition: Definition) -> Definition:
    """Give a command an option for each part of an entry."""
    for name, metavar, text in (
        ("key", "KEY", "One character that finds it in the picker."),
        ("colour", "COLOUR", "Its colour: a name, such as red, or #rrggbb."),
        ("description", "TEXT", "When to use it."),
        ("title", "TEXT", "What it means, in a few words."),
    ):
        definition = click.option(f"--{name}", metavar=metavar, help=text)(definition)
    return definition


def _tell(workspace: Workspace, changes: Sequence[Change]) -> None:
    say(f"Done: {workspace.past.told(changes)}." if changes else "Nothing to change: it was so already.")


@codebook_command.command("add")
@click.argument("tag")
@_parts
@common_options
@click.pass_context
def add_command(context: click.Context, /, tag: str, **parts: str | None) -> None:
    """Add a tag to the codebook."""
    workspace = context.ensure_object(Opening).workspace()
    _tell(workspace, workspace.codebook.add(Code(tag, **_given(parts))))


@codebook_command.command("describe")
@click.argument("tag")
@_parts
@common_options
@click.pass_context
def describe_command(context: click.Context, /, tag: str, **parts: str | None) -> None:
    """Say what a tag means, or give it a key or a colour. An empty text takes a part away."""
    if not _given(parts):
        raise click.UsageError("say what to change: --title, --description, --colour or --key", context)
    workspace = context.ensure_object(Opening).workspace()
    spelt = workspace.codebook.known(tag)
    code = workspace.codebook.entry(spelt) or Code(spelt)
    _tell(workspace, workspace.codebook.describe(msgspec.structs.replace(code, **_given(parts))))


def _given(parts: dict[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in parts.items() if text is not None}


@codebook_command.command("rename")
@click.argument("tag")
@click.argument("new")
@common_options
@click.pass_context
def rename_command(context: click.Context, /, tag: str, new: str) -> None:
    """Give a tag, and all below it, another path, in the codebook and on all coders' claims."""
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    with opening.meter() as meter:
        changes = workspace.codebook.rename(tag, new, meter.tell)
    _tell(workspace, changes)


@codebook_command.command("merge")
@click.argument("tag")
@click.argument("into")
@common_options
@click.pass_context
def merge_command(context: click.Context, /, tag: str, into: str) -> None:
    """Put INTO on whatever has TAG, and give TAG up; likewise for the tags below it."""
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    with opening.meter() as meter:
        changes = workspace.codebook.merge(tag, into, meter.tell)
    _tell(workspace, changes)


@codebook_command.command("delete")
@click.argument("tag")
@common_options
@click.pass_context
def delete_command(context: click.Context, /, tag: str) -> None:
    """Take a tag, and all below it, out of the codebook and off all coders' claims. Undo brings them back."""
    opening = context.ensure_object(Opening)
    workspace = opening.workspace()
    with opening.meter() as meter:
        changes = workspace.codebook.delete(tag, meter.tell)
    _tell(workspace, changes)
