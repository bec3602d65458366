"""Which files are read at all: none that might never end."""

import os
import sys
from pathlib import Path

import pytest

from esgtui.ordinary import is_ordinary


def test_what_people_write_is_ordinary_also_where_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("Company,Claim\n", "utf-8")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "link.csv").symlink_to("empty.csv")
    assert all(is_ordinary(tmp_path / name) for name in ("claims.csv", "empty.csv", "link.csv"))


def test_folders_pipes_and_devices_are_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert not any(map(is_ordinary, (tmp_path, tmp_path / "pipe.csv", Path(os.devnull))))
    with pytest.raises(FileNotFoundError):
        is_ordinary(tmp_path / "none.csv")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_what_the_system_makes_up_while_it_is_read_is_not() -> None:
    assert not is_ordinary(Path("/proc/self/status"))
