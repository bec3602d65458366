"""What people put into a dataset after its import, which an update would drop: told, before anything is written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from esgtui.dataset.files import CHUNK, Progress
from esgtui.dataset.pieces import BrokenError, LeaningError, parsed
from esgtui.intake.claims import Maker
from esgtui.intake.older import IMPORT
from esgtui.intake.rows import IntakeError
from esgtui.intake.spill import Spill

LOOKING_BACK = "looking for what was added by hand"

MADE = "made"
"""Where an import keeps, for each kind of table, how many it made and a digest of their ids, whatever their order."""

_KINDS = ("companies", "pillars", "sources", "claims", "frameworks", "topics")

_SEAL = "\n# As the import made it: "
"""What the last line of a file begins with that nobody changed since; the digest of all that stands above follows."""

_BYTES = 16
_SEAL_LENGTH = len(_SEAL) + 2 * _BYTES + 1

_MADE_ID = re.compile(r".*-[0-9a-f]{12}(-[0-9a-f]{6})?(-[0-9]+)?x*", re.DOTALL)
"""An id as an import makes it of company and text."""

_MADE_FIELDS = {
    "companies": {"id", "name", "aliases", "country", "sector"},
    "pillars": {"id", "company", "title"},
    "sources": {"id", "company", "title", "publisher", "published", "kind", "language", "url"},
}
"""What an import says of companies, pillars and sources."""

_MADE = {"format", "dataset", IMPORT, "companies", "pillars", "sources", "claims", "frameworks", "topics", "verdicts"}

_NAMED = 3
"""So many of each are named."""


def sealed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a file with a last line by which it is told later whether it is still as it was made."""
    digest = blake2b(digest_size=_BYTES)
    for piece in pieces:
        digest.update(piece)
        yield piece
    yield f"{_SEAL}{digest.hexdigest()}\n".encode()


def is_as_made(path: Path) -> bool:
    """Return whether a file is, to the byte, as an import wrote it; one that cannot be read is taken for changed."""
    try:
        return path.is_file() and _is_sealed(path)
    except OSError:
        return False


def _is_sealed(path: Path) -> bool:
    left = path.stat().st_size - _SEAL_LENGTH
    digest = blake2b(digest_size=_BYTES)
    with path.open("rb") as file:
        while left > 0 and (chunk := file.read(min(left, CHUNK))):
            digest.update(chunk)
            left -= len(chunk)
        return file.read() == f"{_SEAL}{digest.hexdigest()}\n".encode()


class MadeIds:
    """The ids of all that an import makes."""

    def __init__(self, maker: Maker, spill: Spill) -> None:
        import tomli

        self._spill = spill
        tables = [*maker.companies.tables(), *maker.companies.pillar_tables(), *maker.topics.tables()]
        self._others = {kind: set(map(_identity, each)) for kind, each in tomli.loads("".join(tables)).items()}

    def has(self, kind: str, identity: str) -> bool:
        """Return whether a table of that kind and id is made."""
        if kind == "claims":
            return self._spill.has(identity)
        if kind == "sources":
            return self._spill.owner(identity) is not None
        return identity in self._others.get(kind, ())

    def kept(self) -> dict[str, str]:
        """Return what the file keeps of them."""
        sources = (identity for identity, _ in self._spill.all_sources())
        all_ids = {"claims": self._spill.all_ids(), "sources": sources, **self._others}
        return {kind: told for kind in _KINDS if (told := _told(all_ids.get(kind, ()))) != _told(())}


