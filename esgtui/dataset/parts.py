"""Read the files of a dataset and turn them into rows, as far as it goes; what does not fit goes to the findings."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from esgtui.dataset.files import Progress, decode, parse, read_bytes
from esgtui.dataset.findings import Findings, Flaw, Part, Spot, Unread
from esgtui.dataset.fitting import Fit, RowT, fit
from esgtui.dataset.model import Header
from esgtui.dataset.problems import DatasetError, quoted, suggestion
from esgtui.dataset.remedies import described
from esgtui.dataset.shapes import OWN_PREFIX, ROOT_KEYS, TABLES

READING = "reading"

MOST_UNKNOWN = 50
"""So many unknown keys of a file are told one by one: a file with more is no dataset."""

_COMPANYS_OWN = ("pillars", "sources", "claims")
"""The tables that need not repeat `company` in a file with exactly one."""


def read_contents(files: Sequence[Path], findings: Findings, unread: Unread) -> list[tuple[Path, bytes]]:
    """Return the files that can be read, each with its bytes; `unread` gets the others."""
    contents = []
    for file in files:
        try:
            contents.append((file, read_bytes(file)))
        except DatasetError as error:
            findings.add(*error.problems)
            unread.add(None)
    return contents


def read_parts(
    contents: Sequence[tuple[Path, bytes]], findings: Findings, unread: Unread, tell: Progress
) -> list[Part]:
    """Return the files that are TOML, as rows; `unread` gets the others."""
    texts = [(file, text) for file, content in contents if (text := _text(file, content, findings, unread)) is not None]
    total = sum(len(text) for _, text in texts)
    parts = []
    before = 0
    for file, text in texts:
        try:
            data = parse(text, file, partial(_tell_from, before, total, tell))
        except DatasetError as error:
            findings.add(*error.problems)
            unread.add(text)
        else:
            parts.append(fitted(Part(str(file), text, data), findings))
        before += len(text)
        tell(READING, before, total)
    return parts


def _tell_from(before: int, total: int, tell: Progress, done: int) -> None:
    tell(READING, before + done, total)


def _text(file: Path, content: bytes, findings: Findings, unread: Unread) -> str | None:
    try:
        return decode(content, file)
    except DatasetError as error:
        findings.add(*error.problems)
        unread.add(content.decode("utf-8", errors="replace"))
    return None


def fitted(part: Part, findings: Findings) -> Part:
    """Return the part with its header and rows, as far as its data fit."""
    unknown = [key for key in part.data if key not in ROOT_KEYS and not key.startswith(OWN_PREFIX)]
    for key in unknown[:MOST_UNKNOWN]:
        flaw = Flaw((key,), f"unknown table or key {quoted(key)}", suggestion(key, ROOT_KEYS))
        findings.tell(Spot(part, ()), None, flaw)
    if len(unknown) > MOST_UNKNOWN:
        more = len(unknown) - MOST_UNKNOWN
        findings.tell(
            Spot(part, ()), None, Flaw((), f"{more:,} more unknown tables or keys", "see that this is a dataset")
        )
    if "dataset" in part.data:
        part.header = _told(fit(part.data["dataset"], Header), Spot(part, ("dataset",)), findings)
    entries = {name: _entries(part, name, findings) for name in TABLES}
    _spare_the_company(part, entries, findings)
    for name, struct in TABLES.items():
        part.rows[name] = [
            _told(fit(entry, struct), Spot(part, (name, position)), findings)
            for position, entry in enumerate(entries[name])
        ]
    return part


def _told(found: Fit[RowT], spot: Spot, findings: Findings) -> RowT:
    for flaw in found.flaws:
        findings.tell(spot, found.row, flaw)
    for path in found.unfit:
        findings.set_aside(Spot(spot.part, spot.path + path))
    return found.row


def _entries(part: Part, name: str, findings: Findings) -> list[Any]:
    """Return the tables of one name as the file has them; a single one in single brackets counts too."""
    value = part.data.get(name, [])
    if isinstance(value, list):
        return value
    flaw = Flaw((name,), f"{quoted(name)} is {described(value)}, not a list of tables", f"write [[{name}]]")
    findings.tell(Spot(part, ()), None, flaw)
    return [value] if isinstance(value, dict) else []


def _spare_the_company(part: Part, entries: dict[str, list[Any]], findings: Findings) -> None:
    """Fill in `company` where the file need not repeat it."""
    if len(entries["companies"]) != 1:
        return
    company = entries["companies"][0]
    company_id = company.get("id") if isinstance(company, dict) else None
    is_known = isinstance(company_id, str) and company_id.strip() != ""
    for name in _COMPANYS_OWN:
        for position, entry in enumerate(entries[name]):
            if isinstance(entry, dict) and "company" not in entry:
                entry["company"] = company_id if is_known else ""
                if not is_known:
                    findings.set_aside(Spot(part, (name, position, "company")))
