"""Columns stand under each other whatever is in them, and fit a terminal."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from esgtui.cli.table import Row, table_lines
from esgtui.columns import parted


def test_wide_characters_take_two_cells() -> None:
    rows = [Row(("中文", "a", "x")), Row(("id", "bbb", "y")), Row(("é", "c", "z"))]
    lines = [text for text, _ in table_lines(rows, flexible=2, right=(), room=None)]
    assert lines == ["中文  a    x", "id    bbb  y", "é     c    z"]


def test_numbers_are_aligned_to_the_right() -> None:
    rows = [Row(("a", "9 claims")), Row(("b", "10 claims"))]
    assert [text for text, _ in table_lines(rows, 0, (1,), None)] == ["a   9 claims", "b  10 claims"]


def test_the_flexible_column_is_cut_to_the_room() -> None:
    rows = [Row(("one", "中文" * 40, "1 claim")), Row(("two", "short", "12 claims"))]
    lines = [text for text, _ in table_lines(rows, 1, (2,), 40)]
    assert [cell_len(text) for text in lines] == [40, 40]
    assert "…" in lines[0]
    assert "short" in lines[1]


def test_what_is_bold_stays_where_it_is() -> None:
    rows = [Row(("中文", "find this word"), ((5, 9), (10, 14)))]
    ((text, bold),) = table_lines(rows, 1, (), None)
    assert [text[start:end] for start, end in bold] == ["this", "word"]
    ((text, bold),) = table_lines(rows, 1, (), 18)
    assert [text[start:end] for start, end in bold] == ["this", "w…"]


def test_a_table_of_nothing_has_no_lines() -> None:
    assert list(table_lines([], 0, (), 80)) == []


def test_one_long_cell_does_not_draw_all_others_out() -> None:
    rows = [Row(("x" * 100_000, "1 claim")), Row(("short", "2 claims"))]
    first, second = (text for text, _ in table_lines(rows, 0, (1,), None))
    assert first == "x" * 100_000 + "   1 claim"
    assert len(second) < 200


def test_no_line_is_wider_than_a_terminal_whatever_is_long() -> None:
    rows = [Row(("中" * 300, "b" * 300, "c" * 300)), Row(("a", "b", "c"))]
    for flexible in range(3):
        for room in (20, 80, 250):
            lines = [text for text, _ in table_lines(rows, flexible, (), room)]
            assert all(cell_len(text) <= room for text in lines)
            assert lines[0].endswith("…")


def test_a_wide_terminal_is_used() -> None:
    ((text, _),) = table_lines([Row(("a", "b" * 300))], 1, (), 250)
    assert cell_len(text) == 250


@given(st.text(max_size=60), st.integers(2, 20))
def test_words_are_parted_with_hyphens_and_lose_no_letter(text: str, room: int) -> None:
    assert "".join(parted(text, room).split()).replace("-", "") == "".join(text.split()).replace("-", "")


def test_a_long_word_is_parted_after_a_vowel() -> None:
    assert parted("Pollution of communities", 8) == "Pollu- tion of communi- ties"
