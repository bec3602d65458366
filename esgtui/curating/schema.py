"""The JSON Schema of a dataset's file, made from the model's types, so that editors complete and check it.

What neither types nor rules for single values can say (references, unique ids) `esgtui validate` says.
"""

from importlib.resources import files
from typing import Any

import msgspec

from esgtui.curating.schema_rules import with_rules
from esgtui.dataset.model import FORMAT, Tables
from esgtui.dataset.shapes import OWN_PREFIX, TABLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_FROM_THE_FILE = "company"
"""The key that a file with one company need not repeat, so that no table can require it."""


def schema() -> dict[str, Any]:
    """Return the schema of one file of a dataset, as JSON Schema 2020-12.

    A file of a folder may leave out `format` and `[dataset]`, which stand in another one, so nothing is required of it.
    """
    import tomli

    words = tomli.loads(files("esgtui.curating").joinpath("field_words.toml").read_text(encoding="utf-8"))
    _, definitions = msgspec.json.schema_components([Tables, *TABLES.values()], ref_template="#/$defs/{name}")
    tables = _without_own(definitions.pop("Tables"))["properties"]
    header = tables.pop("header")
    return {
        "$schema": DIALECT,
        "title": "A dataset of sustainability claims",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "dataset": header, **tables},
        "patternProperties": _OWN,
        "additionalProperties": False,
        "$defs": {name: _table(name, each, words.get(name, {})) for name, each in definitions.items()},
    }


_OWN = {f"^{OWN_PREFIX}": {"description": "The curator's own"}}


def _table(name: str, definition: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """Return what is known of one of the model's tables, as a file may write it; `words` say what its fields are."""
    found = with_rules(name, _without_own(definition)) | {"patternProperties": _OWN}
    for field, told in words.items():
        found["properties"][field] |= {"description": told}
    required = [name for name in found.pop("required", ()) if name != _FROM_THE_FILE]
    return found | ({"required": required} if required else {})


def _without_own(definition: dict[str, Any]) -> dict[str, Any]:
    """Return a definition without the field that keeps the curator's own keys, and with no null, which TOML has not."""
    properties = {name: _plain(each) for name, each in definition["properties"].items() if name != "extra"}
    return definition | {"properties": properties}


def _plain(wanted: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in wanted.items() if name != "default"}
    options = [option for option in kept.get("anyOf", ()) if option != {"type": "null"}]
    if options:
        kept.pop("anyOf")
        kept |= options[0] if len(options) == 1 else {"anyOf": options}
    if None in kept.get("enum", ()):
        kept["enum"] = [choice for choice in kept["enum"] if choice is not None]
    return kept
