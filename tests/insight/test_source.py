"""The place of a claim is found in its document: the quote word for word or nearly so, else the paragraph named."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.documents import DocumentError, document_text
from esgtui.dataset.model import Claim, Company, Header, Place, Source, Tables
from esgtui.insight.alignment import align
from esgtui.insight.document import Document, lines
from esgtui.insight.source import address, claims_from, passage

TEXT = """Report 2024

We cut the
emissions of our plants by 30 %
against 2019.

Our suppliers’ “green” code covers all sites – and every
contractor.

All cars have recycled steel: 130 kg in each."""


def claim(quote: str = "", statement: str = "x", *places: Place, company: str = "acme") -> Claim:
    return Claim(id="c", company=company, statement=statement, quote=quote, places=places)


def shown(quote: str = "", paragraph: int | None = None, statement: str = "x") -> tuple[str, str]:
    document = Document(TEXT)
    found = passage(document, claim(quote, statement), Place(source="s", paragraph=paragraph))
    return found.how, " ".join(TEXT[slice(*found.stretch)].split()) if found.stretch else ""


def test_paragraphs_are_what_empty_lines_divide() -> None:
    document = Document(f"\n\n{TEXT}\n \n")
    assert len(document.paragraphs) == 4
    assert [document.text[slice(*each)].split()[0] for each in document.paragraphs] == ["Report", "We", "Our", "All"]
    assert document.paragraph(5) is None
    assert document.number_at(document.text.index("covers")) == 3


def test_without_empty_lines_each_line_is_a_paragraph() -> None:
    assert len(Document("one\ntwo\nthree").paragraphs) == 3
    assert Document(" \n ").paragraphs == []


def test_a_quote_is_found_across_line_breaks_and_whatever_its_quotation_marks() -> None:
    assert shown("emissions of our plants by 30 % against 2019") == (
        "verbatim",
        "emissions of our plants by 30 % against 2019",
    )
    assert shown('our suppliers\' "green" code covers all sites - and') == (
        "verbatim",
        "Our suppliers’ “green” code covers all sites – and",
    )


def test_a_quote_that_is_not_verbatim_is_found_where_most_of_it_stands_and_says_so() -> None:
    found = passage(Document(TEXT), claim("All of the cars have 130 kg of recycled steel in them"), Place(source="s"))
    assert found.how == "close"
    assert found.stretch is not None
    assert "recycled steel" in TEXT[slice(*found.stretch)]
    assert f"{found.alike} % alike" in found.told


def test_a_quote_that_is_nowhere_leads_to_the_paragraph_named() -> None:
    assert shown("Quite another matter was discussed elsewhere", 4) == (
        "paragraph",
        "All cars have recycled steel: 130 kg in each.",
    )
    assert shown("Quite another matter was discussed elsewhere", 9) == ("nowhere", "")


def test_without_quote_and_paragraph_what_is_most_like_the_statement_is_shown() -> None:
    how, text = shown(statement="Each car has 130 kg recycled steel: all cars have recycled steel")
    assert how == "statement"
    assert "recycled steel" in text


def test_of_several_places_the_one_in_the_paragraph_named_is_taken() -> None:
    text = "We save water.\n\nWe save water.\n\nWe save water."
    found = align(Document(text), "We save water.", Document(text).paragraph(2))
    assert found is not None
    assert found.stretch == (16, 30)


@given(st.text("abcdef üß–’ \n", min_size=1, max_size=300), st.data())
def test_every_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start, len(text)))].strip()
    found = align(Document(text), quote)
    if not quote:
        assert found is None
    else:
        assert found is not None
        assert found.is_verbatim
        assert text[slice(*found.stretch)].split() == quote.split()


@given(st.text("ab 杭州\n", max_size=200), st.integers(2, 30))
def test_lines_fit_the_width_and_lose_nothing(text: str, width: int) -> None:
    found = lines(text, width)
    shown = [text[start:end] for start, end in found]
    assert all(cell_len(line) <= width for line in shown)
    assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", text)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


def dataset_of(*claims: Claim, source: Source, folder: Path = Path()) -> Dataset:
    header, companies = Header(id="sample", title="Sample"), (Company(id="acme", name="Acme"),)
    return Dataset(Tables(header=header, companies=companies, sources=(source,), claims=claims), folder)


SOURCE = Source(id="s", company="acme", title="Report", file="report.txt")


def test_claims_from_a_source_stand_in_its_order_those_without_a_paragraph_last() -> None:
    def at(*paragraphs: int | None) -> Claim:
        return claim("", "x", *(Place(source="s", paragraph=paragraph) for paragraph in paragraphs))

    dataset = dataset_of(at(None), at(7, 2), at(3), at(), source=SOURCE)
    found = claims_from(dataset, "s", [1])
    assert [(entry.row, entry.place.paragraph) for entry in found] == [(1, 2), (2, 3), (1, 7), (0, None)]
    assert [entry.is_let_through for entry in found] == [True, False, True, False]


def test_a_text_is_read_as_utf8_with_any_line_ends(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes("\ufeffGrün\r\nund\rgut".encode())
    assert document_text(dataset_of(source=SOURCE, folder=tmp_path), SOURCE) == "Grün\nund\ngut"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"caf\xe9", "is not UTF-8"), (b" \n", "is empty"), (None, "does not exist")],
)
def test_a_text_that_cannot_be_read_says_why(tmp_path: Path, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / "report.txt").write_bytes(content)
    with pytest.raises(DocumentError, match=told):
        document_text(dataset_of(source=SOURCE, folder=tmp_path), SOURCE)


def test_a_text_outside_of_the_folder_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "inside" / "report.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(DocumentError, match="outside"):
        document_text(dataset_of(source=SOURCE, folder=tmp_path / "inside"), SOURCE)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "", "report.pdf", "http:", "http://[x"])
def test_only_addresses_of_the_web_are_ever_opened(url: str) -> None:
    assert address(Source(id="s", company="acme", title="t", url=url)) == ""
    assert address(Source(id="s", company="acme", title="t", url="https://example.org/r")) == "https://example.org/r"
