"""`esgtui read DOCUMENT --offers` and `--compare`: sentences that may be claims, and how many claims are among them."""

import csv
import io

import pytest

from tests.cli.shell import DATASET, Shell

REPORT = """A report

smart was founded to build small cars. Every new smart #1 has 130 kg of recycled steel in it.

All smart vehicles will be carbon neutral by 2045.

Read more: subscribe to our newsletter.
"""


@pytest.fixture
def report(shell: Shell) -> str:
    (shell.home / "report.txt").write_text(REPORT)
    return "report.txt"


def test_the_likeliest_claims_come_first_with_kind_place_and_what_they_state(shell: Shell, report: str) -> None:
    done = shell.well("read", report, "--offers")
    score, kind, place, rest = done.lines[0].split(maxsplit=3)
    assert (0.5 < float(score) < 1, kind, place) == (True, "target", "¶3")
    assert rest.startswith("All smart vehicles will be carbon neutral by 2045.")
    assert rest.endswith("  time-bound, offset, commitment")
    assert "newsletter" not in done.out
    assert done.err == f"{len(done.lines)} sentences of 4 paragraphs may be claims.\n"


def test_json_has_the_fields_that_the_words_fill_and_the_limit_holds(shell: Shell, report: str) -> None:
    limited = shell.well("read", report, "--offers", "--json", "--limit", "1")
    assert (len(limited.objects), "here are the first 1" in limited.err) == (1, True)
    done = shell.well("read", report, "--json")
    steel = next(each for each in done.objects if "steel" in each["statement"])
    assert steel["paragraph"] == 2
    assert REPORT.split("\n\n")[1][steel["start"] : steel["end"]] == steel["quote"]
    assert steel["metrics"] == [{"name": "recycled steel", "value": 130, "unit": "kg"}]
    target = next(each for each in done.objects if each["kind"] == "target")
    assert (target["target_year"], target["states"]["offset"]) == (2045, "carbon neutral")


def test_a_spreadsheet_gets_a_row_for_each(shell: Shell, report: str) -> None:
    rows = list(
        csv.DictReader(io.StringIO(shell.well("read", report, "--offers", "--format", "csv").out.lstrip("\ufeff")))
    )
    assert rows[0]["statement"] == "All smart vehicles will be carbon neutral by 2045."


def test_claims_of_the_dataset_are_counted_among_the_offers(shell: Shell, report: str) -> None:
    found = DATASET.replace("paragraph = 14", "paragraph = 2").replace(
        "target_year = 2045", 'target_year = 2045\nplaces = [{ source = "report", paragraph = 3 }]'
    )
    (shell.home / "curated.toml").write_text(found)
    done = shell.well("read", report, "--compare", "curated.toml")
    assert done.lines[0].startswith("A report: 2 claims; ")
    assert done.lines[-1].split()[2:4] == ["2", "100"]
    matches = shell.well("read", report, "--compare", "curated.toml", "--json").objects
    assert [(each["claim"], each["sentences"][0]["paragraph"]) for each in matches] == [
        ("smart-038", 2),
        ("smart-040", 3),
    ]


def test_which_source_it_is_has_to_be_known(shell: Shell, report: str) -> None:
    second = '[[sources]]\nid = "other"\ncompany = "smart"\ntitle = "Another"\n'
    (shell.home / "curated.toml").write_text(DATASET + second)
    shell.well("read", report, "--compare", "curated.toml")
    (shell.home / "curated.toml").write_text(DATASET.replace("A report", "Some other report") + second)
    done = shell("read", report, "--compare", "curated.toml")
    assert (done.code, "say with --source which one it is: report, other" in done.err) == (2, True)
    shell.well("read", report, "--compare", "curated.toml", "--source", "report")
    assert "it has: report, other" in shell("read", report, "--compare", "curated.toml", "--source", "x").err


def test_what_cannot_be_read_is_told_without_a_traceback(shell: Shell) -> None:
    (shell.home / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing")
    for name, told in (("broken.pdf", "damaged, or no PDF"), ("gone.txt", "does not exist"), (".", "is a folder")):
        done = shell("read", name, "--offers")
        assert (done.code, done.out) == (1, "")
        assert told in done.err
        assert done.err.startswith("esgtui: ")
        assert done.err.count("\n") == 1


def test_options_that_do_not_go_together_are_refused(shell: Shell, report: str) -> None:
    for options, told in (
        (["--offers", "--into", "x.toml"], "--into is where the screen puts claims"),
        (["--json", "--format", "csv"], "say one of them"),
        (["--offers", "--source", "report"], "--compare with it"),
        ([], "this needs a terminal"),
    ):
        done = shell("read", report, *options)
        assert (done.code, done.out) == (2, "")
        assert told in done.err
