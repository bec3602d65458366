"""Tell whether a dataset's files have changed, without reading them."""

from pathlib import Path

from esgtui.dataset.files import toml_files
from esgtui.dataset.problems import DatasetError

Mark = tuple[str, int, int, int]
"""A file's name, which file it is, its size, and when it was last written, in nanoseconds."""

Marks = tuple[Mark, ...]


def marks_of(path: Path) -> Marks:
    """Return what the files of the dataset in `path` look like from outside; nothing where there are none."""
    try:
        return tuple(map(_mark, toml_files(path)))
    except DatasetError:
        return ()


def _mark(file: Path) -> Mark:
    try:
        found = file.stat()
    except OSError:
        return (file.name, 0, -1, 0)
    return (file.name, found.st_ino, found.st_size, found.st_mtime_ns)


class Watch:
    """Looks at the files of one dataset from time to time; `marks` is what they looked like when they were read."""

    def __init__(self, path: Path, marks: Marks) -> None:
        self.path = path
        self.marks = marks
        self._last = marks

    def has_changed(self) -> bool:
        """Return whether the files are others than those read, and are not just being written.

        These look the same in two looks, one after the other. Then `marks` are theirs, so that this is told once.
        """
        last, self._last = self._last, marks_of(self.path)
        if self._last == self.marks or self._last != last:
            return False
        self.marks = self._last
        return True
