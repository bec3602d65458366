"""The file of a dataset that claims are taken into: read anew for each change, and written whole or not at all.

What goes into it `taking.py` makes, and where in its text that goes, `curating/adding.py` knows.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from esgtui.curating.adding import AddingError, Addition, Entry, added, taken_out
from esgtui.curating.correcting import corrected, removed
from esgtui.curating.template import beginning
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import decode, mark_of, parse, read_bytes, toml_files
from esgtui.dataset.loader import load, load_with
from esgtui.dataset.model import Claim
from esgtui.dataset.problems import DatasetError
from esgtui.exchange.files import ExportError, FileChangedError, FileIsThereError, write_whole

TRIES = 5
"""So many times a change is made anew because another program changed the file meanwhile."""


class Beginning(NamedTuple):
    """What a file that is not there yet begins with: the dataset's title, and the company that it is about."""

    title: str
    company: str


class Change(NamedTuple):
    """What was put into the file, the dataset as it is since, and whether the file was made for it."""

    additions: tuple[Addition, ...]
    dataset: Dataset
    is_new_file: bool = False

    @property
    def claim(self) -> str:
        """The id of what was put in last, which is a claim."""
        return str(getattr(self.additions[-1].entry.table, "id", ""))


class Correction(NamedTuple):
    """What a claim of the file was, and is since; None if it was taken out.

    With it come the file's text before and after, what was put in besides, and the dataset as it is since.
    """

    was: Claim
    is_now: Claim | None
    before: str
    after: str
    additions: tuple[Addition, ...]
    dataset: Dataset