def _told(ids: Iterable[str]) -> str:
    count = total = 0
    for each in ids:
        count += 1
        total += int.from_bytes(blake2b(each.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return f"{count}-{total % (1 << 64):016x}"


def _tables(values: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    """Return the tables of a kind; what somebody wrote in their place that is none is passed by."""
    found = values.get(kind)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _identity(table: Mapping[str, Any]) -> str:
    return str(table["id"]) if "id" in table else f"{table.get('framework', '')}:{table.get('code', '')}"


def check_nothing_is_lost(path: Path, made: MadeIds, progress: Progress) -> None:
    """Raise `IntakeError` if a dataset that is updated has what no import made.

    What is `made` of the new version of the table, too, is not lost.
    """
    if is_as_made(path):
        return
    found = _Found()
    try:
        with path.open(encoding="utf-8") as file:
            size, done = path.stat().st_size, 0
            for piece, values in parsed(iter(partial(file.read, CHUNK), "")):
                found.take(values)
                done += len(piece)
                progress(LOOKING_BACK, done, size)
    except (OSError, ValueError, BrokenError, LeaningError) as error:
        what = f"{path} cannot be read, so that what was added to it would be lost"
        raise IntakeError(f"{what}; see `esgtui validate`, or say --update --force to replace it") from error
    if lost := [*found.lost(made), *found.others()]:
        advice = "move that into a TOML file of its own (a folder of them is one dataset)"
        told = f"{path} has what the import did not make, and an update would drop: {'; '.join(lost)}"
        raise IntakeError(f"{told}. Nothing is written: {advice}, or drop it with `esgtui import --update --force`")


class _Found:
    """What stands in a dataset that was imported."""

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] = {kind: [] for kind in _KINDS}
        self._made_of: Mapping[str, Any] = {}
        self._others: dict[str, list[str]] = {}

    def take(self, values: Mapping[str, Any]) -> None:
        """Take in a piece of the file."""
        self._made_of = values.get(IMPORT) or values.get("dataset", {}).get(IMPORT) or self._made_of
        for kind in _KINDS:
            self._ids[kind].extend(map(_identity, _tables(values, kind)))
        for kind in sorted(values.keys() - _MADE):
            tables = values[kind] if isinstance(values[kind], list) else [values[kind]]
            self._tell(kind, [_name(each) for each in tables])
        for kind, fields in _MADE_FIELDS.items():
            changed = [each for each in _tables(values, kind) if each.keys() - fields or _has_aliases(each)]
            self._tell(f"more of {kind}", [_name(each) for each in changed])
        scale = [(_identity(each), each) for each in _tables(values, "verdicts")]
        made = _made_verdicts() if scale else {}
        self._tell("verdicts", [_name(each) for identity, each in scale if made.get(identity) != each])

    def _tell(self, kind: str, names: Sequence[str]) -> None:
        if names:
            self._others.setdefault(kind, []).extend(names)

    def lost(self, made: MadeIds) -> Iterator[str]:
        """Yield what there is to say of tables that no import made, and that the new version does not have."""
        kept = self._made_of.get(MADE)
        kept = kept if isinstance(kept, Mapping) else None
        for kind in _KINDS if kept else ("claims",):  # older imports kept nothing, but claims are told by their ids
            before = str(kept.get(kind, _told(()))) if kept else ""
            if _told(self._ids[kind]) != before and (gone := self._gone(kind, made)):
                count = before.partition("-")[0]
                extra = len(self._ids[kind]) - int(count) if count.isdecimal() else len(gone)
                told = f"{kind} ({_some(gone)})"
                yield f"{extra:,} of the {told} that the table does not have" if 0 < extra < len(gone) else told

    def _gone(self, kind: str, made: MadeIds) -> list[str]:
        gone = [each for each in self._ids[kind] if not made.has(kind, each)]
        if kind != "claims" or "id" in self._made_of.get("columns", {}):
            return gone
        return [each for each in gone if not _MADE_ID.fullmatch(each)]

    def others(self) -> Iterator[str]:
        """Yield what there is to say of all else."""
        return (f"{kind} ({_some(names)})" for kind, names in self._others.items())


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _name(table: object) -> str:
    """Return what a table is called."""
    if not isinstance(table, Mapping):
        return str(table)[:40]
    return str(next((table[key] for key in ("id", "code", "tag", "name", "title") if key in table), "…"))


def _has_aliases(company: Mapping[str, Any]) -> bool:
    """Return whether a company has aliases that are not made of its name and country."""
    made = f"{company.get('name')} ({company.get('country')})"
    return company.get("aliases", []) not in ([], [made])


def _made_verdicts() -> dict[str, Any]:
    import tomli

    from esgtui.curating.template import template

    return {each["id"]: each for each in tomli.loads(template("-", "-"))["verdicts"]}
