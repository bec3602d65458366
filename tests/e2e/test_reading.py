"""A document is read in a real terminal, by keys alone: to a dataset that loads, and on into the explorer."""

from tests.e2e.desk import Desk
from tests.e2e.explorer import ENTER
from tests.workspace.report import RECYCLED, TARGET, write_report


def test_a_document_becomes_a_dataset_that_opens(desk: Desk) -> None:
    write_report(desk.folder)
    reader = desk.start("read", "velo-report.txt", "--into", "velo.toml")
    reader.wait_for("Offered as claims")
    reader.press("/recycled", "claims ── 1 of ")
    reader.press(f"{ENTER}P", "The claims of this section")
    reader.press(f"{ENTER}Tcircular", "esrs:E5")
    reader.press(f"{ENTER}{ENTER}Velomade AG{ENTER}", "Took velomade-ag-001")  # typed ahead, through a dialog
    reader.escape("claims ── 1 of ")
    reader.press("nt", "Took velomade-ag-002")
    reader.press("x", "Dismissed")
    reader.press("uu", "Took velomade-ag-002 out of the file again")
    reader.press("t", "Took velomade-ag-002, which")
    assert desk.shell("validate", "velo.toml").stderr.endswith("no problem in 2 claims.\n")
    assert desk.shell("fmt", "--check", "velo.toml").returncode == 0
    reader.send("q")
    assert reader.exit_code() == 0
    assert "Open it with: esgtui velo.toml" in reader.text.replace("\n", "")

    reader = desk.start("read", "velo-report.txt", "--into", "velo.toml", columns=60, rows=20)
    reader.wait_for("2 taken")
    reader.press("o", "velo ▸ 2 claims")
    reader.quit()
    shown = desk.shell("--data", "velo.toml", "list", "claims").stdout
    assert RECYCLED[:40] in shown
    assert TARGET[:40] in shown
    assert "Clean Materials" in desk.shell("--data", "velo.toml", "show", "velomade-ag-002").stdout
