"""Which claims a journal knows, asked from outside: it is neither made, mended nor brought up to date for that."""

import sqlite3
from contextlib import closing
from pathlib import Path

_LAST = "\U0010ffff"
"""The character after which no text goes on."""
_WAIT = 1.0
"""For how many seconds another program is waited for that has the journal locked."""


def claims_known(path: Path, beginning: str) -> frozenset[str]:
    """Return the ids with a beginning of all claims that anything was ever put on, drafts and what was undone too.

    Nothing where there is no journal, or none that can be read.
    """
    if not path.is_file():
        return frozenset()
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT)) as database:
            return frozenset(
                claim
                for table in ("changes", "drafts")
                for (claim,) in database.execute(
                    f"SELECT DISTINCT claim FROM {table} WHERE claim BETWEEN ? AND ?",  # noqa: S608 - named above
                    (beginning, beginning + _LAST),
                )
            )
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return frozenset()
