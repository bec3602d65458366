"""What the program wrote is imported again: exports of claims, and rows that an import left out."""

import csv
from pathlib import Path

import msgspec
import pytest

from esgtui.dataset.loader import load
from tests.cli.import_tables import FIRST
from tests.cli.shell import Shell
from tests.intake.made import csv_file


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
def test_what_an_export_lists_may_have_commas_and_semicolons(shell: Shell, suffix: str) -> None:
    listed = 'standards = ["Regulation (EU) 2023/1542, Article 7", "A; B"]\ntags = ["water, waste", "seen; read"]'
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


AS_PEOPLE_WRITE = """format = 1

[dataset]
id = "ours"
title = "Ours"

[[companies]]
id = "ABB_Group"
name = "ABB, Ltd; “Asea”"

[[companies]]
id = "Müller-AG"
name = "Müller & Söhne"

[[pillars]]
id = "Climate_Action"
company = "ABB_Group"
title = "climate_action"

[[pillars]]
id = "Wasser-Boden"
company = "Müller-AG"
title = "Wasser, Boden; Luft"

[[sources]]
id = "AR-2023"
company = "ABB_Group"
title = "Annual report, 2023; \\"final\\""
url = "https://example.org/a;b"

[[claims]]
id = "ABB-001"
company = "ABB_Group"
pillar = "Climate_Action"
kind = "target"
statement = "We cut \\"CO2\\"; by half, until 2030.\\nÄöü ß — 減らす"
quote = "'by half'; says\\nour report, twice"
target_year = 2030
standards = ["ISO 14001, part 2"]
assurance = "EY, LLP"
tags = ["Evidence/No-Baseline", "a, b"]
places = [{ source = "AR-2023", section = "3, Climate; page 12", paragraph = 4 }]
metrics = [{ name = "CO2: scope 1, 2; x", value = 50.5, unit = "%", per = "Vehicle" }, { name = "y", value = -3 }]
x-Note = "Semi;colon, \\"q\\"\\nnewline"

[[claims]]
id = "Mü-1"
company = "Müller-AG"
pillar = "Wasser-Boden"
statement = "=Wir sparen Wasser; überall, immer."
"""


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_ids_and_texts_come_back_as_people_wrote_them(shell: Shell, suffix: str) -> None:
    (shell.home / "ours.toml").write_text(AS_PEOPLE_WRITE, encoding="utf-8")
    shell.well("--data", "ours.toml", "export", "--output", f"a.{suffix}")
    shell.well("import", f"a.{suffix}", "--output", "b.toml")
    before, after = (load(shell.home / name) for name in ("ours.toml", "b.toml"))
    assert after.tables.companies == before.tables.companies
    assert after.tables.pillars == before.tables.pillars
    titles = {source.id: source.title for dataset in (before, after) for source in dataset.tables.sources}
    for here, there in zip(before.claims, after.claims, strict=True):
        stands = [
            [(titles[each.source], each.section, each.paragraph) for each in claim.places] for claim in (here, there)
        ]
        assert stands[0] == stands[1]
        assert msgspec.structs.replace(there, places=here.places) == here
