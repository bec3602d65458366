"""`similar` and `duplicates`: what is listed, what is narration, and how JSON looks."""

import gc
from pathlib import Path

import pytest

from tests.cli.shell import Shell

REPEATS = """\
format = 1
[dataset]
id = "repeats"
title = "Claims that repeat"
[[companies]]
id = "acme"
name = "Acme"
[[companies]]
id = "bolt"
name = "Bolt"
"""
CLAIMS = (
    ("acme", "Acme will lower the emissions of all its plants by half until 2030."),
    ("acme", "Water is cleaned before it leaves the plant."),
    ("bolt", "Bolt will lower the emissions of all its plants by half until 2040."),
    ("bolt", "water is cleaned, before it leaves the plant"),
    ("acme", "Acme will lower the emissions of all its plants by half until 2035."),
)


@pytest.fixture
def repeats(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The program on claims that repeat each other."""
    claims = "".join(
        f'[[claims]]\nid = "r-{number}"\ncompany = "{company}"\nstatement = "{statement}"\n'
        for number, (company, statement) in enumerate(CLAIMS)
    )
    path = Path(shell.home, "repeats.toml")
    path.write_text(REPEATS + claims, encoding="utf-8")
    monkeypatch.setenv("ESGTUI_DATA", str(path))
    return shell


def test_similar_claims_come_with_their_percentage_best_first(repeats: Shell) -> None:
    done = repeats.well("similar", "r-0")
    assert [line.split()[2] for line in done.lines] == ["r-4", "r-2"]
    assert done.lines[0].endswith("r-4  acme  Acme will lower the emissions of all its plants by half until 2035.")
    assert done.err == ""
    best, second = (int(line.split()[0]) for line in done.lines)
    assert 100 > best > second > 80
    assert all(line.split()[1] == "%" for line in done.lines)


def test_a_similar_claim_in_json(repeats: Shell) -> None:
    found, *_ = repeats.well("similar", "r-0", "--json", "--other-companies").objects
    assert set(found) == {"id", "score", "statement", "spans", "company", "pillar"}
    assert (found["id"], found["company"]) == ("r-2", "bolt")
    assert [found["statement"][start:end] for start, end in found["spans"]] == [
        "will lower the emissions of all its plants by half until"
    ]


def test_the_limit_of_similar_claims_is_told(repeats: Shell) -> None:
    done = repeats.well("similar", "r-0", "--limit", "1")
    assert len(done.lines) == 1
    assert done.err == "1 of 2 claims; --limit shows more.\n"


def test_a_claim_like_no_other_is_no_error(shell: Shell) -> None:
    assert shell.well("similar", "smart-040") == (0, "", "No claim is like smart-040.\n")
    alone = shell.well("similar", "smart-038", "--other-companies")
    assert alone == (0, "", "No claim of another company is like smart-038.\n")


def test_an_id_that_is_none_names_the_nearest(repeats: Shell) -> None:
    assert repeats("similar", "r-9", "--json") == (2, "", "esgtui: there is no claim 'r-9'; did you mean r-0?\n")


def test_duplicates_come_in_groups_with_what_differs_in_brackets(repeats: Shell) -> None:
    done = repeats.well("duplicates", "--at-least", "80")
    first, second = done.out.split("\n\n")
    assert first.splitlines() == [
        "       r-1  acme  Water is cleaned before it leaves the plant.",
        "100 %  r-3  bolt  water is cleaned, before it leaves the plant",
    ]
    assert [line[5:].strip() for line in second.splitlines()] == [
        "r-0  acme  [Acme] will lower the emissions of all its plants by half until [2030].",
        "r-2  bolt  [Bolt] will lower the emissions of all its plants by half until [2040].",
        "r-4  acme  Acme will lower the emissions of all its plants by half until [2035].",
    ]
    assert done.err == "5 claims in 2 groups, at least 80 % alike.\n"


def test_groups_in_json(repeats: Shell) -> None:
    groups = repeats.well("duplicates", "--json", "--at-least", "100").objects
    assert [[claim["id"] for claim in group["claims"]] for group in groups] == [["r-1", "r-3"]]
    assert groups[0]["claims"][1] == {
        "id": "r-3",
        "company": "bolt",
        "statement": "water is cleaned, before it leaves the plant",
        "percent": 100,
        "differs": [],
    }


def test_a_percentage_says_the_same_in_both_commands(repeats: Shell) -> None:
    _, group = repeats.well("duplicates", "--json", "--at-least", "80").objects
    similar = repeats.well("similar", "r-0", "--json").objects
    assert {claim["id"]: claim["percent"] for claim in group["claims"][1:]} == {
        claim["id"]: claim["score"] for claim in similar
    }


def test_duplicates_among_some_companies_alone(repeats: Shell) -> None:
    done = repeats.well("duplicates", "--at-least", "80", "--company", "acme", "--json")
    assert [[claim["id"] for claim in group["claims"]] for group in done.objects] == [["r-0", "r-4"]]
    both = repeats.well("duplicates", "--at-least", "80", "--company", "acme", "--company", "bolt")
    assert both.err == "5 claims in 2 groups, at least 80 % alike.\n"


def test_no_duplicates_are_no_error(shell: Shell) -> None:
    assert shell.well("duplicates") == (0, "", "No two claims are at least 85 % alike.\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--company", "acm"), "did you mean acme?"), (("--at-least", "49"), "50"), (("--at-least", "101"), "100")],
)
def test_a_call_at_fault_says_what_would_be_right(repeats: Shell, arguments: tuple[str, ...], words: str) -> None:
    done = repeats("duplicates", *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_garbage_is_collected_again_after_comparing(repeats: Shell) -> None:
    repeats.well("duplicates")
    assert gc.isenabled()
