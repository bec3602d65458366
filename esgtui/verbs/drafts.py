"""Notes that are being typed: kept in memory, in the journal, or in a file where the journal cannot take them.

What the journal has no room for goes back into it as soon as it can be; no words are dropped on the way. Each editor
keeps what is typed in it under a key of its own, which takes the place of the draft that it was begun with.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from esgtui.annotation.draft_rows import kept_at, note_of, own_slot
from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import NOTE_PREFIX, Draft, storable
from esgtui.settings import draft_folders
from esgtui.verbs.drafts_aside import DraftFile, forget_aside, keep_aside, read_aside, text_aside
from esgtui.verbs.thrown import Thrown

Key = tuple[str, str]
"""Where a draft is: the claim, and the slot, which names the note; that is empty for a new one."""


SEVERAL = "several:"
"""How the name of a note begins that is to be on several claims each."""


class Stray(NamedTuple):
    """Where a draft is that was typed for another journal, and the file of that one."""

    file: Path
    journal: str


class Offered(NamedTuple):
    """A draft that can be gone on with, and where it is: in several slots if these say the same."""

    draft: Draft = Draft()
    keys: tuple[Key, ...] = ()


class Drafts:
    """One coder's drafts on one journal. May be called from any thread, and writes on the caller's."""

    def __init__(self, journal: Journal, coder: str) -> None:
        self._journal = journal
        self._coder = coder
        self._found: dict[Key, Draft] | None = None
        self._behind: dict[Key, Path | None] = {}
        """What the journal does not have as it is here, and in which file it is instead; None is in memory alone."""
        self._own: set[Key] = set()
        """What was typed in this very program."""
        self._over: dict[Key, Offered] = {}
        """What a draft takes the place of as soon as there is any of it."""
        self._seen: dict[Key, str] = {}
        """What the journal had when it was last looked at, or written to."""
        self._has_news = False
        """Whether other programs did anything to drafts that was not told yet."""
        self._began: datetime | None = None
        """When drafts were looked at first: what was typed later, and not here, another running program typed."""
        self._emptied: dict[Key, Draft] = {}
        """Drafts that are done with, and when, while the journal does not know that yet."""
        self._strays: dict[Key, Stray] = {}
        """What was typed for another journal of this dataset, which may be gone for good, and is only offered here."""
        self.thrown = Thrown(journal, coder)
        """What was typed and then emptied."""
        self.trouble = ""
        """Why the journal could not take a draft when it was last asked to."""

    @property
    def _held(self) -> dict[Key, Draft]:
        if self._found is None:
            self._found = self._read()
        return self._found

    def _read(self) -> dict[Key, Draft]:
        found: dict[Key, Draft] = {}
        self._began = datetime.now(UTC)
        with suppress(JournalError):
            found = self._journal.drafts(self._coder)
            self._seen = {key: draft.text for key, draft in found.items()}
        for file, kept in read_aside(self._folders, self._journal.dataset, self._coder):
            if file.parent != self._folders[0] and kept.journal not in ("", self._place):
                self._offer(found, file, kept)
                continue
            key = (kept.claim, kept.note)
            draft = _both(found.get(key), kept.draft)
            self._hold(found, key, draft)
            self._behind[key] = file
        return found

    def _offer(self, found: dict[Key, Draft], file: Path, kept: DraftFile) -> None:
        """Offer what was typed for another journal; a note that is not in this one would be a new one here."""
        note = note_of(kept.note)
        is_known = self._journal.history.value(kept.claim, self._coder, NOTE_PREFIX + note)
        key = (kept.claim, own_slot(note if is_known or note.startswith(SEVERAL) else ""))
        if kept.text:
            found[key] = kept.draft
            self._strays[key] = Stray(file, kept.journal)

    @property
    def _place(self) -> str:
        return str(self._journal.path.absolute())

    def _hold(self, held: dict[Key, Draft], key: Key, draft: Draft) -> None:
        """Put a draft in the place of the one before, or none if it is done with."""
        for each in (held, self._emptied):
            each.pop(key, None)
        (held if draft.text else self._emptied)[key] = draft

    @property
    def _folders(self) -> Sequence[Path]:
        return draft_folders(self._journal.path, self._journal.dataset)

    # What there is

    def take_news(self) -> bool:
        """Look at what other programs typed, or are done with; return whether that is anything since the last call.

        Raises `JournalError`; what is known stays as it is then.
        """
        self._look()
        has_news, self._has_news = self._has_news, False
        return has_news

    def _look(self) -> None:
        before = self._held
        found = self._journal.drafts(self._coder)
        self._seen = {key: draft.text for key, draft in found.items()}
        for key in {*self._behind, *self._strays}:
            found.pop(key, None)
            if key in before:
                found[key] = before[key]
        self._found = found
        self._has_news |= _words(found) != _words(before)

    def items(self) -> list[tuple[Key, Draft]]:
        """Return all drafts, by claim and slot."""
        return list(self._held.items())

    def is_on(self, claim: str) -> bool:
        """Return whether there is a draft of a note on a claim."""
        return bool(self.on(claim))

    def on(self, claim: str) -> list[tuple[Key, Draft]]:
        """Return the drafts of notes on a claim."""
        return [(key, draft) for key, draft in self.items() if key[0] == claim]

    def offered(self, claim: str, note: str) -> list[Offered]:
        """Return what was being typed of a note, also in other programs, each text once.

        The latest is the first; what was typed for another journal comes last.
        """
        with suppress(JournalError):  # what is in memory will do
            self._look()
        alike: dict[tuple[str, str], Offered] = {}
        latest = sorted(self.on(claim), key=lambda each: kept_at(each[1]), reverse=True)
        for key, draft in sorted(latest, key=lambda each: each[0] in self._strays):
            if note_of(key[1]) == note:
                first = alike.get((draft.text, draft.kind), Offered(draft))
                alike[draft.text, draft.kind] = first._replace(keys=(*first.keys, key))
        return list(alike.values())

    def get(self, claim: str, note: str) -> Draft:
        """Return what was typed last of a note, also in another program, or an empty draft."""
        return next(iter(self.offered(claim, note)), Offered()).draft

    def typed_for(self, offered: Offered) -> str:
        """Return the file of the journal that a draft was typed for, if it was another one than this; else nothing."""
        return next((self._strays[key].journal for key in offered.keys if key in self._strays), "")

    def is_from_elsewhere(self, offered: Offered) -> bool:
        """Return whether another program typed a draft since this one looks at them, and may do so still."""
        at, is_own = offered.draft.at, not self._own.isdisjoint(offered.keys)
        return at is not None and self._began is not None and at > self._began and not is_own

    # What is typed

    def begin(self, claim: str, note: str, over: Offered | None = None) -> Key:
        """Return the key to keep under what is typed of a note from now on, in one editor; no other writes there.

        The first text that is kept there takes the place of `over`, if nobody has typed more of that by then.
        """
        over = over or Offered()
        own = (each for each in over.keys if each in self._own and each[0] == claim)
        key = next(own, (claim, own_slot(note)))
        self._over[key] = over._replace(keys=tuple(each for each in over.keys if each != key))
        return key

    def save(self, claim: str, slot: str, text: str, kind: str = "") -> Path | None:
        """Keep what is being typed, so that it outlives the program; an empty text forgets it.

        It is kept in memory first, then in the journal or, where that cannot be, in a file, which is returned. Raises
        `JournalError` where neither can be.
        """
        key, draft = (claim, slot), Draft(storable(text), kind, self._journal.now())
        self._hold(self._held, key, draft)
        self._own.add(key)
        if text:
            self.thrown.typed_again(claim, slot)
        place = self._write(key)
        over = self._over.pop(key, Offered())
        for each in over.keys:
            self._let_go(each, over.draft.text)
        return place

    def _let_go(self, key: Key, text: str) -> None:
        """Forget a draft, since what took its place is kept; if another program typed more of it, it stays."""
        if text_aside(self._folders, self._kept(key, Draft())) in (None, text):
            if key not in self._behind:
                self._seen[key] = text
            self._hold(self._held, key, Draft(at=self._journal.now()))
            with suppress(JournalError):  # it is offered again at worst
                self._write(key)

    def hold_on(self, claim: str, slot: str, text: str, kind: str) -> None:
        """Keep again what stands in an open editor, if another program went on with it and dropped any of its words."""
        self._look()
        text = storable(text)
        if (claim, slot) not in self._behind and self._seen.get((claim, slot), "") != text:
            own = self._journal.history.annotation(claim, self._coder)
            texts = [note.text for note in own.notes] if own else []
            texts += [draft.text for (_, there), draft in self.on(claim) if note_of(there) == note_of(slot)]
            if not any(text.strip() in each for each in texts):
                self.save(claim, slot, text, kind)

    def move(self, claim: str, to: str) -> int:
        """Have the drafts on a claim as those of new notes on another, beside what is there; return their number."""
        moved = self.on(claim)
        for key, draft in moved:
            self.save(*self.begin(to, "", Offered(draft, (key,))), draft.text, draft.kind)
        return len(moved)

    # Where it is

    def settle(self) -> None:
        """Put into the journal what it could not take before; raise what is still in the way of what has no file."""
        held = self._held  # with what an earlier program left in files
        for key, place in list(self._behind.items()):
            if place:
                draft = held.get(key) or self._emptied.get(key, Draft())
                self._hold(held, key, self._with_the_journals(key, draft))
            self._write(key)

    def _with_the_journals(self, key: Key, draft: Draft) -> Draft:
        """Return what counts of a draft, and of what another program put into the journal meanwhile."""
        with suppress(JournalError):
            there = self._journal.drafts(self._coder).get(key)
            self._seen[key] = there.text if there else ""
            return _both(there, draft)
        return draft

    def _kept(self, key: Key, draft: Draft) -> DraftFile:
        """Return a draft as a file would hold it."""
        at, dataset = draft.at or self._journal.now(), self._journal.dataset
        return DraftFile(dataset, self._coder, *key, draft.text, draft.kind, at, self._place)

    def _write(self, key: Key) -> Path | None:
        """Put a draft as it is now into the journal, or else into a file, which is returned."""
        draft = self._held.get(key) or self._emptied.get(key, Draft())
        before = self._behind.setdefault(key, None)
        known = None if draft.text and key in self._own else self._seen.get(key, "")
        try:
            is_kept = self._journal.save_draft(
                key[0], self._coder, key[1], draft.text, draft.kind, at=draft.at, known=known
            )
        except JournalError as error:
            self.trouble = str(error)
            self._behind[key] = keep_aside(self._folders, self._kept(key, draft))
            if self._behind[key] is None:
                raise
            return self._behind[key]
        if draft.text and not is_kept:
            self._hold(self._held, key, self._with_the_journals(key, draft))
            return self._write(key)
        stray = self._strays.pop(key, None)
        for file in (before, stray.file if stray else None):
            if file:
                forget_aside({file.parent, *self._folders}, file.name)
        self._behind.pop(key, None)
        self._emptied.pop(key, None)
        self._seen[key] = draft.text
        return None

    @property
    def is_behind(self) -> bool:
        """Whether there is anything that the journal has yet to take."""
        return bool(self._behind)

    def place(self, claim: str, slot: str) -> Path | None:
        """Return the file that a draft is in while the journal cannot take it; None where it is in no file."""
        return self._behind.get((claim, slot))

    def in_files(self) -> Iterator[tuple[Key, Path]]:
        """Yield the drafts that are in files, since the journal cannot take them, with the files."""
        for key, place in list(self._behind.items()):
            if place and key in self._held:
                yield key, place

    def unkept(self) -> Iterator[tuple[Key, Draft]]:
        """Yield the drafts that are in memory alone, and would be gone with the program."""
        for key, draft in self.items():
            if key in self._behind and self._behind[key] is None:
                yield key, draft

    def bring_back(self) -> tuple[str, Draft]:
        """Keep again the draft that was thrown away last; return the claim that it is on, and the draft."""
        (claim, note), draft = self.thrown.take()
        self.save(*self.begin(claim, note), draft.text, draft.kind)
        return claim, draft


def _words(drafts: dict[Key, Draft]) -> dict[Key, tuple[str, str]]:
    return {key: (draft.text, draft.kind) for key, draft in drafts.items()}


def _both(held: Draft | None, aside: Draft) -> Draft:
    """Return what counts of a draft that is in the journal and in a file: the later one, with no words dropped.

    A file is begun with what the journal had, so one that is later has it all, as far as its writer wanted it.
    """
    if held is None or held.at is None or (aside.at and aside.at > held.at) or held.text in aside.text:
        return aside
    if aside.text in held.text:
        return held
    return Draft(f"{held.text}\n\n{aside.text}", held.kind, held.at)
