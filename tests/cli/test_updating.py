"""`esgtui import --update` of a dataset that people added to: what no import made is never lost without a word."""

import pytest

from tests.cli.shell import Shell
from tests.intake.made import csv_file

ROWS = [
    {"Id": f"t-{number}", "Company": "ABB", "Claim": f"We cut our waste by {number} percent."}
    for number in range(10, 15)
]
UPDATE = ("import", "claims.csv", "--output", "claims.toml", "--update")
OWN_CLAIM = '\n[[claims]]\nid = "abb-001"\ncompany = "abb"\nstatement = "We offset all our flights."\n'


def imported(shell: Shell, *, with_ids: bool = True) -> None:
    """Import the table, of which a newer version lacks the first row."""
    rows = ROWS if with_ids else [{key: row[key] for key in ("Company", "Claim")} for row in ROWS]
    shell.well("import", csv_file(shell.home / "claims.csv", rows), "--output", "claims.toml")
    csv_file(shell.home / "claims.csv", rows[1:])


def add(shell: Shell, text: str) -> str:
    """Add to the dataset's file by hand; return all of it."""
    path = shell.home / "claims.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("with_ids", [True, False])
def test_an_update_drops_no_claim_that_no_import_made(shell: Shell, with_ids: bool) -> None:
    imported(shell, with_ids=with_ids)
    before = add(shell, OWN_CLAIM)
    for _ in ("as it was written", "put in order"):
        refused = shell(*UPDATE)
        told = (
            "1 of the claims (t-10, abb-001) that the table does not have"
            if with_ids
            else "would drop: claims (abb-001)"
        )
        assert (refused.code, told in refused.err, "--update --force" in refused.err) == (1, True, True)
        assert (shell.home / "claims.toml").read_text(encoding="utf-8") == before
        assert not (shell.home / "claims.toml.old").exists()
        shell.well("fmt", "claims.toml")
        before = (shell.home / "claims.toml").read_text(encoding="utf-8")
    assert "Wrote 4 claims" in shell.well(*UPDATE, "--force").err
    assert "abb-001" not in (shell.home / "claims.toml").read_text(encoding="utf-8")


def test_a_dry_run_foretells_what_an_update_comes_to(shell: Shell) -> None:
    imported(shell)
    assert "Would write 4 claims of" in shell.well(*UPDATE, "--dry-run").err
    before = add(shell, OWN_CLAIM)
    refused = shell(*UPDATE, "--dry-run")
    assert (refused.code, refused.err.splitlines()[-1]) == (1, shell(*UPDATE).err.splitlines()[-1])
    assert "Company" in refused.out
    assert "Would write 4 claims of" in shell.well(*UPDATE, "--dry-run", "--force").err
    refused = shell("import", "claims.csv", "--output", "claims.toml", "--dry-run")
    assert (refused.code, "claims.toml exists already; say --update" in refused.err) == (1, True)
    assert (shell.home / "claims.toml").read_text(encoding="utf-8") == before
    assert sorted(file.name for file in shell.home.glob("claims.*")) == ["claims.csv", "claims.toml"]


def test_claims_of_a_file_beside_it_outlive_updates(shell: Shell) -> None:
    imported(shell)
    (shell.home / "both").mkdir()
    (shell.home / "claims.toml").rename(shell.home / "both" / "claims.toml")
    (shell.home / "both" / "own.toml").write_text(OWN_CLAIM, encoding="utf-8")
    shell.well("import", "claims.csv", "--output", "both/claims.toml", "--update")
    assert "no problem in 5 claims" in shell.well("validate", "both").err


def test_a_row_that_is_gone_or_words_that_changed_are_no_reason_to_refuse(shell: Shell) -> None:
    imported(shell)
    path = shell.home / "claims.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("by 12 percent", "by a dozen percent"), encoding="utf-8")
    assert "Wrote 4 claims" in shell.well(*UPDATE).err


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ('[[codebook]]\ntag = "water"\ntitle = "Water"\n', "codebook (water)"),
        ('[[verdicts]]\nid = "refuted"\ntitle = "Refuted"\n', "verdicts (refuted)"),
        ('[[sources]]\nid = "report"\ncompany = "abb"\ntitle = "A report"\n', "sources (report)"),
        (
            '[[sources]]\nid = "report"\ncompany = "abb"\ntitle = "A report"\nx-read-by = "mei"\n',
            "more of sources (report)",
        ),
        ('[[frameworks]]\nid = "own"\ntitle = "Own"\n', "frameworks (own)"),
        ('[[companies]]\nid = "asea"\nname = "Asea"\naliases = ["ASEA"]\n', "more of companies (asea)"),
    ],
)
def test_what_else_was_written_by_hand_is_named(shell: Shell, added: str, told: str) -> None:
    imported(shell)
    add(shell, f"\n{added}")
    refused = shell(*UPDATE)
    assert (refused.code, told in refused.err) == (1, True)


