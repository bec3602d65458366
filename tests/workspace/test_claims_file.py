"""Claims on their way into a file: whole or not at all, never over what somebody else wrote meanwhile."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from esgtui.curating.adding import AddingError, Entry
from esgtui.curating.order import in_order
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.dataset.model import Claim, Pillar, Place, Source
from esgtui.dataset.problems import DatasetError
from esgtui.exchange.files import ExportError
from esgtui.verbs.claims_file import TRIES, Beginning, ClaimsFile
from tests.dataset.samples import COMPANY, ROOT, SOURCE, write
from tests.patience import LONG

BEGIN = Beginning("A report of Acme's", "Acme AG")

TAKING = """
import sys
from pathlib import Path
from esgtui.curating.adding import Entry
from esgtui.dataset.model import Claim
from esgtui.exchange.files import ExportError
from esgtui.verbs.claims_file import Beginning, ClaimsFile
from tests.patience import LONG

file = ClaimsFile(Path(sys.argv[1]))
sys.stdin.readline()
for number in range(25):
    claim = Claim(id=f"{sys.argv[2]}-{number}", company="acme-ag", statement="S.")
    try:
        print(file.add(lambda _: [Entry("claims", claim)], Beginning("T", "Acme AG")).claim)
    except ExportError:
        pass
