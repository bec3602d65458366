"""The page of all keys, `docs/keys.md`, made from the registry: `python -m esgtui.tui.keys_page > docs/keys.md`."""

from collections.abc import Iterator

from esgtui.tui.commands import COMMANDS, PLACE_TITLES, Command, shown_key


def keys_page() -> str:
    """Return the page in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Keys"
    yield ""
    yield "Made from the registry of commands; `esgtui keys` prints the keys in force, `?` shows them in the explorer."
    yield "The id is what `settings.toml` calls a command (see [settings](settings.md))."
    for place, title in PLACE_TITLES.items():
        yield from ("", f"## {title}", "", "| key | what it does | id |", "| --- | --- | --- |")
        yield from (_row(command) for command in COMMANDS if command.place == place)


def _row(command: Command) -> str:
    keys = " ".join(f"`{shown_key(key)}`" for key in command.key_list)
    return f"| {keys} | {command.help} | `{command.id}` |"


if __name__ == "__main__":
    import sys

    sys.stdout.write(keys_page())
