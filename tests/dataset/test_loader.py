"""A dataset's TOML becomes its tables, wherever it is split and however it is written."""

import gc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from esgtui.dataset import files, loader, pieces
from esgtui.dataset.content import Digest
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.dataset.model import Claim, ExportedNote, Metric, Place, Source

from .samples import CLAIM, COMPANY, FRAMEWORK, ROOT, SAMPLE, SOURCE, TOPIC, lines_of, write


def test_every_field_arrives(tmp_path: Path) -> None:
    dataset = load(write(tmp_path, all=SAMPLE))
    assert dataset.header.id == "sample"
    assert dataset.folder == tmp_path
    assert dataset.claims == (
        Claim(
            id="smart-038",
            company="smart",
            pillar="circular-economy",
            statement="Every new smart #1 contains 130 kg of recycled steel.",
            topics=("esrs:E5",),
            places=(Place(source="report", section="Materials", paragraph=14),),
            metrics=(Metric(name="recycled steel", value=130, unit="kg"),),
        ),
    )
    assert dataset.tables.sources == (
        Source(id="report", company="smart", title="A report", published=date(2022, 11, 7)),
    )
    time = datetime(2026, 11, 21, 10, 2, 11, tzinfo=UTC)
    assert dataset.tables.annotations[0].notes == (ExportedNote(id="note-1", text="Compare.", created=time),)


def test_a_file_alone_is_a_dataset_too(tmp_path: Path) -> None:
    folder = write(tmp_path, all=SAMPLE, other="broken")
    dataset = load(folder / "all.toml")
    assert (dataset.folder, len(dataset.claims)) == (folder, 1)


def test_files_are_taken_by_name_and_hidden_or_deeper_ones_are_not(tmp_path: Path) -> None:
    ids = "bca"
    claims = {name: f'[[claims]]\nid = "{name}"\ncompany = "smart"\nstatement = "x"\n' for name in ids}
    write(tmp_path, root=ROOT + COMPANY, **claims)
    (tmp_path / "Z.TOML").write_text(claims["a"].replace('"a"', '"first"'))
    (tmp_path / ".hidden.toml").write_text("broken")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "x.toml").write_text("broken")
    assert [claim.id for claim in load(tmp_path).claims] == ["first", "a", "b", "c"]


def test_a_file_with_one_company_need_not_repeat_it(tmp_path: Path) -> None:
    claim = '[[claims]]\nid = "a"\nstatement = "b"\n'
    assert load(write(tmp_path, all=ROOT + COMPANY + claim)).claims[0].company == "smart"
    write(tmp_path, more=claim.replace('"a"', '"c"'))
    assert '"company" is left out' in lines_of(tmp_path)[0]


def test_the_curators_own_keys_are_kept_everywhere(tmp_path: Path) -> None:
    text = (
        "x-root = 1\n"
        + SAMPLE.replace('title = "A sample"', 'title = "A sample"\nx-header.a = 2')
        .replace("paragraph = 14", "paragraph = 14, x-place = [3]")
        .replace('id = "smart-038"', 'id = "smart-038"\n"x-claim" = 4')
        .replace('unit = "kg"', 'unit = "kg"\nx-metric = "5"')
        .replace('id = "note-1"', 'id = "note-1"\nx-note = 2022-11-07')
        + "[[x-table]]\na = 1\n"
    )
    tables = load(write(tmp_path, all=text)).tables
    claim = tables.claims[0]
    assert tables.extra == {"x-root": 1, "x-table": [{"a": 1}]}
    assert tables.header.extra == {"x-header": {"a": 2}}
    assert claim.extra == {"x-claim": 4}
    assert claim.places[0].extra == {"x-place": [3]}
    assert claim.metrics[0].extra == {"x-metric": "5"}
    assert tables.annotations[0].notes[0].extra == {"x-note": date(2022, 11, 7)}


@pytest.mark.parametrize("content", [SAMPLE.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + SAMPLE.encode()])
def test_other_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, plain=SAMPLE)
    (tmp_path / "other.toml").write_bytes(content)
    assert load(tmp_path / "other.toml").tables == load(tmp_path / "plain.toml").tables


def test_dates_of_all_time_zones_are_read(tmp_path: Path) -> None:
    text = SAMPLE.replace("updated = 2026-11-21T10:02:11Z", "updated = 2026-11-21 10:02:11.5+08:00")
    assert (
        load(write(tmp_path, all=text)).tables.annotations[0].updated.isoformat() == "2026-11-21T10:02:11.500000+08:00"
    )


def test_arrays_of_inline_tables_are_tables(tmp_path: Path) -> None:
    text = ROOT.replace("\n[", '\ncompanies = [{ id = "a", name = "A" }]\n[')
    assert list(load(write(tmp_path, all=text)).companies) == ["a"]


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    load(write(tmp_path, a=ROOT, b=COMPANY), lambda *step: told.append(step))
    size = len(ROOT + COMPANY)
    assert told[-1] == ("checking", 1, 1)
    assert ("reading", len(ROOT), size) in told
    assert [step for step in told if step[0] == "reading"][-1] == ("reading", size, size)


