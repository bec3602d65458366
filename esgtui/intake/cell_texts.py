"""What a cell that is no text says as one: numbers as spreadsheet programs show them, times as ISO 8601 has them."""

import datetime as dt
import json
import math
from functools import singledispatch

_SCALAR = (str, int, float, bool, type(None), dt.date, dt.time)


def cell_text(value: object) -> str:
    """Return what a value says; nothing for one that is none. Lists of plain values are divided by semicolons."""
    if isinstance(value, str):
        return value
    return "" if value is None else _text(value)


def percent_text(share: float) -> str:
    """Return a share of one as it is shown in percents."""
    return "" if math.isnan(share) else f"{100 * share:.12g}%"


@singledispatch
def _text(value: object) -> str:
    return str(value)


@_text.register
def _of_bool(value: bool) -> str:
    return "true" if value else "false"


@_text.register
def _of_float(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.15g}"


@_text.register
def _of_bytes(value: bytes) -> str:
    return value.decode("utf-8", errors="replace")


@_text.register
def _of_time(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")


@_text.register(list)
def _of_list(value: list[object]) -> str:
    return "; ".join(map(cell_text, value)) if all(isinstance(item, _SCALAR) for item in value) else _json(value)


@_text.register(dict)
def _of_dict(value: dict[str, object]) -> str:
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
