"""`esgtui import`: a table made a dataset in one command, and a newer one later, under what was annotated."""

import csv
import os
from pathlib import Path

import pytest

from esgtui.cli import progress
from esgtui.dataset.loader import load
from tests.cli.shell import Shell
from tests.intake.made import Cells, csv_file, workbook

FIRST = [
    {"Id": "a", "Company": "ABB", "Claim": "We cut our emissions by half until 2030.", "Status": "Pledged"},
    {"Id": "b", "Company": "ABB", "Claim": "We reuse the water of all our plants.", "Status": "Achieved"},
    {"Id": "c", "Company": "Eiffage", "Claim": "We build with timber wherever we can.", "Status": "Pledged"},
]
NEWER = [
    {"Id": "d", "Company": "Bolt", "Claim": "We ship by train.", "Status": "Pledged"},
    FIRST[2],
    FIRST[0] | {"Claim": "We cut our emissions by a third until 2030."},
]


def test_a_table_is_imported_and_opened_with_one_command(shell: Shell) -> None:
    csv_file(shell.home / "net_claims.csv", FIRST)
    done = shell.well("import", "net_claims.csv", "--open")
    assert "statement = Claim · company = Company · id = Id" in done.err
    assert "kept as they are: Status" in done.err
    assert "Wrote 3 claims of 2 companies to ~/net-claims.toml, from 3 rows." in done.err
    assert done.lines[0] == "Net claims"
    assert shell.well("--data", "net-claims.toml", "search", "timber", "--json").objects[0]["id"] == "c"
    assert "no problem in 3 claims" in shell.well("validate", "net-claims.toml").err


@pytest.mark.parametrize("with_ids", [True, False])
def test_a_newer_table_leaves_annotations_on_their_claims(shell: Shell, with_ids: bool) -> None:
    def written(name: str, rows: list[dict[str, str]]) -> str:
        kept = [row if with_ids else {key: row[key] for key in row if key != "Id"} for row in rows]
        return str(csv_file(shell.home / name, kept))

    data = ("--data", "claims.toml")
    shell.well("import", written("v1.csv", FIRST), "--output", "claims.toml", "--title", "Claims", "--id", "mine")
    ids = {each["statement"]: each["id"] for each in shell.well(*data, "list", "claims", "--json").objects}
    cut, reuse, timber = (ids[row["Claim"]] for row in FIRST)
    for claim in (cut, reuse, timber):
        shell.well(*data, "tag", claim, "--add", "seen")
    assert shell.well("fmt", "--check", "claims.toml").out == ""
    done = shell.well("import", written("v2.csv", NEWER), "--output", "claims.toml", "--update")
    assert "esgtui diff claims.toml.old claims.toml" in done.err
    fates = (
        {"1 annotated claim is reworded", "1 annotated claim is gone"} if with_ids else {"2 annotated claims are gone"}
    )
    assert all(f"{fate}: `esgtui --data claims.toml" in done.err for fate in fates)
    assert shell.well(*data, "stats").lines[0] == "Claims"
    tagged = [each["id"] for each in shell.well(*data, "search", "tag:seen", "--json").objects]
    assert timber in tagged
    changed = [each["id"] for each in shell.well(*data, "search", "has:changed", "--json").objects]
    orphans = shell.well(*data, "orphans").out
    assert changed == ([cut] if with_ids else [])
    assert (FIRST[1]["Claim"] in orphans, reuse in tagged) == (True, False)
    assert (FIRST[0]["Claim"] in orphans, cut in tagged) == (not with_ids, with_ids)


def test_an_update_of_what_there_is_not_is_told(shell: Shell) -> None:
    path = csv_file(shell.home / "v1.csv", FIRST)
    told = "There is no ~/claims.toml to update, so a new dataset is made; "
    assert f"{told}--output FILE says" in shell.well("import", path, "--update", "--output", "claims.toml").err
    assert "to update" not in shell.well("import", path, "--update", "--output", "claims.toml").err
    typed = shell.well("import", path, "--update", "--output", "clams.toml").err
    assert "~/clams.toml to update, so a new dataset is made; did you mean claims.toml?" in typed


