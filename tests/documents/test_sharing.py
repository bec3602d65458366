"""A long document is told by two processes, and what comes of it is what one would find."""

from pathlib import Path

import pytest

from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.documents.document import Document, Paragraph
from esgtui.documents.sharing import Telling
from esgtui.documents.statements import Statements
from esgtui.documents.telling import Teller

TEXTS = ("It holds. We cut waste by 42% by 2030 from 2019.", "Green, by 2040!", "Volt keeps 12 beehives. Who else?", "")
PARAGRAPHS = tuple(Paragraph(number, TEXTS[number % 4], "News") for number in range(1, 600))
DOCUMENT = Document("Volt", "text", "", PARAGRAPHS)
OWN = '[quantified.counts]\nthings = ["beehives"]'


def telling(own: Path) -> Telling:
    return Telling(PARAGRAPHS, Statements(DOCUMENT), Teller(Reader(read_rules(own)), is_known=True))


@pytest.mark.parametrize("has_helper", [True, False])
def test_two_processes_tell_what_one_does_by_the_same_rules(tmp_path: Path, *, has_helper: bool) -> None:
    own = tmp_path / "checklist.toml"
    own.write_text(OWN)
    alone, shared = telling(own), telling(own)
    if not has_helper:
        own.write_text("")  # a helper would tell by other rules
    alone.work(own, None)
    told: list[tuple[int, int]] = []
    shared.work(own, lambda done, of: told.append((done, of)), block=7, worth=0)
    assert shared.told == alone.told
    assert [len(each) for each in shared.told[:4]] == [1, 2, 0, 2]
    assert (told, told[-1]) == (sorted(told), (len(PARAGRAPHS), len(PARAGRAPHS)))


def test_paragraphs_without_a_sentence_are_told_of_too(tmp_path: Path) -> None:
    paragraphs = tuple(Paragraph(number, "— — —") for number in range(1, 4))
    document = Document("Volt", "text", "", paragraphs)
    told: list[tuple[int, int]] = []
    alone = Telling(paragraphs, Statements(document), Teller(Reader(read_rules()), is_known=True))
    alone.work(None, lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert alone.told == [[], [], []]


def test_two_processes_can_be_stopped(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        telling(tmp_path / "none.toml").work(None, stop, worth=0)
