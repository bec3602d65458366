"""A text is cut where a reader would cut it, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.sentences import most_sentences, sentences, unnumbered

WRAPPED = (
    "The group will cut what its plants emit by half until\n"
    "2030 and has told its board so. Europe and the States\n"
    "Are the first where it does. The rest of the world is\n"
    "to follow."
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We cut waste. We reuse water!", ["We cut waste.", "We reuse water!"]),
        ("ABB Inc. aims at 3.5 t by 2030. See Fig. 3.", ["ABB Inc. aims at 3.5 t by 2030.", "See Fig. 3."]),
        ("Some gases, e.g. SF6, are gone. Dr. Li says so.", ["Some gases, e.g. SF6, are gone.", "Dr. Li says so."]),
        ("It is made in the U.S. The rest is not.", ["It is made in the U.S.", "The rest is not."]),
        ("Net zero in 2050. smart is ready.", ["Net zero in 2050.", "smart is ready."]),
        ("Bis 31. Dezember z.B. Strom. Wir sparen.", ["Bis 31. Dezember z.B. Strom.", "Wir sparen."]),
        ("Net zero by 2050.[1] Then more.", ["Net zero by 2050.[1]", "Then more."]),
        ("“We will.” (pg. 29) And so on.", ["“We will.” (pg. 29)", "And so on."]),
        ("And ... so on.", ["And ... so on."]),
        ("我们减排50%。我们将继续！", ["我们减排50%。", "我们将继续！"]),
        ("नेट ज़ीरो। हम", ["नेट ज़ीरो।", "हम"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_items_of_a_list_are_sentences_without_their_bullets() -> None:
    text = "Goals:\n• Cut waste\n- Reuse water\n2. Save power • Share it"
    assert cut(text) == ["Goals:", "Cut waste", "Reuse water", "2. Save power", "Share it"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1) We cut waste. 2) We reuse water.", ["We cut waste.", "We reuse water."]),
        ("(1) Half by 2030; (2) net zero by 2050", ["Half by 2030;", "net zero by 2050"]),
        ("1. Save power\n2. Share it", ["Save power", "Share it"]),
        ("a) Strom\nii) Wasser", ["Strom", "Wasser"]),
        ("2. Mai 2023: Wir sparen.", ["2. Mai 2023: Wir sparen."]),
        ("We do it (see 2) in the plant.", ["We do it (see 2) in the plant."]),
        ("2030. It is so.", ["2030.", "It is so."]),
        ("1)", ["1)"]),
    ],
)
def test_items_are_stated_without_their_numbers(text: str, expected: list[str]) -> None:
    assert [unnumbered(each) for each in cut(text)] == expected


def test_lines_that_were_broken_by_hand_are_read_as_one() -> None:
    assert [each.replace("\n", " ") for each in cut(WRAPPED)] == [
        "The group will cut what its plants emit by half until 2030 and has told its board so.",
        "Europe and the States Are the first where it does.",
        "The rest of the world is to follow.",
    ]


def test_other_lines_are_sentences_unless_one_is_left_open() -> None:
    text = "80% less by 2030\n25% less of scope 3,\nRenewable power\nand its storage\n\nOther matters"
    assert cut(text) == [
        "80% less by 2030",
        "25% less of scope 3,\nRenewable power\nand its storage",
        "Other matters",
    ]


TITLED = """Climate
We reduced our Scope 1 and 2 emissions by 42.5% between 2019 and 2023, from
1,234,567 t CO2e to 709,876 t CO2e. Our targets have been validated by the
Science Based Targets initiative. We aim to be net zero."""

TITLED_WITHIN = """We care about our water at each of the sites. We sold
3.5 million t of it. It is less.
Water
Our sites withdrew 3.2 million m3 of water in a year."""

EVEN = """The water of the rivers near the plants of the group was tested in the year
2023 by the chemists of the Institute for Water and Soils of Bern as well so
KPMG could verify it."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLED, ["Climate", "We reduced", "Our targets have been validated by the Science", "We aim"]),
        (
            "All the electricity is green and is bought at home by all of us, says\nKPMG in its audit. It is.",
            ["All", "It"],
        ),
        ("The rate is 0.9. All\n14 sites are audited.", ["The rate is 0.9.", "All 14 sites are audited."]),
        (TITLED_WITHIN, ["We care", "We sold 3.5 million", "It is less.", "Water", "Our sites withdrew"]),
        (EVEN, ["The water"]),
    ],
)
def test_a_sentence_goes_on_in_the_next_line_whatever_that_begins_with(text: str, expected: list[str]) -> None:
    found = [each.replace("\n", " ") for each in cut(text)]
    assert len(found) == len(expected)
    assert all(each.startswith(begin) for each, begin in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    "lines",
    [
        ["Climate", "We cut emissions by 12 %."],
        ["Our climate strategy for the whole group until 2030", "We cut waste by 12 %.", "We plant trees."],
        ["We plant a million trees across Europe and Asia", "We cut the waste of all our plants by 12 %", "Less water"],
        ["14 sites are certified", "48 % of power is green", "2,000 trees are planted"],
        ["• Our aims are about all of", "• Water", "• Waste"],
    ],
)
def test_titles_and_items_of_lists_stay_sentences_of_their_own(lines: list[str]) -> None:
    assert cut("\n".join(lines)) == [line.removeprefix("• ") for line in lines]


@given(st.text(alphabet=st.sampled_from("aB1. !\"(•\n\r-,)。?…é中'pg"), max_size=60) | st.text(max_size=60))
def test_every_letter_and_digit_is_in_one_sentence(text: str) -> None:
    covered: set[int] = set()
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered.update(range(start, end))
        last = end
    assert {place for place, character in enumerate(text) if character.isalnum()} <= covered


@given(
    st.text(alphabet=st.sampled_from("aB1. 2)!•✓▪\n\r\f\v\x85\u2028\u2029-,)。？｡।॥۔؟։።…é中"), max_size=60)
    | st.text(max_size=60)
)
def test_a_text_has_no_more_sentences_than_are_told_without_cutting_it(text: str) -> None:
    assert len(cut(text)) <= most_sentences(text)


@given(st.lists(st.sampled_from(["We cut waste.", "Dr. Li agrees.", "3.5 t are saved!", "Is it so?"]), min_size=1))
def test_sentences_put_together_are_cut_into_the_same(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts
