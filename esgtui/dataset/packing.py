"""Read a large dataset and write its image in one go: claims are checked piece by piece, and never all in memory.

This is for datasets in which nothing is wrong; of all else `loader.py` says what it is, for which it needs the whole.
"""

import codecs
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from esgtui.dataset.content import Digest
from esgtui.dataset.files import Progress, read_chunks
from esgtui.dataset.findings import Findings, Part, Unread
from esgtui.dataset.fitting import fit
from esgtui.dataset.imaging import ImageWriter
from esgtui.dataset.judging import judged, tables_of
from esgtui.dataset.model import Claim, Place, Tables
from esgtui.dataset.own_keys import have_times, row_has_times
from esgtui.dataset.parts import READING, fitted
from esgtui.dataset.pieces import LeaningError, join, parsed
from esgtui.dataset.references import References
from esgtui.dataset.rules import flaws_of
from esgtui.dataset.shapes import shape_of

CLAIMS = "claims"


class DoubtError(Exception):
    """Only the whole dataset can tell what it says, or what is wrong with it."""


def pack(path: Path, files: Sequence[Path], folder: Path, tell: Progress) -> str:
    """Write the image of the dataset in `path`, whose files are these, into a folder; return its fingerprint.

    Raises `DoubtError` where that cannot be, `DatasetError` for a file that cannot be read, `OSError` or
    `OverflowError` where nothing can be written.
    """
    digest = Digest()
    try:
        with ImageWriter(folder) as image:
            packing = _Packing(image)
            packing.read(files, digest, tell)
            tables = packing.tables(path)
            if have_times(tables) or not image.finish(tables):
                raise DoubtError
    except (LeaningError, UnicodeDecodeError) as error:
        raise DoubtError from error
    return digest.fingerprint()


class _Packing:
    """One way through the files; what is no claim is kept until their end."""

    def __init__(self, image: ImageWriter) -> None:
        self._image = image
        self._parts: list[Part] = []
        self._sources: set[str] = set()
        self._spared: dict[str, str] = {}
        """The files whose claims did not all say their company, and the one company that each had by then."""
        self._inner = tuple(shape_of(Claim).inner)

    def read(self, files: Sequence[Path], digest: Digest, tell: Progress) -> None:
        """Write the files' claims into the image, and keep the rest."""
        total, before = sum(file.stat().st_size for file in files), 0
        for file in files:
            part, done = Part(str(file), "", {}), [before]
            for _, found in parsed(_texts(file, digest, done)):
                self._pack(part, found.pop(CLAIMS, []))
                join(part.data, found)
                tell(READING, done[0], total)
            before = done[0]
            self._parts.append(part)

    def _pack(self, part: Part, entries: Any) -> None:
        if not isinstance(entries, list):
            raise DoubtError
        for entry in entries:
            if isinstance(entry, dict) and "company" not in entry:
                entry["company"] = self._company_of(part)
            found = fit(entry, Claim)
            claim = found.row
            if found.flaws or row_has_times(claim, self._inner) or any(True for _ in flaws_of(claim)):
                raise DoubtError
            self._sources.update(place.source for place in claim.places)
            self._image.add(claim)

    def _company_of(self, part: Part) -> str:
        """Return the company of a file's claims that name none: the one that stands above them, if no other follows."""
        found = _companies(part)
        company = found[0].get("id") if len(found) == 1 and isinstance(found[0], dict) else None
        if not isinstance(company, str) or self._spared.setdefault(part.name, company) != company:
            raise DoubtError
        return company

    def tables(self, path: Path) -> Tables:
        """Return all tables but the claims, once everything is known to be right; else raise `DoubtError`."""
        findings, unread = Findings(), Unread()
        if any(part.name in self._spared and len(_companies(part)) != 1 for part in self._parts):
            raise DoubtError
        parts = [fitted(part, findings) for part in self._parts]
        references = References(parts, unread, path if path.is_dir() else path.parent)
        header = judged(path, parts, references, findings, unread, _tell_nobody)
        if header is None or not findings.are_none or not self._are_claims_right(references):
            raise DoubtError
        return tables_of(parts, header)

    def _are_claims_right(self, references: References) -> bool:
        """Return whether all is there that claims name, by one claim for each cause that they are filed under."""
        filed = (
            Claim(id="-", company=cause.company, pillar=cause.pillar, topics=cause.topics, statement="-")
            for cause in self._image.causes.causes
        )
        placed = Claim(id="-", company="", statement="-", places=tuple(Place(source=each) for each in self._sources))
        return not any(True for claim in chain(filed, [placed]) for _ in references.flaws_of(CLAIMS, claim))


def _companies(part: Part) -> list[Any]:
    found = part.data.get("companies", [])
    return found if isinstance(found, list) else []


def _texts(file: Path, digest: Digest, done: list[int]) -> Iterator[str]:
    """Yield a file's text in chunks; `done` has the number of bytes that were read, of the files before it, too."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    for chunk in read_chunks(file, digest):
        done[0] += len(chunk)
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _tell_nobody(what: str, done: int, total: int) -> None:
    """Stand in for a `progress` that nobody needs."""
