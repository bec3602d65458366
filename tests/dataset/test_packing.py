"""A large dataset is packed as it is read; what it says, and what is wrong with it, is what it is as a whole."""

import re
import tempfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset import files, gathering, loader, packing, pieces
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.file_reading import Way
from esgtui.dataset.loader import load
from esgtui.dataset.packed import PackedClaims
from esgtui.dataset.problems import DatasetError
from esgtui.shelf.kept import Shelf

from .samples import (
    CLAIM,
    COMPANY,
    FRAMEWORK,
    PILLAR,
    ROOT,
    SAMPLE,
    SOURCE,
    TOPIC,
    VERDICT,
    lines_of,
    write,
)
from .test_any_dataset import WORDS, changed, folder_of

LATE = CLAIM.replace("smart-038", "smart-039")


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a dataset of any size count as large, and pieces be small."""
    monkeypatch.setattr(loader, "WORTH_KEEPING", 0)
    monkeypatch.setattr(pieces, "PIECE", 20)
    monkeypatch.setattr(files, "CHUNK", 50)


def said(path: Path, shelf: Shelf | None = None) -> Any:
    """Return all that a dataset says, or what is wrong with it."""
    try:
        dataset = load(path, shelf=shelf)
    except DatasetError as error:
        return error.problems
    tables = dataset.tables
    plain = {name: getattr(tables, name) for name in tables.__struct_fields__}
    return plain | {"claims": tuple(dataset.claims)}, dict(dataset.row_of), dataset.causes, dataset.fingerprint


def said_at_once(path: Path) -> Any:
    """Return what a dataset says, or what is wrong with it, where each of its files is read as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "FIRST_WAY", Way(is_at_once=True))
        return said(path)


def is_the_same(path: Path) -> bool:
    """Return whether a dataset says the same as a whole, in pieces, packed and found again."""
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        return bool(said_at_once(path) == said(path) == said(path, shelf) == said(path, shelf))


def packed(path: Path, folder: Path) -> Dataset:
    """Return a dataset that is packed, and not held in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "hold", None)
        return load(path, shelf=Shelf(folder))


@given(changed())
def test_any_values_say_the_same(data: dict[str, Any]) -> None:
    with folder_of(tomli_w.dumps(data).encode()) as folder:
        assert is_the_same(folder)


@given(st.lists(WORDS, max_size=20).map("".join), st.booleans(), st.integers(0, len(SAMPLE)))
def test_any_words_say_the_same(text: str, has_returns: bool, place: int) -> None:
    content = SAMPLE[:place] + text + SAMPLE[place:]
    with folder_of((content.replace("\n", "\r\n") if has_returns else content).encode()) as folder:
        assert is_the_same(folder)


SLIPS = [
    ('company = "smart" # of the claim\n', ""),
    ('company = "smart"', 'company = "smrt"'),
    ('company = "smart"', "company = 3"),
    ('pillar = "circular-economy"', 'pillar = "circular"'),
    ("esrs:E5", "E5"),
    ('source = "report"', 'source = "reprt"'),
    ("places = [", 'places = [ { source = "nowhere" },'),
    ("paragraph = 14", "paragraph = 0"),
    ("value = 130", 'value = "130"'),
    ("id =", "quote = '''\n[[claims]]\nid = 1\n'''\nid ="),
    ("id =", "x-seen = 2022-11-07\nid ="),
    ('id = "smart', 'colour = "red"\nid = "smart'),
    ("value", "value value"),
    ("[[claims]]", "[claims]"),
    ("Every", "\xff"),
]


@st.composite
def faulty(draw: st.DrawFn) -> list[bytes]:
    """Return the files of a dataset in which several claims have slips, wherever they stand."""
    tables = [COMPANY, PILLAR, SOURCE, FRAMEWORK, TOPIC]
    for number in draw(st.lists(st.integers(0, 4), max_size=5)):
        claim = CLAIM.replace("smart-038", f"smart-{number}" if number else "")
        for old, new in draw(st.lists(st.sampled_from(SLIPS), max_size=2)):
            claim = claim.replace(old, new, 1)
        tables.append(claim)
    mixed = draw(st.permutations(tables))
    cut = draw(st.integers(0, len(mixed)))
    return ["".join(part).encode("latin-1") for part in ([ROOT, *mixed[:cut]], mixed[cut:])]


@given(faulty())
def test_claims_with_any_slips_say_the_same(contents: list[bytes]) -> None:
    with folder_of(*contents) as folder:
        assert is_the_same(folder)


@pytest.mark.parametrize(
    "text",
    [
        SAMPLE + LATE,
        "\ufeff" + SAMPLE + LATE,
        SAMPLE.replace("\n", "\r\n"),
        SAMPLE + LATE.replace("130 kg", "130 \N{GRINNING FACE} kg"),
        ROOT + COMPANY + CLAIM.split("company")[0] + 'statement = """\n[[claims]]\nid = 1\n"""\n' + VERDICT,
    ],
)
def test_what_is_sound_is_packed(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, all=text)
    dataset = packed(path, tmp_path / "cache")
    assert isinstance(dataset.claims, PackedClaims)
    assert is_the_same(path)


@pytest.mark.parametrize(
    "text",
    [
        SAMPLE + CLAIM,  # twice the same id
        SAMPLE + LATE.replace('"report"', '"reports"'),
        SAMPLE + LATE.replace("circular-economy", "circular"),
        SAMPLE + LATE.replace("esrs:E5", "esrs:E6"),
        SAMPLE.replace('company = "smart" # of the claim', "") + COMPANY.replace("smart", "nio"),
        SAMPLE + "[dataset]\n",
        SAMPLE.replace("format = 1", ""),
        SAMPLE.replace('title = "A sample"', ""),
        "claims = [{}]\n" + SAMPLE,
        SAMPLE + "[[claims]]\nid = \n",
        SAMPLE + 'a = """',
    ],
)
def test_what_is_wrong_is_told_as_ever(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, all=text)
    assert isinstance(said(path)[0], type(said(path, Shelf(tmp_path / "cache"))[0]))
    assert is_the_same(path)
    assert not list((tmp_path / "cache").iterdir())


