import pytest

from esgtui.documents.document import Block, Document, numbered
from esgtui.documents.offering import offers

TOLD = {
    "target": "Volt will cut its emissions by half by 2030.",
    "commitment": "Volt is committed to the circular economy.",
    "achievement": "Volt has halved the waste of its plants.",
    "practice": "Volt is constantly improving how its suppliers use water.",
    "policy": "Volt follows a code of conduct for its suppliers.",
    "recognition": "Volt was named on the ministry's list of green factories.",
    "context": "The ministry publishes the rules for green factories.",
}


@pytest.mark.parametrize(("kind", "sentence"), TOLD.items())
def test_the_kind_is_guessed_from_how_a_sentence_is_told(kind: str, sentence: str) -> None:
    paragraphs = tuple(numbered([*map(Block, TOLD.values()), Block(sentence)]))
    found = offers(Document(title="Volt", kind="text", digest="", paragraphs=paragraphs), least=0)
    assert found[-1].kind == kind
