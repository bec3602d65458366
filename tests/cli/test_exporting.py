"""`export`, and that what it writes opens again; `validate`."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from esgtui.exchange.formats import FORMATS, Format
from tests.cli.shell import Shell


@pytest.fixture
def annotated(shell: Shell) -> Shell:
    """The sample with something of every kind on it, by two coders."""
    shell.well("tag", "smart-038", "smart-040", "--add", "evidence/no-baseline", "--add", "own tag")
    shell.well("note", "smart-038", 'A "note"\nof two lines, 中文 and \\ and \x1b[31m')
    shell.well("note", "smart-038", "to be changed")
    (claim,) = shell.well("show", "smart-038", "--json").objects
    shell.well("note", "smart-038", "changed", "--edit", claim["annotations"][0]["notes"][1]["id"])
    shell.well("verdict", "smart-039", "unclear", "--coder", "ada")
    shell.well("star", "smart-038", "--coder", "ada")
    return shell


def annotations(shell: Shell, *options: str | Path) -> list[tuple[str, Any]]:
    """Return everybody's annotations of every claim, as an export carries them.

    Times are to the second, so that what came first of one second is not known.
    """
    claims = shell.well("list", "claims", "--json", *options).objects
    return [(claim["id"], to_the_second(claim["annotations"])) for claim in claims]


def to_the_second(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: to_the_second(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted((to_the_second(each) for each in value), key=repr)
    return re.sub(r"(T\d\d:\d\d:\d\d)\.\d+", r"\1", value) if isinstance(value, str) else value


def test_an_export_opened_and_exported_again_is_the_same_byte_for_byte(annotated: Shell) -> None:
    annotated.well("export", "--output", "one.toml")
    annotated.well("export", "--output", "two.toml", "--data", "one.toml", "--store", "elsewhere")
    one, two = ((annotated.home / name).read_bytes() for name in ("one.toml", "two.toml"))
    assert one == two
    assert b'x-curator = "kept"' in one
    again = annotated.well("export", "--data", "one.toml", "--store", "elsewhere")
    assert (again.out.encode(), again.err) == (one, "")


def test_an_export_opened_elsewhere_shows_everything_with_coder_and_time(annotated: Shell) -> None:
    annotated.well("export", "--output", "export.toml")
    there = ("--data", "export.toml", "--store", "elsewhere")
    assert "Took in 8 annotations" in annotated.well("stats", *there).err
    assert annotations(annotated, *there) == annotations(annotated)
    assert sum(len(each) for _, each in annotations(annotated, *there)) == 4
    assert annotated.well("stats", *there).err == ""
    assert all("merged by " in line for line in annotated.well("log", *there).lines)


def test_opening_an_export_undoes_no_newer_change(annotated: Shell) -> None:
    annotated.well("export", "--output", "export.toml")
    annotated.well("star", "smart-038", "--remove", "--coder", "ada")
    before = annotations(annotated)
    assert annotations(annotated, "--data", "export.toml") == before


def test_an_export_is_a_sound_dataset(annotated: Shell) -> None:
    annotated.well("export", "--output", "export.toml")
    done = annotated.well("validate", "export.toml")
    assert (done.out, done.err) == ("", "export.toml: no problem in 3 claims.\n")


def test_annotations_of_claims_and_verdicts_that_vanished_are_exported(annotated: Shell) -> None:
    text = annotated.data.read_text(encoding="utf-8").replace("smart-039", "smart-099")
    annotated.data.write_text(text.replace('id = "unclear"', 'id = "other"'), encoding="utf-8")
    annotated.well("export", "--output", "export.toml")
    annotated.well("validate", "export.toml")
    assert annotated.well("stats", "--json", "--data", "export.toml", "--store", "x").objects[0]["orphans"] == [
        "smart-039"
    ]


def test_stdout_and_a_file_get_the_same(annotated: Shell) -> None:
    done = annotated.well("export", "--output", "export.toml")
    assert (done.out, done.err) == ("", "Wrote 3 claims to ~/export.toml.\n")
    text = (annotated.home / "export.toml").read_bytes().decode()
    assert annotated.well("export").out == text
    assert annotated.well("export", "--output", "-").out == text


def test_a_file_that_is_there_is_never_replaced_without_force(annotated: Shell) -> None:
    (annotated.home / "mine.toml").write_text("mine", encoding="utf-8")
    done = annotated("export", "--output", "mine.toml")
    assert (done.code, done.out) == (1, "")
    assert "--force" in done.err
    assert (annotated.home / "mine.toml").read_text(encoding="utf-8") == "mine"
    annotated.well("export", "--output", "mine.toml", "--force")
    assert (annotated.home / "mine.toml").read_text(encoding="utf-8").startswith("format = 1")


def test_not_even_force_replaces_the_curated_file(annotated: Shell) -> None:
    before = annotated.data.read_bytes()
    (annotated.home / "link.toml").symlink_to(annotated.data)
    for output in ("sample.toml", "link.toml"):
        done = annotated("export", "--output", output, "--force")
        assert (done.code, done.out) == (1, "")
        assert done.err == (
            f"esgtui: {output} is a file of the dataset itself, which is never written; name another file\n"
        )
    assert annotated.data.read_bytes() == before


@pytest.mark.parametrize("output", ["folder", "nowhere/export.toml", "sample.toml/export.toml"])
def test_a_place_that_cannot_be_written_is_said(shell: Shell, output: str) -> None:
    (shell.home / "folder").mkdir()
    before = sorted(shell.home.rglob("*"))
    done = shell("export", "--output", output)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("esgtui: ")
    assert sorted(shell.home.rglob("*")) == before


def test_a_query_exports_what_matches_alone(annotated: Shell) -> None:
    done = annotated.well("export", "--query", "steel", "--output", "steel.toml")
    assert done.err == "Wrote 1 claim to ~/steel.toml.\n"
    there = ("--data", "steel.toml", "--store", "elsewhere")
    assert [each["id"] for each in annotated.well("list", "claims", "--json", *there).objects] == ["smart-038"]
    assert annotations(annotated, *there)[0] == annotations(annotated)[0]


def test_what_a_query_was_not_read_as_is_said(annotated: Shell) -> None:
    done = annotated.well("export", "--query", "steel kind:", "--output", "steel.toml")
    assert "kind: takes" in done.err


@pytest.mark.parametrize("wanted", FORMATS, ids=lambda each: each.name)
def test_the_suffix_or_the_option_chooses_the_format(annotated: Shell, wanted: Format) -> None:
    done = annotated.well("export", "--output", f"out{wanted.suffix}")
    what = wanted.holds.format(claims="3 claims")
    assert done.err == f"Wrote {what} to ~/out{wanted.suffix}.\n"
    written = (annotated.home / f"out{wanted.suffix}").read_bytes()
    assert annotated.well("export", "--format", wanted.name).out.encode() == written
    annotated.well("export", "--format", wanted.name, "--output", "out.any")
    assert (annotated.home / "out.any").read_bytes() == written


def test_the_option_wins_over_the_suffix(annotated: Shell) -> None:
    annotated.well("export", "--format", "jsonl", "--output", "out.csv")
    assert len((annotated.home / "out.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_a_suffix_of_no_format_is_refused(annotated: Shell) -> None:
    done = annotated("export", "--output", "out.xlsx")
    assert (done.code, done.out) == (2, "")
    assert "no format is known by the suffix '.xlsx'; end the name with one of .toml, .csv" in done.err
    assert "or say --format" in done.err
    assert not (annotated.home / "out.xlsx").exists()


def test_the_help_explains_the_formats(shell: Shell) -> None:
    out = shell.well("export", "--help").out
    assert all(f"  {each.name}" in out and each.title in out for each in FORMATS)


@pytest.mark.parametrize(("name", "rows"), [("csv", 2), ("jsonl", 1), ("csv-annotations", 3), ("jsonl-annotations", 2)])
def test_a_query_narrows_every_format(annotated: Shell, name: str, rows: int) -> None:
    out = annotated.well("export", "--query", "steel", "--format", name).out
    assert len(list(csv.reader(io.StringIO(out, newline="")))) == rows if "csv" in name else out.count("\n") == rows


def test_a_codebook_without_tags_is_none(shell: Shell) -> None:
    text = shell.data.read_text(encoding="utf-8")
    start = text.index("[[codebook]]")
    shell.data.write_text(text[:start] + text[text.index("[[verdicts]]") :], encoding="utf-8")
    done = shell("export", "--output", "out.qdc")
    assert (done.code, done.out) == (1, "")
    assert "there is no tag to write" in done.err
    assert not (shell.home / "out.qdc").exists()


def test_validate_checks_every_path(shell: Shell) -> None:
    text = shell.data.read_text(encoding="utf-8")
    (shell.home / "broken.toml").write_text(text.replace('"esrs:E1"', '"esrs:E9"'), encoding="utf-8")
    done = shell("validate", "broken.toml", "sample.toml", "nowhere")
    assert done.code == 1
    first, last = done.lines
    assert first.startswith("broken.toml:51: claim smart-040: ")
    assert "esrs:E1" in first
    assert last.startswith("nowhere: there is no such file")
    assert done.err.splitlines() == [
        "broken.toml: 1 problem.",
        "sample.toml: no problem in 3 claims.",
        "nowhere: 1 problem.",
    ]
