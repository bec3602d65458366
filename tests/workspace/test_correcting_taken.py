"""What is filled in of a claim while a document is read is corrected, before it is taken or after, and taken back."""

from pathlib import Path

import pytest

from esgtui.curating.adding import AddingError
from esgtui.curating.order import in_order
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.dataset.model import Claim, Metric
from esgtui.reading import Reading, ReadingError
from esgtui.verbs.draft import topics_of

from .report import Desk, find, taken

STEEL = Metric(name="recycled steel", value=13, unit="kg", per="bicycle")


def claim_in(desk: Desk) -> Claim:
    (claim,) = load(desk.file).claims
    return claim


def correct_all(reading: Reading, sentence: int, standards: Dataset) -> None:
    reading.fill_in(sentence, standards, drawn={"metrics": (STEEL,)})
    reading.fill_in(sentence, standards, drawn={"period": "2023", "target_year": 2040})
    reading.fill_in(sentence, standards, drawn={"standards": ("ISO 14001",), "conformity": "follows"})
    reading.fill_in(sentence, standards, kind="policy")
    reading.fill_in(sentence, standards, pillar="Steel")
    reading.fill_in(sentence, standards, topics=("esrs:E5",))


def check(claim: Claim, dataset: Dataset) -> None:
    assert (claim.metrics, claim.period, claim.target_year) == ((STEEL,), "2023", 2040)
    assert (claim.standards, claim.conformity, claim.kind) == (("ISO 14001",), "follows", "policy")
    assert (dataset.pillar_title(claim), dataset.topics_of(claim)) == ("Steel", ("esrs:E5",))


