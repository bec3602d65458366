"""A program that writes to a journal without end, and says after each step that it is done; tests kill it.

Its arguments are the journal's file, the coder, the number of its first step, and how many steps it takes (none: on
and on). Steps are tags on several claims with a note, now and then on very many, undone and done again; a draft is kept
before each. Each is told as the step's id, how many changes it has, the draft kept before it, and its slot. What is
refused because others write for too long is done again, as a person would.
"""

import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import TypeVar

from esgtui.annotation.draft_rows import own_slot
from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import Change, Edit, Note
from esgtui.annotation.origins import Origin

CLAIMS = 3
"""How many claims most steps touch."""
MANY = 400
"""How many claims a bulk change touches."""


Returned = TypeVar("Returned")


def tag_of(coder: str, number: int, changes: int) -> str:
    """Return a tag that says how many changes the step has that puts it on."""
    return f"{coder}-{number}-{changes}"


def main(path: str, coder: str, first: str, steps: str = "") -> None:
    print("here", flush=True)
    journal = until_unlocked(partial(Journal, Path(path), "sample"))
    journal.is_for(Origin(f"/datasets/{coder}.toml", "A sample"))
    random, slot = Random(first), own_slot("")
    for number in range(int(first), int(first) + int(steps)) if steps else count(int(first)):
        until_unlocked(partial(journal.save_draft, "c0", coder, slot, f"draft {number}"))
        changes = until_unlocked(partial(one_step, journal, coder, number, None if steps else random))
        print(changes[0].step if changes else "-", len(changes), number, slot, flush=True)
    journal.close()


def until_unlocked(work: Callable[[], Returned]) -> Returned:
    """Do something with the journal as soon as others let it; they write at once, and not all have the same luck."""
    while True:
        try:
            return work()
        except JournalError as error:
            if "locked" not in str(error.__cause__):
                raise


def one_step(
    journal: Journal, coder: str, number: int, random: Random | None, claims: int = CLAIMS
) -> tuple[Change, ...]:
    """Do one step, of a random kind if there is something to choose by."""
    kind = random.choices(["write", "bulk", "undo", "redo"], [10, 1, 3, 2])[0] if random else "write"
    if kind == "undo":
        return journal.undo(coder)
    if kind == "redo":
        return journal.redo(coder)
    claims = MANY if kind == "bulk" else claims
    note = Note(id=f"{coder}{number}", text="note " * (number % 2_000), created=journal.now())
    tag = tag_of(coder, number, claims + 1)
    edits = [Edit(f"c{claim}", f"tag:{tag}", value=True) for claim in range(claims)]
    return journal.write(coder, [*edits, Edit("c0", f"note:{note.id}", note)], {"c0": f"statement {number}"})


if __name__ == "__main__":
    main(*sys.argv[1:])
