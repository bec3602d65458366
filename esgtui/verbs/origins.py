"""Whether a journal is another dataset's by mistake: two files with one id share it, as a moved file shares its own."""

from pathlib import Path

from esgtui.annotation.journal import Journal
from esgtui.annotation.origins import Origin
from esgtui.dataset.dataset import Dataset
from esgtui.verbs.said import statement_in

NEARLY = 70
"""From how many per cent alike two statements of one id are the same claim, reworded."""


def origin_of(dataset: Dataset, data: Path) -> Origin:
    """Return how the journal knows a dataset that is read from a file or folder."""
    return Origin(str(data.resolve()), dataset.header.title)


def know_origin(journal: Journal, dataset: Dataset, data: Path) -> str:
    """Have a journal know which dataset it is written for from now on; return what to say if it is another one's.

    Of the first claims alone that cannot be told, unless the journal is new, or was written for this very file already.
    """
    here = origin_of(dataset, data)
    if dataset.about and not _is_known(journal, here):
        return ""
    doubt = other_file(dataset, journal, data)
    journal.is_for(here)
    return doubt


def _is_known(journal: Journal, here: Origin) -> bool:
    origins = journal.origins()
    return not origins or any(origin.path == here.path for origin in origins)


def other_file(dataset: Dataset, journal: Journal, data: Path) -> str:
    """Return what to say where another dataset's annotations are in the journal; empty where all is well.

    A file that was moved, renamed or copied is the same dataset: it has its claims. Then only another title, while the
    other file is still there, tells of two that have become different. Without a common claim it is another one, unless
    that one is gone and this has its title.
    """
    here, origins = origin_of(dataset, data), journal.origins()
    if _is_known(journal, here):
        return ""
    others = [origin for origin in origins if origin.title != here.title and Path(origin.path).exists()]
    if not _has_claim_of(dataset, journal):
        is_moved = any(origin.title == here.title and not Path(origin.path).exists() for origin in origins)
        others = [] if is_moved else origins
    return _told(here, others[-1], dataset.header.id, journal.path) if others else ""


def _has_claim_of(dataset: Dataset, journal: Journal) -> bool:
    """Return whether any claim says what it said when it was annotated, or nearly, or nothing was annotated yet."""
    from rapidfuzz import fuzz

    rows = journal.statement_rows()
    for _, claim, statement in rows:
        row = dataset.row_of.get(claim)
        if row is not None and fuzz.ratio(dataset.claims[row].statement, statement_in(statement)) >= NEARLY:
            return True
    return not rows


def _told(here: Origin, other: Origin, name: str, journal: Path) -> str:
    return (
        f"Two datasets share one journal: {here.path} ({here.title}) has the id {name!r}, as {other.path} "
        f"({other.title}) has, so what was put on that one's claims shows on this one's. If they are different ones, "
        f'give one of them an id of its own (id = "…" under [dataset]), or use --store with another place than '
        f"{journal}. If they are the same, just go on."
    )
