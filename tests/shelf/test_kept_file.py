"""A kept file says what it holds, also once it was removed; what it holds no more is an error and not the end."""

import os
from pathlib import Path

import pytest

from esgtui.shelf.kept_file import BLOCK, MOST_HELD, KeptFile

CONTENT = b"".join(number.to_bytes(4, "big") for number in range(BLOCK))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of several blocks."""
    path = tmp_path / "kept"
    path.write_bytes(CONTENT)
    return path


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 0), (0, 1), (5, 9), (BLOCK - 2, BLOCK + 2), (BLOCK, 2 * BLOCK), (7, 3 * BLOCK + 7), (0, 4 * BLOCK)],
)
def test_parts_are_those_of_the_file(file: Path, start: int, end: int) -> None:
    kept = KeptFile(file)
    file.unlink()
    assert kept.part(start, end) == CONTENT[start:end]
    assert kept.part(start, end) == CONTENT[start:end]


def test_blocks_that_had_to_make_room_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    with path.open("wb") as opened:
        opened.seek((MOST_HELD + 2) * BLOCK)
        opened.write(b"end")
    kept = KeptFile(path)
    assert all(kept.part(number * BLOCK, number * BLOCK + 1) == b"\0" for number in range(MOST_HELD + 2))
    assert kept.part(0, 2) == b"\0\0"
    assert kept.part((MOST_HELD + 2) * BLOCK, (MOST_HELD + 2) * BLOCK + 3) == b"end"


def test_a_file_that_is_cut_short_while_it_is_open_is_told(file: Path) -> None:
    kept = KeptFile(file)
    os.truncate(file, BLOCK + 1)
    assert kept.part(BLOCK - 1, BLOCK + 1) == CONTENT[BLOCK - 1 : BLOCK + 1]
    for start in (BLOCK, BLOCK + 1, 3 * BLOCK):
        with pytest.raises(OSError, match="start esgtui again") as error:
            kept.part(start, start + 4)
        assert error.value.filename == str(file)