class ClaimsFile:
    """One TOML file, which is a dataset of its own or part of the one in its folder.

    What begins as a part says nothing of the dataset, since other files of the folder do.
    """

    def __init__(self, path: Path, *, begins_as_part: bool = False) -> None:
        self.path = path
        self._begins_as_part = begins_as_part

    @property
    def is_there(self) -> bool:
        """Whether the file exists, whatever it is."""
        return self.path.exists() or self.path.is_symlink()

    def dataset(self) -> Dataset | None:
        """Return the dataset that the file belongs to; None if it is yet to be made. Raises `DatasetError`."""
        content = self._content()
        if content is None and self._begins_as_part:
            content = b""
        return None if content is None else self._checked(content)

    def root(self) -> Path:
        """Return what is opened to see the claims: the file, or its folder if that has more of the dataset."""
        content = self._content()
        if content is None:
            return self.path.parent if self._begins_as_part else self.path
        return self._root(content)

    def add(self, entries_for: Callable[[Dataset], Sequence[Entry]], begin: Beginning) -> Change:
        """Put the tables in that `entries_for` makes for the dataset as it is at that moment.

        It is on the disk when this returns. Raises `DatasetError` if the dataset could not be opened any more,
        `AddingError` and `ExportError` if the file cannot be changed; nothing is changed then.
        """
        additions: tuple[Addition, ...] = ()

        def change(text: str, now: Dataset) -> str:
            nonlocal additions
            text, additions = added(text, entries_for(now), self.path)
            return text

        dataset, is_new = self._changed(change, begin)
        return Change(additions, dataset, is_new)

    def take_back(self, change: Change, begin: Beginning) -> Dataset | None:
        """Take out exactly what a change put in; a file that was made for it, and holds nothing else, is removed.

        Tables that others refer to by now stay. A claim, or a file, that somebody removed meanwhile is out already.
        Raises as `add` does.
        """
        content = self._content()
        if content is None:
            return None
        if change.is_new_file and self._is_beginning_with(content, change, begin):
            self._remove()
            return self.dataset()

        def take_out(text: str, now: Dataset) -> str:
            *support, claim = change.additions
            if change.claim in now.row_of:
                text = taken_out(text, [claim], self.path)
            for addition in reversed(support):
                text = self._without_unused(text, addition)
            return text

        return self._changed(take_out, begin)[0]

    def correct(
        self, claim: str, entries_for: Callable[[Claim, Dataset], Sequence[Entry]], begin: Beginning
    ) -> Correction:
        """Put another claim in the place of one: the last table that `entries_for` makes; or none, if it makes none.

        Keys that stay as they are, and all else in the file, are not touched. Raises as `add` does.
        """
        found: list[Correction] = []

        def change(text: str, now: Dataset) -> str:
            was = self._claim(claim, now)
            entries = entries_for(was, now)
            after, additions = added(text, entries[:-1], self.path)
            is_now = entries[-1].table if entries else None
            if isinstance(is_now, Claim):
                after = corrected(after, is_now, self.path)
            else:
                is_now, after = None, removed(after, claim, self.path)
            found[:] = [Correction(was, is_now, text, after, additions, now)]
            return after

        dataset, _ = self._changed(change, begin)
        return found[0]._replace(dataset=dataset)

    def put_back(self, correction: Correction, begin: Beginning) -> Dataset:
        """Put a claim back that was corrected or taken out; the file is as it was, but for what others changed since.

        Raises as `add` does, and `AddingError` for a claim that was changed since.
        """

        def change(text: str, now: Dataset) -> str:
            if text == correction.after:
                return correction.before
            was, is_now = correction.was, correction.is_now
            if not is_now:
                return added(text, [Entry("claims", was)], self.path)[0]
            if self._claim(was.id, now) != is_now:
                raise AddingError(f"{was.id} was changed in {self.path} since; change it there by hand")
            text = corrected(text, was, self.path)
            for addition in reversed(correction.additions):
                text = self._without_unused(text, addition)
            return text

        return self._changed(change, begin)[0]

    def _claim(self, claim: str, now: Dataset) -> Claim:
        if claim not in now.row_of:
            raise AddingError(f"{claim} is not in {self.path} any more")
        return now.claim(claim)

    def _remove(self) -> None:
        try:
            self.path.unlink()
        except OSError as error:
            raise ExportError(f"{self.path} cannot be removed: {error.strerror or error}") from error

    def _is_beginning_with(self, content: bytes, change: Change, begin: Beginning) -> bool:
        """Return whether a file holds a change to its beginning, and nothing else."""
        text, _ = added(self._begun(begin), [each.entry for each in change.additions], self.path)
        return content == text.encode()

    def _without_unused(self, text: str, addition: Addition) -> str:
        """Return a text without what was added, or as it is, if something would be missed or was changed since."""
        try:
            less = taken_out(text, [addition], self.path)
            self._checked(less.encode())
        except (AddingError, DatasetError):
            return text
        return less

    def _begun(self, begin: Beginning) -> str:
        return "" if self._begins_as_part else beginning(begin.title, begin.company, self.path.stem)

    def _changed(self, change: Callable[[str, Dataset], str], begin: Beginning) -> tuple[Dataset, bool]:
        """Change the file, again if others did so meanwhile; return the dataset, and whether the file is new."""
        for _ in range(TRIES):
            before = self._content()
            content = self._begun(begin).encode() if before is None else before
            after = mark_of(content) + change(decode(content, self.path), self._checked(content)).encode()
            dataset = self._checked(after)
            try:
                write_whole(self.path, [after], overwrite=before is not None, was=before)
            except (FileChangedError, FileIsThereError):
                continue
            return dataset, before is None
        raise ExportError(f"{self.path} is being changed by another program all the time; try again")

    def _content(self) -> bytes | None:
        return read_bytes(self.path) if self.is_there else None

    def _root(self, content: bytes) -> Path:
        data = parse(decode(content, self.path), self.path, lambda _: None)
        return self.path if "dataset" in data and not self._has_parts else self.path.parent

    @cached_property
    def _has_parts(self) -> bool:
        """Whether this file, as it is first looked at, is one dataset together with others of its folder."""
        folder = self.path.parent
        try:
            is_one_of_several = self.is_there and len(toml_files(folder)) > 1
            if is_one_of_several:
                load(folder)
        except DatasetError:  # the others are something else
            return False
        return is_one_of_several

    def _checked(self, content: bytes) -> Dataset:
        return load_with(self._root(content), self.path, content)