def test_an_update_makes_claims_in_the_way_of_the_older_import(shell: Shell) -> None:
    texts = [{"Text": "We cut our emissions by half. We reuse the water of all our plants."}]
    shell.well("import", csv_file(shell.home / "a.csv", texts), "--sentences", "--output", "c.toml", "--title", "Ours")
    ids = shell.well("--data", "c.toml", "list", "claims", "--json").objects
    made = (shell.home / "c.toml").read_text(encoding="utf-8")
    (shell.home / "c.toml").write_text(made.replace("[dataset.x-import", "[x-import"))  # where it stood at first
    newer = csv_file(shell.home / "b.csv", [{"Text": f"{texts[0]['Text']} We build with timber."}])
    shell.well("import", newer, "--update", "--output", "c.toml", "--title", "Another title")
    after = shell.well("--data", "c.toml", "list", "claims", "--json").objects
    assert {each["id"] for each in ids} < {each["id"] for each in after}
    assert (len(ids), len(after)) == (2, 3)
    assert shell.well("--data", "c.toml", "stats").lines[0] == "Another title"


def test_what_a_column_is_said_not_to_be_stays_so_in_an_update(shell: Shell) -> None:
    path = csv_file(shell.home / "c.csv", [{"Company": "ABB", "Country": "CH", "Claim": "We cut it."}])
    shell.well("import", path, "--map", "own=Country")
    assert "kept as they are: Country" in shell.well("import", path, "--update").err


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


def test_rows_that_are_left_out_are_written_with_the_reasons(shell: Shell) -> None:
    path = csv_file(
        shell.home / "claims.csv", [*FIRST, *({"Id": str(n), "Company": "", "Claim": "=x y"} for n in range(25))]
    )
    done = shell("import", path, "--rejected", "left.csv", "--json")
    assert (done.code, done.objects[0]["claims"], done.objects[0]["rejected"]) == (1, 3, 25)
    assert f"{path}: row 5: there is no company in Company." in done.err
    assert "… and 5 rows more that are left out." in done.err
    with (shell.home / "left.csv").open(encoding="utf-8", newline="") as file:
        left = list(csv.DictReader(file))
    assert (len(left), left[0]["row"], left[0]["reason"]) == (25, "5", "there is no company in Company")
    assert left[0]["Claim"] == "'=x y"
    assert shell("import", path, "--force", "--open").code == 1


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


def test_what_is_no_dataset_says_what_makes_one_of_it(shell: Shell) -> None:
    path = csv_file(shell.home / "claims.csv", FIRST)
    for done in (shell("--data", path, "stats"), shell("validate", path)):
        assert (done.code, f"`esgtui import {path}` makes one of it" in done.out + done.err) == (1, True)


def test_an_update_reads_a_file_as_the_older_import_did(shell: Shell) -> None:
    path = shell.home / "c.csv"
    path.write_bytes("Łódź|We cut žluťoučký kůň, by half.\nŘeka|We reuse water.\n".encode("cp1250"))
    said = ("--encoding", "cp1250", "--delimiter", "|", "--no-header", "--company", "Omega", "--whole")
    shell.well("import", path, *said, "--map", "statement=column B")
    before = (shell.home / "c.toml").read_text(encoding="utf-8")
    for text in ('encoding = "cp1250"', 'delimiter = "|"', "header = false", "We cut žluťoučký kůň, by half."):
        assert text in before
    shell.well("import", path, "--update")
    assert (shell.home / "c.toml").read_text(encoding="utf-8") == before
    path.write_text("Łódź|We cut žluťoučký kůň, by half.\nŘeka|We reuse water.\n", encoding="utf-8")
    shell.well("import", path, "--update")  # what is plainly UTF-8 by now is read as that
    after = (shell.home / "c.toml").read_text(encoding="utf-8")
    assert after.splitlines()[:-1] == before.replace('encoding = "cp1250"\n', "").splitlines()[:-1]


