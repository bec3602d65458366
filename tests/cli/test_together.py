"""`merge`, `conflicts`, `settle`, blind mode: two coders who work apart and come together."""

import re
from pathlib import Path

import pytest

from esgtui.exchange.formats import BY_NAME
from tests.cli.shell import DATASET, Done, Shell


class Colleague:
    """Another coder with a journal elsewhere, on the same dataset."""

    def __init__(self, shell: Shell, name: str) -> None:
        self.shell = shell
        self.name = name
        self.store = shell.home / f"{name}.sqlite"

    def __call__(self, *arguments: str) -> Done:
        return self.shell.well(*arguments, "--coder", self.name, "--store", self.store)

    def hand_over(self) -> Path:
        path = self.shell.home / f"{self.name}.toml"
        self("export", "--output", str(path), "--force")
        return path


@pytest.fixture
def ada(shell: Shell) -> Colleague:
    """Ada, who judged a claim that mei judged too."""
    ada = Colleague(shell, "ada")
    ada("verdict", "smart-038", "unclear")
    ada("note", "smart-039", "hers")
    shell.well("verdict", "smart-038", "substantiated")
    shell.well("tag", "smart-038", "--add", "x")
    return ada


def test_files_are_merged_one_after_the_other_and_told_of(shell: Shell, ada: Colleague) -> None:
    done = shell.well("merge", ada.store)
    assert done.out == ""
    assert done.err == f"{ada.store}: 2 changes by ada, all new.\n"
    export = ada.hand_over()
    ada("star", "smart-040")
    done = shell.well("merge", export, ada.store, export)
    assert done.err == (
        f"{export}: 2 changes by ada, nothing new.\n{ada.store}: 3 changes by ada, 2 of them here already.\n"
    )
    assert shell.well("undo").err == "Undone: merge of ada.sqlite: 1 change.\n"
    assert shell.well("undo").err == "Undone: merge of ada.sqlite: 2 changes.\n"


def test_what_was_taken_back_is_said_and_brought_back_on_demand(shell: Shell, ada: Colleague) -> None:
    shell.well("merge", ada.store)
    shell.well("undo")
    shell.well("star", "smart-040")
    done = shell.well("merge", ada.store)
    assert "2 of them were merged before and taken back since; they stay so, unless you say --again" in done.err
    assert shell.well("list", "notes").out == ""
    assert "brought back: 2 changes" in shell.well("merge", ada.store, "--again").err
    assert len(shell.well("list", "notes").lines) == 1
    assert "taken back" not in shell.well("merge", ada.store).err


def test_a_file_with_problems_stops_nothing_but_itself(shell: Shell, ada: Colleague) -> None:
    other = shell.home / "other.toml"
    other.write_text(DATASET.replace('id = "sample"', 'id = "another"'), encoding="utf-8")
    broken = shell.home / "broken.toml"
    broken.write_text("[[claims]]\n" * 30, encoding="utf-8")
    done = shell("merge", other, broken, shell.home / "none", ada.store)
    assert done.code == 1
    assert f"esgtui: {other} is of the dataset 'another', not of 'sample'" in done.err
    assert f"esgtui: {broken}: nothing of it was merged." in done.err
    assert f"`esgtui validate {broken}` tells them all" in done.err
    assert "none cannot be read: No such file or directory" in done.err
    assert f"{ada.store}: 2 changes by ada, all new." in done.err


