"""Tables of a dataset as TOML text, made straight from keys and values: a million claims are written a row at a time.

What is made is read back as it was by any TOML parser; `esgtui.exchange.toml` writes what is a `Table` already.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring

from esgtui.visible import STEERING

Value = str | int | float | dt.date | dt.time | Sequence["Value"] | Mapping[str, "Value"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def quoted(text: str) -> str:
    """Return a text in quotes, on one line; what steers a terminal or an editor is escaped."""
    told = encode_basestring(text)  # the escapes of JSON are TOML's too
    return told if told.isprintable() else STEERING.sub(_escaped, told)


def _escaped(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08x}"


def table(name: str, pairs: Iterable[tuple[str, Value | None]]) -> str:
    """Return a `[[name]]` table, or of an empty name its lines alone; what is empty or None is left out."""
    header = f"[[{name}]]\n" if name else ""
    return header + "".join(
        f"{_key(key)} = {_told(value)}\n" for key, value in pairs if value is not None and value not in ("", [])
    )


@lru_cache(1024)
def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else quoted(key)


def _told(value: Value) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = [f"{_key(key)} = {_told(item)}" for key, item in value.items() if item is not None and item != ""]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_told, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)