def test_an_encoding_that_was_found_out_is_kept_for_updates(shell: Shell) -> None:
    path = shell.home / "c.csv"
    text = "Firma;Text\nŠkoda;We plant trees.\nŠkoda;We cut žluťoučký kůň úpěl ďábelské ódy, by half.\n"
    path.write_bytes(text.encode("cp1250"))
    assert "it is read as cp1250" in shell.well("import", path).err
    before = load(shell.home / "c.toml").claims
    path.write_bytes(
        (text + "Škoda;We save water.\n").replace("úpěl ďábelské ódy", "in all of Žilina").encode("cp1250")
    )
    assert "is read as cp1250, as before" in shell.well("import", path, "--update").err
    path.write_bytes(text.encode("utf-16-le"))
    shell.well("import", path, "--update")
    assert load(shell.home / "c.toml").claims == before
    assert "encoding" not in (shell.home / "c.toml").read_text(encoding="utf-8")


def test_the_row_of_the_headings_is_said_and_kept(shell: Shell) -> None:
    path = shell.home / "t.csv"
    path.write_text("Targets,of,2024\nName,Goal,Year\nABB,We plant trees.,2030\n")
    assert "statement = Goal · company = Name · period = Year" in shell.well("import", path, "--header-row", "2").err
    shell.well("import", path, "--update")
    assert [claim.statement for claim in load(shell.home / "t.toml").claims] == ["We plant trees."]
    assert "has nothing in row 9" in shell("import", path, "--update", "--header-row", "9").err
    assert shell("import", path, "--header-row", "9", "--no-header", "--dry-run").code == 2


def test_an_update_reads_the_same_sheet(shell: Shell) -> None:
    few = [["Claim"], ["We plant trees all over."]]
    many = [*few, ["We buy wind power."], ["We ship by train."]]
    path = workbook(shell.home / "w.xlsx", {"New": few, "Old": many})
    shell.well("import", path, "--sheet", "New")
    assert 'sheet = "New"' in (shell.home / "w.toml").read_text()
    assert "Wrote 1 claim of" in shell.well("import", path, "--update").err
    assert "Wrote 3 claims of" in shell.well("import", path, "--update", "--sheet", "Old").err
    workbook(path, {"New": few, "Other": few})
    refused = shell("import", path, "--update")
    assert (refused.code, "has no sheet 'Old'; there are New, Other" in refused.err) == (2, True)


