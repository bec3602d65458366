"""A table of the kind that analysts have: every text a claim, worked on, exported, and a newer one over it."""

import csv
from collections import Counter
from pathlib import Path

from esgtui.dataset.loader import load
from esgtui.exchange.formats import FORMATS
from tests.cli.shell import Shell
from tests.intake.made import csv_file

DATA = ("--data", "tracker.toml")
COMPANIES = (
    ("ABB", "CHE", "Manufacturing"), ("Prudential", "GBR", "Services"), ("Prudential", "USA", "Services"),
    ("Crédit Agricole", "FRA", "Services"), ("比亚迪", "CHN", "Manufacturing"),
)  # fmt: skip
TEXTS = {
    "end_target_text": '"We are {0}, and will be net zero by 2050." (pg. 29)',
    "interim_target_text": "80% less by 2030; “{0}”\n\n• scope 1\r\n• scope 2\t(p. 3)",
    "targets_notes": "{0}: see https://a.org/x?y=1&z=%20, =SUM(A1) #REF!, [b]not bold[/b] \\n",
    "coverage_notes": "  {0} sagt: größtenteils „erreicht“ – 目标已达成  ",
    "governance_notes": "",
}
COLUMNS = [
    *("id", "company", "country", "industry", "group", "text", "end_target", "end_year", "baseline_year", "status"),
    *("scope_1", "plan", "source_url"),
]


def tracker() -> list[dict[str, str]]:
    """Return one row for each text of each company, as trackers of targets publish them."""
    rows = []
    for number, (company, country, industry) in enumerate(COMPANIES, 1):
        for group, text in TEXTS.items():
            cells = [f"t-{number:04}-{group}", company, country, industry, group, text.format(company), "Net zero"]
            cells += ["2050", "2019", "In law" if number % 2 else "", "Yes", "No", f"https://a.org/{number}.pdf"]
            rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def texts_in(path: Path) -> Counter[str]:
    """Return the texts of a table as a plain reader finds them, but for the space around them and how lines end."""
    with path.open(encoding="utf-8", newline="") as file:
        texts = [row["text"].strip().replace("\r\n", "\n") for row in csv.DictReader(file)]
    return Counter(filter(None, texts))


def test_a_tracker_is_imported_worked_on_exported_and_imported_anew(shell: Shell) -> None:
    table = csv_file(shell.home / "tracker.csv", tracker())
    done = shell("import", table)
    assert (done.code, "statement = text" in done.err, "Prudential (GB, US)" in done.err) == (1, True, True)
    assert f"of {len(COMPANIES)} companies ({len({name for name, *_ in COMPANIES})} names)" in done.err + done.out
    dataset = load(shell.home / "tracker.toml")
    assert Counter(claim.statement for claim in dataset.claims) == texts_in(table)
    assert len(dataset.companies) == len(COMPANIES)

    found = [each["id"] for each in shell.well(*DATA, "search", "company:prudential-us net zero", "--json").objects]
    assert found == ["t-0003-end_target_text"]
    worked_on = [f"t-000{number}-end_target_text" for number in range(1, 5)]
    shell.well(*DATA, "tag", *worked_on, "--add", "check/source")
    shell.well(*DATA, "verdict", worked_on[0], "substantiated")
    shell.well(*DATA, "note", worked_on[1], "No page 29 there.")
    for each in FORMATS:
        shell.well(*DATA, "export", "--format", each.name, "--output", f"out.{each.name}{each.suffix}")
        assert (shell.home / f"out.{each.name}{each.suffix}").stat().st_size > 0
    with (shell.home / "out.csv.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(dataset.claims)

    newer = [row for row in reversed(tracker()) if row["id"] != worked_on[2]]
    for row in newer:
        row["text"] = row["text"].replace("2050", "2045") if row["id"] == worked_on[3] else row["text"]
    newer.insert(3, newer[0] | {"id": "t-0009-new", "text": "We will be net zero by 2040, all of us."})
    shell("import", csv_file(shell.home / "newer.csv", newer), "--output", "tracker.toml", "--update")
    assert Counter(claim.statement for claim in load(shell.home / "tracker.toml").claims) == texts_in(
        shell.home / "newer.csv"
    )
    tagged = {each["id"] for each in shell.well(*DATA, "search", "tag:check/source", "--json").objects}
    assert tagged == {worked_on[0], worked_on[1], worked_on[3]}
    assert [each["id"] for each in shell.well(*DATA, "search", "has:changed", "--json").objects] == [worked_on[3]]
    assert "-[2050] +[2045]" in shell.well("diff", "tracker.toml.old", "tracker.toml").out
    assert worked_on[2] in shell.well(*DATA, "orphans").out
    shell.well(*DATA, "move", worked_on[2], "t-0009-new")
    assert shell.well(*DATA, "orphans").out == ""
    assert shell.well(*DATA, "search", "tag:check/source t-0009-new").lines
