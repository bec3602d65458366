"""Claims drawn from a document: taken as they are filled in, recognised when one comes back, and taken back."""

from pathlib import Path

import pytest

from esgtui.curating.adding import AddingError
from esgtui.curating.order import in_order
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.dataset.model import Metric
from esgtui.reading import ReadingError
from esgtui.reading_opening import Files, default_file, open_reading
from esgtui.verbs.draft import pillar_title

from .report import RECYCLED, TARGET, Desk, find, taken


def test_a_sentence_becomes_a_claim_with_its_place_and_what_its_words_state(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    assert taken(reading, "recycled", standards) == "velomade-ag-001"
    dataset = load(desk.file)
    (claim,) = dataset.claims
    (place,) = claim.places
    assert (claim.statement, claim.quote, claim.period) == (RECYCLED, RECYCLED, "2024")
    assert (place.section, place.paragraph) == ("Clean Materials", 4)
    assert claim.metrics == (Metric(name="recycled aluminium", value=12, unit="kg"),)
    source = dataset.sources[place.source]
    assert (source.title, source.file) == ("Velomade on the Way to Clean Bicycles", "velo-report.txt")
    assert dataset.companies["velomade-ag"].name == "Velomade AG"
    text = desk.file.read_text(encoding="utf-8")
    assert in_order(text, desk.file) == text


def test_what_stands_below_the_title_alone_is_in_no_section_and_found_again(desk: Desk, standards: Dataset) -> None:
    taken(desk.opened(), "fourth time", standards)
    (claim,) = load(desk.file).claims
    assert [(place.section, place.paragraph) for place in claim.places] == [("", 2)]
    again = desk.opened()
    assert not again.is_open(find(again, "fourth time"))


def test_a_quote_over_two_lines_is_one_line(desk: Desk, standards: Dataset) -> None:
    taken(desk.opened(), "2019", standards)
    (claim,) = load(desk.file).claims
    assert (claim.quote, claim.base_year, claim.target_year) == (TARGET, 2019, 2030)


def test_what_is_filled_in_is_what_is_taken(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    sentence = find(reading, "recycled")
    reading.choose_company(sentence, "Velo")
    reading.fill_in(sentence, standards, statement="Recycled aluminium is used.", kind="practice")
    reading.fill_in(sentence, standards, pillar="Clean Materials", topics=("esrs:E5",))
    reading.take(sentence, standards)
    dataset = load(desk.file)
    (claim,) = dataset.claims
    assert (claim.statement, claim.quote, claim.kind) == ("Recycled aluminium is used.", RECYCLED, "practice")
    assert (dataset.pillar_title(claim), dataset.topics_of(claim)) == ("Clean Materials", ("esrs:E5",))
    assert dataset.frameworks["esrs"].title == standards.frameworks["esrs"].title


def test_what_was_used_last_in_a_section_is_likely_in_it(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    first, second, elsewhere = (find(reading, words) for words in ("recycled", "2019", "trains"))
    reading.fill_in(first, standards, pillar="Clean Materials", topics=("esrs:E5",))
    reading.choose_company(first, "Velo")
    reading.take(first, standards)
    assert (reading.draft(second).pillar, reading.draft(second).topics) == ("clean-materials", ("esrs:E5",))
    assert (reading.draft(elsewhere).pillar, reading.draft(elsewhere).topics) == ("", ())
    assert reading.draft(elsewhere).company == "Velo"


def test_what_was_used_last_in_a_section_is_likely_in_it_when_one_comes_back(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    first = find(reading, "recycled")
    reading.choose_company(first, "Velo AG")
    reading.fill_in(first, standards, pillar="Of our own", topics=("esrs:E5",))
    reading.take(first, standards)
    again = desk.opened()
    second, elsewhere = find(again, "2019"), find(again, "trains")
    assert (again.draft(second).pillar, again.draft(second).topics) == ("of-our-own", ("esrs:E5",))
    assert again.draft(elsewhere).pillar == ""
    reading.undo()
    assert reading.draft(second).pillar == ""


def test_a_pillar_that_is_called_as_a_section_is_likely_in_it(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    first = find(reading, "recycled")
    reading.choose_company(first, "Velo")
    reading.fill_in(first, standards, pillar="Who works here")
    reading.take(first, standards)
    again = desk.opened()
    assert pillar_title(again.draft(find(again, "trains")), again.dataset) == "Who works here"


def test_a_claim_has_a_company(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    with pytest.raises(ReadingError, match="whose claim"):
        reading.take(find(reading, "recycled"), standards)
    assert not desk.file.exists()


def test_a_sentence_is_taken_again_only_in_other_words(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    claim = taken(reading, "recycled", standards)
    sentence = find(reading, "recycled")
    for _ in range(2):
        with pytest.raises(ReadingError, match=claim):
            reading.take(sentence, standards)
        with pytest.raises(ReadingError, match=claim):
            reading.dismiss(sentence)
        reading = desk.opened()
    reading.fill_in(sentence, standards, statement="Velomade uses aluminium.")
    assert not reading.is_taken_so(sentence)
    second = reading.take(sentence, standards)
    assert reading.is_taken_so(sentence)
    assert desk.opened().taken == {sentence: (claim, second)}
    assert [each.quote for each in load(desk.file).claims] == [RECYCLED, RECYCLED]
    reading.undo()
    assert (reading.taken, reading.claims_taken) == ({sentence: (claim,)}, 1)


def test_whoever_comes_back_goes_on(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    claim = taken(reading, "recycled", standards)
    dismissed = find(reading, "2019")
    reading.dismiss(dismissed)
    again = desk.opened()
    assert again.taken == {find(again, "recycled"): (claim,)}
    assert again.dismissed == {dismissed}
    assert again.beginning == dismissed + 1
    assert taken(again, "trains", standards) == "velomade-ag-002"
    assert len(load(desk.file).sources) == 1


def test_words_in_which_nothing_is_taken_yet_are_there_when_one_comes_back(desk: Desk, standards: Dataset) -> None:
    words = "Velomade uses recycled aluminium."
    reading = desk.opened()
    sentence, other = find(reading, "recycled"), find(reading, "2019")
    reading.fill_in(sentence, standards, statement=words)
    reading.dismiss(other)
    reading = desk.opened()
    assert (reading.statement(sentence), reading.dismissed) == (words, {other})
    assert reading.is_open(sentence)
    taken(reading, "recycled", standards)
    assert load(desk.file).claims[0].statement == words
    again = desk.opened()
    assert (again.is_reworded(sentence), again.is_taken_so(sentence)) == (False, True)
    reading.undo()
    assert desk.opened().statement(sentence) == words
    reading.fill_in(sentence, standards, statement=reading.sentences[sentence].statement)
    assert not desk.opened().is_reworded(sentence)


def test_further_words_for_what_is_taken_are_there_too(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    claim = taken(reading, "recycled", standards)
    sentence = find(reading, "recycled")
    reading.fill_in(sentence, standards, statement="Velomade uses aluminium.")
    again = desk.opened()
    assert (again.statement(sentence), again.is_taken_so(sentence)) == ("Velomade uses aluminium.", False)
    assert again.taken == {sentence: (claim,)}


def test_what_is_filled_in_for_a_claim_to_be_is_there_at_the_next_reading(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    sentence = find(reading, "recycled")
    reading.choose_company(sentence, "Velo")
    reading.fill_in(sentence, standards, kind=None)
    reading.fill_in(sentence, standards, pillar="Steel")
    reading.fill_in(sentence, standards, topics=("esrs:E5",))
    reading.fill_in(sentence, standards, drawn={"period": "2023"})
    again = desk.opened()
    draft = again.draft(sentence)
    assert (draft.kind, draft.pillar, draft.topics, draft.drawn.period) == (None, "Steel", ("esrs:E5",), "2023")
    assert draft.drawn.metrics == reading.draft(sentence).drawn.metrics
    assert not again.can_undo

    taken(again, "recycled", standards, company="Velo")
    (claim,) = load(desk.file).claims
    assert (claim.kind, claim.period, load(desk.file).pillar_title(claim)) == (None, "2023", "Steel")
    (kept,) = desk.kept_in.iterdir()
    assert "Steel" not in kept.read_text(encoding="utf-8"), "it is in the file by now"
    again.undo()
    assert desk.opened().draft(sentence).pillar == "Steel"


def test_what_an_earlier_version_kept_is_read_and_what_is_damaged_is_not(desk: Desk) -> None:
    reading = desk.opened()
    sentence = find(reading, "2019")
    offer = reading.sentences[sentence]
    reading.dismiss(sentence)
    (kept,) = desk.kept_in.iterdir()
    kept.write_text(f"[[{offer.paragraph}, {offer.start}], [999, 0]]")
    assert desk.opened().dismissed == {sentence}
    kept.write_text(f'{{"dismissed": [], "wordings": [[[{offer.paragraph}, {offer.start}], "In other words."]]}}')
    assert desk.opened().statement(sentence) == "In other words."
    kept.write_text('{"dismissed": [], "wordings": [[4')
    assert not desk.opened().dismissed


def test_a_document_is_recognised_by_its_quotes_where_its_title_was_mended(desk: Desk, standards: Dataset) -> None:
    claim = taken(desk.opened(), "recycled", standards)
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(text.replace('title = "Velomade on', 'title = "On').replace('file = "', 'x-file = "'))
    again = desk.opened()
    assert list(again.taken.values()) == [(claim,)]


def test_steps_are_taken_back_one_by_one(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    after_first = desk.file.read_bytes()
    taken(reading, "2019", standards)
    last = find(reading, "trains")
    reading.dismiss(last)
    assert reading.undo()[0] == last
    assert not desk.opened().dismissed
    reading.undo()
    assert desk.file.read_bytes() == after_first
    reading.undo()
    assert not desk.file.exists()
    assert not reading.can_undo
    assert taken(reading, "2019", standards) == "velomade-ag-001"
    assert load(desk.file).companies["velomade-ag"].name == "Velomade AG"


def test_a_dismissed_sentence_that_is_taken_is_dismissed_again_once_that_is_undone(
    desk: Desk, standards: Dataset
) -> None:
    reading = desk.opened()
    sentence = find(reading, "recycled")
    reading.dismiss(sentence)
    taken(reading, "recycled", standards)
    reading.undo()
    assert (reading.taken, reading.dismissed, desk.opened().dismissed) == ({}, {sentence}, {sentence})
    assert reading.undo() == (sentence, "Offered again.")
    assert reading.is_open(sentence)
    assert not desk.opened().dismissed


def test_what_was_edited_by_hand_stays(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    edited = desk.file.read_text(encoding="utf-8").replace("put 12 kg", "put 13 kg")
    desk.file.write_text(edited, encoding="utf-8")
    with pytest.raises(AddingError):
        reading.undo()
    assert desk.file.read_text(encoding="utf-8") == edited


def test_what_somebody_took_out_by_hand_does_not_stand_in_the_way_of_undo(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    after_first = desk.file.read_text(encoding="utf-8")
    taken(reading, "2019", standards)
    desk.file.write_text(after_first, encoding="utf-8")
    reading.undo()
    assert desk.file.read_text(encoding="utf-8") == after_first
    taken(reading, "2019", standards)
    desk.file.unlink()
    reading.undo()
    reading.undo()
    assert (reading.taken, reading.can_undo, desk.file.exists()) == ({}, False, False)


def test_what_is_like_a_claim_is_offered_and_the_rest_is_there(desk: Desk) -> None:
    reading = desk.opened()
    offered = [reading.sentences[index].statement for index in reading.order("document", shows_all=False)]
    assert {RECYCLED, TARGET} <= set(offered)
    assert "Lunch is served at noon." not in offered
    assert find(reading, "LÜNCH noon") in reading.order("document", shows_all=True)
    likeliest = reading.order("score", shows_all=False)
    scores = [reading.sentences[index].score for index in likeliest]
    assert scores == sorted(scores, reverse=True)
    assert [each.name for each in reading.likely_companies()] == ["Velomade"]


def test_claims_of_another_company_go_into_the_same_file(desk: Desk, standards: Dataset) -> None:
    reading = desk.opened()
    taken(reading, "recycled", standards)
    desk.file.write_text("# read in June\n" + desk.file.read_text(encoding="utf-8"), encoding="utf-8")
    before = desk.file.read_bytes()
    desk.document = desk.file.parent / "tyres.txt"
    desk.document.write_text(
        "Tyres\n\nTyre Works will use 60 % recycled rubber by 2035.\n\nTyre Works is 50 years old.", encoding="utf-8"
    )
    reading = desk.opened()
    assert taken(reading, "rubber", standards, company="Tyre Works") == "tyre-works-001"
    assert taken(reading, "50 years", standards, company="Tyre Works") == "tyre-works-002"
    dataset = load(desk.file)
    assert [(claim.id, claim.company) for claim in dataset.claims] == [
        *(("velomade-ag-001", "velomade-ag"), ("tyre-works-001", "tyre-works"), ("tyre-works-002", "tyre-works"))
    ]
    assert [source.company for source in dataset.sources.values()] == ["velomade-ag", "tyre-works"]
    text = desk.file.read_text(encoding="utf-8")
    assert in_order(text, desk.file) == text
    assert text.startswith("# read in June\n")
    reading.undo()
    reading.undo()
    assert desk.file.read_bytes() == before


def test_documents_read_into_a_folder_are_one_dataset(desk: Desk, tmp_path: Path, standards: Dataset) -> None:
    folder = tmp_path / "both"
    folder.mkdir()
    taken(open_reading(Files(desk.document, folder), lambda *_: None), "recycled", standards)
    assert load(folder / "velo-report.toml").header.id == "velo-report"
    other = tmp_path / "tyres.txt"
    other.write_text("Tyres\n\nTyre Works will use 60 % recycled rubber by 2035.\n", encoding="utf-8")
    reading = open_reading(Files(other, folder), lambda *_: None)
    assert reading.file.root() == folder
    assert taken(reading, "rubber", standards, company="Tyre Works") == "tyre-works-001"
    assert [claim.company for claim in load(folder).claims] == ["tyre-works", "velomade-ag"]
    assert "[dataset]" not in (folder / "tyres.toml").read_text(encoding="utf-8")
    again = open_reading(Files(other, folder / "velo-report.toml"), lambda *_: None)
    assert (again.file.root(), list(again.taken.values())) == (folder, [("tyre-works-001",)])
    reading.undo()
    assert [file.name for file in folder.iterdir()] == ["velo-report.toml"]
    assert taken(reading, "rubber", standards, company="Velomade AG") == "velomade-ag-002"
    assert list(load(folder).companies) == ["velomade-ag"]


def test_another_document_of_the_same_title_is_a_source_of_its_own(tmp_path: Path, standards: Dataset) -> None:
    reports = {"one": "One will halve its waste by 2030.", "two": "Two will double its sales of bicycles by 2040."}
    for name, sentence in reports.items():
        (tmp_path / name).mkdir()
        document = tmp_path / name / "report.md"
        document.write_text(f"# Sustainability Report 2024\n\n{sentence}\n", encoding="utf-8")
        reading = open_reading(Files(document, tmp_path / "both.toml"), lambda *_: None)
        assert not reading.taken
        reading.choose_company(0, name)
        reading.take(find(reading, sentence), standards)
    dataset = load(tmp_path / "both.toml")
    assert [(source.id, source.company) for source in dataset.sources.values()] == [
        *(("sustainability-report-2024", "one"), ("sustainability-report-2024-2", "two"))
    ]
    assert [claim.places[0].source for claim in dataset.claims] == list(dataset.sources)
    again = open_reading(Files(tmp_path / "one" / "report.md", tmp_path / "both.toml"), lambda *_: None)
    assert again.draft(find(again, "waste")).company == "one"
    assert list(again.taken.values()) == [("one-001",)]


def test_a_file_is_named_after_its_document() -> None:
    assert default_file(Path("reports/Velo 2024.pdf"), Path("sets")) == Path("sets/Velo 2024.toml")


def test_whose_document_it_is_and_what_was_read_of_it_is_known_where_the_dataset_has_it(
    desk: Desk, standards: Dataset
) -> None:
    desk.file.write_text(
        'format = 1\n\n[dataset]\nid = "two"\ntitle = "Two"\n\n[[companies]]\nid = "tyres"\nname = "Tyres"\n\n'
        '[[companies]]\nid = "velo"\nname = "Velo AG"\n\n[[sources]]\nid = "r"\ncompany = "velo"\n'
        'title = "Velomade on the way to clean bicycles"\n\n[[claims]]\nid = "v-1"\ncompany = "velo"\n'
        'statement = "Aluminium is recycled."\nplaces = [{ source = "r", paragraph = 4 }]\n'
    )
    reading = desk.opened()
    sentence = find(reading, "recycled")
    assert reading.draft(sentence).company == "velo"
    assert [claim.id for claim in reading.beside(sentence)] == ["v-1"]
    assert reading.take(sentence, standards) == "v-2"
    assert [claim.id for claim in reading.beside(sentence)] == ["v-1"]
    assert [claim.id for claim in reading.beside(find(reading, "2019"))] == ["v-1", "v-2"]
    desk.file.write_text(desk.file.read_text().replace("clean bicycles", "wheels").replace("Velo AG", "Velomade"))
    assert desk.opened().draft(sentence).company == "velo"
