"""`esgtui import`: a table made a dataset in one command; what was assumed of it, and what it has wrong, is told."""

import os
from pathlib import Path

import pytest

from esgtui.cli import progress
from esgtui.dataset.loader import load
from tests.cli.import_tables import FIRST
from tests.cli.shell import Shell
from tests.intake.made import Cells, csv_file, workbook


def test_a_table_is_imported_and_opened_with_one_command(shell: Shell) -> None:
    csv_file(shell.home / "net_claims.csv", FIRST)
    done = shell.well("import", "net_claims.csv", "--open")
    assert "statement = Claim · company = Company · id = Id" in done.err
    assert "kept as they are: Status" in done.err
    assert "Wrote 3 claims of 2 companies to ~/net-claims.toml, from 3 rows." in done.err
    assert done.lines[0] == "Net claims"
    assert shell.well("--data", "net-claims.toml", "search", "timber", "--json").objects[0]["id"] == "c"
    assert "no problem in 3 claims" in shell.well("validate", "net-claims.toml").err


def test_the_plan_is_shown_and_kept_for_the_next_time(shell: Shell) -> None:
    path = csv_file(shell.home / "claims.csv", FIRST)
    done = shell.well("import", path, "--dry-run", "--json", "--map", "pillar=Status", "--save-mapping", "m.toml")
    assert {each["column"]: each["role"] for each in done.objects}["Status"] == "pillar"
    assert done.objects[1]["example"] == "ABB"
    assert "Status" in shell.well("import", path, "--dry-run").out
    assert not (shell.home / "claims.toml").exists()
    shell.well("import", path, "--mapping", "m.toml")
    assert "pillar: 2" not in shell.well("--data", "claims.toml", "list", "pillars").out
    assert "Pledged" in shell.well("--data", "claims.toml", "list", "pillars").out


def test_what_was_assumed_of_a_file_is_told_even_if_it_has_no_claims(shell: Shell) -> None:
    path = shell.home / "claims.csv"
    path.write_text("Our figures,,\n\nCompany,Year,Share\nABB,2030,1\n")
    done = shell("import", path)
    assert (done.code, "has no column that looks like claims" in done.err) == (1, True)
    assert "the headings are in row 3" in done.err


@pytest.mark.parametrize("option", ["--rejected", "--save-mapping"])
@pytest.mark.parametrize("name", ["claims.csv", "./linked.csv", "claims.toml", "./claims.toml"])
def test_what_is_written_besides_never_takes_the_place_of_the_table_or_the_dataset(
    shell: Shell, option: str, name: str
) -> None:
    path = csv_file(shell.home / "claims.csv", [*FIRST, {"Claim": "Nobody says this of anything."}])
    (shell.home / "linked.csv").symlink_to(path)
    before = path.read_bytes()
    done = shell("import", "claims.csv", option, name)
    assert (done.code, f"{name.removeprefix('./')} is " in done.err) == (1, True)
    assert "name another file" in done.err
    assert path.read_bytes() == before
    assert not (shell.home / "claims.toml").exists()


