"""What is made of rows, kept on the disk until all of them are read: memory does not grow with the claims.

The file is SQLite's own temporary one, so that nothing is left of it however the program ends.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from esgtui.intake.rows import IntakeError

_TABLES = """
CREATE TABLE claims (company INTEGER, row INTEGER, part INTEGER, id TEXT, mark TEXT, content BLOB, body TEXT,
    is_own INTEGER);
CREATE TABLE sources (id TEXT PRIMARY KEY, company INTEGER, said INTEGER, body TEXT) WITHOUT ROWID;
CREATE TABLE rejected (row INTEGER, file INTEGER, number INTEGER, reason TEXT, cells TEXT);
CREATE TABLE twins (begin TEXT, claim INTEGER);
CREATE TABLE before (begin TEXT, id TEXT, body TEXT);
CREATE INDEX twins_by_begin ON twins (begin);
CREATE INDEX before_by_begin ON before (begin);
"""

_SOURCE = """
INSERT INTO sources VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET said = excluded.said, body = excluded.body
WHERE (excluded.said, length(excluded.body), excluded.body) > (said, length(body), body)
"""

_LAST_TWIN = """
INSERT INTO twins SELECT id, rowid FROM claims
WHERE id = ?1 AND NOT is_own AND NOT EXISTS (SELECT 1 FROM twins WHERE begin = ?1)
"""

_TWIN_BEFORE = """
INSERT INTO before SELECT here.begin, ?1, ?3 FROM (SELECT ?1 AS begin UNION SELECT ?2) AS here
WHERE EXISTS (SELECT 1 FROM twins WHERE twins.begin = here.begin)
"""

_TWINS_NOW = """
SELECT claims.rowid, id, CASE WHEN is_own THEN mark ELSE '' END, trim(body, char(10))
FROM twins JOIN claims ON claims.rowid = claim WHERE begin = ? ORDER BY row, part
"""

_CACHE = -32_000  # kilobytes, with a minus as SQLite has it

_STEPS = 20_000
"""After so many of its steps the database's own work may be stopped: that is a few hundredths of a second."""

LARGEST = 4_000_000_000
"""So many characters may be made of rows: a file with more could not be read again."""

_MANY, _MUCH = 2_000, 10_000_000
"""So many claims, or characters of them, are put on the disk at a time, and so many sources remembered."""


class Made(NamedTuple):
    """A claim as it will be written: its company's number, its row and which of its texts it is, and the rest.

    `mark` tells its text from others, `content` the whole row from others; `body` is its TOML below the id. `is_own`
    says that the id is the row's own, and not made of company and text.
    """

    company: int
    row: int
    part: int
    id: str
    mark: str
    content: bytes
    body: str
    is_own: bool = False


class Twin(NamedTuple):
    """One of several claims that share company and text: its place in the spill, if it is made, its id and its TOML.

    `mark` tells its text from others where its id does not.
    """

    place: int
    id: str
    mark: str
    body: str


class Found(NamedTuple):
    """A claim that is looked up by its id: what tells its text from others, and its TOML below the id."""

    mark: str
    body: str