def test_conflicts_are_listed_and_settled(shell: Shell, ada: Colleague) -> None:
    assert shell.well("conflicts").err == "Coders judged nothing differently.\n"
    shell.well("merge", ada.store)
    lines = shell.well("conflicts").lines
    assert [line.split("  ")[0] for line in lines] == ["smart-038", "smart-038"]
    assert "ada unclear, mei substantiated" in lines[0]
    assert shell.well("conflicts", "--json").objects[1] == {
        "claim": "smart-038",
        "on": "tag",
        "tag": "x",
        "positions": {"ada": False, "mei": True},
        "settled": False,
        "statement": "Every new smart #1 contains 130 kg of recycled steel.",
    }
    assert shell.well("settle", "smart-038", "--tag", "#x", "--off").err == (
        "Done: #x settled: does not belong on smart-038.\n"
    )
    shell.well("settle", "smart-038", "--verdict", "UNCLEAR")
    done = shell.well("conflicts")
    assert (done.out, done.err) == ("", "2 conflicts settled; --settled shows them too.\n")
    assert [found["decision"] for found in shell.well("conflicts", "--settled", "--json").objects] == ["unclear", False]
    assert "→ unclear" in shell.well("conflicts", "--settled").lines[0]
    assert shell.well("settle", "smart-038", "--verdict", "unclear").err.startswith("Nothing to change")
    shell.well("merge", ada.hand_over(), ada.store)
    assert shell.well("conflicts").out == ""
    ada("verdict", "smart-038", "--remove")
    ada("tag", "smart-038", "--add", "y")
    shell.well("merge", ada.store)
    assert [found["tag"] for found in shell.well("conflicts", "--json").objects] == ["y"]


def test_conflicts_of_some_coders_or_claims(shell: Shell, ada: Colleague) -> None:
    shell.well("merge", ada.store)
    shell.well("verdict", "smart-038", "unclear", "--coder", "jo")
    assert len(shell.well("conflicts", "--coders", "ada,jo").lines) == 0
    assert len(shell.well("conflicts", "--coders", "mei,jo").lines) == 2
    assert len(shell.well("conflicts", "--query", "kind:target").lines) == 0
    assert len(shell.well("conflicts", "--query", "steel").lines) == 2
    done = shell("conflicts", "--coders", "mei,adda")
    assert (done.code, "did you mean ada?" in done.err) == (2, True)


def without(shell: Shell, claim: str) -> None:
    """Have a claim go from the dataset."""
    text = shell.data.read_text(encoding="utf-8")
    shell.data.write_text(text.replace(f'"{claim}"', f'"{claim}-new"'), encoding="utf-8")


def test_a_conflict_on_a_claim_that_is_gone_tells_what_it_said(shell: Shell, ada: Colleague) -> None:
    shell.well("merge", ada.store)
    without(shell, "smart-038")
    said = "Every new smart #1 contains 130 kg of recycled steel."
    assert f"gone; it said: {said}" in shell.well("conflicts").lines[0]
    found = shell.well("conflicts", "--json").objects[0]
    assert (found["statement"], found["gone"]) == (said, True)


@pytest.mark.parametrize("call", [["show", "smart-038"], ["note", "smart-038", "more"]])
def test_what_is_on_a_claim_that_is_gone_can_be_found(shell: Shell, call: list[str]) -> None:
    shell.well("note", "smart-038", "kept")
    without(shell, "smart-038")
    done = shell(*call)
    assert done.code == 2
    assert "`esgtui orphans` shows it, and `esgtui move smart-038 CLAIM` moves it" in done.err


@pytest.mark.parametrize("name", list(BY_NAME))
def test_an_export_in_blind_mode_holds_only_ones_own(shell: Shell, ada: Colleague, name: str) -> None:
    ada("tag", "smart-038", "--add", "hers-alone")
    ada("note", "smart-040", "hers on what goes")
    shell.well("merge", ada.store)
    shell.well("settle", "smart-038", "--verdict", "unclear")
    without(shell, "smart-040")
    done = shell.well("export", "--blind", "--format", name)
    assert not {"ada", "hers"} & set(re.findall("[a-z]+", done.out))
    assert done.err == "Blind mode: of what coders did, only what mei did is in it.\n"
    assert "hers" in set(re.findall("[a-z]+", shell.well("export", "--format", name).out))


def test_moving_what_is_on_a_claim_that_is_gone_tells_nothing_of_others_in_blind_mode(
    shell: Shell, ada: Colleague
) -> None:
    ada("tag", "smart-038", "--add", "hers")
    shell.well("merge", ada.store)
    without(shell, "smart-038")
    done = shell.well("move", "--blind", "smart-038", "smart-039")
    assert "+#x" in done.err
    assert "changes to the work of others" in done.err
    assert not {"ada", "hers", "unclear"} & set(re.findall("[a-z]+", done.err))


