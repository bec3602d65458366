"""Tables of the model as plain values, such as TOML and JSON hold."""

from typing import Any

from esgtui.dataset.model import Table


def as_toml(table: Table) -> dict[str, Any]:
    """Return a table as TOML holds it: nothing for what is left out, the curator's own keys last."""
    found: dict[str, Any] = {}
    for name in table.__struct_fields__:
        value = getattr(table, name)
        if name == "extra" or value in ("", (), None) or value is False:
            continue
        found[name] = toml_value(value)
    return found | table.extra


def toml_value(value: Any) -> Any:
    """Return what a field holds as TOML holds it."""
    if isinstance(value, Table):
        return as_toml(value)
    if isinstance(value, tuple):
        return [toml_value(item) for item in value]
    return value
