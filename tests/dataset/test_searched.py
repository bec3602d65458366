"""Places in a large file are found as in its bytes, and a file that is cut short meanwhile ends nothing."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgtui.dataset import searched
from esgtui.dataset.searched import SearchedFile

WANTED = (b"\n[[a]]", b"\n[[bb]]", b"\n[[a")
PATTERN = re.compile(rb"\n(?=\[\[(?!a\W)[a-z]+\]\])")
PIECES = st.lists(st.sampled_from([*WANTED, b"\n", b"[[a]]", b"x" * 7, b"]]"]), max_size=12).map(b"".join)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searched, "CHUNK", 8)
    monkeypatch.setattr(searched, "LONGEST", 7)


@settings(deadline=None)
@given(content=PIECES, start=st.integers(0, 20), end=st.integers(0, 80))
def test_places_are_those_in_the_bytes(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, start: int, end: int
) -> None:
    path = tmp_path_factory.mktemp("searched") / "file"
    path.write_bytes(content)
    with path.open("rb") as opened:
        file = SearchedFile(opened)
        assert len(file) == len(content)
        assert file.part(start, end) == content[start:end]
        places = {each: content.find(each, start, end) for each in WANTED}
        assert file.find(WANTED, start, end) == {each: place for each, place in places.items() if place >= 0}
        assert [file.find_last(each, start) for each in WANTED] == [content.rfind(each, start) for each in WANTED]
        found = PATTERN.search(content, start)
        assert file.end_of(PATTERN, start) == (found.end() if found else -1)


def test_what_is_cut_off_meanwhile_is_not_found(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 40_000 + WANTED[0])
    with path.open("rb") as opened:
        file = SearchedFile(opened)
        path.write_bytes(b"x")
        assert file.find(WANTED, 0, len(file)) == {}
        assert file.find_last(WANTED[0], 0) == -1
        assert file.end_of(PATTERN, 0) == -1
