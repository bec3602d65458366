"""Files that are compressed are told what unpacks them, whatever reads them."""

import bz2
import gzip
import lzma
from pathlib import Path

import pytest

from esgtui.dataset.documents import DocumentError
from esgtui.dataset.loader import check, load_with
from esgtui.dataset.problems import DatasetError
from esgtui.documents.reading import read_document
from esgtui.intake.reading import open_rows
from esgtui.intake.rows import Choices, IntakeError, hear_nothing

PACKED = {
    "gunzip": gzip.compress(b"a"),
    "bunzip2": bz2.compress(b"a"),
    "unxz": lzma.compress(b"a"),
    "unzstd": b"\x28\xb5\x2f\xfd\x04\0",
}


@pytest.mark.parametrize("program", PACKED)
def test_each_verb_that_reads_a_file_says_what_unpacks_it(tmp_path: Path, program: str) -> None:
    said = f"compressed; unpack it with {program}"
    dataset, table, text = (tmp_path / f"a.{ending}" for ending in ("toml", "csv", "txt"))
    for file in (dataset, table, text):
        file.write_bytes(PACKED[program])
    with pytest.raises(DatasetError, match=said):
        check(dataset)
    with pytest.raises(DatasetError, match=said):
        load_with(dataset, dataset, PACKED[program])
    with pytest.raises(IntakeError, match=said):
        open_rows(table, Choices(), hear_nothing)
    with pytest.raises(DocumentError, match=said):
        read_document(text)


def test_a_text_that_begins_like_a_compressed_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("BZh is what its initials are. We cut waste.")
    assert read_document(file).paragraphs[0].text.startswith("BZh is")
