"""Of several programs one recovers a journal, and the next one ends what another began; all go on with the new one."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from esgtui.annotation.journal import Journal
from esgtui.annotation.opening import recovered_file
from esgtui.annotation.recovery import Recovery, write_journal
from esgtui.annotation.salvage import salvage
from tests.patience import LONG

from .samples import held, opened, star
from .test_journal_faults import filled
from .test_recovery import PAGE, large


def test_a_recovery_that_began_in_another_folder_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = large(tmp_path).relative_to(tmp_path)
    whole = Journal(path, "sample").changes()
    told = Recovery(str(path), str(path.with_name("aside.sqlite")), "a test", len(whole), 0)
    write_journal(salvage(path, "sample"), recovered_file(path), "sample", told)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert Journal(tmp_path / path, "sample").changes() == whole
    assert (tmp_path / path).with_name("aside.sqlite").exists()


def test_a_recovery_that_was_killed_at_its_end_is_ended_by_the_next_program(tmp_path: Path) -> None:
    for step in range(3):
        path = large(tmp_path / str(step))
        whole = Journal(path, "sample").changes()
        told = Recovery(str(path), str(path.with_name("aside.sqlite")), "a test", len(whole), 0)
        write_journal(salvage(path, "sample"), recovered_file(path), "sample", told)
        if step > 0:
            path.rename(told.aside)
        if step > 1:
            path.with_name(path.name + ".lock").touch()
        journal = Journal(path, "sample")
        assert journal.changes() == whole
        assert journal.take_recoveries() == [told]
        assert sorted(file.name for file in path.parent.iterdir() if "-" not in file.name) == [
            "aside.sqlite",
            "sample.sqlite",
        ]


def test_of_several_programs_one_recovers(tmp_path: Path) -> None:
    path = large(tmp_path)
    content = bytearray(path.read_bytes())
    content[8 * PAGE : 9 * PAGE] = b"\xff" * PAGE
    path.write_bytes(content)
    look = "import sys; from pathlib import Path; from esgtui.annotation import waiting\n"
    look += f"from esgtui.annotation.journal import Journal; waiting.PATIENCE = {LONG}\n"
    look += "j = Journal(Path(sys.argv[1]), 'sample'); print(len(j.take_recoveries()), len(j.changes()))"
    programs = [
        subprocess.Popen([sys.executable, "-c", look, str(path)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    told = sorted(program.communicate()[0].split() for program in programs)
    assert [recoveries for recoveries, _ in told] == ["0", "0", "0", "1"]
    assert len({changes for _, changes in told}) == 1
    assert len(list(path.parent.glob("sample.damaged*.sqlite"))) == 1


def test_a_program_that_had_the_damaged_file_open_goes_on_with_the_recovered_one(tmp_path: Path) -> None:
    path = large(tmp_path)
    one = Journal(path, "sample")
    content = bytearray(path.read_bytes())
    content[8 * PAGE : 9 * PAGE] = b"\xff" * PAGE
    with path.open("r+b") as file:
        file.write(content)
    other = Journal(path, "sample")
    (told,) = other.take_recoveries()
    one.write("ada", [star("new")], {})
    assert one.take_recoveries() == [told]
    assert held(opened(tmp_path).history)["new", "ada", "star"] is True


def test_who_asks_for_recoveries_does_not_wait_for_what_works_with_the_file(tmp_path: Path) -> None:
    journal = Journal(filled(tmp_path), "sample")
    with journal.ledger.lock:
        asked = threading.Thread(target=journal.take_recoveries, daemon=True)
        asked.start()
        asked.join(LONG)
        assert not asked.is_alive()
