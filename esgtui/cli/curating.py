"""`esgtui new`, `esgtui fmt` and `esgtui schema`: what a curator writes a dataset by hand with."""

from pathlib import Path
from shlex import quote

import click

from esgtui.cli.opening import Opening
from esgtui.cli.options import common_options, filled
from esgtui.cli.output import line, raw, say
from esgtui.dataset.problems import DatasetError


@click.command("new")
@click.argument("file", callback=filled)
@click.option("--title", callback=filled, default="Claims to read", help="What the dataset is called.")
@click.option("--company", callback=filled, default="Acme", help="The company that it begins with.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@common_options
@click.pass_context
def new_command(context: click.Context, /, file: str, title: str, company: str, force: bool) -> None:
    """Write FILE, a dataset to begin with: every table once, each key explained. It opens as it is."""
    from esgtui.curating.template import template
    from esgtui.exchange.files import write_whole
    from esgtui.settings import told_path

    context.ensure_object(Opening)
    path = Path(file)
    if path.suffix.lower() != ".toml":
        raise click.UsageError(f"{file} would not be read as a dataset; give it a name that ends in .toml", context)
    write_whole(path, [template(title, company, path.stem).encode()], overwrite=force)
    say(f"Wrote {told_path(path)}: open it with an editor, and with `esgtui --data {quote(file)}`.")


@click.command("fmt")
@click.argument("files", nargs=-1, required=True, metavar="PATH...", callback=filled)
@click.option("--check", is_flag=True, help="Write nothing; name the files that are not in order, and exit with 1.")
@common_options
@click.pass_context
def fmt_command(context: click.Context, /, files: tuple[str, ...], check: bool) -> int:
    """Put files of datasets, or folders of them, in order: tables and keys as the format names them.

    Comments and values stay as they are.
    """
    opening = context.ensure_object(Opening)
    results = [_put_all_in_order(Path(file), opening, check=check) for file in files]
    return 0 if all(results) else 1


def _put_all_in_order(path: Path, opening: Opening, *, check: bool) -> bool:
    """Put a file, or those of a folder, in order; return whether all is well with them."""
    from esgtui.dataset.files import toml_files

    try:
        results = [_put_in_order(file, opening, check=check) for file in toml_files(path)]
    except DatasetError as error:
        return _is_told(error)
    return all(results)


def _is_told(error: DatasetError) -> bool:
    """Say what is wrong with a file, and return that not all is well."""
    for problem in error.problems:
        say(str(problem))
    return False


def _put_in_order(path: Path, opening: Opening, *, check: bool) -> bool:
    """Put one file in order and say so; return whether all is well with it."""
    from esgtui.curating.order import OrderError, check_size, in_order
    from esgtui.dataset.files import decode, mark_of, read_bytes
    from esgtui.exchange.files import ExportError, write_whole

    try:
        check_size(path)
        content = read_bytes(path)
        with opening.meter() as meter:
            ordered = mark_of(content) + in_order(decode(content, path), path, meter.tell).encode()
    except DatasetError as error:
        return _is_told(error)
    except OrderError as error:
        say(str(error))
        return False
    if ordered == content:
        return True
    if check:
        line(str(path))
        return False
    try:
        write_whole(path, [ordered], overwrite=True, was=content)
    except ExportError as error:  # of several files, the others are put in order all the same
        say(str(error))
        return False
    say(f"{path}: put in order.")
    return True


@click.command("schema")
@common_options
@click.pass_context
def schema_command(context: click.Context, /) -> None:
    """Print the JSON Schema of a dataset's file, with which editors complete and check it while it is written."""
    import msgspec

    from esgtui.curating.schema import schema
    from esgtui.exchange.json_text import json_text

    context.ensure_object(Opening)
    raw(msgspec.json.format(json_text(schema()).encode(), indent=2) + b"\n")
