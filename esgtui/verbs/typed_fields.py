"""Fields of a claim as somebody types them on a line: metrics, years, standards. What is shown so reads back as it was.

over 60 % per vehicle: lower emissions (against the year before)
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

import msgspec

from esgtui.checklist.numerals import in_full, value_of
from esgtui.dataset.describe import metric_text
from esgtui.dataset.model import Claim, Conformity, Horizon, Metric, Qualifier, Table
from esgtui.dataset.rules import flaws_of
from esgtui.documents.drawing import Drawn

METRIC_EXAMPLE = "130 kg per vehicle: recycled steel"
STANDARDS_EXAMPLE = "ISO 14001; GHG Protocol"

YEARS = ("period", "base_year", "target_year", "horizon")
"""The fields that say when."""
STANDARDS = ("standards", "conformity")
"""The fields that say by which standards, and how firmly these are kept to."""

_EXACT = "exactly"
_QUALIFIERS = sorted(get_args(Qualifier), key=len, reverse=True)
_VALUE = re.compile(r"([+-]?)(\d(?:[\d.,’'\u00a0\u202f]|\s(?=\d{3}(?!\d)))*)")
_PER = re.compile(r"(?:^|\s)per\s+(?!cent\b)")
_AGAINST = re.compile(r"(.*\S)\s+\(against\s+(.+)\)")


class FieldError(Exception):
    """What is typed is no such field; the message says what would be."""


def metric_line(metric: Metric) -> str:
    """Return a metric as it is typed: `130 kg per vehicle: recycled steel`."""
    return f"{_EXACT} {metric_text(metric)}" if metric.qualifier == _EXACT else metric_text(metric)


def metrics_of(lines: Sequence[str], there: Sequence[Metric]) -> tuple[Metric, ...]:
    """Return the metrics of typed lines, of which the first were those that are there already; empty lines are none.

    Raises `FieldError`, which names the line.
    """
    shown = [metric_line(each) for each in there]
    typed = [" ".join(line.split()) for line in lines]
    return tuple(
        there[at] if at < len(there) and line == shown[at] else _metric_of(line)
        for at, line in enumerate(typed)
        if line
    )


def _metric_of(line: str) -> Metric:
    wrong = f"{line!r} is no metric; write such as {METRIC_EXAMPLE!r}, or nothing at all"
    head, colon, told = line.partition(":")
    qualifier = next((each for each in _QUALIFIERS if head.startswith(f"{each} ")), None)
    value = _VALUE.match(head.removeprefix(qualifier or "").strip())
    if not colon or not value or not told.strip():
        raise FieldError(wrong)
    rest = head.removeprefix(qualifier or "").strip()[value.end() :]
    unit, *per = _PER.split(rest.strip(), maxsplit=1)
    against = _AGAINST.fullmatch(told.strip())
    sign = -1 if value[1] == "-" else 1
    number, unit = in_full(value_of(value[2].rstrip(".,")) * sign, unit.strip())
    metric = Metric(
        name=against[1] if against else told.strip(),
        value=int(number) if number.is_integer() else number,
        unit="%" if unit in {"per cent", "percent"} else unit,
        per=per[0].strip() if per else "",
        qualifier=qualifier,
        comparator=against[2] if against else "",
    )
    _check(metric)
    return metric


def shown(fields: Drawn, name: str) -> str:
    """Return one of the fields in `YEARS` or `STANDARDS` as it is typed; empty for what is not stated."""
    value = getattr(fields, name)
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def typed_fields(names: Sequence[str], values: Sequence[str]) -> dict[str, Any]:
    """Return what is typed for the fields of these names; raise `FieldError` for what cannot be theirs."""
    typed = {name: " ".join(value.split()) for name, value in zip(names, values, strict=True)}
    found = {name: _field(name, value) for name, value in typed.items()}
    _check(msgspec.structs.replace(Claim(id="claim", company="company", statement="said"), **found))
    return found


def _field(name: str, typed: str) -> Any:
    if name == "standards":
        return tuple(dict.fromkeys(each.strip() for each in typed.split(";") if each.strip()))
    if not typed:
        return "" if name == "period" else None
    if name in {"horizon", "conformity"}:
        return _one_of(get_args(Horizon if name == "horizon" else Conformity), typed)
    if name == "period":
        return re.sub(r"\s*[-–—/]\s*|\s+to\s+", "-", typed)
    if not re.fullmatch(r"[0-9]{4}", typed):
        raise FieldError(f"{typed!r} is no year; write such as 2030, or nothing at all")
    return int(typed)


def _one_of(choices: Sequence[str], typed: str) -> str:
    """Return the choice that begins as it is typed; raise `FieldError` if none does, or several do."""
    found = [each for each in choices if each.startswith(typed.casefold())]
    if len(found) != 1:
        raise FieldError(f"{typed!r} is none of these: {', '.join(choices)}; write one of them, or nothing at all")
    return found[0]


def _check(table: Table) -> None:
    flaw = next(_flaws(table), None)
    if flaw:
        raise FieldError(flaw)


def _flaws(table: Table) -> Iterator[str]:
    for flaw in flaws_of(table):
        remedy = flaw.remedy() if callable(flaw.remedy) else flaw.remedy
        yield f"{flaw.message}; {remedy}" if remedy else flaw.message
