"""Every verb that a user has, once: one dataset, one journal, one index. The command line and the explorer call it.

What a verb returns is already durable. `browsing.py` computes what panes show; nothing here draws or prints.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from esgtui.annotation.history import History
from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import (
    NOTE_PREFIX,
    STAR,
    TAG_PREFIX,
    VERDICT,
    VISITED,
    Annotation,
    AnnotationError,
    Change,
    Edit,
    Note,
    clean_coder,
    clean_kind,
    clean_note,
)
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.filing import Filing
from esgtui.dataset.model import Claim
from esgtui.dataset.watching import Marks, marks_of
from esgtui.exchange.annotations import edits_of
from esgtui.queries import Queries
from esgtui.session import Sessions
from esgtui.settings import cache_folder, checklist_file, journal_file, queries_file, session_file
from esgtui.shelf.kept import Shelf
from esgtui.verbs.carried import Carried
from esgtui.verbs.carried_kept import KeptSets
from esgtui.verbs.codebook import Codebook
from esgtui.verbs.drafts import Drafts
from esgtui.verbs.gone import Gone
from esgtui.verbs.origins import know_origin
from esgtui.verbs.past import Past
from esgtui.verbs.pen import Pen, Progress, known_verdict, telling
from esgtui.verbs.tags import Tags
from esgtui.verbs.team import Team

if TYPE_CHECKING:
    from esgtui.checklist.checklist import Checklist
    from esgtui.dataset.aside import Rest
    from esgtui.exchange.contents import Known
    from esgtui.finding import Finder
    from esgtui.verbs.exports import Exports


class Workspace:
    """All that a user works on. Its verbs may be called from any thread."""

    def __init__(self, dataset: Dataset, journal: Journal, coder: str, progress: Progress | None = None) -> None:
        self.dataset = dataset
        self.journal = journal
        self.coder = clean_coder(coder)
        pen = self._pen = Pen(dataset, journal, self.coder)
        cache = cache_folder()
        kept = KeptSets(dataset, journal, Shelf(cache / "carried" if cache else None))
        self.carried = Carried(pen, kept)
        self.codebook = Codebook(pen, self.carried)
        self.tags = Tags(pen, self.codebook, self._curated_uses)
        self.past = Past(pen, self.carried)
        self.team = Team(pen, dataset.verdicts, self.carried)
        self.queries = Queries(queries_file(journal.path), lambda: journal.is_homeless)
        self.data: Path | None = None
        self.marks: Marks = ()
        """What the files at `data` looked like just before they were read."""
        edits = edits_of(dataset.tables, self.history)
        self.doubt = ""
        """What to say where the journal may be another dataset's."""
        self.rest: Rest | None = None
        """What reads all claims, where there are only the first ones."""
        self.merged: tuple[Change, ...] = ()
        self.trouble = ""
        """Why what came with the dataset could not be taken in, if so."""
        try:
            tell = telling(progress, "Taking in annotations")
            self.merged = journal.merge(edits, self.coder, "what came with the dataset", tell)
        except (AnnotationError, JournalError) as error:  # the former where whoever waits for the file has had enough
            self.trouble = str(error)
        self.drafts = Drafts(journal, self.coder)

    @classmethod
    def open(
        cls, data: Path, *, store: str | None, coder: str, progress: Progress | None = None, waits: bool = True
    ) -> "Workspace":
        """Open the dataset at `data` with its journal; annotations that the dataset carries are merged once.

        What does not wait begins with the first claims of a large dataset, if it has to be read; `rest` reads them all.
        Raises `DatasetError`, `JournalError` or `AnnotationError`, each with a message for the user.
        """
        from esgtui.dataset.aside import begin

        cache, marks = cache_folder(), marks_of(data)
        dataset, rest = begin(data, progress, Shelf(cache / "datasets" if cache else None), waits=waits)
        journal = Journal(journal_file(dataset.header.id, store), dataset.header.id, progress=progress)
        doubt = know_origin(journal, dataset, data)
        workspace = cls(dataset, journal, coder, progress)
        workspace.data, workspace.marks, workspace.doubt, workspace.rest = data, marks, doubt, rest
        return workspace

    def renewed(self, dataset: Dataset, marks: Marks) -> "Workspace":
        """Return a workspace on another state of the dataset, with the same journal, queries and drafts.

        This one goes on as before until nobody uses it any more; `retire` lets go of its index. `marks` are those of
        the files that the dataset was read from.
        """
        workspace = Workspace(dataset, self.journal, self.coder)
        workspace.queries, workspace.data, workspace.marks = self.queries, self.data, marks
        workspace.drafts = self.drafts
        workspace.hide_others(on=self.team.is_blind)
        if self.dataset.about and self.data:
            with suppress(AnnotationError, JournalError):  # claims can be read whatever has become of the journal
                workspace.doubt = know_origin(self.journal, dataset, self.data)
        return workspace

    def retire(self) -> None:
        """Let go of what takes memory, since another workspace takes over; whatever is asked of it is made again."""
        self.__dict__.pop("finder", None)
        if self.rest:
            self.rest.stop()  # it is read; and no more held until the program ends
        self.rest = None

    @property
    def sessions(self) -> Sessions:
        """Where coders were in this dataset."""
        return Sessions(session_file(self.journal.path), makes_folder=not self.journal.is_homeless)

    @property
    def history(self) -> History:
        """The state that the journal's changes add up to."""
        return self.journal.history

    @cached_property
    def finder(self) -> "Finder":
        """The search in this dataset; loaded when it is first asked for, since much works without it."""
        from esgtui.finding import Finder

        return Finder(self.dataset, self.history, self.filing, self, self.checklist)

    @cached_property
    def checklist(self) -> "Checklist":
        """What claims state, by the curator's fields and by rules on their words; loaded when it is first asked for."""
        from esgtui.checklist.checklist import Checklist

        cache = cache_folder()
        return Checklist(self.dataset, checklist_file(), Shelf(cache / "checklists" if cache else None))

    @property
    def can_read_claims(self) -> bool:
        """Whether the checklist can be shown at once; never loads it itself."""
        return "checklist" in self.__dict__ and self.checklist.can_read

    @property
    def is_search_ready(self) -> bool:
        """Whether all claims are indexed; never loads the search itself."""
        return "finder" in self.__dict__ and self.finder.is_ready

    @cached_property
    def filing(self) -> Filing:
        """The running numbers of companies and groups."""
        return Filing(self.dataset)

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id; raise `UnknownClaimError`, which names the nearest id, if there is none."""
        return self._pen.claim(claim_id)

    def go_on_in(self, store: str) -> Path:
        """Go on in another journal, at a place as `--store` names it, that holds all of this one; return its file.

        Raises `JournalError` or `SettingsError` where that cannot be.
        """
        path = journal_file(self.dataset.header.id, store)
        self.journal.move_to(path)
        self.drafts.settle()
        return path

    def close(self) -> None:
        """Let go of the files that the user's work is in, so that all of it is in the ones that one would copy."""
        self.carried.keep(is_leaving=True)
        self.journal.close()
        self.queries.close()

    # What coders put on claims

    def tag(
        self,
        claims: Sequence[str],
        *,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> tuple[Change, ...]:
        """Put tags on claims and take tags off them, as one step."""
        wanted = dict.fromkeys(map(self.tags.spelt, remove), False)
        for tag in map(self.tags.spelt, add):
            if wanted.setdefault(tag, True) is False:
                raise AnnotationError(f"#{tag} cannot be put on and taken off at once; say one of the two")
        fields = [(TAG_PREFIX + tag, True if is_on else None) for tag, is_on in sorted(wanted.items())]
        return self._write(claims, fields, progress)

    def rate(self, claims: Sequence[str], verdict: str | None, progress: Progress | None = None) -> tuple[Change, ...]:
        """Give claims a verdict of the dataset's scale, by its id or its title, or take it back with None."""
        meant = None if verdict is None else known_verdict(self.dataset.verdicts, verdict)
        return self._write(claims, [(VERDICT, meant)], progress)

    def star(self, claims: Sequence[str], *, on: bool, progress: Progress | None = None) -> tuple[Change, ...]:
        """Star claims, or take the star off."""
        return self._write(claims, [(STAR, True if on else None)], progress)

    def visit(self, claims: Sequence[str], *, on: bool, progress: Progress | None = None) -> tuple[Change, ...]:
        """Say that claims were visited, or that they were not, whatever was recorded.

        What carries a verdict or a tag of the coder's was: that it was not is refused with an `AnnotationError`.
        """
        judged = [] if on else [claim for claim in claims if self.history.is_judged(claim, self.coder)]
        if judged:
            names = ", ".join(judged[:3]) + (" …" if len(judged) > 3 else "")
            raise AnnotationError(
                f"{names}: a claim that you gave a verdict or tags counts as looked at, in conflicts and in agreement; "
                "take these off first"
            )
        return self._write(claims, [(VISITED, on)], progress)

    def record_visits(self, claims: Iterable[str]) -> tuple[Change, ...]:
        """Record in passing that claims were looked at, where nothing is known of that yet; undo leaves it alone.

        A claim that carries anything is known to be visited; a change of it now would say that its wording was seen.
        """
        unknown = [
            claim
            for claim in claims
            if self.history.value(claim, self.coder, VISITED) is None
            and not self.history.has_visited(claim, self.coder)
        ]
        return self._pen.write([Edit(claim, VISITED, value=True) for claim in unknown], action="visit")

    def note(
        self, claims: Sequence[str], text: str, kind: str = "", progress: Progress | None = None
    ) -> tuple[Change, ...]:
        """Put a note on claims, one of its own on each; `kind` is one of `NOTE_KINDS`."""
        words, now = clean_note(text), self.journal.now()
        edits = []
        for claim in dict.fromkeys(claims):
            self.claim(claim)
            note = Note(id=uuid.uuid4().hex, text=words, created=now, kind=clean_kind(kind))
            edits.append(Edit(claim, NOTE_PREFIX + note.id, note))
        return self._pen.write(edits, progress=progress)

    def edit_note(self, claim: str, note_id: str, text: str, kind: str | None = None) -> tuple[Change, ...]:
        """Change the text of a note of this coder's, and its kind if one is given; an empty text takes it away."""
        old = self.history.value(claim, self.coder, NOTE_PREFIX + note_id)
        if not isinstance(old, Note):
            raise AnnotationError(
                f"{self.coder} has no note {note_id!r} on {claim}; only one's own notes can be edited"
            )
        if not text.strip():
            return self._pen.write([Edit(claim, NOTE_PREFIX + note_id, None)])
        words, kind = clean_note(text), old.kind if kind is None else clean_kind(kind)
        is_old = old.text in (text, words) and kind == old.kind  # one from a file may have white space at its ends
        new = old if is_old else msgspec.structs.replace(old, text=words, kind=kind, edited=self.journal.now())
        return self._pen.write([Edit(claim, NOTE_PREFIX + note_id, new)])

    def undo(self, progress: Progress | None = None) -> tuple[Change, ...]:
        """Take back this coder's last step, also one of an earlier day; return the changes, none if none is left."""
        return self.journal.undo(self.coder, progress=telling(progress))

    def redo(self, progress: Progress | None = None) -> tuple[Change, ...]:
        """Do this coder's last undone step again; return the changes, none if none is left."""
        return self.journal.redo(self.coder, progress=telling(progress))

    def _write(
        self, claims: Sequence[str], fields: Sequence[tuple[str, str | bool | None]], progress: Progress | None
    ) -> tuple[Change, ...]:
        for claim in claims:
            self.claim(claim)
        edits = [Edit(claim, field, value) for claim in dict.fromkeys(claims) for field, value in fields]
        return self._pen.write(edits, progress=progress)

    # What is known of a claim

    def annotation(self, claim_id: str) -> Annotation | None:
        """Return what the coder at work put on a claim, or None."""
        return self.history.annotation(claim_id, self.coder)

    def hide_others(self, *, on: bool) -> None:
        """Hide what others put on claims, or show it again: in the panes, in searches, in lists of tags."""
        self._pen.is_blind = on
        if "finder" in self.__dict__:
            self.finder.look_anew()

    def annotations(self, claim_id: str) -> list[Annotation]:
        """Return what coders put on a claim, in the order of their names; in blind mode only this coder's."""
        return self._pen.annotations(claim_id)

    def visitors(self, claim_id: str) -> list[str]:
        """Return who visited a claim, in the order of their names; in blind mode only this coder."""
        return self._pen.visitors(claim_id)

    def is_changed(self, claim_id: str) -> bool:
        """Return whether a claim says something else than when any coder whose work is seen annotated it."""
        return self.past.is_changed_for_any(claim_id)

    def orphans(self) -> list[str]:
        """Return the ids of claims that carry annotations but are no longer in the dataset."""
        return self._pen.orphans()

    def _curated_uses(self) -> Mapping[str, int] | None:
        return self.finder.curated("tag") if self.finder.take_kept() else None

    @property
    def gone(self) -> Gone:
        """The claims that are no longer in the dataset, with all that is on them."""
        return Gone(self._pen, self.past, self.drafts)

    @property
    def exports(self) -> "Exports":
        """The dataset with its annotations, and views over it, as files for others."""
        from esgtui.verbs.exports import Exports

        return Exports(self._pen, self._known, self.data)

    def _known(self) -> "Known":
        from esgtui.exchange.contents import Known

        return Known(self.codebook.tables(), self.tags.known, self.checklist)
