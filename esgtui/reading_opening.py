"""How a document that is to be read into a dataset is opened, and what of its sentences the dataset has already."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from esgtui.annotation.known_claims import claims_known
from esgtui.between_readings import BetweenReadings
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.counted import claims_text
from esgtui.dataset.files import toml_files
from esgtui.dataset.problems import DatasetError
from esgtui.documents.document import Document
from esgtui.documents.languages import UNFIT, is_understood
from esgtui.documents.offering import offers
from esgtui.documents.reading import read_document
from esgtui.reading import Reading
from esgtui.settings import SettingsError, journal_file
from esgtui.verbs.claims_file import ClaimsFile
from esgtui.verbs.taking import origin_of, source_of
from esgtui.visible import visible

Told = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much; it may raise to stop the work."""


class Files(NamedTuple):
    """What is read and written: the document, the dataset's file, and files of the user's own, if they are wanted.

    Into a folder goes a file of the document's name.
    `kept_in` is the folder of what is kept between readings, `rules` the user's additions to the checklist.
    The `encoding` of a text is found out if it is empty. `store` is where annotations are, as `journal_file` takes it.
    """

    document: Path
    into: Path
    kept_in: Path | None = None
    rules: Path | None = None
    encoding: str = ""
    store: str | None = None


def open_reading(files: Files, tell: Told) -> Reading:
    """Read a document, and find what of it is in the dataset's file already.

    Raises `DocumentError` and `DatasetError`; what `tell` raises ends the work.
    """
    file = _claims_file(files)
    dataset = file.dataset()
    rules = read_rules(files.rules)
    document = read_document(files.document, encoding=files.encoding, progress=partial(tell, "Reading the document"))
    looking = partial(tell, "Looking for claims")
    found = offers(document, reader=Reader(rules), own=files.rules, progress=looking, least=0.0)
    root = file.root()
    folder = root if root.is_dir() else root.parent
    origin = origin_of(
        document.title,
        files.document,
        folder,
        found,
        is_text=document.kind == "text" and document.encoding.startswith("utf-8"),
    )
    kept = BetweenReadings(files.kept_in, document.digest) if files.kept_in else None
    reading = Reading(document, found, file, dataset, origin, kept, partial(_annotated, files.store))
    reading.warnings = rules.warnings
    reading.remarks = (*_remarks(document), *_of_another_file(files.document, reading))
    reading.prepare()
    return reading


def _annotated(store: str | None, dataset: str, beginning: str) -> Iterable[str]:
    """Return the ids with a beginning of a dataset's claims that anything was put on, as far as that can be known."""
    try:
        return claims_known(journal_file(dataset, store), beginning)
    except SettingsError:  # whoever opens the journal is told
        return ()


def _remarks(document: Document) -> Iterator[tuple[str, str]]:
    if not is_understood(document):
        yield "few offers", UNFIT
    if document.note:
        yield f"read as {document.encoding}", document.note


def _of_another_file(path: Path, reading: Reading) -> Iterator[tuple[str, str]]:
    """Tell that claims of the document were read from another file of it, in which paragraphs have other numbers."""
    source, count = source_of(reading.dataset, reading.origin), reading.moved
    if source and count:
        of = f"{claims_text(count)} of {visible(source.title)}{f' ({visible(source.file)})' if source.file else ''}"
        stands, it_was, its_place, them = (
            ("stands", "it was", "Its place stays", "it")
            if count == 1
            else ("stand", "they were", "Their places stay", "them")
        )
        why = f"{of} {stands} in other paragraphs here than the dataset has: {it_was} read from another file or version"
        yield (
            "other paragraphs",
            f"{why}. {its_place} as the dataset has {them}; what you take has the paragraphs of {visible(path.name)}.",
        )


def _claims_file(files: Files) -> ClaimsFile:
    """Return the file that claims go to: in a folder that is a dataset already, it becomes part of that."""
    if not files.into.is_dir():
        return ClaimsFile(files.into)
    path = default_file(files.document, files.into)
    try:
        others = [file for file in toml_files(files.into) if file.name != path.name]
    except DatasetError:  # there is none yet
        others = []
    return ClaimsFile(path, begins_as_part=bool(others))


def default_file(document: Path, folder: Path) -> Path:
    """Return the dataset's file that a document is read into unless another one is named: of its name, in a folder."""
    return folder / f"{document.stem}.toml"
