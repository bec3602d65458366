"""The user's own queries: those saved under a name, and the last ones asked, in an SQLite file beside the journals.

What is saved is durable when the call returns. The file is made by the first query that is kept, not by reading.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from esgtui.database_files import once_unlocked, stamp
from esgtui.disk_room import why_no_room

MOST_ASKED = 200
"""So many of the last queries are kept."""

LONGEST_NAME = 80
"""A name is of at most so many characters, so that it can be read in a list."""

PATIENCE = 5.0
"""Seconds for which a file is waited for that another program is writing to."""

FORMAT = 1
APPLICATION_ID = 0x65736771  # "esgq", so that the file is told from a journal and from any other SQLite file

_SCHEMA = (
    "CREATE TABLE saved (name TEXT PRIMARY KEY, query TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    "CREATE TABLE asked (seq INTEGER PRIMARY KEY AUTOINCREMENT, query TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FORMAT}",
)

_FORGET_OLDEST = "DELETE FROM asked WHERE seq IN (SELECT seq FROM asked ORDER BY seq DESC LIMIT -1 OFFSET ?)"


class QueriesError(Exception):
    """The queries cannot be read or kept; the message says which file, why, and what to do."""


class QueryNameError(Exception):
    """A query cannot have this name, or none has it; the message says why."""


class NameTakenError(QueryNameError):
    """Another query is saved under this name already; `query` is that one."""

    def __init__(self, name: str, query: str) -> None:
        super().__init__(f"the query {query!r} is saved as {name!r} already")
        self.query = query


class SavedQuery(msgspec.Struct, frozen=True):
    """A query under a name."""

    name: str
    query: str


class Queries:
    """The queries kept in one file. Safe to call from any thread; other programs may use the file meanwhile.

    Its folder is made if need be, unless it `is_homeless`: it was there, and is to be put back.
    """

    def __init__(self, path: Path, is_homeless: Callable[[], bool] = lambda: False) -> None:
        self.path = path
        self._is_homeless = is_homeless
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def saved(self) -> tuple[SavedQuery, ...]:
        """Return all that are saved, in the order of their names."""
        with self._reading() as database:
            if database is None:
                return ()
            found = [
                SavedQuery(str(name), str(query)) for name, query in database.execute("SELECT name, query FROM saved")
            ]
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.name)))

    def query(self, name: str) -> str:
        """Return the query that is saved under a name; raise `QueryNameError`, which names the nearest, if none is."""
        names = {each.name: each.query for each in self.saved()}
        wanted = clean_name(name)
        if wanted not in names:
            raise _unknown(wanted, names)
        return names[wanted]

    def save(self, name: str, query: str, *, overwrite: bool = False) -> SavedQuery:
        """Save a query under a name; return it as it is kept. Raises `NameTakenError` unless it may be overwritten."""
        kept = SavedQuery(clean_name(name), _storable(query).strip())
        if not kept.query:
            raise QueryNameError("there is no query to save")
        with self._writing() as database:
            _check_free(database, kept.name, kept.query, overwrite=overwrite)
            database.execute("INSERT OR REPLACE INTO saved VALUES (?, ?, ?)", (kept.name, kept.query, _now()))
        return kept

    def rename(self, old: str, new: str, *, overwrite: bool = False) -> SavedQuery:
        """Give a saved query another name; return it. Raises `NameTakenError` unless that one may be overwritten."""
        name = clean_name(new)
        with self._writing() as database:
            query = _saved_as(database, old)
            if query is None:
                raise _unknown(old, ())
            if name != old:
                _check_free(database, name, query, overwrite=overwrite)
                database.execute("DELETE FROM saved WHERE name = ?", (old,))
                database.execute("INSERT OR REPLACE INTO saved VALUES (?, ?, ?)", (name, query, _now()))
        return SavedQuery(name, query)

    def delete(self, name: str) -> None:
        """Forget a saved query; one that is not there any more is forgotten already."""
        with self._writing() as database:
            database.execute("DELETE FROM saved WHERE name = ?", (name,))

    def asked(self) -> tuple[str, ...]:
        """Return the last queries that were asked, the latest last, each once."""
        with self._reading() as database:
            if database is None:
                return ()
            latest = "SELECT query FROM asked GROUP BY query ORDER BY max(seq) DESC LIMIT ?"
            return tuple(str(query) for (query,) in database.execute(latest, (MOST_ASKED,)))[::-1]

    def remember(self, query: str) -> None:
        """Keep a query as the one asked last."""
        text = _storable(query).strip()
        if not text:
            return
        with self._writing() as database:
            database.execute("DELETE FROM asked WHERE query = ?", (text,))
            database.execute("INSERT INTO asked (query, at) VALUES (?, ?)", (text, _now()))
            database.execute(_FORGET_OLDEST, (MOST_ASKED,))

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def __del__(self) -> None:
        if getattr(self, "_database", None) is not None:
            self._let_go()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """Hold the file for reading; None if there is none yet."""
        with self._lock, self._errors():
            yield self._connect() if self._database or self.path.exists() else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the only write transaction on the file; roll it back if anything goes wrong."""
        with self._lock, self._errors():
            database = self._connect()
            with _changing(database):
                yield database

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn what SQLite and the file system say into a `QueriesError`, and open the file anew next time."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self._let_go()
            if why := why_no_room(error, self.path.parent):
                raise QueriesError(f"{self.path}: {why}. Make room there and try again.") from error
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
            raise QueriesError(f"{self.path}: {reason}. {_advice(reason)}") from error

    def _connect(self) -> sqlite3.Connection:
        if self._database is not None and _identity(self.path) != self._file:
            self._let_go()  # what is written to a file that was removed or replaced would be gone
        if self._database is None:
            if not self._is_homeless():
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = _opened(self.path)
            self._file = _identity(self.path)
        return self._database


