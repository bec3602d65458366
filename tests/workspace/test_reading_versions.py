"""A document that comes in another file or version: what was taken from it before is known again."""

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load

from .report import REPORT, Desk, find, taken


def test_a_document_of_which_claims_were_read_from_another_file_is_told_to_have_other_paragraphs(
    desk: Desk, standards: Dataset
) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    taken(reading, "300 employees", standards)
    assert reading.remarks == desk.opened().remarks == ()
    title, *paragraphs = REPORT.split("\n\n")
    page = f"<title>{title}</title><h1>{title}</h1><p>Welcome to our pages.</p><p>{'</p><p>'.join(paragraphs)}</p>"
    desk.document = desk.document.with_suffix(".html")
    desk.document.write_text(page, encoding="utf-8")
    again = desk.opened()
    ((short, told),) = again.remarks
    assert short == "other paragraphs"
    assert sorted(again.taken.values()) == [("velomade-ag-001",), ("velomade-ag-002",)]
    assert told.startswith(
        "2 claims of Velomade on the Way to Clean Bicycles (velo-report.txt) stand in other paragraphs"
    )
    assert "what you take has the paragraphs of velo-report.html" in told
    taken(desk.opened(), "by half", standards)
    assert len(load(desk.file).claims) == 3


def test_what_was_taken_is_known_where_a_newer_version_has_it_further_down(desk: Desk, standards: Dataset) -> None:
    twice = f"{REPORT}\nVelomade trains all 300 employees in safety at work every year.\n"
    desk.document.write_text(twice, encoding="utf-8")
    reading = desk.opened()
    taken(reading, "recycled", standards)
    first, _ = reading.order("document", shows_all=True, words="300 employees")
    reading.take(first, standards)
    title, rest = twice.split("\n", 1)
    desk.document.write_text(f"{title}\n\nThis is the second edition.\n{rest}", encoding="utf-8")
    again = desk.opened()
    first, second = again.order("document", shows_all=True, words="300 employees")
    assert again.taken == {find(again, "recycled"): ("velomade-ag-001",), first: ("velomade-ag-002",)}
    assert again.take(second, standards) == "velomade-ag-003"
