"""One line of an export to JSON Lines taken apart: what it says that coders did, or what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from esgtui.dataset.findings import Flaw
from esgtui.dataset.model import ExportedAnnotation, ExportedSettlement, NoteKind, Table
from esgtui.dataset.problems import listed, quoted
from esgtui.dataset.shapes import choices_of, shape_of

_AS_EXPORTED = "write it as `esgtui export` does, or have the work exported anew"
_WHOLE = "have the work exported anew, if the file was cut off or cut up: each line is one whole object"
_KINDS = {
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "int": "a number",
    "float": "a number",
    "null": "null",
    "datetime": "a time",
}
"""How kinds of values are called that the reader of JSON names."""

RowT = TypeVar("RowT", bound=Table)


class FaultError(Exception):
    """A line is not as an export has it."""

    def __init__(self, message: str, remedy: str = _AS_EXPORTED) -> None:
        super().__init__(message)
        self.flaw = Flaw((), message, remedy)


class Line(msgspec.Struct, gc=False):
    """What tells a claim's line from that of one coder's annotation, and what is on the claim.

    What the claim itself states is passed by, so that it takes no memory.
    """

    dataset: str = ""
    id: str = ""
    claim: str = ""
    annotations: list[dict[str, Any]] | None = None
    visitors: list[dict[str, Any]] = []
    settlements: list[dict[str, Any]] = []


def line_from(text: bytes) -> Line:
    """Return what a line is about; raise `FaultError` if it is no object, or none of an export."""
    line = _decoded(text, Line)
    if line.annotations is None and not line.claim:
        raise FaultError("the line is neither a claim with its annotations nor what a coder put on one")
    return line


def tables_of(line: Line, text: bytes) -> Iterator[ExportedAnnotation | ExportedSettlement]:
    """Yield what coders did, as the dataset format has it; raise `FaultError` for what does not fit."""
    if line.annotations is None:
        yield _table(_decoded(text, dict[str, Any]), ExportedAnnotation)
        return
    for name, entries in (("annotations", line.annotations), ("visitors", line.visitors)):
        for position, entry in enumerate(entries):
            yield _table({**entry, "claim": line.id}, ExportedAnnotation, f"{name}[{position}]")
    for position, entry in enumerate(line.settlements):
        yield _table({**entry, "claim": line.id}, ExportedSettlement, f"settlements[{position}]")


_ReadT = TypeVar("_ReadT")


def _decoded(text: bytes, wanted: type[_ReadT]) -> _ReadT:
    try:
        return msgspec.json.decode(text, type=wanted)
    except msgspec.ValidationError as error:
        raise _misfit(error) from error
    except msgspec.DecodeError as error:
        reason = str(error).removeprefix("JSON is malformed: ")
        raise FaultError(f"broken JSON: {reason[:1].lower()}{reason[1:]}", _WHOLE) from error
    except UnicodeDecodeError as error:
        raise FaultError("the line is not UTF-8", "save the file as UTF-8") from error
    except RecursionError as error:
        raise FaultError("lists or objects are nested too deeply") from error


def _table(entry: Mapping[str, Any], struct: type[RowT], where: str = "") -> RowT:
    try:
        return msgspec.convert(_known(entry, struct), struct)
    except msgspec.ValidationError as error:
        raise _misfit(error, where) from error


def _known(entry: Mapping[str, Any], struct: type[Table]) -> dict[str, Any]:
    """Return of an object what the dataset format has; whoever works with lines may add what they like."""
    fields, inner = shape_of(struct)
    found = {key: value for key, value in entry.items() if key in fields}
    for name in inner.keys() & found.keys():
        if isinstance(found[name], list):
            items = found[name]
            found[name] = [_known(item, inner[name]) if isinstance(item, dict) else item for item in items]
    return found


def _misfit(error: msgspec.ValidationError, where: str = "") -> FaultError:
    """Return what is said of a value of the wrong kind, in the field's words, and where it stands."""
    reason, _, inside = str(error).rpartition(" - at ")
    if not reason:
        reason, inside = inside, ""
    place = f"{where}{inside.strip('`').removeprefix('$')}".lstrip(".")
    told = f"{place}: " if place else ""
    if reason.startswith("Invalid enum"):
        return FaultError(f"{told}unknown kind of note", f"known: {listed(choices_of(NoteKind))}")
    if "RFC3339" in reason:
        return FaultError(f"{told}this is no date with time", 'write it such as "2026-11-21T10:02:11Z"')
    reason = reason.replace("Object missing required field", "there is no")
    words = re.sub("`([^`]*)`", lambda match: _in_words(match[1]), reason)
    return FaultError(f"{told}{words[:1].lower()}{words[1:]}")


def _in_words(name: str) -> str:
    kinds = name.split(" | ")
    return " or ".join(_KINDS[kind] for kind in kinds) if _KINDS.keys() >= set(kinds) else quoted(name)
