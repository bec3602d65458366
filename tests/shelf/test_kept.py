"""Built indexes are found again whole or not at all, whatever happens to their folders and whoever shares them."""

import os
import resource
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from esgtui.shelf import kept
from esgtui.shelf.kept import DAY, Shelf
from esgtui.shelf.sealed import is_whole

FILES = {"meta.json": b"{}", "words.idx": bytes(range(256)) * 8, "empty": b"", ".lock": b""}
SIZE = 2500
"""A little more than the bytes that an index of `FILES` takes with its manifest."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a shelf that nobody has used yet."""
    return tmp_path / "caches" / "indexes"


def built(shelf: Shelf, key: str) -> Path:
    """Build and publish a small index."""
    own = shelf.begin()
    assert own is not None
    for name, content in FILES.items():
        (own / name).write_bytes(content)
    place = shelf.publish(key, own)
    assert place is not None
    return place


def used(folder: Path, seconds: int) -> None:
    """Say when a folder was used, counted from some day."""
    os.utime(folder, (1_700_000_000 + seconds,) * 2)


def test_what_was_published_is_found_by_its_key_alone(home: Path) -> None:
    shelf = Shelf(home)
    assert shelf.find("one") is None
    place = built(shelf, "one")
    assert Shelf(home).find("one") == place
    assert {file.name: file.read_bytes() for file in place.iterdir() if file.name != "manifest.json"} == FILES
    assert shelf.find("two") is None
    assert list(home.iterdir()) == [place]


def test_any_text_is_a_key(home: Path) -> None:
    shelf = Shelf(home)
    places = {built(shelf, key) for key in ("", "../x", "a/b", "\0", "ü" * 500)}
    assert len(places) == 5
    assert {place.parent for place in places} == {home}
    assert all(shelf.find(key) in places for key in ("", "../x", "a/b", "\0", "ü" * 500))
    own = shelf.begin()
    assert own is not None
    assert shelf.publish("\ud800", own) is None
    assert shelf.find("\ud800") is None


def test_looking_makes_nothing(home: Path) -> None:
    assert Shelf(home).find("one") is None
    assert not home.parent.exists()


def test_folders_are_the_users_alone(home: Path) -> None:
    shelf = Shelf(home)
    own = shelf.begin()
    assert own is not None
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (home, own)] == [0o700, 0o700]
    assert stat.S_IMODE(built(shelf, "one").stat().st_mode) == 0o700


def test_without_a_folder_nothing_is_kept(home: Path) -> None:
    shelf = Shelf(None)
    own = Shelf(home).begin()
    assert own is not None
    assert (shelf.find("one"), shelf.begin(), shelf.publish("one", own)) == (None, None, None)
    shelf.discard(own)
    assert own.is_dir()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("a regular file")
    for place in (file, file / "below", tmp_path / ("long" * 100), Path("/proc/esgtui")):
        shelf = Shelf(place)
        assert (shelf.find("one"), shelf.begin()) == (None, None)
        shelf.discard(place / ("0" * 32))
        assert shelf.publish("one", place / ("0" * 32)) is None
    assert file.read_text() == "a regular file"


def test_what_can_be_read_alone_is_found_all_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = built(Shelf(home), "one")

    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(30, "Read-only file system")

    for name in ("utime", "mkdir", "rename", "unlink", "rmdir"):
        monkeypatch.setattr(os, name, refuse)
    shelf = Shelf(home)
    assert shelf.find("one") == place
    assert shelf.begin() is None
    (place / "words.idx").write_bytes(b"")
    assert shelf.find("one") is None
    assert place.is_dir()


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_keeps_nothing_and_takes_nothing_away(home: Path) -> None:
    shelf = Shelf(home)
    own = shelf.begin()
    assert own is not None
    (own / "words.idx").write_bytes(b"words")
    with full_disk():
        assert shelf.publish("one", own) is None
    assert (own / "words.idx").read_bytes() == b"words"
    assert shelf.find("one") is None


def to_link(file: Path) -> None:
    """The same content, but not in the folder."""
    file.symlink_to(file.rename(file.parent.parent / "outside"))


def to_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def to_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def to_nothing(file: Path) -> None:
    file.unlink()


