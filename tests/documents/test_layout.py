from hypothesis import given
from hypothesis import strategies as st

from esgtui.documents.hyphens import CUT, rejoined, words_of
from esgtui.documents.layout import Line, blocks_of, in_reading_order
from esgtui.documents.margins import without_margins


def line(text: str, base: float, left: float = 72, right: float = 300, size: float = 10, page: int = 1) -> Line:
    return Line(text=text, left=left, right=right, base=base, end=base, size=size, weight=400, page=page)


def texts(lines: list[Line]) -> list[str]:
    return [block.text for block in blocks_of(lines)]


def test_lines_that_are_close_are_a_paragraph_and_a_gap_ends_it() -> None:
    lines = [
        line("We cut", 700),
        line("emissions.", 688),
        line("We buy", 676),
        line("Apart", 640),
        line("from it.", 628),
    ]
    assert texts(lines) == ["We cut emissions. We buy", "Apart from it."]


def test_a_short_last_line_ends_a_paragraph_as_an_indented_first_one_begins_the_next() -> None:
    lines = [line("A long line", 700), line("ends.", 688, right=110), line("Next one", 676)]
    assert texts(lines) == ["A long line ends.", "Next one"]
    lines = [line("A long line", 700), line("goes to the end.", 688), line("Next one", 676, left=90)]
    assert texts(lines) == ["A long line goes to the end.", "Next one"]


def test_larger_letters_make_a_heading_but_no_line_of_a_table_of_contents() -> None:
    body = [line("Body text of the page that most letters are in.", 600 - 12 * at) for at in range(5)]
    found = list(blocks_of([line("Climate", 700, size=16), line("Water . . . . . 4", 660, size=16), *body]))
    assert [(each.text, each.heading) for each in found[:2]] == [("Climate", "Climate"), ("Water . . . . . 4", "")]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = [
        line("We cut what we", 60),
        line("emit, and we", 700, left=320, right=540),
        line("will go on.", 700, page=2),
        line("Else", 688, page=2),
    ]
    assert texts(lines) == ["We cut what we emit, and we will go on. Else"]


@given(st.permutations(range(4)).filter(lambda order: order != [0, 1, 2, 3]), st.permutations(range(4)))
def test_columns_are_read_in_order_whichever_of_their_lines_are_drawn_first(
    first: list[int], second: list[int]
) -> None:
    left = [line(f"left {at}", 600 - 12 * at, 72, 280) for at in range(4)]
    right = [line(f"right {at}", 600 - 12 * at, 320, 540) for at in range(4)]
    drawn = [*(right[at] for at in second), *(left[at] for at in first)]
    assert in_reading_order(drawn) == [*left, *right]


def test_an_order_that_goes_down_each_column_is_kept() -> None:
    right_first = [line("right", 600, 320, 540), line("right too", 588, 320, 540), line("left", 600, 72, 280)]
    assert in_reading_order(right_first) == right_first


def test_headers_and_numbers_of_pages_are_dropped_and_what_stands_once_stays() -> None:
    pages = [
        [
            line("Report 2024", 770, page=at),
            line(f"Text {'abc'[at - 1]}", 400, page=at),
            line(f"{at} of 3", 30, page=at),
        ]
        for at in (1, 2, 3)
    ]
    assert [[each.text for each in page] for page in without_margins(pages)] == [["Text a"], ["Text b"], ["Text c"]]


def test_a_hyphen_stays_where_the_document_has_the_word_with_it_elsewhere() -> None:
    known = words_of(["The take-back of cars", "management"])
    assert rejoined(
        f"the take{CUT}back and manage{CUT}ment, low{CUT}carbon, Anglo{CUT}Dutch, re{CUT}cycled", known
    ) == ("the take-back and management, low-carbon, Anglo-Dutch, recycled")


def test_a_word_without_an_end_does_not_keep_others_from_being_joined() -> None:
    long = "a" * 500_000
    assert rejoined(f"{long} wind{CUT}power 2{CUT}b", frozenset()) == f"{long} windpower 2-b"


def test_the_end_of_a_sentence_at_the_top_of_two_pages_is_no_number_of_a_page() -> None:
    pages = [
        [line(text, 740, page=page), line(f"{page}", 30, page=page)] for page, text in ((1, "2045."), (2, "2030."))
    ]
    assert [[each.text for each in page] for page in without_margins([*pages, [line("We cut it.", 740)]])] == [
        ["2045."],
        ["2030."],
        ["We cut it."],
    ]


def test_a_word_of_any_length_is_looked_at_once() -> None:
    endless = "x" * 3_000_000
    assert rejoined(f"{endless} wa{CUT}ter", frozenset()) == f"{endless} water"


def test_text_that_stands_at_the_same_height_on_several_pages_and_has_other_numbers_stays() -> None:
    told = ["In 2023, we cut waste by 12 %.", "In 2024, we cut waste by 15 %.", "In 2025, we cut waste by 90 %."]
    heads = ["1.1 Climate", "1.4 Climate", "1.9 Climate"]
    pages = [
        [line(head, 700), line(text, 680), line(f"Report 2025 | page {number} of 3", 20)]
        for number, (head, text) in enumerate(zip(heads, told, strict=True), 1)
    ]
    left = without_margins(pages)
    assert [[each.text for each in page] for page in left] == [list(pair) for pair in zip(heads, told, strict=True)]


def test_two_printed_pages_on_one_count_up_by_two() -> None:
    texts = ["We cut 12 t.", "We cut 7 t.", "We cut 30 t.", "We cut 2 t."]
    pages = [
        [line(text, 400), line(f"{12 + 2 * number} Report {13 + 2 * number}", 20)] for number, text in enumerate(texts)
    ]
    assert [[each.text for each in page] for page in without_margins(pages)] == [[text] for text in texts]


def test_headings_of_two_pages_that_count_up_are_no_headers() -> None:
    heads = ["Climate: part 4", "Climate: part 5", "Water", "Waste"]
    pages = [[line(head, 700), line("We", 400)] for head in heads]
    assert [page[0].text for page in without_margins(pages)] == heads
