"""What rules of `dataset/rules.py` an editor can check while a file is written: years, patterns, empty texts.

They are never stricter than `esgtui validate`, which says what is beyond a single value: also that `2030.0` is no year,
which is a whole number to JSON Schema, and that a period ends before it begins.
"""

from typing import Any

from esgtui.dataset.rules import COUNTRY, DATASET_ID, FOUNDING_YEARS, NAMES, PERIOD, URL, YEARS

_Schema = dict[str, Any]

_SAYS_SOMETHING: _Schema = {"pattern": r"\S"}
_SAYS_SOMETHING_IF_ANYTHING: _Schema = {"pattern": r"^$|\S"}
_PART = r"[^/\s](?:[^/]*[^/\s])?"
_TAG = rf"{_PART}(?:/{_PART})*"


def _whole(pattern: str) -> _Schema:
    return {"pattern": f"^(?:{pattern})$"}


def _or_empty(pattern: str) -> _Schema:
    return _whole(f"(?:{pattern})?")


def _any_of(years: range) -> str:
    """Return a pattern of all years of a range, century by century."""
    centuries = range(years[0] // 100, years[-1] // 100 + 1)
    whole = [f"{each}[0-9]{{2}}" for each in centuries if {100 * each, 100 * each + 99} <= set(years)]
    others = [str(year) for year in years if f"{year // 100}[0-9]{{2}}" not in whole]
    return f"(?:{'|'.join([*whole, *others])})"


def _within(years: range) -> _Schema:
    return {"minimum": years[0], "maximum": years[-1]}


_NAME = _whole(r"\S(?:[\s\S]*\S)?")
"""Text without white space around it."""

_OF: dict[str, dict[str, _Schema]] = {
    "Header": {"id": _whole(DATASET_ID.pattern)},
    "Company": {"country": _or_empty(COUNTRY.pattern), "founded": _within(FOUNDING_YEARS)},
    "Source": {"url": _or_empty(URL.pattern)},
    "Framework": {"url": _or_empty(URL.pattern), "id": _whole(r"[^:\s](?:[^:]*[^:\s])?")},
    "Claim": {
        "id": _whole(r"\S+"),
        "period": _or_empty(PERIOD.pattern.replace("[0-9]{4}", _any_of(YEARS))),
        "base_year": _within(YEARS),
        "target_year": _within(YEARS),
    },
    "Place": {"paragraph": {"minimum": 1}},
    "CodebookTag": {"tag": _whole(_TAG), "key": {"maxLength": 1}},
}
"""By table and key what a value has to be, besides of its type."""

_LISTED: dict[str, _Schema] = {"topics": _whole(r"[^:]+:.*\S.*"), "tags": _whole(_TAG)}
"""By key what the texts of a list have to be."""


def with_rules(name: str, definition: _Schema) -> _Schema:
    """Return a table's definition with the rules that its values keep."""
    required = definition.get("required", ())
    properties = {
        key: _kept(key, wanted, is_required=key in required) | _OF.get(name, {}).get(key, {})
        for key, wanted in definition["properties"].items()
    }
    return definition | {"properties": properties}


def _kept(key: str, wanted: _Schema, *, is_required: bool) -> _Schema:
    if wanted == {"type": "string"}:
        is_name = is_required and key in NAMES
        return wanted | (_NAME if is_name else _SAYS_SOMETHING if is_required else _SAYS_SOMETHING_IF_ANYTHING)
    if wanted.get("items") == {"type": "string"}:
        return wanted | {"items": wanted["items"] | _LISTED.get(key, _SAYS_SOMETHING), "uniqueItems": True}
    return wanted
