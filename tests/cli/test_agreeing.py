"""`agreement`: who is compared on what, the figures with their counts, and what is too little to say anything."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.shell import Shell, process
from tests.cli.test_streams import in_a_terminal


@pytest.fixture
def judged(shell: Shell) -> Shell:
    """Three claims that mei and jo visited, and of which li visited one."""
    shell.well("tag", "smart-038", "smart-039", "--add", "evidence/no-baseline", "--coder", "mei")
    shell.well("star", "smart-040", "--coder", "mei")
    shell.well("tag", "smart-038", "--add", "evidence/no-source", "--coder", "jo")
    shell.well("star", "smart-039", "smart-040", "--coder", "jo")
    shell.well("verdict", "smart-038", "smart-039", "unclear", "--coder", "mei")
    shell.well("verdict", "smart-038", "unclear", "--coder", "jo")
    shell.well("verdict", "smart-038", "substantiated", "--coder", "li")
    return shell


def test_two_coders_get_the_table_of_each_tag(judged: Shell) -> None:
    done = judged.well("agreement", "--coders", "mei,jo")
    assert done.lines[:3] == [
        "Agreement of mei and jo",
        "mei visited 3 claims, jo visited 3 claims",
        "Both visited 3 claims",
    ]
    table = [" ".join(line.split()) for line in done.lines[4:8]]
    assert table == [
        "Tag both only mei only jo neither percent kappa alpha",
        "evidence 1 1 0 1 66.7 % 0.400 0.444 few",
        "evidence/no-baseline 0 2 0 1 33.3 % 0.000 -0.250 few",
        "evidence/no-source 0 0 1 2 66.7 % 0.000 0.000 few",
    ]
    assert "both gave one on 1, only mei on 1, only jo on 0, neither on 1" in done.lines
    assert done.lines[-2].startswith("few: fewer than 30 claims judged")
    assert done.lines[-1].startswith("one value: not defined: only one value was used")


def test_more_coders_get_alpha_and_two_by_two_if_asked_for(judged: Shell) -> None:
    done = judged.well("agreement", "--tag", "evidence")
    assert "Two or more of them visited 3 claims; all of them, 1" in done.lines
    assert " ".join(done.lines[5].split()) == "evidence 2 5 2 40.0 % 0.000 few"
    assert "verdicts on a claim: 3 on 1, 1 on 1, none on 1" in done.lines
    assert "kappa" not in done.out
    pairs = judged.well("agreement", "--tag", "evidence", "--pairs")
    assert [line for line in pairs.lines if line.startswith("Between")] == [
        "Between jo and li",
        "Between jo and mei",
        "Between li and mei",
    ]


def test_json_has_every_count(judged: Shell) -> None:
    tag, verdicts = judged.well("agreement", "--coders", "mei", "--coders", "jo", "--tag", "evidence", "--json").objects
    assert (tag["of"], tag["tag"], tag["visited"], tag["claims"]) == ("tag", "evidence", {"mei": 3, "jo": 3}, 3)
    assert tag["kappa"] == {
        "value": pytest.approx(0.4),
        "reason": "",
        "units": 3,
        "observed": pytest.approx(2 / 3),
        "expected": pytest.approx(4 / 9),
    }
    assert tag["crossed"] == [
        {"first": "on", "second": "on", "claims": 1},
        {"first": "on", "second": "off", "claims": 1},
        {"first": "off", "second": "off", "claims": 1},
    ]
    assert tag["alpha"]["values"] == {"off": 3, "on": 3}
    assert verdicts["of"] == "verdicts"
    assert (verdicts["judged"], verdicts["judged_by"]) == (1, {"0": 1, "1": 1, "2": 1})
    assert verdicts["alpha"]["value"] is None
    assert verdicts["alpha"]["reason"].startswith("not defined: only one value")
    between = judged.well("agreement", "--pairs", "--tag", "evidence", "--json").objects[0]["between"]
    assert [pair["coders"] for pair in between] == [["jo", "li"], ["jo", "mei"], ["li", "mei"]]


def test_a_query_narrows_the_claims(judged: Shell) -> None:
    done = judged.well("agreement", "--coders", "mei,jo", "--query", "kind:target", "--tag", "evidence")
    assert "Both visited 1 claim" in done.lines
    nowhere = judged.well("agreement", "--coders", "mei,jo", "--query", "kind:policy")
    assert "no claim was visited by two of them" in nowhere.err
    assert "None of them put a tag on these claims." in nowhere.lines


def test_nothing_to_compare_is_said(shell: Shell) -> None:
    assert "nobody has visited the claims" in shell.well("agreement").err
    shell.well("star", "smart-038", "--coder", "mei")
    alone = shell.well("agreement")
    assert (alone.out, alone.err) == ("", "There is nothing to compare: only mei has visited the claims.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--coders", "mei"], "needs two coders or more"),
        (["--coders", "mei,mei"], "needs two coders or more"),
        (["--coders", "mei,joh"], "there is no coder 'joh'; did you mean jo?"),
        (["--coders", " "], "it is empty"),
        (["--coders", ","], "needs two coders or more"),
        (["--tag", "evidnce"], "there is no tag 'evidnce'; did you mean evidence?"),
        (["--tag", "//"], "is no tag"),
    ],
)
def test_a_name_that_is_none_is_a_fault_of_the_call(judged: Shell, arguments: list[str], told: str) -> None:
    done = judged("agreement", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_a_name_with_a_comma_is_a_name(judged: Shell) -> None:
    judged.well("star", "smart-038", "--coder", "Li, Na")
    done = judged.well("agreement", "--coders", "Li, Na", "--coders", "mei")
    assert done.lines[0] == "Agreement of Li, Na and mei"


def test_a_narrow_terminal_gets_lines_that_fit(tmp_path: Path) -> None:
    for coder in ("mei", "a colleague with a long name"):
        process(tmp_path, "tag", "smart-047", "nio-001", "--add", "evidence/no-baseline", "--coder", coder)
    told = in_a_terminal(tmp_path, "agreement")
    lines = told.replace("\x1b[1m", "").replace("\x1b[22m", "").splitlines()
    at = lines.index("evidence/no-baseline")
    assert lines[at + 1 : at + 4] == [
        "  both 2, only a colleague with a long name 0, only mei 0",
        "  neither 0, percent 100.0 %, kappa –, alpha –",
        "  few, one value",
    ]
    assert all(cell_len(line) <= 60 for line in lines if not line.startswith(("few:", "one value:")))
