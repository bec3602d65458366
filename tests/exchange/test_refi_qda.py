"""The codebook is valid by the standard's schema, and a tag's path is where it is in the tree."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.model import Claim, CodebookTag, Company, ExportedAnnotation, Header, Tables
from esgtui.exchange.files import ExportError
from esgtui.visible import visible_block
from tests.annotation.samples import TEXTS

from .exporting import export
from .samples import annotations, tables
from .test_spreadsheet import NOON

if TYPE_CHECKING:
    from xmlschema import XMLSchema

QDA = "{urn:QDA-XML:codebook:1.0}"


@cache
def schema() -> "XMLSchema":
    """Return the standard's schema; whoever runs other tests waits neither for it nor for what reads it."""
    from xmlschema import XMLSchema

    return XMLSchema(Path(__file__).with_name("codebook.xsd"))


def codes(data: bytes) -> dict[str, Element]:
    """Return the codes of a valid codebook by path."""
    from xmlschema import XMLResource

    text = data.decode()
    schema().validate(text)
    found: dict[str, Element] = {}
    waiting = [(element, "") for element in XMLResource(text).root.findall(f"{QDA}Codes/{QDA}Code")]
    while waiting:
        element, above = waiting.pop()
        path = above + element.attrib["name"]
        found[path] = element
        waiting += [(below, f"{path}/") for below in element.findall(f"{QDA}Code")]
    return found


def book(*entries: CodebookTag, used: tuple[str, ...] = ()) -> bytes:
    claim = Claim(id="c1", company="a", statement="One.", tags=("curated",))
    exported = Tables(
        header=Header(id="sample", title="A sample"),
        companies=(Company(id="a", name="A"),),
        claims=(claim,),
        codebook=entries,
    )
    return export("refi-qda", exported, (ExportedAnnotation(claim="c1", coder="mei", tags=used, updated=NOON),))


def test_tags_are_codes_in_the_codes_of_their_path() -> None:
    entries = (
        CodebookTag(tag="evidence/no-baseline", title="No baseline", description="When <it> & what", colour="amber"),
        CodebookTag(tag="wording", colour="#0a0"),
        CodebookTag(tag="evidence/figure", colour="as the sea"),
    )
    found = codes(book(*entries, used=("evidence", "own/deep/er")))
    assert {path: element.attrib["isCodable"] for path, element in found.items()} == {
        "evidence": "true",
        "evidence/no-baseline": "true",
        "evidence/figure": "true",
        "wording": "true",
        "curated": "true",
        "own": "false",
        "own/deep": "false",
        "own/deep/er": "true",
    }
    assert found["evidence/no-baseline"].findtext(f"{QDA}Description") == "No baseline\nWhen <it> & what"
    assert found["evidence/no-baseline"].attrib["color"] == "#FFBF00"
    assert found["wording"].attrib["color"] == "#0A0"
    assert "color" not in found["evidence/figure"].attrib


def test_ids_stay_the_same_whatever_else_is_in_the_book() -> None:
    one = codes(book(CodebookTag(tag="a/b")))
    other = codes(book(CodebookTag(tag="z"), CodebookTag(tag="a/b", title="B"), used=("a",)))
    assert one["a/b"].attrib["guid"] == other["a/b"].attrib["guid"]
    assert len({element.attrib["guid"] for element in other.values()}) == len(other)


def test_without_any_tag_there_is_no_codebook() -> None:
    nothing = Tables(header=Header(id="sample", title="A sample"))
    with pytest.raises(ExportError, match="no tag"):
        export("refi-qda", nothing, ())


def test_a_path_may_be_very_deep() -> None:
    found = book(CodebookTag(tag="/".join("a" * 20_000)))
    assert found.count(b"<Code ") == found.count(b"</Code>") == 20_001


@given(
    st.lists(st.builds(CodebookTag, tag=TEXTS, title=TEXTS, description=TEXTS, colour=TEXTS), min_size=1, max_size=4)
)
def test_any_texts_make_a_valid_codebook(entries: list[CodebookTag]) -> None:
    found = codes(book(*entries))
    noncharacters = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
    for entry in entries:
        path = visible_block(entry.tag.replace("\r\n", "\n")).translate(noncharacters)
        assert found[path].attrib["isCodable"] == "true"


@given(tables(), annotations())
def test_all_tags_in_use_are_in_it(exported: Tables, added: tuple[ExportedAnnotation, ...]) -> None:
    used = {tag for claim in exported.claims for tag in claim.tags} | {tag for each in added for tag in each.tags}
    assert {visible_block(tag) for tag in used} <= codes(export("refi-qda", exported, added)).keys()
