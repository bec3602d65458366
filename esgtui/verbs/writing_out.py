"""Write files for others, and none that the workspace lives on: neither the dataset's nor the journal."""

from collections.abc import Iterable
from pathlib import Path

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.files import toml_files
from esgtui.dataset.problems import DatasetError
from esgtui.exchange.files import keep_off, keep_out, write_whole


def write_out(
    output: Path, written: Iterable[bytes], dataset: Dataset, data: Path | None, journal: Path, *, overwrite: bool
) -> None:
    """Write a file whole; `data` is where the dataset was read from. Raises `ExportError` where that cannot be."""
    if data is not None:
        keep_off(output, _curated_files(dataset, data), "is a file of the dataset itself, which is never written")
        keep_out(output, data)
    keep_off(output, [journal], "is the journal that annotations are kept in")
    write_whole(output, written, overwrite=overwrite)


def _curated_files(dataset: Dataset, data: Path) -> list[Path]:
    """Return the files that the dataset at `data` is read from, and those of its sources' texts."""
    try:
        files = toml_files(data)
    except DatasetError:  # it was moved away since it was opened
        files = []
    return files + [dataset.folder / source.file for source in dataset.sources.values() if source.file]
