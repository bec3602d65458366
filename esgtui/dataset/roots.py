"""The rules for what stands in a file outside of its lists of tables: `format`, `[dataset]`, the curator's own keys."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from esgtui.dataset.findings import Findings, Flaw, Part, Spot
from esgtui.dataset.model import FORMAT, Header
from esgtui.dataset.problems import Problem, quoted
from esgtui.dataset.remedies import described
from esgtui.dataset.rules import flaws_of
from esgtui.dataset.shapes import OWN_PREFIX


def check_roots(parts: Sequence[Part], findings: Findings) -> Header | None:
    """Find what is wrong outside of tables, and return the dataset's header, if any file has one."""
    for part in parts:
        if "format" in part.data and not _is_format(part.data["format"]):
            message = f'"format" is {described(part.data["format"])}, which this program does not read'
            findings.tell(Spot(part, ()), None, Flaw(("format",), message, f"write format = {FORMAT}"))
    header = _check_headers(parts, findings)
    _check_own_keys(parts, findings)
    return header


def left_out(path: Path, parts: Sequence[Part]) -> Iterator[Problem]:
    """Yield what no file of the dataset says."""
    if not any("format" in part.data for part in parts):
        remedy = f"write format = {FORMAT} above the first header of a file"
        yield Problem(file=str(path), message='"format" is left out', remedy=remedy)
    if not any(part.header for part in parts):
        remedy = "add a [dataset] table with id and title"
        if path.is_file():
            remedy += ", or open the folder that the file belongs to"
        yield Problem(file=str(path), message="no file has a [dataset] table", remedy=remedy)


def _is_format(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value == FORMAT


def _check_headers(parts: Sequence[Part], findings: Findings) -> Header | None:
    first: Part | None = None
    for part in parts:
        if part.header is None:
            continue
        spot = Spot(part, ("dataset",))
        for flaw in flaws_of(part.header):
            findings.tell(spot, part.header, flaw)
        if first:
            flaw = Flaw((), "a dataset has one [dataset] table alone, and there is one already in", "keep one of them")
            findings.tell(spot, part.header, flaw, Spot(first, ("dataset",)))
        first = first or part
    return first.header if first else None


def _check_own_keys(parts: Sequence[Part], findings: Findings) -> None:
    """Find the curator's own keys that two files have, since one would hide the other."""
    first: dict[str, Spot] = {}
    for part in parts:
        for key in part.data:
            spot = Spot(part, (key,))
            if key.startswith(OWN_PREFIX) and (other := first.setdefault(key, spot)) is not spot:
                flaw = Flaw((key,), f"the key {quoted(key)} stands already in", "keep one of them")
                findings.tell(Spot(part, ()), None, flaw, other)
