"""One import, from the files that were named to the dataset's file: what the shell and the import screen both do."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from esgtui.curating.template import dataset_id
from esgtui.dataset.files import Progress
from esgtui.encodings import is_unicode
from esgtui.exchange.files import ExportError, FileIsThereError, keep_off, real_path, write_whole
from esgtui.intake.by_hand import MadeIds, check_nothing_is_lost
from esgtui.intake.claims import Maker, Way
from esgtui.intake.comparing import Changes, changes, check_is_newer
from esgtui.intake.details import title_of
from esgtui.intake.faults import Faults
from esgtui.intake.importing import Finish, Outcome, make
from esgtui.intake.keeping_ids import keep_ids
from esgtui.intake.older import Before, Header, read_before, read_companies
from esgtui.intake.plan import Plan
from esgtui.intake.rows import Choices, IntakeError, WishError
from esgtui.intake.sheets import names_company
from esgtui.intake.spill import Spill
from esgtui.intake.writing import dataset_pieces, rejected_pieces, write_over
from esgtui.visible import visible


class Target(msgspec.Struct, frozen=True):
    """The file that an import writes, and what becomes of one that is there already.

    An older import that is updated keeps its name, its columns and the way it was made, and stays beside the new file;
    one that is replaced does not. Where both is said, an update drops what was added by hand.
    """

    path: Path
    replaces: bool = False
    updates: bool = False

    def check(self, sources: Iterable[Path]) -> None:
        """Raise `ExportError` or `WishError` if the file may not be written."""
        if self.path.suffix.lower() != ".toml":
            raise WishError(f"{self.path} would not be read as a dataset; give it a name that ends in .toml")
        keep_off(self.path, sources, "is what is to be imported")
        if self.path.exists() and not (self.replaces or self.updates):
            advice = "say --update if this is a newer version of what is in it, or --force to replace it"
            raise FileIsThereError(f"{self.path} exists already; {advice}, or name another file with --output")

    def check_beside(self, path: Path, sources: Iterable[Path]) -> None:
        """Raise `ExportError` if a file that is written besides would take the place of the dataset or of a source."""
        keep_off(path, sources, "is what is to be imported")
        if real_path(path) == real_path(self.path):
            raise ExportError(f"{path} is the dataset that is to be written; name another file")

    @property
    def is_update(self) -> bool:
        """Whether there is an older import that the new one takes the place of."""
        return self.updates and self.path.exists()

    def before(self) -> Before | None:
        """Return how the older import was made that is updated."""
        return read_before(self.path) if self.is_update else None


def before_at(path: Path) -> Before | None:
    """Return how a dataset was imported, if there is one that was."""
    try:
        return Target(path, updates=True).before()
    except IntakeError:
        return None


def default_target(first: Path) -> Path:
    """Return where the dataset made of a file is written to, unless somebody says where: into the present folder."""
    return Path(f"{dataset_id(first.stem)}.toml")


def way_of(company: str, before: Before | None, *, cuts: bool | None = None, fills: bool | None = None) -> Way:
    """Return how claims are made: as a user says, or else as they were, so that their ids stay."""
    older = before.way if before else Way()
    return Way(
        company or older.company,
        cuts=older.cuts if cuts is None else cuts,
        fills=older.fills if fills is None else fills,
    )


def choices_of(path: Path, asked: Choices, before: Before | None) -> Choices:
    """Return how a file is read: as a user says, or else as it was before, unless it is plainly Unicode by now."""
    older = before.choices if before else Choices()
    says_nothing = asked.has_headings is None and not asked.heading_row
    return Choices(
        asked.encoding or ("" if older.encoding and is_unicode(path) else older.encoding),
        asked.delimiter or older.delimiter,
        asked.sheets or older.sheets,
        older.has_headings if says_nothing else asked.has_headings,
        older.heading_row if says_nothing else asked.heading_row,
        asked.decimal or older.decimal,
    )


def header_of(files: Sequence[Path], title: str, wanted_id: str, before: Before | None, target: Path) -> Header:
    """Return what the dataset is called: as a user says, or as the older one, or else after the file it is made of.

    Of several files it is called after the one that it is written to, `target`; so it is once others join the one that
    it was called after. Its id is made of the target's name, too, so that each file has its own journal.
    """
    called = _title_of_file(visible((files[0] if len(files) == 1 else target).stem))
    named = before.header if before else Header(dataset_id(target.stem), called)
    if before and len(files) > 1 and [_title_of_file(Path(name).stem) for name in before.files] == [named.title]:
        named = msgspec.structs.replace(named, title=called)
    return Header(wanted_id or named.id, title or named.title, named.more)


def filed_under(plans: Sequence[Plan], header: Header) -> str:
    """Return the company of a table that names none: the sheet that somebody chose, or what the dataset is called."""
    sheet = plans[0].rows.chosen_sheet if len(plans) == 1 else ""
    return visible(sheet) if sheet and names_company(sheet) else header.title


def _title_of_file(stem: str) -> str:
    """Return the name of a file as people write it."""
    words = stem.replace("-", "_")
    return title_of(words) if "_" in words else stem.capitalize() if stem.islower() else stem


def run(
    plans: Sequence[Plan], target: Target, header: Header, way: Way, progress: Progress, rejected: Path | None = None
) -> Outcome:
    """Import all rows and write the dataset whole, then the rows that are left out, if somebody wants them.

    Whatever ends it before, what `progress` raises among it, leaves every file as it was.
    """

    def finish(spill: Spill, maker: Maker, faults: Faults) -> Changes | None:
        made = _checked(target, spill, maker, plans, progress)
        found = changes(target.path, spill, progress) if target.is_update else None
        pieces = dataset_pieces(header, plans, spill, maker, made, progress)
        if target.is_update:
            write_over(target.path, pieces)
        else:
            write_whole(target.path, pieces, overwrite=target.replaces)
        if rejected and faults.rejected:
            write_whole(rejected, rejected_pieces(faults, plans), overwrite=True)
        return found

    return _make(plans, target, header, way, finish, progress)


def foretell(
    plans: Sequence[Plan], target: Target, header: Header, way: Way, progress: Progress, annotated: Collection[str] = ()
) -> Outcome:
    """Return what would come of an update; write nothing, and raise what it would raise.

    `annotated` are the ids of claims that carry annotations. Of a dataset that cannot be read no changes are told.
    """

    def finish(spill: Spill, maker: Maker, _: Faults) -> Changes | None:
        _checked(target, spill, maker, plans, progress)
        return changes(target.path, spill, progress, annotated)

    return _make(plans, target, header, way, finish, progress)


def _make(
    plans: Sequence[Plan], target: Target, header: Header, way: Way, finish: Finish, progress: Progress
) -> Outcome:
    older = read_companies(target.path) if target.is_update else {}
    return make(plans, msgspec.structs.replace(way, title=filed_under(plans, header)), older, finish, progress)


def _checked(target: Target, spill: Spill, maker: Maker, plans: Sequence[Plan], progress: Progress) -> MadeIds:
    """Return the ids of all that was made, those before kept, if an older import has some of it and nothing is lost."""
    if target.is_update:
        keep_ids(target.path, spill, progress)
    made = MadeIds(maker, spill)
    if target.is_update and not target.replaces:
        check_nothing_is_lost(target.path, made, progress)
        check_is_newer(target.path, spill, plans, progress)
    return made
