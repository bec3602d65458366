"""What becomes of the claims of a dataset that is updated, counted on the disk as `esgtui diff` counts it.

A claim that is gone has another id where its company says the same under a new one, and nothing else says it: also if
that company has another id by then.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from esgtui.insight.editions import Fate
from esgtui.intake.filing import digest
from esgtui.intake.likeness import values_of
from esgtui.intake.spill import Spill
from esgtui.intake.toml_text import table

_TABLES = (
    """CREATE TEMP TABLE older (id TEXT PRIMARY KEY, owner TEXT, mark TEXT, is_there INTEGER, differs INTEGER)
    WITHOUT ROWID""",
    "CREATE TEMP TABLE owners (owner TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE went (id TEXT, owner TEXT, mark TEXT)",
    "CREATE TEMP TABLE came (id TEXT, owner TEXT, mark TEXT)",
    "CREATE TEMP TABLE pairs (was TEXT PRIMARY KEY, now TEXT UNIQUE)",
    "CREATE TEMP VIEW present AS SELECT id, substr(body, 1, instr(body, char(10)) - 1) AS owner, mark FROM claims",
)
"""Claims before (`older`), those of them that are not said under their ids any more, and those that were not, yet.

An `owner` is the first line of a claim's TOML, which names its company; `pairs` are old and new ids of one claim.
"""
_OLDER = "INSERT OR IGNORE INTO older VALUES (?, ?, ?, ?, ?)"
_FILLED = (
    "INSERT INTO owners SELECT DISTINCT owner FROM present",
    """INSERT INTO went SELECT older.id, older.owner, older.mark
    FROM older LEFT JOIN claims ON claims.id = older.id WHERE claims.id IS NULL OR claims.mark <> older.mark""",
    """INSERT INTO came SELECT present.id, present.owner, present.mark
    FROM present LEFT JOIN older ON older.id = present.id WHERE older.id IS NULL OR older.mark <> present.mark""",
    """INSERT INTO pairs SELECT was.id, now.id
    FROM (SELECT min(id) AS id, owner, mark FROM went GROUP BY owner, mark HAVING count(*) = 1) AS was
    JOIN (SELECT min(id) AS id, owner, mark FROM came GROUP BY owner, mark HAVING count(*) = 1) AS now
    ON was.owner = now.owner AND was.mark = now.mark""",
    """INSERT INTO pairs SELECT was.id, now.id
    FROM (SELECT min(id) AS id, mark FROM went WHERE owner NOT IN owners GROUP BY mark HAVING count(*) = 1) AS was
    JOIN (SELECT min(id) AS id, mark FROM came WHERE owner NOT IN (SELECT owner FROM older)
        GROUP BY mark HAVING count(*) = 1) AS now
    ON was.mark = now.mark""",
)
_COUNTS: dict[Fate, str] = {
    "added": """SELECT count(*) FROM came LEFT JOIN older ON older.id = came.id
        WHERE came.id NOT IN (SELECT now FROM pairs) AND (older.id IS NULL OR came.id IN (SELECT was FROM pairs))""",
    "gone": """SELECT count(*) FROM older
        WHERE id NOT IN (SELECT was FROM pairs) AND (NOT is_there OR id IN (SELECT now FROM pairs))""",
    "changed": """SELECT count(*) FROM older WHERE differs
        AND id NOT IN (SELECT was FROM pairs) AND id NOT IN (SELECT now FROM pairs)""",
    "renamed": "SELECT count(*) FROM pairs",
}


class OlderClaim(NamedTuple):
    """A claim of a dataset that is updated: its id and what it says, as TOML below the id or as values."""

    id: str
    body: str = ""
    values: dict[str, Any] | None = None

    def said(self) -> dict[str, Any]:
        """Return what it says besides its id."""
        found = values_of(self.body) if self.values is None else self.values
        return {key: value for key, value in found.items() if key != "id"}

    @property
    def mark(self) -> str:
        """What tells its text from others."""
        return digest(str(self.said().get("statement", "")))


def fates_of(older: Iterable[OlderClaim], spill: Spill) -> dict[Fate, int]:
    """Return how many claims are added, gone, changed, and under another id, if an update makes those of a spill."""
    for statement in _TABLES:
        spill.ask(statement)
    spill.put(_OLDER, (_compared(each, spill) for each in older))
    for statement in _FILLED:
        spill.ask(statement)
    return {fate: int(spill.ask(query)[0][0]) for fate, query in _COUNTS.items()}


def _compared(older: OlderClaim, spill: Spill) -> tuple[str, str, str, bool, bool]:
    """Return a claim's id, its company as TOML, its text's mark, whether it is made anew, and whether otherwise."""
    found = spill.found(older.id)
    if found and older.body and older.body == found.body:
        return older.id, older.body.partition("\n")[0], found.mark, True, False
    said = older.said()
    now = values_of(found.body) if found else {}
    said = {"company": now.get("company", "")} | said  # which is left out where a file has one company
    owner = table("", [("company", str(said["company"]))]).strip()
    return older.id, owner, older.mark, found is not None, found is not None and said != now