def clean_name(text: str) -> str:
    """Return a name as it is kept, in one line; raise `QueryNameError` if it is empty or too long."""
    name = " ".join(_storable(text).split())
    if not name:
        raise QueryNameError("a saved query needs a name")
    if len(name) > LONGEST_NAME:
        raise QueryNameError(f"a name has at most {LONGEST_NAME} characters; this has {len(name):,}")
    return name


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file from another one of this name, or None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        once_unlocked(lambda: _prepare(database, path), PATIENCE)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    """See that the file holds queries, or make it hold them if it is empty."""
    database.execute("PRAGMA synchronous = FULL")
    if _is_ours(database, path):
        return
    database.execute("PRAGMA journal_mode = WAL")
    with _changing(database):
        if not _is_ours(database, path):  # another program may have been quicker
            for statement in _SCHEMA:
                database.execute(statement)


@contextmanager
def _changing(database: sqlite3.Connection) -> Iterator[None]:
    """Change a file in one transaction, rolled back if anything goes wrong."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")


def _is_ours(database: sqlite3.Connection, path: Path) -> bool:
    """Return whether the file holds queries, and False if it is empty; raise `QueriesError` for anything else."""
    tables, application, version = stamp(database)
    if application == APPLICATION_ID and version == FORMAT:
        return True
    if application == APPLICATION_ID:
        raise QueriesError(f"{path}: queries of version {version}; a newer esgtui can read them. {_ELSEWHERE}")
    if application or tables:
        raise QueriesError(f"{path}: not a file of esgtui's queries. {_ELSEWHERE}")
    return False


def _saved_as(database: sqlite3.Connection, name: str) -> str | None:
    row = database.execute("SELECT query FROM saved WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def _check_free(database: sqlite3.Connection, name: str, query: str, *, overwrite: bool) -> None:
    there = _saved_as(database, name)
    if there not in (None, query) and not overwrite:
        raise NameTakenError(name, str(there))


def _unknown(name: str, names: "dict[str, str] | tuple[()]") -> QueryNameError:
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1)
    advice = f"did you mean {near[0]!r}?" if near else "`esgtui list queries` shows them all"
    return QueryNameError(f"no query is saved as {name!r}; {advice}")


_ELSEWHERE = "Move it out of the way, or choose another folder with --store PATH."


def _advice(reason: str) -> str:
    if "locked" in reason:
        return "Another program is writing to it: try again."
    if any(sign in reason for sign in ("malformed", "not a database", "no such table", "no such column", "decode")):
        return f"The file is damaged. {_ELSEWHERE}"
    return "See that the file and its folder can be written, or choose another folder with --store PATH."


def _storable(text: str) -> str:
    """Return text without the halves of characters that broken input leaves, which no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
