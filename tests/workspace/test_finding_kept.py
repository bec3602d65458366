"""An index that was kept finds the same as one that is built, and whatever became of it, what is found is right."""

import resource
import threading
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from esgtui import finding, indexing
from esgtui.finding import Finder
from esgtui.indexing import index_key
from esgtui.search import index as making
from esgtui.search.engine import STEP, ClaimIndex
from esgtui.search.names import Names
from esgtui.shelf import sealed
from esgtui.shelf.kept import Shelf
from esgtui.shelf.sealed import MANIFEST
from esgtui.workspace import Workspace
from tests.patience import LONG

from .samples import DATA, data_in, workspace

QUERIES = ("recycled", "recyled", "steel 130", "-steel", '"are audited"', "a", "circular", "suppliers steel", "")

Answers = list[tuple[object, ...]]


@pytest.fixture(autouse=True)
def worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the index of the sample's five claims as if there were more."""
    monkeypatch.setattr(finding, "WORTH_KEEPING", 5)


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


@pytest.fixture
def shelf(cache_home: Path) -> Path:
    """The folder where indexes are kept."""
    return cache_home / "esgtui" / "indexes"


def answers(finder: Finder) -> Answers:
    """Return all that is found for some queries, with scores and offsets."""
    found: Answers = []
    for query in QUERIES:
        results, every = finder.search(query, 10), finder.find(query)
        found.append((results.hits, results.total, results.closest, tuple(finder.rows(query))))
        found.append((every.total, [every.counts.get(number, 0) for number in range(12)], list(every.rows(3))))
        found.append(tuple(every.match(row) for row in every.rows(3)))
    return found


def prepared(opened: Workspace) -> tuple[Finder, bool]:
    """Return a finder that is ready, and whether it had to build the index."""
    told: list[int] = []
    finder = Finder(opened.dataset, opened.history, opened.filing, opened)
    finder.prepare(lambda done, _: told.append(done))
    assert finder.is_ready
    return finder, bool(told)


@pytest.fixture
def right(monkeypatch: pytest.MonkeyPatch, opened: Workspace) -> Answers:
    """What is found by an index that was never in a folder."""
    with monkeypatch.context() as patch:
        patch.setattr(finding, "WORTH_KEEPING", 6)
        return answers(prepared(opened)[0])


def places(shelf: Path) -> list[Path]:
    return sorted(shelf.iterdir()) if shelf.exists() else []


def test_the_second_opening_finds_the_same_and_builds_nothing(opened: Workspace, right: Answers, shelf: Path) -> None:
    assert places(shelf) == []
    first, was_built = prepared(opened)
    assert was_built
    assert answers(first) == right
    (kept,) = places(shelf)
    assert Shelf(shelf).find(index_key(opened.dataset.fingerprint)) == kept
    second, was_built = prepared(opened)
    assert not was_built
    assert answers(second) == right
    opened.note(["nio-1"], "a quagga")
    assert [finder.find("quagga").total for finder in (first, second)] == [1, 1]
    assert prepared(opened)[0].find("quagga").total == 1
    assert places(shelf) == [kept]


def test_what_is_worth_nothing_is_not_kept(monkeypatch: pytest.MonkeyPatch, opened: Workspace, shelf: Path) -> None:
    monkeypatch.setattr(finding, "WORTH_KEEPING", 6)
    assert prepared(opened)[1]
    assert prepared(opened)[1]
    assert not shelf.exists()


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    replace(file, bytes(content))


def cut(file: Path) -> None:
    replace(file, file.read_bytes()[:-1])


def replace(file: Path, content: bytes) -> None:
    """Put another file there, since finders that are still open look into the old one."""
    file.unlink()
    file.write_bytes(content)


def test_no_other_program_writes_to_what_finders_look_into(opened: Workspace, shelf: Path) -> None:
    finder, _ = prepared(opened)
    (kept,) = places(shelf)
    looked_into = [file for kind, file in files(kept).items() if kind.startswith(("claims/", "words/"))]
    assert len(looked_into) > 5
    assert {file.stat().st_mode & 0o777 for file in looked_into} == {0o400}
    assert answers(finder)


def test_a_damaged_index_is_built_again(opened: Workspace, right: Answers, shelf: Path) -> None:
    prepared(opened)
    (kept,) = places(shelf)
    kinds = sorted(files(kept))
    assert {MANIFEST, "counts.msgpack", "claims/meta.json", "words/meta.json", "claims/.store"} < set(kinds)
    damages: list[Callable[[Path], None]] = [flip, cut, Path.unlink]
    for damage, kind in zip(cycle(damages), kinds, strict=False):
        damage(files(kept)[kind])
        finder, was_built = prepared(opened)
        assert was_built, kind
        assert answers(finder) == right, kind
        assert not prepared(opened)[1]


def files(kept: Path) -> dict[str, Path]:
    """Return the files of an index that are not empty, one of each kind; most names are by chance."""
    found = [file for file in kept.rglob("*") if file.is_file() and file.stat().st_size]
    by_chance = {file: file.suffix if len(file.stem) == 32 else file.name for file in found}
    return {str((file.parent / name).relative_to(kept)): file for file, name in by_chance.items()}


