"""Turn what a file says into rows, but for its claims, as far as it goes; what does not fit goes to the findings."""

from typing import Any

from esgtui.dataset.findings import Findings, Flaw, Part, Spot
from esgtui.dataset.fitting import MOST_UNKNOWN, Fit, RowT, fit
from esgtui.dataset.model import Header
from esgtui.dataset.problems import quoted, suggestion
from esgtui.dataset.remedies import described
from esgtui.dataset.shapes import OWN_PREFIX, ROOT_KEYS, TABLES

READING = "reading"

CLAIMS = "claims"

_KEPT = {name: struct for name, struct in TABLES.items() if name != CLAIMS}
"""The tables whose rows are kept until all files are read."""

_COMPANYS_OWN = ("pillars", "sources")
"""Those of them that need not repeat `company` in a file with exactly one."""


def fitted(part: Part, findings: Findings) -> Part:
    """Return the part with its header and rows, as far as its data fit; rows after too many problems are left out."""
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
    entries = {name: entries_of(part, name, part.data.get(name, []), findings) for name in _KEPT}
    _spare_the_company(part, entries, findings)
    for name, struct in _KEPT.items():
        part.rows[name] = [
            _told(fit(entry, struct), Spot(part, (name, position)), findings)
            for position, entry in enumerate(entries[name])
            if not findings.are_too_many
        ]
    return part


def _told(found: Fit[RowT], spot: Spot, findings: Findings) -> RowT:
    for flaw in found.flaws:
        findings.tell(spot, found.row, flaw)
    for path in found.unfit:
        findings.set_aside(Spot(spot.part, spot.path + path))
    return found.row


def entries_of(part: Part, name: str, value: Any, findings: Findings) -> list[Any]:
    """Return the tables that a file has under a name; a single one in single brackets counts too."""
    if isinstance(value, list):
        return value
    flaw = Flaw((name,), f"{quoted(name)} is {described(value)}, not a list of tables", f"write [[{name}]]")
    findings.tell(Spot(part, ()), None, flaw)
    return [value] if isinstance(value, dict) else []


def spared_company(companies: Any) -> str | None:
    """Return the company that a file need not repeat, by what it has under `companies`.

    It is empty where nobody knows which one it is, and None where there is not exactly one.
    """
    found = [companies] if isinstance(companies, dict) else companies
    if not isinstance(found, list) or len(found) != 1:
        return None
    company = found[0].get("id") if isinstance(found[0], dict) else None
    return company if isinstance(company, str) and company.strip() else ""


def _spare_the_company(part: Part, entries: dict[str, list[Any]], findings: Findings) -> None:
    """Fill in `company` where the file need not repeat it."""
    company = spared_company(part.data.get("companies"))
    if company is None:
        return
    for name in _COMPANYS_OWN:
        for position, entry in enumerate(entries[name]):
            if isinstance(entry, dict) and "company" not in entry:
                entry["company"] = company
                if not company:
                    findings.set_aside(Spot(part, (name, position, "company")))
