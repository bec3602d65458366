"""A file is written whole or not at all, and never over another one without being told to."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from esgtui.exchange.files import ExportError, FileChangedError, FileIsThereError, write_whole

PIECES = (b"one\n", b"", "二\n".encode())
WHOLE = b"".join(PIECES)
KILLED = """
import os, signal, sys
from pathlib import Path
from esgtui.exchange.files import write_whole

def killed():
    yield b"half" * 100_000
    os.kill(os.getpid(), signal.SIGKILL)

write_whole(Path(sys.argv[1]), killed(), overwrite=sys.argv[2] == "True")
"""


class StoppedError(Exception):
    """What a user's wish to stop looks like."""


def failing(error: Exception) -> Iterator[bytes]:
    yield b"half"
    raise error


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_new_file_has_all_pieces(tmp_path: Path, *, overwrite: bool) -> None:
    write_whole(tmp_path / "e.toml", PIECES, overwrite=overwrite)
    assert (tmp_path / "e.toml").read_bytes() == WHOLE
    assert names(tmp_path) == ["e.toml"]
    assert (tmp_path / "e.toml").stat().st_nlink == 1


def test_nothing_is_replaced_without_being_told_to(tmp_path: Path) -> None:
    (tmp_path / "e.toml").write_bytes(b"old")
    with pytest.raises(FileIsThereError, match=r"e\.toml exists already; say --force to replace it"):
        write_whole(tmp_path / "e.toml", failing(AssertionError()), overwrite=False)
    assert (tmp_path / "e.toml").read_bytes() == b"old"
    write_whole(tmp_path / "e.toml", PIECES, overwrite=True)
    assert (tmp_path / "e.toml").read_bytes() == WHOLE
    assert names(tmp_path) == ["e.toml"]


def test_a_file_that_another_program_makes_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"ours"
        (tmp_path / "e.toml").write_bytes(b"theirs")

    with pytest.raises(FileIsThereError):
        write_whole(tmp_path / "e.toml", pieces(), overwrite=False)
    assert (tmp_path / "e.toml").read_bytes() == b"theirs"
    assert names(tmp_path) == ["e.toml"]


def test_what_another_program_saved_last_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "e.toml"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"ours"
        path.write_bytes(b"theirs")

    with pytest.raises(FileChangedError, match=r"e\.toml was changed by another program meanwhile"):
        write_whole(path, pieces(), overwrite=True, was=b"old")
    assert path.read_bytes() == b"theirs"
    write_whole(path, PIECES, overwrite=True, was=b"theirs")
    assert path.read_bytes() == WHOLE
    path.unlink()
    with pytest.raises(FileChangedError):
        write_whole(path, PIECES, overwrite=True, was=WHOLE)
    assert names(tmp_path) == []


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("error", [StoppedError(), KeyError("x"), OSError(28, "No space left on device")])
def test_what_fails_half_way_leaves_nothing(tmp_path: Path, error: Exception, *, overwrite: bool) -> None:
    with pytest.raises((type(error), ExportError)):
        write_whole(tmp_path / "new.toml", failing(error), overwrite=overwrite)
    assert names(tmp_path) == []
    (tmp_path / "old.toml").write_bytes(b"old")
    with pytest.raises((type(error), ExportError)):
        write_whole(tmp_path / "old.toml", failing(error), overwrite=True)
    assert (tmp_path / "old.toml").read_bytes() == b"old"
    assert names(tmp_path) == ["old.toml"]


def test_a_full_disk_is_told_with_the_files_name(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"e\.toml cannot be written: No space left on device; nothing was changed"):
        write_whole(tmp_path / "e.toml", failing(OSError(28, "No space left on device")), overwrite=False)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "e.toml"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, PIECES, overwrite=True)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_bytes() == WHOLE


def test_a_link_keeps_pointing_where_it_does(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "e.toml", tmp_path / "link.toml"
    link.symlink_to(target)
    write_whole(link, PIECES, overwrite=False)
    assert target.read_bytes() == WHOLE
    with pytest.raises(FileIsThereError):
        write_whole(link, [b"new"], overwrite=False)
    write_whole(link, [b"new"], overwrite=True)
    assert link.is_symlink()
    assert not target.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path / "real") == ["e.toml"]


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    os.mkfifo(tmp_path / "pipe")
    cases = {
        tmp_path: "is a folder; name a file in it",
        tmp_path / "pipe": "is not an ordinary file",
        tmp_path / "no" / "such" / "folder.toml": "cannot be written: No such file or directory",
        tmp_path / "file" / "e.toml": "cannot be written: Not a directory",
        tmp_path / ("long" * 100): "cannot be written: File name too long",
        tmp_path / "nul\x00": "no file can have the name",
    }
    for path, words in cases.items():
        for overwrite in (False, True):
            with pytest.raises(ExportError, match=words):
                write_whole(path, PIECES, overwrite=overwrite)
    with pytest.raises(FileIsThereError):
        write_whole(tmp_path / "circle", PIECES, overwrite=False)
    assert names(tmp_path) == ["circle", "file", "pipe"]


def test_file_systems_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_whole(tmp_path / "e.toml", PIECES, overwrite=False)
    assert (tmp_path / "e.toml").read_bytes() == WHOLE
    with pytest.raises(FileIsThereError):
        write_whole(tmp_path / "e.toml", PIECES, overwrite=False)
    assert names(tmp_path) == ["e.toml"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give every file a name at once")
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_program_that_is_killed_half_way_leaves_nothing(tmp_path: Path, *, overwrite: bool) -> None:
    (tmp_path / "there.toml").write_bytes(b"old")
    target = tmp_path / ("there.toml" if overwrite else "e.toml")
    done = subprocess.run([sys.executable, "-c", KILLED, str(target), str(overwrite)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert names(tmp_path) == ["there.toml"]
    assert (tmp_path / "there.toml").read_bytes() == b"old"