def junk(folder: Path) -> None:
    (folder / "counts.msgpack").write_bytes(b"\xc1")


def of_others(folder: Path) -> None:
    index = ClaimIndex((), Names())
    index.build(folder=folder)


@pytest.mark.parametrize("fill", [lambda _: None, junk, of_others])
def test_a_whole_folder_with_something_else_in_it_is_done_without(
    fill: Callable[[Path], None], opened: Workspace, right: Answers, shelf: Path
) -> None:
    key = index_key(opened.dataset.fingerprint)
    own = Shelf(shelf).begin()
    assert own is not None
    fill(own)
    assert Shelf(shelf).publish(key, own) is not None
    assert answers(prepared(opened)[0]) == right
    assert answers(prepared(opened)[0]) == right


def test_an_index_of_another_making_or_format_is_not_opened(
    monkeypatch: pytest.MonkeyPatch, opened: Workspace, right: Answers, shelf: Path
) -> None:
    prepared(opened)
    with monkeypatch.context() as patch:
        patch.setattr(making, "MAKING", "another")
        assert prepared(opened)[1]
        assert len(places(shelf)) == 2
    assert not prepared(opened)[1]
    with monkeypatch.context() as patch:
        patch.setattr(sealed, "FORMAT", 2)
        finder, was_built = prepared(opened)
        assert was_built
        assert answers(finder) == right
    assert prepared(opened)[1]


def test_one_changed_byte_of_the_dataset_is_another_index(opened: Workspace, tmp_path: Path, shelf: Path) -> None:
    prepared(opened)
    for text in (DATA.replace("130 kg of recycled steel", "131 kg of recycled steel"), DATA + "\n"):
        finder, was_built = prepared(workspace(tmp_path, data=data_in(tmp_path, text)))
        assert was_built
        assert finder.find("131").total == text.count("131")
    assert not prepared(workspace(tmp_path, data=data_in(tmp_path, DATA)))[1]


@pytest.mark.parametrize("where", ["file", "file/below"])
def test_without_a_cache_folder_nothing_is_kept_and_all_is_found(
    where: str, monkeypatch: pytest.MonkeyPatch, opened: Workspace, right: Answers, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(indexing, "cache_folder", lambda: tmp_path / where)
    assert answers(prepared(opened)[0]) == right
    monkeypatch.setattr(indexing, "cache_folder", lambda: None)
    assert answers(prepared(opened)[0]) == right


@pytest.mark.parametrize("room", [0, 200, 500, 1_000])
def test_where_the_disk_fills_up_the_index_is_built_in_memory(
    room: int, opened: Workspace, right: Answers, shelf: Path
) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        finder, was_built = prepared(opened)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert was_built
    assert answers(finder) == right
    assert not [place for place in places(shelf) if not place.name.startswith(".private")]
    assert Shelf(shelf).find(index_key(opened.dataset.fingerprint)) is None


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("a writer was killed")])
def test_whatever_goes_wrong_in_the_folder_nothing_is_left_of_it(
    error: Exception, monkeypatch: pytest.MonkeyPatch, opened: Workspace, right: Answers, shelf: Path
) -> None:
    def refuse(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(making.TermIndex, "_keep", refuse)
        assert answers(prepared(opened)[0]) == right
        assert places(shelf) == []
    assert prepared(opened)[1]
    assert not prepared(opened)[1]


def test_two_that_build_at_once_both_find_all_and_one_index_is_kept(
    opened: Workspace, right: Answers, shelf: Path
) -> None:
    both_build = threading.Barrier(2)
    found: list[Answers] = []

    def wait(done: int, total: int) -> None:
        both_build.wait(LONG)

    def build() -> None:
        finder = Finder(opened.dataset, opened.history, opened.filing, opened)
        finder.prepare(wait)
        found.append(answers(finder))

    threads = [threading.Thread(target=build) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [right, right]
    assert len([place for place in places(shelf) if not place.name.startswith(".private")]) == 1
    assert not prepared(opened)[1]


class StoppedError(Exception):
    """What a user's wish to stop looks like."""


def test_a_build_that_is_stopped_leaves_nothing_on_the_shelf_and_what_is_there_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shelf: Path
) -> None:
    claims = "".join(
        f'\n[[claims]]\nid = "c{row}"\ncompany = "nio"\nstatement = "A zebra of {row}."' for row in range(995)
    )
    opened = workspace(tmp_path, data=data_in(tmp_path, DATA + claims))
    monkeypatch.setattr("esgtui.search.engine.FIRST_PIECE", STEP)

    def stop(done: int, total: int) -> None:
        assert all(place.name.startswith(".private") for place in places(shelf))
        if done >= STEP:
            raise StoppedError

    with pytest.raises(StoppedError):
        opened.finder.prepare(stop)
    assert places(shelf) == []
    assert not opened.finder.is_ready
    assert opened.finder.find("zebra").total == STEP - 5
    assert len(opened.finder.search("zebra 7", 1_000).hits) == len(list(opened.finder.rows("zebra 7")))
    opened.finder.prepare()
    assert opened.finder.find("zebra").total == 995
    assert len(places(shelf)) == 1