class Spill:
    """Claims, sources and rejected rows on the disk. One thread at a time."""

    def __init__(self, tell: Callable[[], None] = lambda: None) -> None:
        self._tell = tell
        self._is_at_work = False
        self._stopped: BaseException | None = None
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("PRAGMA synchronous = OFF")
        self._file.execute(f"PRAGMA cache_size = {_CACHE}")
        self._file.executescript(_TABLES)
        self._file.set_progress_handler(self._look_up, _STEPS)
        self._file.execute("BEGIN")
        self._claims: list[Made] = []
        self._lately: set[str] = set()
        self.claims = self._size = self._held = 0

    def close(self) -> None:
        """Let go of all of it."""
        self._file.close()

    def add(self, claim: Made) -> None:
        """Take in a claim."""
        self._claims.append(claim)
        self.claims += 1
        self._size += len(claim.body)
        if self._size > LARGEST:
            told = f"more than {LARGEST:,} characters come of the rows, which could not be read as one dataset"
            raise IntakeError(f"{told}; import a part of them")
        self._held += len(claim.body)
        if len(self._claims) == _MANY or self._held > _MUCH:
            self._flush()

    def _flush(self) -> None:
        self._file.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._claims)
        self._claims.clear()
        self._held = 0

    def add_source(self, source_id: str, company: int, said: int, body: str) -> None:
        """Take in a source; of what rows say of one document, that is kept which says most, whichever row it is in.

        `said` is how much of it rows say themselves, and is not made of what else they have.
        """
        if body in self._lately:
            return
        if len(self._lately) >= _MANY:
            self._lately.clear()
        self._lately.add(body)
        self._file.execute(_SOURCE, (source_id, company, said, body))

    def owner(self, source_id: str) -> int | None:
        """Return the number of the company whose source has an id, if there is one."""
        found = self._file.execute("SELECT company FROM sources WHERE id = ?", (source_id,)).fetchone()
        return int(found[0]) if found else None

    @property
    def sources(self) -> int:
        """How many sources there are."""
        return int(self._file.execute("SELECT count(*) FROM sources").fetchone()[0])

    def reject(self, row: int, file: int, number: int, reason: str, cells: str) -> None:
        """Take in a row that no claim could be made of."""
        self._file.execute("INSERT INTO rejected VALUES (?, ?, ?, ?, ?)", (row, file, number, reason, cells))

    def rejected(self) -> Iterator[tuple[int, int, str, str]]:
        """Return rejected rows in order: the file's position, the row's number, the reason and its cells."""
        return self._file.execute("SELECT file, number, reason, cells FROM rejected ORDER BY row")

    def all_sources(self) -> Iterator[tuple[str, str]]:
        """Return sources, those of a company together."""
        return self._file.execute("SELECT id, body FROM sources ORDER BY company, id")

    def all_claims(self) -> Iterator[tuple[str, str]]:
        """Return claims by company, then in the order of the rows."""
        self._flush()
        with self._stoppable():  # all are put in order before the first one comes
            return self._file.execute("SELECT id, body FROM claims ORDER BY company, row, part")

    def all_ids(self) -> Iterator[str]:
        """Return the ids of claims, in no order."""
        self._flush()
        return (name for (name,) in self._file.execute("SELECT id FROM claims"))

    def tell_apart(self) -> tuple[int, int]:
        """Give claims with one id ids of their own; return how many said the same as others, and how many did not.

        What they get follows from their texts, so that it is the same after rows have moved. Claims that say the same
        are numbered in the order of all that stands in their rows, and then of the rows.
        """
        self._flush()
        repeated = renamed = 0
        with self._stoppable():
            self._file.execute("CREATE INDEX by_id ON claims (id)")
            self._file.execute("CREATE TEMP TABLE again AS SELECT id FROM claims GROUP BY id HAVING count(*) > 1")
            for (claim_id,) in self._file.execute("SELECT id FROM again"):
                count, is_one_text = self._renamed(claim_id)
                repeated += count * is_one_text
                renamed += count * (not is_one_text)
        return repeated, renamed

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """Tell while the database is at work by itself; what that raises, a pressed ctrl+c among it, ends the work."""
        self._is_at_work, self._stopped = True, None
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            raise (self._stopped or KeyboardInterrupt) from None
        finally:
            self._is_at_work = False

    def _look_up(self) -> None:
        """Tell; called by the database at its work, which ends if that raises: but the error does not come through."""
        try:
            if self._is_at_work:
                self._tell()
        finally:
            self._stopped = sys.exc_info()[1]

    def _renamed(self, claim_id: str) -> tuple[int, bool]:
        query = "SELECT rowid, mark FROM claims WHERE id = ? ORDER BY mark, content, row, part"
        found = self._file.execute(query, (claim_id,)).fetchall()
        is_one_text = found[0][1] == found[-1][1]
        before, count = None, 0
        for place, mark in found:
            count = count + 1 if mark == before else 1
            before = mark
            wanted = claim_id if is_one_text else f"{claim_id}-{mark[:6]}"
            name = wanted if count == 1 else f"{wanted}-{count}"
            self.rename(place, name if name == claim_id else self.free(name))
            self._file.execute("INSERT INTO twins VALUES (?, ?)", (wanted, place))
        return len(found), is_one_text

    def free(self, name: str) -> str:
        """Return an id that no claim has: the one that is wanted, if it is free."""
        while self.has(name):
            name += "x"
        return name

    def rename(self, place: int, name: str) -> None:
        """Give the claim at a place an id."""
        self._file.execute("UPDATE claims SET id = ? WHERE rowid = ?", (name, place))

    def find_twins(self, begins: Iterable[str]) -> None:
        """Take in what ids of an older dataset begin with that share company and text, where one claim is left there.

        Those that still have others are known once claims are told apart.
        """
        with self._stoppable():
            self._file.executemany(_LAST_TWIN, ((begin,) for begin in begins))

    @property
    def has_twins(self) -> bool:
        """Whether claims share, or shared, company and text with others."""
        return self._file.execute("SELECT 1 FROM twins LIMIT 1").fetchone() is not None

    def keep_before(self, claims: Iterable[tuple[str, str, str]]) -> None:
        """Take in claims of an older dataset, if they are of use: id, what that begins with, and the TOML below it."""
        with self._stoppable():
            self._file.executemany(_TWIN_BEFORE, claims)

    def twins(self) -> Iterator[tuple[str, list[Twin], list[Twin]]]:
        """Yield what the ids of claims begin with that share company and text, these as they were, and as they are.

        Those that no older dataset has are left out.
        """
        with self._stoppable():
            for (begin,) in self._file.execute("SELECT DISTINCT begin FROM before ORDER BY begin"):
                before = self._file.execute(
                    "SELECT 0, id, '', body FROM before WHERE begin = ? ORDER BY rowid", (begin,)
                )
                after = self._file.execute(_TWINS_NOW, (begin,))
                yield begin, list(map(Twin._make, before)), list(map(Twin._make, after))

    def has(self, name: str) -> bool:
        """Return whether a claim has an id; quick once claims are told apart."""
        return self.mark(name) is not None

    def mark(self, name: str) -> str | None:
        """Return what tells the text of the claim with an id from others, if there is one; as quick as `has`."""
        found = self._file.execute("SELECT mark FROM claims WHERE id = ?", (name,)).fetchone()
        return str(found[0]) if found else None

    def found(self, name: str) -> Found | None:
        """Return the claim with an id, if there is one."""
        row = self._file.execute("SELECT mark, trim(body, char(10)) FROM claims WHERE id = ?", (name,)).fetchone()
        return Found(*row) if row else None

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return what comes of an SQL query over the table `claims`, which may be stopped while it works."""
        self._flush()
        with self._stoppable():
            return self._file.execute(query).fetchall()

    def put(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Put rows into a table of one's own."""
        self._file.executemany(statement, rows)

    def all_marks(self) -> Iterator[str]:
        """Return what tells the texts of claims from others, in no order."""
        self._flush()
        return (mark for (mark,) in self._file.execute("SELECT mark FROM claims"))


@contextmanager
def spilling(tell: Callable[[], None] = lambda: None) -> Iterator[Spill]:
    """Open a spill that is gone in the end; `tell` is told from time to time where it takes long, and may raise.

    Raises `IntakeError` where the disk is full, and where more is made than could be read again.
    """
    spill = Spill(tell)
    try:
        yield spill
    except sqlite3.OperationalError as error:
        folder = "make room where temporary files are put, or name another folder with SQLITE_TMPDIR"
        raise IntakeError(f"what comes of the rows cannot be held ({error}); {folder}") from error
    finally:
        spill.close()
