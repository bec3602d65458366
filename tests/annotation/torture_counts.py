"""What is counted while journals are tortured, and how a file is found to be whole."""

import sqlite3
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[2]
"""Where programs are started that torture."""


class Counts(msgspec.Struct):
    """What was done, and what was found."""

    kills: int = 0
    faults: int = 0
    acknowledged: int = 0
    found: int = 0

    def add(self, other: "Counts") -> None:
        self.kills += other.kills
        self.faults += other.faults
        self.acknowledged += other.acknowledged
        self.found += other.found


def assert_sound(path: Path) -> None:
    database = sqlite3.connect(path)
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        database.close()
