"""Turn a table out of a parsed file into its struct, and find the keys and types that do not fit.

A table that fits is converted in one go; only one that does not is looked at key by key.
"""

import datetime as dt
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from esgtui.dataset.findings import MOST_LOOKED_FOR, Flaw
from esgtui.dataset.model import Table
from esgtui.dataset.problems import quoted, suggestion
from esgtui.dataset.remedies import described, expected, how_to_add, mended, where_it_belongs
from esgtui.dataset.shapes import OWN_PREFIX, KeyPath, choices_of, item_type, placeholder, shape_of

_TOML_TYPES = (dt.date, dt.datetime)
"""What the parser has made of a date is a date; a text that looks like one is not."""

MOST_UNKNOWN = 50
"""So many unknown keys of a table, or of a file, are told one by one: what has more is no dataset."""

RowT = TypeVar("RowT", bound=Table)


class Fit(NamedTuple, Generic[RowT]):
    """A table as far as it fits: what does not is left at its default, told in `flaws`, and named in `unfit`."""

    row: RowT
    flaws: list[Flaw]
    unfit: list[KeyPath]


def fit(entry: object, struct: type[RowT]) -> Fit[RowT]:
    """Return `entry`, a value out of a parsed file, as a struct, with all that does not fit."""
    row = _fit_at_once(entry, struct) or _fit_but_for_own_keys(entry, struct)
    return Fit(row, [], []) if row is not None else _fit_by_key(entry, struct)


def _fit_at_once(entry: object, struct: type[RowT]) -> RowT | None:
    try:
        row = msgspec.convert(entry, struct, builtin_types=_TOML_TYPES)
    except msgspec.ValidationError:
        return None
    return None if isinstance(entry, dict) and _has_extra(entry, struct) else row


def _has_extra(entry: dict[str, Any], struct: type[Table]) -> bool:
    """Whether a table that fits has a key `extra`, which is taken for the field that keeps the curator's own keys."""
    if "extra" in entry:
        return True
    for name in shape_of(struct).inner:
        for item in entry.get(name, ()):  # once for each claim of a file: any() takes twice as long
            if "extra" in item:
                return True
    return False


def _fit_but_for_own_keys(entry: object, struct: type[RowT]) -> RowT | None:
    """Return what fits at once but for the curator's own keys, with which most tables have nothing else amiss."""
    if not isinstance(entry, dict):
        return None
    own = {key: value for key, value in entry.items() if key.startswith(OWN_PREFIX)}
    row = _fit_at_once({key: value for key, value in entry.items() if key not in own}, struct) if own else None
    return None if row is None else msgspec.structs.replace(row, extra=own)


def _fit_by_key(entry: object, struct: type[RowT]) -> Fit[RowT]:
    fields = shape_of(struct).fields
    if not isinstance(entry, dict):
        message = f"this is {described(entry)}, not a table"
        blank = {name: placeholder(field) for name, field in fields.items()}
        return Fit(struct(**blank), [Flaw((), message, "write its keys below a header, or in braces")], [()])
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    flaws = _unknown(entry, struct)
    unfit: list[KeyPath] = []
    for key, value in entry.items():
        if key.startswith(OWN_PREFIX):
            extra[key] = value
        elif key in fields:
            values[key], found, misfits = _fit_value(value, fields[key], struct)
            flaws.extend(found)
            unfit.extend(misfits)
    for name, field in fields.items():
        if field.required and name not in entry:
            values[name] = placeholder(field)
            flaws.append(Flaw((), f"{quoted(name)} is left out", how_to_add(name, struct)))
            unfit.append((name,))
    return Fit(struct(**values, extra=extra), flaws, unfit)


def _unknown(entry: dict[str, Any], struct: type[Table]) -> list[Flaw]:
    """Return what is said of keys that are neither the format's nor the curator's own."""
    unknown = [key for key in entry if key not in shape_of(struct).fields and not key.startswith(OWN_PREFIX)]
    told, more = unknown[:MOST_UNKNOWN], len(unknown) - MOST_UNKNOWN
    flaws = [Flaw((key,), f"unknown key {quoted(key)}", partial(where_it_belongs, key, struct)) for key in told]
    return [*flaws, Flaw((), f"{more:,} more unknown keys", "see that this is a dataset")] if more > 0 else flaws


def _fit_value(
    value: object, field: msgspec.structs.FieldInfo, struct: type[Table]
) -> tuple[object, list[Flaw], list[KeyPath]]:
    """Return a value as its field has it, or the field's default, with what does not fit."""
    inner = shape_of(struct).inner.get(field.name)
    if inner and isinstance(value, list):
        return _fit_items(value, inner, field.name)
    if item_type(field.type) is str and isinstance(value, list):
        return _fit_texts(value, field.name)
    try:
        return msgspec.convert(value, field.type, builtin_types=_TOML_TYPES), [], []
    except msgspec.ValidationError:
        return placeholder(field), [_type_flaw(field.name, value, field.type)], [(field.name,)]


def _fit_items(value: list[object], inner: type[Table], name: str) -> tuple[object, list[Flaw], list[KeyPath]]:
    """Return a list of tables as far as it is looked at: whoever has very many to mend is told that this is not all."""
    rows: list[Table] = []
    flaws: list[Flaw] = []
    unfit: list[KeyPath] = []
    for position, item in enumerate(value):
        found = fit(item, inner)
        rows.append(found.row)
        flaws.extend(flaw._replace(path=(name, position, *flaw.path)) for flaw in found.flaws)
        unfit.extend((name, position, *path) for path in found.unfit)
        if len(flaws) > MOST_LOOKED_FOR:
            break
    return tuple(rows), flaws, unfit


def _fit_texts(value: list[object], name: str) -> tuple[object, list[Flaw], list[KeyPath]]:
    """Return a list of texts, with an empty one for each item that is something else."""
    misfits = {position: item for position, item in enumerate(value) if not isinstance(item, str)}
    flaws = [
        Flaw((name, position), f"this is {described(item)}, not text", 'write texts, such as ["…"]')
        for position, item in misfits.items()
    ]
    texts = tuple("" if position in misfits else item for position, item in enumerate(value))
    return texts, flaws, [(name, position) for position in misfits]


def _type_flaw(name: str, value: object, wanted: Any) -> Flaw:
    choices = choices_of(wanted)
    if choices and isinstance(value, str):
        return Flaw((name,), f"unknown {name} {quoted(value)}", suggestion(value, choices))
    message = f"{quoted(name)} is {described(value)}, not {expected(wanted)[0]}"
    return Flaw((name,), message, mended(name, value, wanted))