def to_circle(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


@pytest.mark.parametrize("change", [to_link, to_folder, to_pipe, to_nothing, to_circle])
@pytest.mark.parametrize("name", ["words.idx", "meta.json", "empty", "manifest.json"])
def test_what_is_no_ordinary_file_any_more_is_damage(home: Path, name: str, change: Callable[[Path], None]) -> None:
    shelf = Shelf(home)
    place = built(shelf, "one")
    change(place / name)
    assert shelf.find("one") is None
    assert not place.exists()
    assert shelf.find("one") is None
    assert built(shelf, "one") == shelf.find("one")


@pytest.mark.parametrize("content", [b"", b"more"])
@pytest.mark.parametrize("name", ["more.idx", "more", "\udcff"])
def test_a_file_more_is_damage(home: Path, name: str, content: bytes) -> None:
    shelf = Shelf(home)
    place = built(shelf, "one")
    (place / name).write_bytes(content)
    assert shelf.find("one") is None
    assert not place.exists()


def test_a_folder_more_is_damage(home: Path) -> None:
    shelf = Shelf(home)
    (built(shelf, "one") / "more.lock").mkdir()
    assert shelf.find("one") is None


def test_an_empty_lock_is_no_damage(home: Path) -> None:
    shelf = Shelf(home)
    place = built(shelf, "one")
    (place / ".meta.lock").touch()
    assert shelf.find("one") == place
    (place / ".lock").unlink()
    assert shelf.find("one") == place
    (place / ".meta.lock").write_bytes(b"!")
    assert shelf.find("one") is None


def test_a_file_or_a_link_in_the_place_of_an_index_is_taken_away(home: Path, tmp_path: Path) -> None:
    shelf = Shelf(home)
    place = built(shelf, "one")
    elsewhere = place.rename(tmp_path / "elsewhere")
    place.symlink_to(elsewhere)
    assert shelf.find("one") is None
    place.write_text("a file")
    assert shelf.find("one") is None
    assert list(home.iterdir()) == []
    assert len(list(elsewhere.iterdir())) == len(FILES) + 1


def test_an_index_under_another_keys_name_is_not_found(home: Path) -> None:
    shelf = Shelf(home)
    one, two = built(shelf, "one"), built(shelf, "two")
    shelf.discard(one)
    two.rename(one)
    assert shelf.find("one") is None
    assert not one.exists()


def test_what_is_no_index_is_not_kept(home: Path, tmp_path: Path) -> None:
    shelf = Shelf(home)
    own = shelf.begin()
    assert own is not None
    (own / "folder").mkdir()
    assert shelf.publish("one", own) is None
    shelf.discard(own)
    assert shelf.publish("one", own) is None
    assert list(home.iterdir()) == []


def test_only_the_shelfs_own_folders_are_ever_removed(home: Path, tmp_path: Path) -> None:
    shelf = Shelf(home, most_bytes=0)
    others = [home / "notes", tmp_path / ("0" * 32), home / ".private", home]
    for other in others:
        other.mkdir(parents=True, exist_ok=True)
        os.utime(other, (0, 0))
        shelf.discard(other)
        assert shelf.publish("one", other) is None
    built(shelf, "one")
    assert all(other.is_dir() for other in others)


def test_the_shelf_holds_no_more_than_it_may(home: Path) -> None:
    shelf = Shelf(home, most_bytes=3 * SIZE)
    places = [built(shelf, str(number)) for number in range(3)]
    for number, place in enumerate(places):
        used(place, number)
    assert shelf.find("0") == places[0]  # so that the second is the one used longest ago
    places.append(built(shelf, "3"))
    assert [shelf.find(str(number)) for number in range(4)] == [places[0], None, places[2], places[3]]
    total = sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
    assert 2 * SIZE < total <= 3 * SIZE


def test_the_newest_is_kept_however_large(home: Path) -> None:
    shelf = Shelf(home, most_bytes=1)
    built(shelf, "one")
    two = built(shelf, "two")
    assert list(home.iterdir()) == [two]
    assert shelf.find("two") == two


def test_what_is_found_stays_readable_when_it_is_removed(home: Path) -> None:
    shelf = Shelf(home)
    place = built(shelf, "one")
    with (place / "words.idx").open("rb") as file:
        shelf.discard(place)
        assert file.read() == FILES["words.idx"]
    assert list(home.iterdir()) == []


def test_leftovers_are_swept_away_when_their_day_is_over(home: Path) -> None:
    shelf = Shelf(home)
    first, second = shelf.begin(), shelf.begin()
    assert first is not None
    assert second is not None
    (first / "words.idx").write_bytes(b"words")
    (home / f".private-{'0' * 8}-1-{'0' * 16}").mkdir()  # of another computer
    used(first, 0)
    other = next(home.glob(".private-00000000-*"))
    third = shelf.begin()
    assert third is not None
    assert sorted(home.iterdir()) == sorted([second, third, other])
    age = second.stat().st_mtime - DAY - 60
    os.utime(other, (age, age))
    fourth = shelf.begin()
    assert sorted(home.iterdir()) == sorted([second, third, fourth] if fourth else [])


def test_a_damaged_one_in_the_way_makes_room(home: Path) -> None:
    shelf = Shelf(home)
    own = shelf.begin()
    place = built(shelf, "one")
    (place / "words.idx").write_bytes(b"")
    assert own is not None
    (own / "words.idx").write_bytes(b"fresh")
    assert shelf.publish("one", own) == place
    assert shelf.find("one") == place
    assert (place / "words.idx").read_bytes() == b"fresh"


def test_what_another_program_publishes_meanwhile_is_not_taken_for_damaged(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(home)
    place = built(shelf, "one")
    (place / "words.idx").write_bytes(b"")

    def is_whole_until_replaced(folder: Path, key: str) -> bool:
        verdict = is_whole(folder, key)
        place.rename(home / "damaged")  # held on to, so that its number is not given to the new one
        with monkeypatch.context() as patch:
            patch.setattr(kept, "is_whole", is_whole)
            built(Shelf(home), "one")
        return verdict

    with monkeypatch.context() as patch:
        patch.setattr(kept, "is_whole", is_whole_until_replaced)
        assert shelf.find("one") is None
    assert shelf.find("one") == place
