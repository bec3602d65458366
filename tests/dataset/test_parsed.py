"""A large dataset that was read before opens from what was kept, and says the same, or is read anew."""

from pathlib import Path

import msgspec
import pytest

from esgtui.dataset import parsed
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.dataset.problems import DatasetError
from esgtui.shelf.kept import Shelf

CLAIMS = """\
format = 1
x-own = {{ list = [1, 2.5, "x"], {own} }}

[dataset]
id = "large"
title = "A large one"

[[companies]]
id = "acme"
name = "Acme"
x-colour = "red"

[[sources]]
id = "report"
title = "Report"
{file}

[[claims]]
id = "acme-1"
statement = "Acme aims at 30 % less by 2030."
target_year = 2030
places = [{{ source = "report", paragraph = 3 }}]
metrics = [{{ name = "less", value = 30.0, unit = "%" }}]

[[annotations]]
claim = "acme-1"
coder = "mei"
starred = true
updated = 2026-11-21T10:02:11Z
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return a shelf that takes datasets of any size."""
    monkeypatch.setattr(parsed, "WORTH_KEEPING", 0)
    monkeypatch.setattr("esgtui.dataset.loader.WORTH_KEEPING", 0)
    return Shelf(tmp_path / "cache")


def written(folder: Path, *, own: str = "yes = true", file: str = "") -> Path:
    path = folder / "large.toml"
    path.write_text(CLAIMS.format(own=own, file=f'file = "{file}"' if file else ""), encoding="utf-8")
    return path


def kept_files(folder: Path) -> list[Path]:
    return sorted((folder / "cache").glob("*/claims.msgpack"))


def was_parsed(path: Path, shelf: Shelf) -> bool:
    told: list[str] = []
    load(path, lambda *what: told.append(str(what)), shelf)
    return bool(told)


def same(one: Dataset, other: Dataset) -> bool:
    """Return whether two datasets say the same; one may hold its claims in memory, the other in a file."""
    tables = [msgspec.structs.replace(each.tables, claims=tuple(each.claims)) for each in (one, other)]
    return tables[0] == tables[1]


def test_what_was_read_once_is_found_and_says_the_same(tmp_path: Path, shelf: Shelf) -> None:
    path = written(tmp_path)
    first = load(path)
    assert same(load(path, shelf=shelf), first)
    assert not was_parsed(path, shelf)
    again = load(path, shelf=shelf)
    assert same(again, first)
    assert (again.fingerprint, again.folder) == (first.fingerprint, first.folder)
    assert dict(again.row_of) == dict(first.row_of) == {"acme-1": 0}
    assert again.causes == first.causes
    moved = path.rename(tmp_path / "other.toml")
    assert not was_parsed(moved, shelf)


def test_another_content_is_read_anew(tmp_path: Path, shelf: Shelf) -> None:
    load(written(tmp_path), shelf=shelf)
    path = written(tmp_path, own="yes = false")
    assert was_parsed(path, shelf)
    assert load(path, shelf=shelf).tables.extra["x-own"]["yes"] is False


def test_a_damaged_one_is_made_again(tmp_path: Path, shelf: Shelf) -> None:
    path = written(tmp_path)
    load(path, shelf=shelf)
    (file,) = kept_files(tmp_path)
    damaged = file.read_bytes()[:-3] + b"xyz"
    file.unlink()
    file.write_bytes(damaged)
    assert was_parsed(path, shelf)
    assert same(load(path, shelf=shelf), load(path))


@pytest.mark.parametrize("content", [b"", b"\xc1" * 1_000])
def test_one_that_is_damaged_while_it_is_in_use_is_told_and_made_again(
    tmp_path: Path, shelf: Shelf, content: bytes
) -> None:
    path = written(tmp_path)
    dataset = load(path, shelf=shelf)
    (file,) = kept_files(tmp_path)
    with file.open("r+b") as opened:  # in place, as no program should
        opened.truncate(0)
        opened.write(content)
    with pytest.raises(OSError, match="start esgtui again"):
        dataset.claims[0]
    assert was_parsed(path, shelf)
    assert same(load(path, shelf=shelf), load(path))


def test_a_sources_file_that_is_gone_is_told_all_the_same(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "report.txt").write_text("30 % less")
    path = written(tmp_path, file="report.txt")
    load(path, shelf=shelf)
    (tmp_path / "report.txt").unlink()
    with pytest.raises(DatasetError) as error:
        load(path, shelf=shelf)
    assert "report.txt" in error.value.problems[0].message


def test_a_curators_own_times_stay_times(tmp_path: Path, shelf: Shelf) -> None:
    path = written(tmp_path, own="seen = [{ on = 2026-11-21 }]")
    first = load(path, shelf=shelf)
    assert load(path, shelf=shelf).tables == first.tables
    assert kept_files(tmp_path) == []


def test_small_ones_and_those_with_problems_are_not_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "cache")
    load(written(tmp_path), shelf=shelf)
    assert not (tmp_path / "cache").exists()
