import pytest

from esgtui.documents.document import Block, Document, Paragraph, numbered
from esgtui.documents.names import READ, READ_IN_ALL, OwnNames, legal_names, name_in_title
from esgtui.documents.offering import Offer, offers, ranked
from esgtui.documents.text import text_blocks

REPORT = """Volt Publishes Its Report

Volt will cut its emissions by 50% by 2030 compared with 2019. Our factories used 12 GWh of solar power in 2024.
Volt follows ISO 14001 in all plants.

Accept all cookies? Click here to read more.

Photo: a car

Volt is based in a town on the coast. The weather was fine on that day.
"""


def offered(text: str) -> list[Offer]:
    paragraphs = tuple(numbered(text_blocks(text)))
    return offers(Document(title="Volt Publishes Its Report", kind="text", digest="", paragraphs=paragraphs))


@pytest.fixture(scope="module")
def found() -> list[Offer]:
    return offered(REPORT)


def test_offers_come_in_the_order_of_the_document_and_quote_it_to_the_letter(found: list[Offer]) -> None:
    paragraphs = {each.number: each.text for each in numbered(text_blocks(REPORT))}
    assert [(each.paragraph, each.start) for each in found] == sorted((each.paragraph, each.start) for each in found)
    for each in found:
        assert each.quote == paragraphs[each.paragraph][each.start : each.end]
        assert each.statement == each.quote
        assert 0 < each.score < 1


def test_what_states_most_is_ranked_first_and_what_is_no_claim_is_not_offered(found: list[Offer]) -> None:
    best = ranked(found)
    assert best[0].statement.startswith("Volt will cut its emissions")
    assert not any("cookies" in each.statement or "Photo" in each.statement for each in best)


def test_short_sentences_are_offered_and_what_no_full_stop_ends_is_rather_a_caption() -> None:
    claims = [
        "Women hold 38 % of management posts.",
        "All packaging is recyclable by 2025.",
        "All sites are ISO 14001 certified.",
        "We offset all flights.",
        "Our pumps are environmentally friendly.",
        "We pay a living wage everywhere.",
        "This shirt is eco-friendly.",
        "Our flights are carbon neutral.",
    ]
    others = ["The building has 12 floors.", "Jane Doe is the CEO of Volt.", "Volt was founded in 1990.", "It rained."]
    captions = [f"Our {thing} on the roof" for thing in ("solar panels", "staff", "pumps")]
    found = offered("\n\n".join([*captions, *claims, *others]))
    assert [each.statement for each in found] == claims


def test_the_fields_of_a_claim_are_drawn_from_its_words(found: list[Offer]) -> None:
    target = next(each for each in found if "emissions" in each.statement)
    assert (target.kind, target.drawn.target_year, target.drawn.base_year) == ("target", 2030, 2019)
    assert [(each.name, each.value, each.unit) for each in target.metrics] == [("emissions", 50, "%")]
    assert target.years == (2030, 2019)
    done = next(each for each in found if "GWh" in each.statement)
    assert (done.kind, done.drawn.period) == ("achievement", "2024")
    assert [(each.name, each.value, each.unit) for each in done.metrics] == [("solar power", 12, "GWh")]
    policy = next(each for each in found if "ISO" in each.statement)
    assert (policy.kind, policy.drawn.standards, policy.drawn.conformity) == ("policy", ("ISO 14001",), "follows")
    assert policy.place == "Volt Publishes Its Report, paragraph 2"


def test_progress_is_told_and_may_stop_the_work() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    document = Document(title="", kind="text", digest="", paragraphs=tuple(numbered(text_blocks(REPORT))))
    with pytest.raises(KeyboardInterrupt):
        offers(document, progress=stop)


def test_a_statement_is_a_sentence_of_its_own_and_the_quote_is_what_stands_there() -> None:
    first = "Products: Volt has cut\nits waste by 5%."
    found = offered(f"News\n\n{first} Ms. Li says: “Volt uses wind\u00a0power. Volt will use more of it by 2030.”")
    assert [each.statement for each in found] == [
        "Volt has cut its waste by 5%.",
        "Ms. Li says: Volt uses wind power.",
        "Volt will use more of it by 2030.",
    ]
    assert (found[0].quote, found[2].quote[-6:]) == (first, "2030.”")


def test_words_cut_at_the_end_of_a_line_are_whole_in_the_statement_and_cut_in_the_quote() -> None:
    text = "We will use renew-\nable power, low-\n carbon steel and wind-\nmade gas, hydro-\nand solar power by 2030."
    [offer] = offered(f"{text}\n\nThe gas is wind-made.")[:1]
    assert (
        offer.statement
        == "We will use renewable power, low-carbon steel and wind-made gas, hydro- and solar power by 2030."
    )
    assert offer.quote == text


def test_a_name_does_not_go_over_a_title_and_one_that_is_written_small_belongs_to_it() -> None:
    told = [
        "About Volt\nVolt Bikes AG is old.",
        "volt Auto Co., Ltd. is new.",
        "volt has made cars.",
        "volt will stay.",
    ]
    document = Document("volt Publishes Its Report", "text", "", tuple(numbered(text_blocks("\n\n".join(told)))))
    assert sorted(legal_names(document)) == ["Volt Bikes AG", "volt Auto Co., Ltd."]