"""
"""Puts claims into a file as fast as it can, and tells which are in it; it may be refused, where others do so too."""


def entries(number: int = 1, pillar: str = "") -> list[Entry]:
    claim = Claim(id=f"a-{number}", company="acme-ag", pillar=pillar, statement="Acme plants trees.")
    return [Entry("claims", claim)]


def with_source(_: Dataset) -> list[Entry]:
    source = Entry("sources", Source(id="report", company="acme-ag", title="Report"))
    place = Place(source="report", paragraph=3)
    return [source, Entry("claims", Claim(id="a-1", company="acme-ag", statement="Trees.", places=(place,)))]


def test_a_file_that_is_not_there_is_begun_with_the_first_claim(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    assert file.dataset() is None
    change = file.add(with_source, BEGIN)
    dataset = load(file.path)
    assert (dataset.header.id, dataset.header.title) == ("trees", "A report of Acme's")
    assert [claim.statement for claim in dataset.claims] == ["Trees."]
    assert dataset.tables == change.dataset.tables
    text = file.path.read_text(encoding="utf-8")
    assert in_order(text, file.path) == text
    assert file.root() == file.path


def test_taking_back_leaves_no_trace(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    first = file.add(with_source, BEGIN)
    before = file.path.read_bytes()
    second = file.add(lambda _: entries(2), BEGIN)
    assert file.take_back(second, BEGIN) is not None
    assert file.path.read_bytes() == before
    assert file.take_back(first, BEGIN) is None
    assert not file.path.exists()


def test_what_others_refer_to_by_now_stays(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    first = file.add(with_source, BEGIN)
    place = Place(source="report")
    file.add(lambda _: [Entry("claims", Claim(id="a-2", company="acme-ag", statement="S.", places=(place,)))], BEGIN)
    left = file.take_back(first, BEGIN)
    assert left
    assert [claim.id for claim in left.claims] == ["a-2"]
    assert list(left.sources) == ["report"]


def test_a_file_of_a_folder_is_seen_with_the_others(tmp_path: Path) -> None:
    write(tmp_path, a=ROOT + COMPANY, b=SOURCE.removeprefix("\n"))
    file = ClaimsFile(tmp_path / "b.toml")
    place = Place(source="report")
    claim = Claim(id="smart-1", company="smart", statement="S.", places=(place,))
    file.add(lambda dataset: [Entry("claims", claim)] if "smart" in dataset.companies else [], BEGIN)
    assert file.root() == tmp_path
    assert load(tmp_path).claims == (claim,)


def test_what_could_not_be_opened_is_not_written(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    with pytest.raises(DatasetError, match="unknown pillar"):
        file.add(lambda _: entries(pillar="parks"), BEGIN)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_dataset_is_left_alone(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "notes.toml")
    file.path.write_text("[tool]\nname = 1\n")
    with pytest.raises(DatasetError):
        file.add(lambda _: entries(), BEGIN)
    assert file.path.read_text() == "[tool]\nname = 1\n"


def test_what_somebody_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    file.add(lambda _: entries(), BEGIN)
    seen: list[int] = []

    def while_edited(dataset: Dataset) -> Sequence[Entry]:
        if not seen:
            ClaimsFile(file.path).add(lambda _: entries(2), BEGIN)
        seen.append(len(dataset.claims))
        return entries(len(dataset.claims) + 1)

    file.add(while_edited, BEGIN)
    assert seen == [1, 2]
    assert [claim.id for claim in load(file.path).claims] == ["a-1", "a-2", "a-3"]


def test_two_programs_that_take_claims_at_once_lose_none(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    file.add(lambda _: entries(), BEGIN)
    command = [sys.executable, "-c", TAKING, str(file.path)]
    programs = [
        subprocess.Popen([*command, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for name in "bc"
    ]
    for program in programs:
        assert program.stdin
        program.stdin.write("\n")
        program.stdin.flush()
    taken = [claim for program in programs for claim in program.communicate(timeout=LONG)[0].split()]
    assert len(taken) > 25
    assert {claim.id for claim in load(file.path).claims} == {"a-1", *taken}


def test_a_file_that_never_rests_is_given_up(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    file.add(lambda _: entries(), BEGIN)
    tries: list[str] = []

    def while_edited(_: Dataset) -> Sequence[Entry]:
        tries.append("\n# edited\n")
        file.path.write_text(file.path.read_text() + tries[-1])
        return entries(2)

    with pytest.raises(ExportError, match="all the time"):
        file.add(while_edited, BEGIN)
    assert len(tries) == TRIES
    assert [claim.id for claim in load(file.path).claims] == ["a-1"]


def test_a_file_that_two_begin_at_once_has_the_claims_of_both(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")

    def while_begun(dataset: Dataset) -> Sequence[Entry]:
        if not file.is_there:
            ClaimsFile(file.path).add(lambda _: entries(7), BEGIN)
        return entries(len(dataset.claims) + 1)

    file.add(while_begun, BEGIN)
    assert [claim.id for claim in load(file.path).claims] == ["a-7", "a-2"]


def test_what_was_edited_since_is_not_taken_back(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    change = file.add(lambda _: [Entry("pillars", Pillar(id="p", company="acme-ag", title="P")), *entries()], BEGIN)
    edited = file.path.read_text().replace("plants trees", "planted a tree")
    file.path.write_text(edited)
    with pytest.raises(AddingError, match="a-1 was changed"):
        file.take_back(change, BEGIN)
    assert file.path.read_text() == edited


def test_the_mark_of_an_editor_stays(tmp_path: Path) -> None:
    file = ClaimsFile(tmp_path / "trees.toml")
    change = file.add(lambda _: entries(), BEGIN)
    marked = "\ufeff" + file.path.read_text()
    file.path.write_text(marked, encoding="utf-8")
    file.take_back(file.add(lambda _: entries(2), BEGIN), BEGIN)
    assert file.path.read_text(encoding="utf-8") == marked
    assert file.take_back(change, BEGIN) is not None, "it is not quite the file that was made"


def test_a_file_beside_a_dataset_of_its_own_is_another_one(tmp_path: Path) -> None:
    ClaimsFile(tmp_path / "trees.toml").add(with_source, BEGIN)
    beside = ClaimsFile(tmp_path / "bushes.toml")
    beside.add(with_source, BEGIN)
    assert beside.root() == beside.path
    again = ClaimsFile(tmp_path / "bushes.toml")
    again.add(lambda _: entries(2), BEGIN)
    assert (again.root(), len(load(again.path).claims)) == (again.path, 2)
