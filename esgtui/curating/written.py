"""A table of a dataset as a person writes it: keys in the order of the format, short lists on the line of their key.

What is read of it is the table again. Where in a file it belongs, `adding.py` knows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from esgtui.dataset.model import Table
from esgtui.dataset.plain import as_toml
from esgtui.visible import steering_escaped

_HEADED = ("metrics",)
"""The tables inside a claim that get headers of their own; its places are short, and stand in braces."""


def written(name: str, table: Table, *, without: frozenset[str] = frozenset()) -> str:
    """Return a table under its header `[[name]]`, then those inside it, divided by empty lines.

    `without` are keys that the file need not repeat, such as `company`.
    """
    values = {key: value for key, value in as_toml(table).items() if key not in without}
    return "\n".join(_parts(name, values))


def _parts(header: str, values: Mapping[str, Any]) -> Iterator[str]:
    lines = (written_key(key, value) for key, value in values.items() if key not in _HEADED)
    yield "".join([f"[[{header}]]\n", *lines])
    for key in _HEADED:
        for item in values.get(key, ()):
            yield from _parts(f"{header}.{key}", item)


def written_key(key: str, value: object) -> str:
    """Return a key with its value, on a line of its own."""
    return f"{_name(key)} = {_value(value)}\n"


def _value(value: object) -> str:
    """Return a value on one line; of tables that are several, each is in braces on a line of its own."""
    if isinstance(value, dict):
        inner = ", ".join(f"{_name(key)} = {_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if not isinstance(value, list):
        return _assigned("k", value).removeprefix("k = ")
    items = [_value(item) for item in value]
    if len(items) > 1 and isinstance(value[0], dict):
        return "".join(["[\n", *(f"  {item},\n" for item in items), "]"])
    return f"[{', '.join(items)}]"


def _name(key: str) -> str:
    return _assigned(key, 0).removesuffix(" = 0")


def _assigned(key: str, value: object) -> str:
    import tomli_w

    return steering_escaped(tomli_w.dumps({key: value}).removesuffix("\n"))
