"""Lines are cut to a width in cells, and matches in them stand out exactly."""

import pytest
from textual.content import Content

from esgtui.tui.widgets.pieces import Piece, fitted, marked


@pytest.mark.parametrize("room", range(12))
@pytest.mark.parametrize("pieces", [[("ab", "x"), ("cde", "")], [("", "x"), ("电动汽车", "y"), ("12", "")], []])
def test_pieces_fill_the_room_as_the_toolkits_own_text_would(pieces: list[Piece], room: int) -> None:
    text = Content("".join(text for text, _ in pieces)).truncate(room, ellipsis=True, pad=True)
    assert "".join(text for text, _ in fitted(pieces, room)) == text.plain


def test_an_ellipsis_looks_like_what_it_stands_for() -> None:
    assert fitted([("ab", ""), ("cd", "match"), ("e", "")], 4) == [("ab", ""), ("c…", "match")]
    assert fitted([("ab", ""), ("cd", "match"), ("e", "")], 3) == [("ab", ""), ("…", "match")]


def test_matches_are_marked_where_they_are() -> None:
    assert marked("steel parts", [(0, 5), (6, 20)], "match") == [
        ("", ""),
        ("steel", "match"),
        (" ", ""),
        ("parts", "match"),
        ("", ""),
    ]
    assert marked("steel", [(-3, 2), (1, 3), (9, 12)], "m") == [("", ""), ("st", "m"), ("", ""), ("e", "m"), ("el", "")]