def test_a_name_that_is_near_a_hidden_one_does_not_bring_it_out(shell: Shell, ada: Colleague) -> None:
    ada("tag", "smart-038", "--add", "hidden")
    shell.well("merge", ada.store)
    assert "#hidden?" in shell("codebook", "rename", "hiden", "x").err
    assert "#hidden?" not in shell("codebook", "--blind", "rename", "hiden", "x").err


@pytest.mark.parametrize(
    "arguments",
    [
        ["conflicts", "--coders", "mei"],
        ["settle", "smart-038"],
        ["settle", "smart-038", "--verdict", "unclear", "--tag", "x", "--on"],
        ["settle", "smart-038", "--tag", "x"],
        ["settle", "smart-038", "--on"],
        ["settle", "smart-038", "--verdict", "unclear", "--on"],
        ["settle", "smart-038", "--tag", "nothing", "--on"],
        ["settle", "smart-039", "--verdict", "unclear"],
        ["settle", "smart-83", "--verdict", "unclear"],
        ["merge"],
    ],
)
def test_a_wrong_call_is_explained(shell: Shell, ada: Colleague, arguments: list[str]) -> None:
    done = shell(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()


def test_the_log_tells_who_merged_what(shell: Shell, ada: Colleague) -> None:
    shell.well("merge", ada.store)
    lines = shell.well("log", "smart-039").lines
    assert "ada  smart-039  merged by mei" in lines[0]
    assert lines[1] == "  note: hers"
    (found,) = shell.well("log", "smart-039", "--json").objects
    assert (found["by"], found["merged_by"], found["merged_from"]) == ("ada", "mei", "ada.sqlite")
    assert shell("undo", lines[0].split()[0]).err == "Undone: merge of ada.sqlite: 2 changes.\n"
    assert "the merge that it came with is taken back already" in shell("undo", lines[0].split()[0]).err


@pytest.mark.parametrize("way", ["option", "environment", "settings"])
def test_blind_mode_hides_what_others_did(
    shell: Shell, ada: Colleague, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = ["--blind"] if way == "option" else []
    if way == "environment":
        monkeypatch.setenv("ESGTUI_BLIND", "1")
    if way == "settings":
        settings = shell.home / "config" / "esgtui" / "settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text("blind = true\n", encoding="utf-8")
    shell.well("merge", ada.store, *blind)
    seen = "".join(
        shell.well(*call, *blind).out
        for call in (["show", "smart-038", "smart-039"], ["show", "smart-039", "--json"], ["list", "notes"], ["stats"])
    )
    seen += shell.well("log", *blind).out + shell.well("log", "smart-039", *blind).out
    assert "ada" not in re.findall(r"\w+", seen)  # ids are digits and letters to f, and may hold these three
    assert "hers" not in seen
    assert shell.well("search", "has:note", *blind).out == ""
    for call in (["conflicts"], ["agreement"], ["settle", "smart-038", "--verdict", "unclear"]):
        done = shell(*call, *blind)
        assert (done.code, done.out) == (2, "")
        assert "blind mode hides what others did" in done.err
    assert "hers" in shell.well("list", "notes", "--no-blind").out


def test_what_blind_may_be_is_said(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESGTUI_BLIND", "perhaps")
    assert "ESGTUI_BLIND is 'perhaps'; write 1 or 0" in shell("stats").err
    monkeypatch.delenv("ESGTUI_BLIND")
    settings = shell.home / "config" / "esgtui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('blind = "yes"\n', encoding="utf-8")
    assert "blind is 'yes'; write true or false, without quotes" in shell.well("stats").err


def test_a_folder_with_a_journal_is_merged_as_the_journal(shell: Shell, tmp_path: Path) -> None:
    claim = shell.well("list", "claims").out.split()[0]
    shell.well("--store", f"{tmp_path / 'ada'}/", "--coder", "ada", "star", claim)
    assert "by ada, all new" in shell.well("merge", tmp_path / "ada").err