def test_progress_is_told_also_where_a_text_has_nowhere_to_be_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "CHUNK", 1_000)
    told: list[int] = []
    load(write(tmp_path, all=SAMPLE + "\n" * 9_000), lambda _, done, __: told.append(done))
    assert len(set(told)) >= 9


class StoppedError(Exception):
    """What a user's wish to stop looks like to the loader."""


def test_progress_can_stop_the_work_and_leaves_nothing_changed(tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        assert not gc.isenabled()
        raise StoppedError

    assert gc.isenabled()
    with pytest.raises(StoppedError):
        load(write(tmp_path, all=SAMPLE), stop)
    assert gc.isenabled()


MANY = "".join(CLAIM.replace("smart-038", f"smart-{number}") for number in range(30))
BODY = SAMPLE.replace(CLAIM, MANY)


@pytest.mark.parametrize("size", [1, 50, 500, 3000])
def test_a_large_file_is_read_in_pieces_to_the_same_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    # Headers inside of texts and lists are no place to cut.
    text = BODY + '[[x-own]]\na = """\n[[claims]]\n"""\nb = [\n[[1]]\n]\n'
    whole = load(write(tmp_path, all=text)).tables
    monkeypatch.setattr(pieces, "PIECE", size)
    told: list[tuple[str, int, int]] = []
    assert load(tmp_path, lambda *step: told.append(step)).tables == whole
    assert told[:-1] == sorted(told[:-1])


def test_pieces_that_lean_on_each_other_are_read_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 1)
    leaning = BODY + "\n[claims.x-more]\na = 1\n"
    assert load(write(tmp_path, all=leaning)).claims[-1].extra == {"x-more": {"a": 1}}


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (BODY + "\n[dataset]\nid = 'x'\n", BODY.count("\n") + 2),
        ("claims = []\n" + BODY, 25),
        (BODY + "\n[[claims]]\nid = \n", BODY.count("\n") + 3),
    ],
)
def test_pieces_hide_no_broken_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, line: int) -> None:
    monkeypatch.setattr(pieces, "PIECE", 1)
    found = lines_of(write(tmp_path, all=broken))
    assert found[0].startswith(f"all.toml:{line}: broken TOML")


def test_the_fingerprint_follows_the_content_alone(tmp_path: Path) -> None:
    def fingerprint(folder: str, **texts: str) -> str:
        (tmp_path / folder).mkdir()
        return load(write(tmp_path / folder, **texts)).fingerprint

    one = fingerprint("one", a=ROOT, b=COMPANY)
    assert len(one) == 32
    assert fingerprint("two", x=ROOT, y=COMPANY) == one
    others = [
        fingerprint("three", a=COMPANY, b=ROOT),
        fingerprint("four", a=f"{ROOT}\n", b=COMPANY),
        fingerprint("five", a=ROOT, b=f"\n{COMPANY}"),
        fingerprint("six", a=ROOT, b=f"{COMPANY} "),
        fingerprint("seven", a=ROOT + COMPANY),
        fingerprint("eight", a=ROOT, b=COMPANY, c=""),
        fingerprint("nine", a=f"\ufeff{ROOT}", b=COMPANY),
    ]
    assert len({one, *others}) == 1 + len(others)
    (tmp_path / "one" / ".hidden.toml").write_text("not read")
    (tmp_path / "one" / "notes.txt").write_text("not read")
    assert load(tmp_path / "one").fingerprint == one
    assert load(tmp_path / "seven" / "a.toml").fingerprint == load(tmp_path / "seven").fingerprint


def test_the_fingerprint_is_of_the_very_bytes_that_were_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, all=SAMPLE) / "all.toml"
    before = load(file)
    read = files.read_chunks

    def read_and_change(path: Path, digest: Digest) -> Iterator[bytes]:
        for content in read(path, digest):
            yield content
            path.write_bytes(content.replace(b"130 kg of recycled", b"140 kg of recycled"))

    monkeypatch.setattr("esgtui.dataset.texts.read_chunks", read_and_change)
    monkeypatch.setattr(loader, "TIMES", 1)
    again = load(file)
    monkeypatch.undo()
    after = load(file)
    assert (again.fingerprint, again.claims) == (before.fingerprint, before.claims)
    assert after.fingerprint != before.fingerprint
    assert after.claims != before.claims


def test_what_was_made_in_memory_has_no_fingerprint(tmp_path: Path) -> None:
    assert Dataset(load(write(tmp_path, all=SAMPLE)).tables, tmp_path).fingerprint == ""


def test_splitting_between_tables_makes_no_difference(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    write(tmp_path / "folder", a=CLAIM, b=SOURCE + TOPIC, c=FRAMEWORK + COMPANY)
    rest = SAMPLE
    for table in (CLAIM, SOURCE, TOPIC, FRAMEWORK, COMPANY):
        rest = rest.replace(table, "")
    write(tmp_path / "folder", d=rest)
    assert load(tmp_path / "folder").tables == load(write(tmp_path, all=SAMPLE) / "all.toml").tables
