"""The process that reads one half of very many claims: `python -m esgtui.checklist.helping DIGEST RULES`.

It answers each block of claims on stdin with their columns on stdout (`sharing.py`), and ends with the one who asks.
"""

import sys
from pathlib import Path

from esgtui.apart import answer
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.checklist.sharing import read_block


def help_with(digest: str, own: str) -> None:
    """Read claims by the rules of that digest; end at once if the user's file no longer makes the same."""
    rules = read_rules(Path(own) if own else None)
    if rules.digest == digest:
        reader = Reader(rules)
        answer(lambda packed: read_block(packed, reader))


if __name__ == "__main__":
    help_with(*sys.argv[1:])
