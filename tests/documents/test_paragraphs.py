from hypothesis import given
from hypothesis import strategies as st

from esgtui.documents.paragraphs import Paragraph, paragraphs


def test_blocks_between_blank_lines_are_numbered_from_one() -> None:
    text = "\ufeffHeadline\r\n\r\nFirst line\r\nsecond line\r\n\u00a0\r\nLast"
    assert list(paragraphs(text)) == [
        Paragraph(1, "Headline"),
        Paragraph(2, "First line\nsecond line"),
        Paragraph(3, "Last"),
    ]


def test_a_text_of_blank_lines_has_no_paragraph() -> None:
    assert list(paragraphs("\n \n\u00a0\n")) == []


@given(st.lists(st.text("ab。. ", min_size=1).filter(str.strip), max_size=6))
def test_what_blank_lines_part_comes_back(blocks: list[str]) -> None:
    found = list(paragraphs("\n\n".join(blocks)))
    assert [each.text for each in found] == [block.strip() for block in blocks]
    assert [each.number for each in found] == list(range(1, len(blocks) + 1))