def test_nothing_is_written_over_unasked_and_never_by_halves(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(shell.home / "claims.csv", FIRST)
    (shell.home / "claims.toml").write_text("mine")
    before = sorted(shell.home.iterdir())
    refused = shell("import", path)
    assert (refused.code, "say --update if this is a newer version" in refused.err) == (1, True)
    assert "was not made by `esgtui import`" in shell("import", path, "--update").err
    assert shell("import", path, "--output", "claims.csv").code == 2

    def stop(meter: progress.Meter, what: str, done: int, total: int) -> None:
        if what == "writing claims":
            raise KeyboardInterrupt

    monkeypatch.setattr(progress.Meter, "tell", stop)
    assert shell("import", path, "--force") == (130, "", refused_plan(path))
    assert (sorted(shell.home.iterdir()), (shell.home / "claims.toml").read_text()) == (before, "mine")


def refused_plan(path: Path) -> str:
    return f"{path}: statement = Claim · company = Company · id = Id\n  kept as they are: Status\nStopped.\n"


def test_a_call_at_fault_and_a_file_at_fault_are_told_apart(shell: Shell) -> None:
    path = csv_file(shell.home / "claims.csv", FIRST)
    for arguments, code, told in (
        (["import", path, "--map", "company=Nam"], 2, "has no column 'Nam'"),
        (["import", path, "--encoding", "klingon"], 2, "there is no encoding 'klingon'"),
        (["import", path, "--mapping", "none.toml"], 2, "no such file"),
        (["import", "/dev/zero"], 1, "not an ordinary file"),
        (["import", shell.home], 1, "is a folder"),
        (["import", shell.data], 2, "is a dataset already"),
    ):
        done = shell(*arguments)
        assert (done.code, told in done.err) == (code, True), done.err


def test_a_file_in_the_place_of_a_command_is_opened(shell: Shell) -> None:
    assert shell.well(shell.data).lines[0] == "A sample"
    path = csv_file(shell.home / "claims.csv", FIRST)
    refused = shell(path)
    assert (refused.code, f"`esgtui import {path}` imports a table without one" in refused.err) == (2, True)
    (shell.home / "report.txt").write_text("We cut our emissions by half.\n")
    assert "`esgtui read report.txt --offers` prints" in shell("report.txt").err
    assert "if it is prose, `esgtui read report.txt`" in shell("import", "report.txt", "--no-header", "--dry-run").err
    for name in ("none.csv", "none.toml", "./none"):
        assert f"{name}: there is no such file" in shell(name).err
    assert "there is no command 'serch'; did you mean search?" in shell("serch").err
    refused = shell(shell.data, "--output", "x.toml")
    assert (refused.code, "--output is for tables and documents" in refused.err) == (2, True)


def test_what_is_no_dataset_says_what_makes_one_of_it(shell: Shell) -> None:
    path = csv_file(shell.home / "claims.csv", FIRST)
    for done in (shell("--data", path, "stats"), shell("validate", path)):
        assert (done.code, f"`esgtui import {path}` makes one of it" in done.out + done.err) == (1, True)


def test_the_row_of_the_headings_is_said_and_kept(shell: Shell) -> None:
    path = shell.home / "t.csv"
    path.write_text("Targets,of,2024\nName,Goal,Year\nABB,We plant trees.,2030\n")
    assert "statement = Goal · company = Name · period = Year" in shell.well("import", path, "--header-row", "2").err
    shell.well("import", path, "--update")
    assert [claim.statement for claim in load(shell.home / "t.toml").claims] == ["We plant trees."]
    assert "has nothing in row 9" in shell("import", path, "--update", "--header-row", "9").err
    assert shell("import", path, "--header-row", "9", "--no-header", "--dry-run").code == 2


def test_what_divides_cells_is_one_sign(shell: Shell) -> None:
    path = shell.home / "t.csv"
    path.write_text("Company\tClaim\nABB\tWe plant trees, and more.\n")
    for name in (r"\t", "tab", "\t"):
        assert "statement = Claim · company = Company" in shell.well("import", path, "--delimiter", name, "--force").err
    for name in ("||", '"', "\n"):
        refused = shell("import", path, "--delimiter", name, "--force")
        assert (refused.code, "write one sign, such as ; or |, or tab" in refused.err) == (2, True)


def test_columns_without_headings_are_named_by_their_letters(shell: Shell) -> None:
    path = shell.home / "t.csv"
    path.write_text("We plant trees.,ABB\nWe save water.,Bolt\n")
    for columns in ("statement=A,company=B", "statement=column A,company=Column b"):
        done = shell.well("import", path, "--no-header", "--map", columns, "--force")
        assert "statement = column A · company = column B" in done.err


def test_who_makes_claims_is_not_asked_where_it_was_said(shell: Shell) -> None:
    path = csv_file(shell.home / "s.csv", [{"Claim": "We plant trees."}])
    assert "no column looks like companies" in shell.well("import", path, "--dry-run").err
    assert "no column looks like" not in shell.well("import", path, "--company", "Omega").err
    assert "no column looks like" not in shell.well("import", path, "--update").err


def test_a_file_whose_name_is_no_text_is_imported_and_read(shell: Shell) -> None:
    source = csv_file(shell.home / "net.csv", FIRST)
    try:
        source.rename(shell.home / os.fsdecode(b"ne\xff.csv"))
    except OSError:
        pytest.skip("this system has names of text alone")
    shell.well("import", os.fsdecode(b"ne\xff.csv"), "--output", "net.toml")
    assert load(shell.home / "net.toml").header.title == "Ne\ufffd"
    shell.well("import", os.fsdecode(b"ne\xff.csv"), "--output", "net.toml", "--update")


@pytest.mark.parametrize(("sheet", "company"), [("Vestas A-S", "Vestas A-S"), ("Daten 2", "Two"), ("Tabelle1", "Two")])
def test_a_table_without_companies_is_filed_under_its_sheet_or_its_file_and_that_is_told(
    shell: Shell, sheet: str, company: str
) -> None:
    rows: list[Cells] = [["Claim"], ["We plant trees all over."]]
    path = workbook(shell.home / "two.xlsx", {"Orsted": [*rows, ["We build wind parks at sea."]], sheet: rows})
    done = shell.well("import", path, "--sheet", sheet)
    assert f"no column looks like companies, so all claims are filed under {company}: say --map" in done.err
    assert [each.name for each in load(shell.home / "two.toml").tables.companies] == [company]
    told = f"the sheets read are Orsted, {sheet}" if company == sheet else "filed under Two:"
    assert told in shell.well("import", path, "--output", "likeliest.toml", "--title", "Two").err


def test_what_is_no_table_or_has_no_sheets_is_said(shell: Shell) -> None:
    page = shell.home / "our page.md"
    page.write_text("# Our impact, 2024\n\n- We plant trees, and more.\n- We save water, and power.\n")
    for name in (page, csv_file(shell.home / "t.csv", FIRST)):
        told = shell.well("import", name, "--dry-run", "--sheet", "Foo").err
        assert "has no sheets, so that none is chosen" in told
        assert (f"`esgtui read '{page}'` reads a document" in told) == (name == page)
    assert "no sheets" not in shell.well("import", shell.home / "t.csv", "--dry-run").err


def test_what_is_told_to_type_can_be_typed(shell: Shell) -> None:
    assert "with `esgtui --data 'my own é.toml'`" in shell.well("new", "my own é.toml").err
    assert "`esgtui 'my own é.toml'` opens it" in shell("import", "my own é.toml").err
