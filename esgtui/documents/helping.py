"""The process that tells of one half of a long document: `python -m esgtui.documents.helping DIGEST RULES IS_KNOWN`.

It answers each block of sentences on stdin with what it tells of them on stdout (`sharing.py`), and ends with the one
who asks.
"""

import sys
from pathlib import Path

from esgtui.apart import answer
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.documents.sharing import tell_block
from esgtui.documents.telling import Teller


def help_with(digest: str, own: str, is_known: str) -> None:
    """Tell of sentences by the rules of that digest; end at once if the user's file no longer makes the same."""
    rules = read_rules(Path(own) if own else None)
    if rules.digest == digest:
        teller = Teller(Reader(rules), is_known=bool(int(is_known)))
        answer(lambda packed: tell_block(packed, teller))


if __name__ == "__main__":
    help_with(*sys.argv[1:])
