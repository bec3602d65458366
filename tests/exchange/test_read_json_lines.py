"""Exports to JSON Lines that are handed over: what is wrong with them is told with its line, and nothing is merged."""

import json
from pathlib import Path
from typing import Any

import pytest

from esgtui.annotation.model import AnnotationError
from esgtui.dataset.problems import DatasetError
from esgtui.exchange import read_json_lines
from esgtui.exchange.formats import BY_NAME
from esgtui.workspace import Workspace

from .exporting import workspace_of
from .test_spreadsheet import ADDED, SMALL

AT = "2026-11-21T12:00:00Z"
MINE: dict[str, Any] = {"claim": "c1", "coder": "ada", "updated": AT}


def claim(**found: Any) -> dict[str, Any]:
    return {"id": "c1", "annotations": [{"coder": "ada", "updated": AT} | found]}


def note(**found: Any) -> dict[str, Any]:
    return {"id": "n", "text": "hers", "created": AT} | found


@pytest.fixture
def zoe(tmp_path: Path) -> Workspace:
    return workspace_of(SMALL, (), tmp_path)


def merge(opened: Workspace, *lines: object, name: str = "ada.jsonl") -> tuple[str, ...]:
    """Merge a file with these lines, objects or bytes; return what it does not carry."""
    path = opened.journal.path.with_name(name)
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return opened.team.merge(path).lacks


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"claim": "c1"', "broken JSON: input data was truncated; have the work exported anew, if the file"),
        (b'{"claim": "c1"} {', "broken JSON: trailing characters (byte "),
        (b'{"claim": "\xff"}', "the line is not UTF-8; save the file as UTF-8"),
        (b'{"x": ' + b"[" * 100_000, "lists or objects are nested too deeply"),
        ([MINE], "expected an object, got a list"),
        ("claim\x1b[31m", "expected an object, got text"),
        ({"x": 1}, "the line is neither a claim with its annotations nor what a coder put on one"),
        ({"id": "c1", "annotations": {}}, "annotations: expected a list or null, got an object"),
        ({"id": "c1", "annotations": [3]}, "annotations[0]: expected an object, got a number"),
        (claim(tags=["a", 3]), "annotations[0].tags[1]: expected text, got a number; write it as `esgtui export` does"),
        (
            claim(notes=[note(), note(kind="\x1b")]),
            'annotations[0].notes[1].kind: unknown kind of note; known: "thought"',
        ),
        (MINE | {"coder": None}, "coder: expected text, got null"),
        (MINE | {"updated": "2026"}, 'updated: this is no date with time; write it such as "2026-11-21T10:02:11Z"'),
        ({"claim": "c1", "updated": AT}, 'there is no "coder"'),
        (MINE | {"coder": " "}, '"coder" is empty; write at least one visible character'),
        (MINE | {"updated": AT[:-1]}, '"updated" has no time zone'),
        (MINE | {"tags": ["a/"]}, 'tag 1: the tag "a/" has an empty part'),
        (MINE | {"times": [{"what": "x\u202e", "at": AT}]}, 'time 1: "x\\u202e" is no part of an annotation'),
        (MINE | {"notes": [note(text="")]}, 'note 1: "text" is empty'),
        (
            {"id": "c1", "annotations": [], "settlements": [{"about": "tag:a", "decision": "?", "at": AT}]},
            'settlement on c1: the decision "?" says nothing of a tag; write "on" or "off"',
        ),
    ],
)
def test_a_faulty_line_is_told_and_nothing_of_the_file_is_merged(zoe: Workspace, line: object, said: str) -> None:
    with pytest.raises(DatasetError) as raised:
        merge(zoe, MINE | {"starred": True}, b"", line, MINE | {"claim": "c2"})
    (problem,) = raised.value.problems
    assert problem.line == 3
    assert said in str(problem)
    assert str(problem).isprintable()
    assert zoe.past.log() == []


