"""`esgtui import --update`: a newer table under what was annotated, read and made into claims as the one before."""

from pathlib import Path

import pytest

from esgtui.dataset.loader import load
from tests.cli.import_tables import FIRST
from tests.cli.shell import Shell
from tests.intake.made import Cells, csv_file, workbook

NEWER = [
    {"Id": "d", "Company": "Bolt", "Claim": "We ship by train.", "Status": "Pledged"},
    FIRST[2],
    FIRST[0] | {"Claim": "We cut our emissions by a third until 2030."},
]


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


def test_what_divides_decimals_is_said_and_kept(shell: Shell) -> None:
    path = shell.home / "n.csv"
    path.write_text("Company,Claim,Value\nABB,We plant trees.,1.234\nABB,We save water.,12\n")

    def values() -> list[float]:
        return [claim.metrics[0].value for claim in load(shell.home / "n.toml").claims]

    told = "1.234 in row 2 is read as 1.234, since commas divide the cells; --decimal says what divides decimals."
    assert told in shell.well("import", path).err
    assert values() == [1.234, 12]
    assert told not in shell.well("import", path, "--update", "--decimal", ",").err
    shell.well("import", path, "--update")
    assert values() == [1234, 12]
    assert 'decimal = ","' in (shell.home / "n.toml").read_text()
    assert shell("import", path, "--update", "--decimal", ";").code == 2


def test_a_dataset_is_no_longer_called_after_one_of_its_files_once_there_are_several(shell: Shell) -> None:
    files = [csv_file(shell.home / f"{name}.csv", [row]) for name, row in zip(("abb", "bolt"), FIRST, strict=False)]

    def title(*arguments: str | Path) -> str:
        shell.well("import", *arguments, "--output", "car-makers.toml", "--update")
        return load(shell.home / "car-makers.toml").header.title

    assert title(files[0]) == "Abb"
    assert title(files[0], files[1]) == "Car makers"
    assert title(files[0], files[1], "--title", "Mine") == "Mine"
    assert title(files[0]) == title(files[0], files[1]) == "Mine"


def test_a_claim_whose_figure_changed_since_it_was_annotated_has_changed(shell: Shell) -> None:
    rows = [row | {"Value": value, "Unit": "%"} for row, value in zip(FIRST, ("42", "30", "20"), strict=True)]
    path, data = csv_file(shell.home / "c.csv", rows), ("--data", "c.toml")
    shell.well("import", path)
    for claim in ("a", "b"):
        shell.well(*data, "tag", claim, "--add", "seen")
    assert shell(*data, "search", "has:changed", "--json").objects == []
    csv_file(path, [rows[0] | {"Value": "45"}, *rows[1:]])
    assert (
        "1 annotated claim is reworded: `esgtui --data c.toml search has:changed`"
        in shell.well("import", path, "--update").err
    )
    assert [each["id"] for each in shell.well(*data, "search", "has:changed", "--json").objects] == ["a"]
    assert "by half until 2030. (-[42] +[45] %)" in shell.well(*data, "show", "a").out.replace("\n", " ")
    shell.well(*data, "tag", "a", "--add", "seen again")
    assert shell(*data, "search", "has:changed", "--json").objects == []


def test_a_first_figure_and_a_first_year_are_changes_since_a_claim_was_annotated(shell: Shell) -> None:
    said = [{key: row[key] for key in ("Id", "Company", "Claim")} for row in FIRST]
    rows = [
        each | {"Target year": year, "Value": value}
        for each, year, value in zip(said, ("", "", "2040"), ("", "", "10 %"), strict=True)
    ]
    path, data = csv_file(shell.home / "c.csv", rows), ("--data", "c.toml")
    shell.well("import", path)
    for claim in ("a", "b", "c"):
        shell.well(*data, "tag", claim, "--add", "seen")
    csv_file(path, [rows[0] | {"Target year": "2050"}, rows[1] | {"Value": "40 %"}, rows[2]])
    shell.well("import", path, "--update")
    assert [each["id"] for each in shell.well(*data, "search", "has:changed", "--json").objects] == ["a", "b"]


def test_an_update_without_the_ids_of_the_older_import_is_refused(shell: Shell) -> None:
    def table(heading: str, begin: str) -> Path:
        rows = [{heading: f"{begin}{row['Id']}-1"} | {key: row[key] for key in ("Company", "Claim")} for row in FIRST]
        return csv_file(shell.home / "c.csv", rows)

    shell.well("import", table("Nr.", "m-"), "--map", "id=Nr.")
    before = (shell.home / "c.toml").read_bytes()
    for arguments in ([], ["--dry-run"]):
        refused = shell("import", table("Nummer", "m-"), "--update", *arguments)
        assert refused.code == 1
        assert "they stood in Nr.; Nummer has them now, and say --map 'id=Nummer'" in refused.err
        assert (shell.home / "c.toml").read_bytes() == before
    refused = shell("import", table("Nummer", "n-"), "--update")
    assert "see which column has them now, and say --map 'id=COLUMN'" in refused.err
    path = table("Nummer", "m-")
    shell.well("import", path, "--update", "--map", "id=Nummer")
    assert {claim.id for claim in load(shell.home / "c.toml").claims} == {"m-a-1", "m-b-1", "m-c-1"}
    assert (
        "Wrote 1 claim of"
        in shell.well(
            "import", csv_file(path, [{key: FIRST[0][key] for key in ("Company", "Claim")}]), "--update", "--force"
        ).err
    )