def test_sheets_of_several_years_become_one_dataset(shell: Shell) -> None:
    def year(what: str) -> list[Cells]:
        return [["Company", "Claim"], ["ABB", f"We plant trees in {what}."]]

    path = workbook(shell.home / "w.xlsx", {"Note": [["by me"]], "2023": year("Bern"), "2024": year("Rome")})
    done = shell.well("import", path, "--all-sheets")
    assert ("period = Sheet" in done.err, "Wrote 2 claims of 1 company" in done.err) == (True, True)
    assert 'sheet = "*"' in (shell.home / "w.toml").read_text()
    workbook(path, {"2023": year("Bern"), "2024": year("Rome"), "2025": year("Oslo")})
    assert "Wrote 3 claims of 1 company" in shell.well("import", path, "--update").err
    assert "Wrote 2 claims of" in shell.well("import", path, "--update", "--sheet", "2025", "--sheet", "2024").err
    assert "sheet = [" in (shell.home / "w.toml").read_text()
    assert shell("import", path, "--update", "--sheet", "2025", "--all-sheets").code == 2


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


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_export_is_imported_with_the_same_claims(shell: Shell) -> None:
    for name in ("a.csv", "a.jsonl"):
        shell.well("--data", shell.data, "export", "--output", name)
    text, before = (shell.home / "a.csv").read_text(encoding="utf-8-sig"), rows_of(shell.home / "a.csv")
    statement = before[0]["statement"]
    (shell.home / "a.csv").write_text(text.replace(statement, f"'- {statement}"))
    shell.well("import", "a.csv", "--output", "b.toml")
    shell.well("import", "a.jsonl", "--output", "c.toml")
    made = (shell.home / "b.toml").read_text(encoding="utf-8")
    assert f"- {statement}" in made
    (shell.home / "b.toml").write_text(made.replace(f"- {statement}", statement))
    for name in ("b", "c"):
        shell.well("--data", f"{name}.toml", "export", "--output", f"{name}.csv")
    assert rows_of(shell.home / "b.csv") == before
    without = [{key: row[key] for key in row if key != "places"} for row in before]
    assert [{key: row[key] for key in row if key != "places"} for row in rows_of(shell.home / "c.csv")] == without
    claims = [load(path).claims for path in (shell.data, shell.home / "c.toml")]
    assert [claim.places for claim in claims[0]] == [claim.places for claim in claims[1]]


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_what_an_export_lists_may_have_commas(shell: Shell, suffix: str) -> None:
    listed = 'standards = ["Regulation (EU) 2023/1542, Article 7", "ISO 14001"]\ntags = ["water, waste", "seen"]'
    text = shell.data.read_text(encoding="utf-8").replace('kind = "achievement"', f'kind = "achievement"\n{listed}', 1)
    shell.data.write_text(text, encoding="utf-8")
    shell.well("--data", shell.data, "export", "--output", f"a.{suffix}")
    shell.well("import", f"a.{suffix}", "--output", "b.toml")
    before, after = (load(path).claims[0] for path in (shell.data, shell.home / "b.toml"))
    assert (after.standards, after.tags) == (before.standards, before.tags)
    assert len(after.standards) == len(after.tags) == 2


def test_rows_that_were_left_out_are_imported_once_they_are_mended(shell: Shell) -> None:
    (shell.home / "c.csv").write_text("Company,Claim\nABB,We plant trees.\n,=we save water\n")
    shell("import", "c.csv", "--rejected", "left.csv")
    shell.well("import", "left.csv", "--company", "Bolt")
    made = (shell.home / "left.toml").read_text(encoding="utf-8")
    assert 'statement = "=we save water"' in made
    assert not {"x-reason", "x-row", "x-map"}.intersection(made.split())


@pytest.mark.parametrize("several", [False, True])
def test_rows_that_were_left_out_know_what_their_columns_are(shell: Shell, several: bool) -> None:
    (shell.home / "c.csv").write_text("Who,Due,Goal\nABB,2030,Trees\n,2031,Water\n")
    (shell.home / "d.csv").write_text("Who,Due,Goal\nEiffage,2032,Wood\n")
    said = ("--map", "company=Who,statement=Goal", "--map", "ignore=Due", "--rejected", "left.csv")
    shell("import", "c.csv", *(["d.csv"] if several else []), *said)
    text = (shell.home / "left.csv").read_text()
    (shell.home / "left.csv").write_text(text.replace(",,2031", ",Bolt,2031"))
    done = shell.well("import", "left.csv")
    assert "statement = Goal · company = Who\n" in done.err
    assert [claim.statement for claim in load(shell.home / "left.toml").claims] == ["Water"]
    (shell.home / "left.csv").write_text(text + text.splitlines()[1].replace(",,2031", ",Bolt,2031"))
    shell("import", "left.csv", "--force", "--rejected", "again.csv")
    assert (shell.home / "again.csv").read_text().replace("\n2,", "\n3,") == text.replace("file,", "").replace(
        "c.csv,", ""
    )
    (shell.home / "older.csv").write_text("row,reason,Who,Goal\n3,there is no company in Who,Bolt,We save water.\n")
    assert "statement = Goal" in shell.well("import", "older.csv").err


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
    assert "filed under Two:" in shell.well("import", path, "--output", "likeliest.toml", "--title", "Two").err


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