def test_a_company_that_comes_after_its_claims_is_found_by_reading_all(tmp_path: Path) -> None:
    late = ROOT + '[[claims]]\nid = "a"\nstatement = "It aims."\n' + COMPANY
    assert said(write(tmp_path, all=late), Shelf(tmp_path / "cache"))[0]["claims"][0].company == "smart"
    assert is_the_same(tmp_path)


def test_what_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, all=SAMPLE)
    kept: list[str] = []

    def changing(*what: Any) -> str:
        mark = pack(*what)
        kept.append(mark)
        if len(kept) == 1:
            write(tmp_path, all=SAMPLE + LATE)
        return mark

    pack = packing.pack
    monkeypatch.setattr(packing, "pack", changing)
    dataset = packed(path, tmp_path / "cache")
    assert [claim.id for claim in dataset.claims] == ["smart-038", "smart-039"]
    assert dataset.fingerprint == kept[1] != kept[0]


def test_without_a_shelf_a_very_large_one_is_packed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, all=SAMPLE)
    assert isinstance(load(path).claims, tuple)
    monkeypatch.setattr("esgtui.dataset.stamps.WORTH_PRESUMING", 0)
    assert isinstance(load(path).claims, PackedClaims)
    assert said(path)[0]["claims"] == said(path, Shelf(tmp_path / "cache"))[0]["claims"]


def test_where_nothing_can_be_put_aside_a_very_large_one_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, all=SAMPLE)
    monkeypatch.setattr("esgtui.dataset.stamps.WORTH_PRESUMING", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert [claim.id for claim in load(path).claims] == ["smart-038"]


def test_whoever_stops_leaves_nothing_half_packed(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(what: str, done: int, of: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        load(write(tmp_path, all=SAMPLE), stop, Shelf(tmp_path / "cache"))
    assert not list((tmp_path / "cache").iterdir())


def test_in_a_file_too_large_to_be_read_as_a_whole_it_is_told_what_leans_on_what_is_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "AT_ONCE", 0)
    other = LATE.replace("039", "040")
    found = lines_of(write(tmp_path, all=SAMPLE + "[x-own]\na = 1\n" + LATE + "[x-own.b]\n" + other))
    assert len(found) == 1
    assert '"x-own" goes on somewhere below with what stands far above; bring the two together' in found[0]


def test_what_is_never_ended_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "AT_ONCE", 0)
    monkeypatch.setattr(pieces, "LONGEST", 100)
    broken = LATE.replace("statement = ", 'quote = """\nstatement = ')
    found = lines_of(write(tmp_path, all=SAMPLE + broken + LATE * 5))
    assert len(found) == 1
    assert "close quotes and brackets" in found[0]


def test_a_text_that_is_never_ended_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "AT_ONCE", 0)
    monkeypatch.setattr(pieces, "LONGEST_TEXT", 5_000)
    text = SAMPLE + LATE.replace("statement = ", 'quote = """\nWe cut waste.\n' + "We cut waste.\n" * 5_000)
    found = lines_of(write(tmp_path, all=text))
    assert len(found) == 1
    told = re.search(r"of the ([0-9,]+) characters from here on no table is ended; close quotes and brackets", found[0])
    assert told is not None
    assert int(told[1].replace(",", "")) < len(text) / 2


def test_a_long_list_of_texts_is_waited_for_although_it_is_cut_within_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "AT_ONCE", 0)
    monkeypatch.setattr(pieces, "LONGEST_TEXT", 500)
    texts = "".join(f'"""\nIt is\n{number}.""",\n"No. {number}",\n' for number in range(2_000))
    path = write(tmp_path, all=SAMPLE.replace("[dataset]", f"x-texts = [\n{texts}]\n\n[dataset]", 1))
    assert len(load(path).tables.extra["x-texts"]) == 4_000
