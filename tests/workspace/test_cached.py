"""What is kept of datasets is told by whose it is, and taken away without touching anything else."""

from pathlib import Path

import pytest

from esgtui.dataset.loader import load
from esgtui.dataset.stamps import SETTLED, now, remember, stamps_of
from esgtui.shelf.kept import Shelf
from esgtui.verbs.cached import UNKNOWN, clear, kept_in


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder with a dataset, an index of it, and an index of another one."""
    monkeypatch.setattr("esgtui.dataset.loader.WORTH_KEEPING", 0)
    file = tmp_path / "small.toml"
    file.write_text('format = 1\n[dataset]\nid = "small"\ntitle = "Small"\n')
    cache = tmp_path / "cache"
    datasets = Shelf(cache / "datasets")
    mark = load(file, shelf=datasets).fingerprint
    monkeypatch.setattr("esgtui.dataset.stamps.WORTH_PRESUMING", 0)
    remember(datasets, stamps_of([file]), mark, now() + 2 * SETTLED)
    for key in (f"{mark} made so", "another one"):
        shelf = Shelf(cache / "indexes")
        folder = shelf.begin()
        assert folder
        (folder / "words").write_bytes(b"x" * 1000)
        shelf.publish(key, folder)
    return cache


def test_it_is_told_by_dataset_with_sizes_and_times(cache: Path) -> None:
    found = kept_in(cache)
    assert sorted((kept.dataset, kept.what) for kept in found) == [
        (UNKNOWN, "search index"),
        ("small", "note on files"),
        ("small", "parsed dataset"),
        ("small", "search index"),
    ]
    assert all(kept.size > 30 and kept.folder.is_dir() and kept.used.tzinfo for kept in found)


def test_one_datasets_is_taken_away_and_then_the_rest(cache: Path) -> None:
    own = [kept for kept in kept_in(cache) if kept.dataset == "small"]
    assert clear(cache, own) == sum(kept.size for kept in own)
    assert [kept.dataset for kept in kept_in(cache)] == [UNKNOWN]
    clear(cache, kept_in(cache))
    assert kept_in(cache) == []


def test_a_damaged_one_is_of_nobody_and_can_be_taken_away(cache: Path) -> None:
    for manifest in cache.glob("*/*/manifest.json"):
        manifest.write_bytes(b"{")
    assert len(kept_in(cache)) == 4
    clear(cache, kept_in(cache))
    assert kept_in(cache) == []


def test_without_a_folder_there_is_nothing(tmp_path: Path) -> None:
    assert kept_in(None) == kept_in(tmp_path / "none") == []
    assert clear(None, []) == 0