def test_what_is_corrected_before_it_is_taken_is_taken_so(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    sentence = find(reading, "recycled")
    correct_all(reading, sentence, standards)
    assert not desk.file.exists()
    taken(reading, "recycled", standards)
    check(claim_in(desk), load(desk.file))


def test_a_claim_that_is_taken_is_corrected_in_the_file(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    as_taken = desk.file.read_bytes()
    reading = desk.opened()
    sentence = find(reading, "recycled")
    correct_all(reading, sentence, standards)
    check(claim_in(desk), load(desk.file))
    text = desk.file.read_text(encoding="utf-8")
    assert in_order(text, desk.file) == text
    again = desk.opened()
    draft = again.draft(sentence)
    assert (draft.drawn.metrics, draft.kind, topics_of(draft, again.dataset)) == ((STEEL,), "policy", ("esrs:E5",))
    assert "quantified" in {finding.attribute for finding in draft.findings if "curator" in finding.by}
    while reading.can_undo:
        reading.undo()
    assert desk.file.read_bytes() == as_taken
    assert reading.draft(sentence).drawn.period == "2024"


def test_what_others_wrote_meanwhile_stays_and_can_stand_in_the_way_of_undo(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    sentence = find(reading, "recycled")
    desk.file.write_text(desk.file.read_text().replace('period = "2024"', 'period = "2024" # on page 1\nx-page = 1'))
    reading.fill_in(sentence, standards, drawn={"metrics": (STEEL,)})
    assert '\nperiod = "2024" # on page 1\nx-page = 1\n' in desk.file.read_text()
    desk.file.write_text("# Read in June.\n" + desk.file.read_text())
    reading.undo()
    assert claim_in(desk).metrics == (Metric(name="recycled aluminium", value=12, unit="kg"),)
    assert desk.file.read_text().startswith("# Read in June.\n")
    reading.fill_in(sentence, standards, kind="policy")
    desk.file.write_text(desk.file.read_text().replace('"policy"', '"context"'))
    with pytest.raises(AddingError, match="was changed"):
        reading.undo()
    assert claim_in(desk).kind == "context"


def test_what_stays_the_same_is_no_step(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    before = desk.file.read_bytes()
    kind = claim_in(desk).kind
    reading.fill_in(find(reading, "recycled"), standards, kind=kind)
    assert desk.file.read_bytes() == before
    assert reading.undo()[1].startswith("Took")


def test_what_was_filled_in_is_taken_back_step_by_step(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    sentence = find(reading, "recycled")
    reading.choose_company(sentence, "Velo")
    correct_all(reading, sentence, standards)
    reading.choose_company(sentence, "Velomade")
    assert (reading.draft(sentence).company, reading.draft(sentence).pillar) == ("Velomade", "")
    assert reading.undo() == (sentence, "Filled in as it was before.")
    assert (reading.draft(sentence).company, reading.draft(sentence).pillar) == ("Velo", "Steel")
    while reading.can_undo:
        reading.undo()
    draft = reading.draft(sentence)
    assert (draft.fields, draft.pillar, draft.topics, draft.drawn.period) == (None, "", (), "2024")
    reading.fill_in(sentence, standards, statement="In other words.")
    reading.undo()
    assert not desk.opened().is_reworded(sentence)


def test_corrections_are_of_the_one_claim_and_not_of_what_else_the_sentence_states(
    desk: Desk, standards: Dataset
) -> None:
    reading = desk.opened()
    sentence = find(reading, "recycled")
    reading.fill_in(sentence, standards, drawn={"metrics": (STEEL,)})
    taken(reading, "recycled", standards)
    reading.fill_in(sentence, standards, statement="Velomade uses 12 kg of aluminium.")
    assert [metric.value for metric in reading.draft(sentence).drawn.metrics] == [12]
    reading.take(sentence, standards)
    reading.fill_in(sentence, standards, kind="policy")
    first, second = load(desk.file).claims
    assert (first.metrics, first.kind == "policy") == ((STEEL,), False)
    assert ([metric.value for metric in second.metrics], second.kind) == ([12], "policy")


def test_a_claim_can_be_taken_out_and_that_can_be_undone(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    taken(reading, "2019", standards)
    before = desk.file.read_bytes()
    reading = desk.opened()
    sentence = find(reading, "recycled")
    assert reading.take_out(sentence) == "velomade-ag-001"
    assert reading.is_open(sentence)
    assert [claim.id for claim in load(desk.file).claims] == ["velomade-ag-002"]
    with pytest.raises(ReadingError, match="not taken"):
        reading.take_out(sentence)
    reading.undo()
    assert desk.file.read_bytes() == before
    assert reading.taken == desk.opened().taken
    reading.take_out(sentence)
    desk.file.write_text("# Read in June.\n" + desk.file.read_text())
    reading.undo()
    assert {claim.id for claim in load(desk.file).claims} == {"velomade-ag-001", "velomade-ag-002"}


def test_a_claim_of_another_file_is_not_corrected_here(desk: Desk, tmp_path: Path, standards: Dataset) -> None:
    taken(desk.opened(), "recycled", standards)
    text = desk.file.read_text(encoding="utf-8")
    head, claims = text.split("[[claims]]", 1)
    desk.file.write_text(head)
    (tmp_path / "more.toml").write_text('[[claims]]\ncompany = "velomade-ag"' + claims)
    reading = desk.opened()
    sentence = find(reading, "recycled")
    assert sentence in reading.taken
    with pytest.raises(AddingError, match="does not have the claim velomade-ag-001"):
        reading.fill_in(sentence, standards, kind="policy")
    assert not reading.can_undo


def test_the_company_of_a_claim_that_is_taken_is_corrected_too(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    sentence = find(reading, "recycled")
    reading.fill_in(sentence, standards, pillar="Steel")
    reading.fill_in(sentence, standards, topics=("esrs:E5",))
    before = desk.file.read_bytes()

    assert reading.choose_company(sentence, "Radwerk") == "velomade-ag-001"
    dataset = load(desk.file)
    (claim,) = dataset.claims
    assert (claim.id, claim.company, claim.pillar) == ("velomade-ag-001", "radwerk", "")
    assert dataset.topics_of(claim) == ("esrs:E5",)
    assert dataset.companies["radwerk"].name == "Radwerk"
    assert reading.draft(sentence).company == "radwerk"
    assert reading.draft(find(reading, "trains")).company == "Radwerk", "and so are those taken from now on"

    assert reading.undo() == (sentence, "velomade-ag-001 is in the file as it was before.")
    assert desk.file.read_bytes() == before
    assert reading.draft(find(reading, "trains")).company == "Velomade AG"


def test_the_company_is_corrected_between_two_that_there_are(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    taken(reading, "2019", standards, company="Radwerk")
    sentence = find(reading, "2019")
    text = desk.file.read_text(encoding="utf-8")
    assert reading.choose_company(sentence, "velomade-ag") == "radwerk-001"
    assert desk.file.read_text(encoding="utf-8") == text.replace(
        'id = "radwerk-001"\ncompany = "radwerk"', 'id = "radwerk-001"\ncompany = "velomade-ag"'
    )
    assert reading.choose_company(sentence, "velomade-ag") == "", "it is so already"
    reading.undo()
    assert desk.file.read_text(encoding="utf-8") == text