def test_a_name_without_an_end_does_not_keep_names_from_being_found() -> None:
    text = "\n\n".join([*["A." * 10_000] * 50, "Volt Bikes AG will use wind power."])
    assert legal_names(Document("", "text", "", tuple(numbered(text_blocks(text))))) == ["Volt Bikes AG"]


@pytest.mark.parametrize(
    "dateline",
    [
        "(November 7, 2022, Hangzhou) ",
        "(7 November 2022) ",
        "LONDON, 7 Nov. 2022 – ",
        "LONDON, 7 November 2022 - ",
        "Hangzhou, China, November 7, 2022 — ",
    ],
)
def test_where_and_when_a_press_release_appeared_is_no_part_of_its_first_statement(dateline: str) -> None:
    [offer] = offered(f"Volt Publishes Its Report\n\n{dateline}Volt has cut its emissions by 50% since 2019.\n")[-1:]
    assert offer.statement == "Volt has cut its emissions by 50% since 2019."
    assert offer.quote == f"{dateline}{offer.statement}"
    assert offer.drawn.period == ""


@pytest.mark.parametrize(
    "text", ["In May 2021 Volt cut its emissions by 50%.", "(Volt) Since 2019 we cut emissions by 50%."]
)
def test_a_day_that_is_spoken_of_stays(text: str) -> None:
    assert [each.statement for each in offered(text)] == [text]


def test_whole_pairs_of_quotation_marks_stay_in_a_statement() -> None:
    statements = ("Volt has cut its “waste” by 5% in 2024.", "Volt has cut its „waste“ by 5% in 2024.")
    for statement in statements:
        assert [each.statement for each in offered(f"News\n\n{statement}")] == [statement]


def test_the_dot_of_a_legal_form_is_of_the_name_and_that_of_a_sentence_is_not() -> None:
    texts = ("This is Acme Inc. and its plants.", "They belong to Volt Ltd.", "Volt Ltd is ours, says Acme Inc. today.")
    found = legal_names(Document("", "text", "", tuple(numbered(text_blocks("\n\n".join(texts))))))
    assert sorted(found) == ["Acme Inc.", "Volt Ltd"]


def test_companies_are_named_with_their_legal_form() -> None:
    text = (
        "The board of Volt Energy AG met. Volt Energy AG, Müller & Söhne GmbH and BYD Co., Ltd. signed it.\n\n"
        "A SE is a form, and so is Inc.; see AB/2."
    )
    paragraphs = tuple(numbered(text_blocks(text)))
    found = legal_names(Document(title="", kind="text", digest="", paragraphs=paragraphs))
    assert found == ["Volt Energy AG", "Müller & Söhne GmbH", "BYD Co., Ltd."]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Volt Motors Sustainability Report 2024", "Volt Motors"),
        ("Bright Foods – Sustainability Review 2024", "Bright Foods"),
        ("Acme ESG report 2023", "Acme"),
        ("Volt AG, 2023 Annual Report", "Volt AG"),
        ("Bäcker Bau Nachhaltigkeitsbericht 2023", "Bäcker Bau"),
        ("Verdant Foods: our impact 2024", "Verdant Foods"),
        ("Verdant Foods | Our Climate Report 2024", "Verdant Foods"),
        ("Building Tomorrow: Acme Sustainability Report 2024", "Acme"),
        ("Acme Report 2024", "Acme"),
        ("Acme Foods 2024 Report", "Acme Foods"),
        ("Acme – Climate Progress Report 2024", "Acme"),
        ("Progress Report 2024", ""),
        ("Volt Energy Sustainability Report 2024", "Volt Energy"),
        ("The Report 2024", ""),
        ("Our Sustainability Report", ""),
        ("2023 Sustainability Report", ""),
        ("Corporate Responsibility Report", ""),
        ("Our planet promise", ""),
        ("Volt Publishes First Sustainability Report Following its Renewal", ""),
        ("Volt publishes 2022 Sustainability Report", ""),
        ("", ""),
    ],
)
def test_a_title_may_name_the_company_before_what_the_document_is(title: str, name: str) -> None:
    assert name_in_title(title) == name


@pytest.mark.parametrize(
    "row", ["Target | Base year | Target year | Status", "Indicator | 2023 | 2024", "Waste | Target"]
)
def test_the_headings_of_a_table_are_no_claim(row: str) -> None:
    paragraphs = tuple(numbered(map(Block, [row, "We will cut waste by 20 % | 2030 | on track"])))
    found = offers(Document("", "text", "", paragraphs))
    assert [each.statement for each in found] == ["We will cut waste by 20 % | 2030 | on track"]


@pytest.mark.parametrize(("pages", "names"), [(1, {"Volt"}), (READ_IN_ALL // READ, set())])
def test_names_are_looked_for_in_as_much_as_a_long_report_has(pages: int, names: set[str]) -> None:
    texts = ["— " * (READ // 2)] * pages + ["Volt is here. Volt has it."] * 9
    document = Document("", "text", "", tuple(Paragraph(number, text) for number, text in enumerate(texts, 1)))
    assert OwnNames(document).names == names
