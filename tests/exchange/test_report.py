"""A report is read by a Markdown parser as headings, lists and quotations, whatever stands in its texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from esgtui.dataset.model import ExportedAnnotation, Tables
from esgtui.exchange.report import inline
from esgtui.visible import visible
from tests.annotation.samples import TEXTS

from .exporting import export, held
from .samples import annotations, tables
from .test_spreadsheet import ADDED, SMALL

MADE = frozenset({"heading", "paragraph", "bullet_list", "list_item", "blockquote", "strong"})
"""What a report is made of; all else would come from its texts."""

MARKUP = "\\`*_[]()<>&#~|!^$+-=:.1 \n\tab"


def tokens(text: str) -> list[Token]:
    return MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"]).parse(text)


def plain(token: Token) -> str:
    """Return the text of an inline token, a line break where one is shown."""
    return "".join("\n" if child.type == "hardbreak" else child.content for child in token.children or [])


def inside(found: list[Token], tag: str) -> list[str]:
    """Return the texts of all elements of a kind that hold text themselves."""
    return [
        plain(token)
        for before, token in pairwise(found)
        if before.tag == tag and before.nesting == 1 and token.type == "inline"
    ]


def kinds(found: list[Token]) -> set[str]:
    every = [*found, *(child for token in found for child in token.children or [])]
    return {token.type.removesuffix("_open").removesuffix("_close") for token in every}


def test_claims_are_grouped_by_company_and_pillar_with_what_coders_say() -> None:
    text = export("markdown", SMALL, ADDED).decode()
    assert (
        text
        == """\
# A sample

## smart Automobile

### People

#### 40 kg less, 中文 too.

- claim: c1
- metric: \\-40 kg per car: steel
- metric: 0\\.5: share
- kind: target
- target year: 2045
- standards: ISO 37301, GRI
- pillar's topic: esrs:S1 Own workforce
- place: report, paragraph 3
- place: report, paragraph 9
- curator's tags: \\#own, \\#b
- x-page: 3
- stated: quantified: -40 kg, 0.5 · time-bound: by 2045 · boundary: per car · \
standard: ISO 37301, GRI · commitment: target
- not stated: baseline, third-party, generic, offset

**ada**: \\#x · ★

**mei**: Substantiated · \\#a/b · \\#x

> one\\
> two\\
> (2026-11-21)

> \\-3\\
> (2026-11-21)

### No pillar

#### \\=1+1

- claim: c2
- not stated: quantified, time-bound, standard, third-party, generic, offset, commitment
- not asked of this claim: baseline, boundary

## Claims that are no longer in the dataset

#### gone

**mei**: old

"""
    )


@given(tables(), annotations())
def test_no_text_becomes_markup(exported: Tables, added: tuple[ExportedAnnotation, ...]) -> None:
    found = tokens(export("markdown", exported, added).decode())
    assert kinds(found) <= MADE | {"inline", "text", "hardbreak", "softbreak"}
    statements = [visible(" ".join(claim.statement.split())) for claim in exported.claims]
    vanished = {each.claim for each in held(exported, added)} - {claim.id for claim in exported.claims}
    assert sorted(inside(found, "h4")) == sorted([*statements, *map(visible, vanished)])
    assert sum(token.type == "blockquote_open" for token in found) == sum(len(each.notes) for each in added)


@given(TEXTS | st.text(MARKUP, max_size=12))
def test_a_line_is_shown_as_it_is(text: str) -> None:
    shown = visible(" ".join(text.split()))
    for before, tag in (("", "p"), ("- ", "li"), ("#### ", "h4"), ("> ", "p")):
        found = tokens(f"{before}{inline(text)}")
        assert "".join(plain(token) for token in found if token.type == "inline") == shown, tag


@pytest.mark.parametrize(
    "note", ["", "x", "- a\n- b", "1. a\n\n    code\n\n\nb", "```\n<b>\n```", "a  \nb\\", "|a|\n|-|", "a\n---"]
)
def test_a_note_keeps_its_lines(note: str) -> None:
    text = f"say {note}\n{note}\nend"
    table = ADDED[1]
    changed = type(table)(
        claim="c1",
        coder="mei",
        updated=table.updated,
        notes=(type(table.notes[0])(id="n", text=text, created=table.updated),),
    )
    found = tokens(export("markdown", SMALL, (changed,)).decode())
    start = next(number for number, token in enumerate(found) if token.type == "blockquote_open")
    end = next(number for number, token in enumerate(found) if token.type == "blockquote_close")
    lines = "\n".join(plain(token) for token in found[start:end] if token.type == "inline").split("\n")
    assert lines == [*(line.strip() for line in text.split("\n") if line.strip()), "(2026-11-21)"]
