"""Files that are no dataset are refused before memory is spent on them."""

from pathlib import Path

import pytest

from esgtui.dataset.files import LARGEST, read_bytes
from esgtui.dataset.loader import load
from esgtui.dataset.parts import MOST_UNKNOWN
from esgtui.dataset.problems import DatasetError


def test_a_file_that_begins_as_no_text_does_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "disk.toml"
    with file.open("wb") as opened:
        opened.write(b"format = 1\n")
        opened.truncate(10 << 30)
    with pytest.raises(DatasetError, match=r"disk\.toml:2: there is a NUL byte, which no TOML file has"):
        read_bytes(file)


def test_a_file_of_more_than_any_dataset_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "huge.toml"
    with file.open("wb") as opened:
        opened.write(b"#" * (1 << 16))
        opened.truncate(LARGEST + 1)
    with pytest.raises(DatasetError, match="4,000,000,001 bytes are more than the 4,000,000,000 that are read"):
        read_bytes(file)


def test_of_very_many_unknown_keys_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text("".join(f"key{number} = 1\n" for number in range(MOST_UNKNOWN + 1_234)), "utf-8")
    with pytest.raises(DatasetError) as caught:
        load(file)
    told = [str(problem) for problem in caught.value.problems if "unknown" in problem.message]
    assert len(told) == MOST_UNKNOWN + 1
    assert "1,234 more unknown tables or keys" in "\n".join(told)
