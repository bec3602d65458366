"""Views in the shell: the same figures as on the screen, in every format."""

from pathlib import Path

import pytest

from tests.cli.shell import Shell


def test_the_matrix_counts_and_follows_the_query(shell: Shell) -> None:
    assert shell.well("matrix").lines[1:4] == [
        "company           All  Circular economy  No pillar",
        "All companies       3                 2          1",
        "smart Automobile    3               ▒ 2        ░ 1",
    ]
    assert shell.well("matrix", "--json", "kind:target", "--by", "esrs").objects == [
        {"company": "All companies", "All": 1, "E1 Climate change": 1, "E5 Circular economy": 0},
        {"company": "smart Automobile", "All": 1, "E1 Climate change": 1, "E5 Circular economy": 0},
    ]


def test_a_share_is_asked_by_its_name(shell: Shell) -> None:
    shell.well("verdict", "smart-038", "unclear")
    shares = shell.well("matrix", "--show", "unclear", "--json").objects[0]

    assert shares == {"company": "All companies", "All": 33, "Circular economy": 50, "No pillar": 0}


def test_a_view_is_written_to_a_file_once(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert "Wrote Matrix" in shell.well("matrix", "--output", out).err
    before = out.read_bytes()

    assert "exists already" in shell("matrix", "--output", out).err
    assert out.read_bytes() == before
    assert shell("matrix", "--output", shell.data, "--force", "--format", "csv").code != 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--by", "gri"], "there is no lens 'gri'; there are: pillars, esrs"),
        (["--show", "x"], "there is no measure 'x'; there are: claims, quantified, tagged, substantiated, unclear"),
        (["--output", "m.xlsx"], "end the name with one of .csv, .md, .svg"),
        (["--json", "--format", "csv"], "--json is --format jsonl"),
    ],
)
def test_a_slip_is_told(shell: Shell, arguments: list[str], words: str) -> None:
    done = shell("matrix", *arguments)

    assert done.code == 2
    assert words in done.err


def test_a_query_without_claims_says_so(shell: Shell) -> None:
    assert "No claim matches." in shell.well("matrix", "kind:policy").err


def test_coverage_names_what_no_claim_speaks_to(shell: Shell) -> None:
    shell.well("tag", "smart-038", "--add", "evidence/no-baseline")
    lines = shell.well("coverage").lines

    assert lines[1].split() == ["company", "claims", "untagged", "unrated", "reworded", "Pillars", "esrs"]
    assert lines[3].split("  ")[0] == "smart Automobile"
    assert "2 of 3" in lines[3]
    assert (
        shell.well("coverage", "smart-038", "--json").objects[1]["European Sustainability Reporting Standards: which"]
        == "E1 Climate change"
    )
