"""What coders settled is in every format that has claims, and is told apart from what anybody judged alone."""

import csv
import io
import json
from pathlib import Path

import pytest

from esgtui.exchange.formats import BY_NAME
from esgtui.workspace import Workspace
from tests.workspace.samples import workspace


@pytest.fixture
def settled(tmp_path: Path) -> Workspace:
    """A claim whose verdict and tag coders settled."""
    ada, mei = workspace(tmp_path, "ada"), workspace(tmp_path)
    ada.rate(["smart-1"], "good")
    ada.tag(["smart-1"], add=["a/b"])
    mei.rate(["smart-1"], "poor")
    mei.team.settle("smart-1", "verdict", "poor")
    mei.team.settle("smart-1", "tag:a/b", decision=True)
    return mei


def written(opened: Workspace, name: str) -> str:
    """Return a whole export as text."""
    return b"".join(opened.exports.pieces(wanted=BY_NAME[name])).decode("utf-8-sig")


def test_a_table_of_claims_has_what_was_settled(settled: Workspace) -> None:
    first, *others = csv.DictReader(io.StringIO(written(settled, "csv"), newline=""))
    assert (first["settled_verdict"], first["settled_tags"]) == ("poor", "a/b: on")
    assert first["verdicts"] == "ada: good; mei: poor"
    assert {(row["settled_verdict"], row["settled_tags"]) for row in others} == {("", "")}


def test_json_lines_tell_by_whom_and_on_what_it_was_decided(settled: Workspace) -> None:
    first, *others = map(json.loads, written(settled, "jsonl").splitlines())
    tag, verdict = first["settlements"]
    assert (tag["about"], tag["decision"], tag["by"], tag["stands"]) == ("tag:a/b", "on", "mei", True)
    assert (verdict["about"], verdict["decision"]) == ("verdict", "poor")
    assert verdict["positions"] == [{"coder": "ada", "judgement": "good"}, {"coder": "mei", "judgement": "poor"}]
    assert all(each["settlements"] == [] for each in others)


def test_the_report_shows_it_below_what_each_judged(settled: Workspace) -> None:
    lines = written(settled, "markdown").splitlines()
    shown = [line.split(" (mei, ")[0] for line in lines if line.startswith("*Settled*")]
    title = settled.dataset.verdicts["poor"].title
    assert shown == ["*Settled*: \\#a/b on", f"*Settled*: {title}"]
    assert lines.index(next(line for line in lines if line.startswith("**mei**"))) < lines.index(
        next(line for line in lines if line.startswith("*Settled*"))
    )


def test_web_annotations_have_it_as_a_moderation(settled: Workspace) -> None:
    document = json.loads(written(settled, "web-annotation"))
    items = document["first"]["items"]
    assert document["total"] == len(items)
    moderated = [item for item in items if item["motivation"] == "moderating"]
    assert [item["body"]["dcterms:identifier"] for item in moderated] == ["tag:a/b = on", "verdict = poor"]
    assert {item["creator"]["name"] for item in moderated} == {"mei"}
    assert len({item["id"] for item in items}) == len(items)


def test_what_is_judged_otherwise_since_stands_no_more(settled: Workspace, tmp_path: Path) -> None:
    workspace(tmp_path, "jo").rate(["smart-1"], "good")
    settled.journal.refresh()
    row = next(csv.DictReader(io.StringIO(written(settled, "csv"), newline="")))
    assert (row["settled_verdict"], row["settled_tags"]) == ("", "")
    first = json.loads(written(settled, "jsonl").splitlines()[0])
    assert [each["stands"] for each in first["settlements"]] == [False, False]
    assert "; judged otherwise since" in written(settled, "markdown")


def test_a_blind_export_tells_nothing_of_it(settled: Workspace) -> None:
    settled.hide_others(on=True)
    assert "*Settled*" not in written(settled, "markdown")
    assert "moderating" not in written(settled, "web-annotation")
    assert json.loads(written(settled, "jsonl").splitlines()[0])["settlements"] == []


def test_who_settled_it_goes_with_the_dataset(settled: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "export.toml"
    settled.exports.write(path)
    zoe = workspace(tmp_path, "zoe", store="of-zoe")
    zoe.team.merge(path)
    assert {(each.field, each.by) for each in zoe.team.settlements("smart-1")} == {
        ("verdict", "mei"),
        ("tag:a/b", "mei"),
    }
    again = tmp_path / "again.toml"
    zoe.exports.write(again)
    assert again.read_bytes() == path.read_bytes()
