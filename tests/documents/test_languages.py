"""Documents in other languages: that is told, and their sentences are ranked by what needs no words."""

import pytest

from esgtui.documents.document import Block, Document, numbered
from esgtui.documents.languages import is_understood
from esgtui.documents.offering import offers, ranked

GERMAN = [
    "Wir werden unsere CO2-Emissionen bis 2030 um 42 % gegenüber 2019 senken. Die Sonne schien am Tag der Sitzung.",
    "Unser Umweltmanagement ist nach ISO 14001 zertifiziert. Das Unternehmen wurde 1950 gegründet. Vielen Dank.",
]
CHINESE = ["我们承诺到2030年将碳排放强度降低45%。公司成立于1995年。所有工厂均通过ISO 14001认证！感谢您的阅读。"]
FRENCH = [
    "Nous réduirons nos émissions de 30 % d'ici 2030. Le soleil brillait sur la mer et sur le port.",
    "Merci de votre lecture.",
]
SPANISH = [
    "Reduciremos nuestras emisiones un 30 % hasta 2030. Es un año de sol y de mar para todos.",
    "Gracias a todos por su lectura de la memoria.",
]
ENGLISH = [
    "We will cut our emissions by 30 % by 2030. The sun shone on the day of the meeting.",
    "Thank you for reading it.",
]


def document(texts: list[str]) -> Document:
    return Document("T", "text", "d", tuple(numbered(map(Block, texts))))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (GERMAN, False),
        (CHINESE, False),
        (FRENCH, False),
        (SPANISH, False),
        (ENGLISH, True),
        (["Net zero by 2040."], True),
    ],
    ids=["German", "Chinese", "French", "Spanish", "English", "too short to be told"],
)
def test_whether_the_rules_are_in_the_language_of_a_document(texts: list[str], expected: bool) -> None:
    assert is_understood(document(texts)) is expected


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (GERMAN, ["Wir werden unsere CO2-", "Unser Umweltmanagement", "Das Unternehmen wurde"]),
        (CHINESE, ["我们承诺到2030年将碳", "所有工厂均通过", "公司成立于1995年"]),
        (FRENCH, ["Nous réduirons nos émissions"]),
        (SPANISH, ["Reduciremos nuestras emisiones"]),
    ],
    ids=["German", "Chinese", "French", "Spanish"],
)
def test_sentences_with_figures_years_and_standards_are_offered_first(texts: list[str], order: list[str]) -> None:
    found = ranked(offers(document(texts)))
    assert len(found) == len(order)
    assert all(offer.statement.startswith(begin) for offer, begin in zip(found, order, strict=True))


@pytest.mark.parametrize(
    "sentence",
    [
        "Wir haben unsere Emissionen im Jahr 2023 gegenüber 2019 um 23,5 % gesenkt.",
        "Der Anteil des Stroms aus Sonne und Wind betrug 2023 in Österreich 1.250 MWh.",
        "Nous avons réduit nos émissions de CO2 de 23,5 % en 2023 par rapport à 2019.",
        "2023年我们将碳排放强度降低45%。",
    ],
)
@pytest.mark.parametrize("is_all_foreign", [True, False])
def test_what_figures_measure_and_which_year_is_spoken_of_is_left_open_in_other_languages(
    sentence: str, *, is_all_foreign: bool
) -> None:
    """Also where most of the document is English: the rest of it is another language all the same."""
    found = offers(document([sentence] * 9 if is_all_foreign else [*ENGLISH * 9, sentence]), least=0.0)[-1]
    assert found.statement == sentence
    assert (found.metrics, found.drawn.period, found.drawn.base_year) == ((), "", None)


def test_names_from_elsewhere_make_no_foreign_sentence() -> None:
    texts = [*ENGLISH, "In 2023, Van der Linden and La Poste put 12 kg of recycled paper into the van der Linden box."]
    found = offers(document(texts), least=0.0)[-1]
    assert (found.drawn.period, [each.name for each in found.metrics]) == ("2023", ["recycled paper"])


def test_the_year_by_which_a_promise_is_due_is_drawn_in_any_language() -> None:
    found = offers(document(["Bis 2030 wollen wir den Verbrauch um 40 % verringern, auch im Ausland."]), least=0.0)
    assert found[0].drawn.target_year == 2030
