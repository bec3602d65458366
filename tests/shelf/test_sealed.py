"""Whatever happens to a sealed folder, down to a single byte, it is never taken for whole, and nothing is raised."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.shelf import sealed
from esgtui.shelf.checksums import PIECE, checksums
from esgtui.shelf.kept import Shelf
from esgtui.shelf.sealed import MANIFEST, is_whole, key_of, seal

FILES = {"meta.json": b'{"segments": 2}', "words.idx": bytes(range(256)) * 2, "words.pos": b"\0" * 300, "empty": b""}

Damage = Callable[[bytes], bytes]


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """Return what changes the content of a file that is not empty, in one way or another."""
    where = draw(st.integers(0, 10_000))
    byte = draw(st.integers(1, 255))
    more = draw(st.binary(min_size=1, max_size=10))
    kind = draw(st.sampled_from(["flip", "cut", "lose the start", "insert", "append"]))

    def damage(content: bytes) -> bytes:
        place = where % len(content)
        before, at, after = content[:place], content[place], content[place + 1 :]
        changed = {
            "flip": before + bytes([at ^ byte]) + after,
            "cut": before,
            "lose the start": after,
            "insert": before + more + content[place:],
            "append": content + more,
        }
        return changed[kind]

    return damage


def sealed_in(folder: Path) -> Path:
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    seal(folder, "key")
    return folder


@given(name=st.sampled_from([MANIFEST, "meta.json", "words.idx", "words.pos"]), damage=damages())
def test_damage_is_never_found_and_makes_room(name: str, damage: Damage) -> None:
    with TemporaryDirectory() as home:
        shelf = Shelf(Path(home))
        own = shelf.begin()
        assert own is not None
        for each, content in FILES.items():
            (own / each).write_bytes(content)
        place = shelf.publish("key", own)
        assert place is not None
        assert shelf.find("key") == place
        (place / name).write_bytes(damage((place / name).read_bytes()))
        assert shelf.find("key") is None
        assert list(Path(home).iterdir()) == []


def test_every_byte_counts(tmp_path: Path) -> None:
    folder = sealed_in(tmp_path)
    for file in sorted(folder.iterdir()):
        content = file.read_bytes()
        for bit in range(0, 8 * len(content), 3):
            changed = bytearray(content)
            changed[bit // 8] ^= 1 << bit % 8
            file.write_bytes(changed)
            assert not is_whole(folder, "key"), (file.name, bit)
        file.write_bytes(content)
    assert is_whole(folder, "key")


def test_files_that_change_their_names_are_damage(tmp_path: Path) -> None:
    folder = sealed_in(tmp_path)
    (folder / "words.idx").rename(folder / "kept")
    (folder / "words.pos").rename(folder / "words.idx")
    (folder / "kept").rename(folder / "words.pos")
    assert not is_whole(folder, "key")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"format":1,"key":"key","sizes":{"words":-1},"checksums":{"words":[]}}',
        b'{"format":1,"key":"key","sizes":{},"checksums":{"words":"\xff"}}',
        b'{"format":1,"key":"key","sizes":{},"checksums":{},"more":1}',
        b'{"format":true,"key":"key","sizes":{},"checksums":{}}',
        b'{"format":1,"key":"key","sizes":{},"checksums":{}}' + b" " * (1 << 20),
    ],
)
def test_a_manifest_of_nonsense_says_nothing(tmp_path: Path, body: bytes) -> None:
    for content in (body, f"{crc32(body):08x}\n".encode() + body):
        (tmp_path / MANIFEST).write_bytes(content)
        assert not is_whole(tmp_path, "key")


def test_an_empty_folder_can_be_sealed_but_once(tmp_path: Path) -> None:
    assert not is_whole(tmp_path, "key")
    seal(tmp_path, "key")
    assert is_whole(tmp_path, "key")
    with pytest.raises(FileExistsError):
        seal(tmp_path, "key")
    assert is_whole(tmp_path, "key")


def test_another_version_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = sealed_in(tmp_path)
    monkeypatch.setattr(sealed, "FORMAT", sealed.FORMAT + 1)
    assert not is_whole(folder, "key")


def test_more_files_than_a_manifest_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words").write_bytes(b"words")
    monkeypatch.setattr(sealed, "_MOST_OF_A_MANIFEST", 80)
    with pytest.raises(OSError, match="too much to seal"):
        seal(tmp_path, "key")
    assert [file.name for file in tmp_path.iterdir()] == ["words"]


@pytest.mark.parametrize("place", [0, PIECE - 1, PIECE, 2 * PIECE - 1, 2 * PIECE, 2 * PIECE + 16])
def test_large_files_are_checked_to_the_last_byte(tmp_path: Path, place: int) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"large" * 1000 + b"\0" * (2 * PIECE - 4983))
    seal(tmp_path, "key")
    assert is_whole(tmp_path, "key")
    for name in ("a", "b"):
        with (tmp_path / name).open("r+b") as file:
            file.seek(place)
            file.write(b"!")
            file.flush()
            assert not is_whole(tmp_path, "key")
            file.seek(place)
            file.write((b"large" * 1000)[place : place + 1] or b"\0")
    assert is_whole(tmp_path, "key")


def test_one_thread_does_if_there_can_be_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "large").write_bytes(b"large" * PIECE)
    seal(tmp_path, "key")

    def refuse(thread: Thread) -> None:
        raise RuntimeError("can't create new thread at interpreter shutdown")

    monkeypatch.setattr(Thread, "start", refuse)
    assert is_whole(tmp_path, "key")
    (tmp_path / "large").write_bytes(b"Large" * PIECE)
    assert not is_whole(tmp_path, "key")


def test_a_file_that_becomes_shorter_meanwhile_is_told(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"large" * PIECE)
    with pytest.raises(OSError, match="shorter"):
        checksums(tmp_path, {"large": 5 * PIECE + 1})
    with pytest.raises(FileNotFoundError):
        checksums(tmp_path, {"large": 5 * PIECE, "gone": 1})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_file_in_the_place_of_a_manifest_is_not_waited_for(tmp_path: Path) -> None:
    seal(tmp_path, "key")
    assert key_of(tmp_path) == "key"
    (tmp_path / MANIFEST).unlink()
    os.mkfifo(tmp_path / MANIFEST)
    assert key_of(tmp_path) == ""
    assert not is_whole(tmp_path, "key")
    (tmp_path / MANIFEST).unlink()
    (tmp_path / MANIFEST).symlink_to("/dev/zero")
    assert key_of(tmp_path) == ""