def test_all_faults_are_told_and_a_note_that_is_given_twice_with_both_lines(zoe: Workspace) -> None:
    other = MINE | {"coder": "jo", "notes": [note()]}
    with pytest.raises(DatasetError) as raised:
        merge(zoe, MINE | {"notes": [note()]}, other, {"x": 1})
    told = [problem.line for problem in raised.value.problems]
    assert told == [2, 3]
    assert raised.value.problems[0].message.endswith(f"is given already in {zoe.journal.path.parent}/ada.jsonl:1")


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        (
            b"id,company,statement\nc1,smart,x\n",
            "the line is no JSON object; merge what `esgtui export --format jsonl`",
        ),
        (b"[\n", "the line is no JSON object"),
        (b"{\n", "the line is no JSON object"),
        (b"\x00\xff\n" * 50, "the line is no JSON object"),
        (b"\x1f\x8b\x08\x00", "the file is compressed; unpack it first, with gunzip"),
        (b'{"x": "' + b"y" * 200, "the line has more than 99 bytes"),
    ],
)
def test_what_is_no_export_from_its_first_line_on_is_told_once(
    zoe: Workspace, monkeypatch: pytest.MonkeyPatch, begin: bytes, said: str
) -> None:
    monkeypatch.setattr(read_json_lines, "LONGEST", 99)
    with pytest.raises(DatasetError, match=r"ada\.jsonl:1: ") as raised:
        merge(zoe, begin)
    assert [str(problem).partition(".jsonl:1: ")[2].startswith(said) for problem in raised.value.problems] == [True]


def test_a_file_of_empty_lines_is_not_read_to_its_end(zoe: Workspace) -> None:
    with pytest.raises(
        DatasetError, match=r"ada\.jsonl:1000001: more than 1,000,000 lines to here are empty; see that"
    ):
        merge(zoe, b"\n" * 3_000_000)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"", "is empty: it was cut off, or nobody had annotated anything"),
        (MINE | {"dataset": "another"}, "ada.jsonl:1 is of the dataset 'another', not of 'sample'"),
        (MINE | {"claim": "unheard"}, "does not say of which dataset it is, and has no claim of 'sample'"),
    ],
)
def test_lines_that_are_not_of_this_dataset_are_refused(zoe: Workspace, line: object, said: str) -> None:
    with pytest.raises(AnnotationError, match=said):
        merge(zoe, line)
    assert zoe.past.log() == []


def test_a_claim_that_is_not_here_is_an_orphan_where_the_lines_are_of_this_dataset(zoe: Workspace) -> None:
    merge(zoe, MINE | {"claim": "unheard", "dataset": "sample", "starred": True})
    assert [orphan.claim for orphan in zoe.past.orphans()] == ["unheard"]
    merge(zoe, MINE | {"claim": "unheard", "coder": "jo", "starred": True})  # known here by now
    assert zoe.team.coders() == ["ada", "jo"]


def test_what_others_add_to_lines_is_passed_by_and_the_same_line_may_come_twice(zoe: Workspace) -> None:
    line = MINE | {"notes": [note(mood="glad")], "x-own": 3, "extra": "theirs", "times": [{"what": "note:n", "at": AT}]}
    merge(zoe, b"\xef\xbb\xbf" + json.dumps(line).encode() + b"\r", line, name="pasted.txt")
    assert [each.text for each in zoe.annotations("c1")[0].notes] == ["hers"]


def test_what_such_lines_do_not_carry_is_told(zoe: Workspace) -> None:
    times = [{"what": "star", "at": AT}]
    codebook, settled, exactly = read_json_lines.CODEBOOK, read_json_lines.SETTLEMENTS, read_json_lines.TIMES
    assert merge(zoe, claim(starred=True, times=times)) == (codebook,)
    assert merge(zoe, MINE | {"starred": True, "times": times}) == (codebook, settled)
    assert merge(zoe, claim(starred=True)) == (codebook, exactly)


def test_reading_tells_how_far_it_is_and_can_be_stopped(
    tmp_path: Path, zoe: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_json_lines, "TOLD_EVERY", 100)
    path = tmp_path / "mei.jsonl"
    (tmp_path / "of-mei").mkdir()
    path.write_bytes(b"".join(workspace_of(SMALL, ADDED, tmp_path / "of-mei").exports.pieces(wanted=BY_NAME["jsonl"])))
    told: list[tuple[str, int, int]] = []
    zoe.team.merge(path, lambda *progress: told.append(progress))
    read = [done for what, done, _ in told if what == read_json_lines.READING]
    assert len(read) > 2
    assert read == sorted(read)
    assert read[-1] == path.stat().st_size
    zoe.undo()

    def stop(what: str, done: int, of: int) -> None:
        raise KeyboardInterrupt

    before = zoe.past.log()
    with pytest.raises(KeyboardInterrupt):
        zoe.team.merge(path, stop)
    assert zoe.past.log() == before