def test_the_file_that_somebody_put_to_a_document_is_named(shell: Shell) -> None:
    csv_file(shell.home / "claims.csv", [row | {"Source": "A report"} for row in ROWS])
    shell.well("import", "claims.csv", "--output", "claims.toml")
    path = shell.home / "claims.toml"
    path.write_text(path.read_text().replace('title = "A report"', 'title = "A report"\nfile = "report.txt"'))
    refused = shell(*UPDATE)
    assert (refused.code, "an update would drop: more of sources (abb-" in refused.err) == (1, True)


def test_what_somebody_wrote_in_place_of_how_it_was_imported_is_told(shell: Shell) -> None:
    imported(shell)
    (shell.home / "claims.toml").write_text('format = 1\n[dataset]\nid = "c"\ntitle = "C"\nx-import = "by mei"\n')
    refused = shell(*UPDATE)
    assert (refused.code, "it was not made by `esgtui import`; --force replaces it" in refused.err) == (1, True)


def test_a_version_before_that_was_changed_by_hand_is_never_written_over(shell: Shell) -> None:
    imported(shell)
    changed = add(shell, OWN_CLAIM)
    assert "diff claims.toml.old claims.toml" in shell.well(*UPDATE, "--force").err
    for _ in range(2):  # what an import made itself gives way to the next version
        assert "diff claims.toml.old-2 claims.toml" in shell.well(*UPDATE).err
    assert (shell.home / "claims.toml.old").read_text(encoding="utf-8") == changed
    assert sorted(each.name for each in shell.home.glob("*.old*")) == ["claims.toml.old", "claims.toml.old-2"]


def test_a_dataset_of_an_older_import_is_told_by_its_ids(shell: Shell) -> None:
    imported(shell, with_ids=False)
    path = shell.home / "claims.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = lines.index("[dataset.x-import.made]\n")
    path.write_text("".join([*lines[:at], *lines[at + 3 : -1]]), "utf-8")
    add(shell, OWN_CLAIM)
    assert "an update would drop: claims (abb-001)" in shell(*UPDATE).err
    path.write_text(path.read_text(encoding="utf-8").replace(OWN_CLAIM, ""), "utf-8")
    shell.well(*UPDATE)


def test_a_dry_run_tells_what_changes_and_which_annotated_claims_go(shell: Shell) -> None:
    imported(shell)
    for claim in ("t-10", "t-11"):
        shell.well("--data", "claims.toml", "tag", claim, "--add", "seen")
    added = {"Id": "t-20", "Company": "ABB", "Claim": "We plant trees."}
    csv_file(shell.home / "claims.csv", [ROWS[1] | {"Claim": "We cut our waste by a tenth."}, *ROWS[3:], added])
    told = shell.well(*UPDATE, "--dry-run").err
    assert "What would change: 1 added, 2 gone, 1 changed." in told
    assert "1 annotated claim would be gone" in told
    assert "annotated" not in shell.well(*UPDATE, "--dry-run", "--id", "another").err
    told = shell.well(*UPDATE).err
    assert "What changed: 1 added, 2 gone, 1 changed; `esgtui diff claims.toml.old claims.toml` tells what." in told
    assert "1 annotated claim is gone" in told
    assert "1 added, 2 gone, 1 changed of 4 claims." in shell.well("diff", "claims.toml.old", "claims.toml").err
    assert "What would change: none of its claims." in shell.well(*UPDATE, "--dry-run").err


def test_an_update_by_another_table_is_refused(shell: Shell) -> None:
    imported(shell)
    before = (shell.home / "claims.toml").read_bytes()
    csv_file(shell.home / "claims.csv", [{"Id": "x", "Company": "Bolt", "Claim": "We ship by train."}])
    for more in ((), ("--dry-run",)):
        refused = shell(*UPDATE, *more)
        assert (refused.code, "has no claim that is in the table" in refused.err) == (1, True)
        assert (shell.home / "claims.toml").read_bytes() == before
        assert not (shell.home / "claims.toml.old").exists()
    assert "Wrote 1 claim of" in shell.well(*UPDATE, "--force").err
    csv_file(shell.home / "claims.csv", [{"Id": "y", "Company": "Bolt", "Claim": "We ship by train."}])
    assert "Wrote 1 claim of" in shell.well(*UPDATE).err
