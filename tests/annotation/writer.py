"""A program that writes to a journal without end, and says after each step that it is done; tests kill it.

Its arguments are the journal's file, the coder, the number of its first step, and how many steps it takes (none: on
and on).
"""

import sys
from itertools import count
from pathlib import Path

from esgtui.annotation.journal import Journal
from esgtui.annotation.model import Edit, Note

CLAIMS = 3
"""How many claims each step touches."""


def main(path: str, coder: str, first: str, steps: str = "") -> None:
    print("here", flush=True)
    journal = Journal(Path(path), "sample")
    for number in range(int(first), int(first) + int(steps)) if steps else count(int(first)):
        journal.save_draft("c0", coder, "", f"draft {number}")
        note = Note(id=f"{coder}{number}", text="note " * number, created=journal.now())
        edits = [Edit(f"c{claim}", f"tag:{number}", value=True) for claim in range(CLAIMS)]
        journal.write(coder, [*edits, Edit("c0", f"note:{note.id}", note)], {"c0": f"statement {number}"})
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
