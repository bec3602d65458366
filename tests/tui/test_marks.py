"""Where a search matches a note, a metric, a quote, a tag …, the words are marked there, to the character."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from esgtui.browsing import Spans
from esgtui.dataset.model import Claim, Metric
from esgtui.search.engine import ClaimIndex
from esgtui.search.found import Found
from esgtui.search.names import Names
from esgtui.search.query import parse
from esgtui.tui.card import Block, card
from esgtui.tui.marks import MOST
from esgtui.visible import visible_block
from esgtui.workspace import Workspace
from tests.tui.conftest import Explore, Explored, dataset

WORDS = [
    "steel",
    "stéel",
    "ste\u0301el",
    "ｓｔｅｅｌ",
    "steelworks",
    "碳中和",
    "碳",
    "1,000",
    "130",
    "kg",
    "so\u00adft",
    "😀",
    "★",
    "#",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
TAGS = st.lists(TEXTS.filter(lambda text: not {"#", "\u00ad"}.intersection(text)), max_size=3, unique=True)


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dataset.toml"
        path.write_bytes(tomli_w.dumps(dataset()).encode())
        opened = Workspace.open(path, store=str(Path(folder) / "journal.sqlite"), coder="steel")
        yield opened
        opened.close()


def found(claim: Claim, notes: list[str], tags: list[str], query: str) -> Found:
    """Return what a query finds in one claim with what coders put on it."""
    written = [("note", note) for note in notes] + [("tag", tag) for tag in tags]
    index = ClaimIndex((claim,), Names(), written=lambda _: written)
    index.build()
    index.note_changes([0])
    return Found(index.matching(parse(query)), ())


def marked(blocks: list[Block]) -> list[str]:
    return [block.text[first:last] for block in blocks for first, last in block.spans]


def pieces(asked: Found, *texts: str) -> list[str]:
    """Return what of texts, each by itself, is found."""
    return [text[first:last] for text in texts for first, last in asked.mark(text)]


@given(st.data())
def test_what_is_marked_is_what_matched(workspace: Workspace, data: st.DataObject) -> None:
    standards, curated = tuple(data.draw(TAGS)), tuple(data.draw(TAGS))
    name, unit, quote = data.draw(TEXTS), data.draw(st.sampled_from(["", "kg", "steel"])), data.draw(TEXTS)
    metric = Metric(name=name, value=130, unit=unit, qualifier="over", comparator="steel 130")
    claim = Claim(
        id="c-0",
        company="bolt",
        statement="It is.",
        standards=standards,
        tags=curated,
        metrics=(metric,),
        quote=quote,
        extra={"own": "steel"},
    )
    note, tags = data.draw(TEXTS), data.draw(TAGS)
    query = data.draw(
        st.sampled_from(
            ["steel", "ste", "stel", "碳中", "碳", "1000", "130", "soft", "steel 130", '"steel 130"', "kg over"]
        )
    )
    while workspace.history.annotations("c-0"):
        workspace.undo()
    workspace.note(["c-0"], note)
    workspace.tag(["c-0"], add=tags)
    (annotation,) = workspace.history.annotations("c-0")
    asked = found(claim, [note], tags, query)

    blocks = list(card(workspace, claim, mark=asked.mark))

    value = f"130 {unit}".strip()
    shown = (*annotation.tags, annotation.notes[0].text, value, name, "Bolt", *standards, quote, *curated)
    assert marked(blocks) == pieces(asked, *shown)


def on_screen(explored: Explored) -> str:
    """Return what the detail marks, as it is drawn."""
    detail = explored.screen.detail
    look = detail.get_visual_style("claim-detail--match", partial=True)
    return "".join(
        line.plain[span.start : span.end] for line in detail.lines for span in line.spans if span.style == look
    )


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (61, 20), (40, 12)])
async def test_marks_stand_where_the_words_are_drawn_at_any_width(explore: Explore, size: tuple[int, int]) -> None:
    note = "碳中和 ste\u0301el 😀 re\u0301cycle\u0301d, \u202e and 👩\u200d🔬 of ｒｅcycled\ttin\nre­cycled"
    async with explore(size=size) as explored:
        explored.workspace.note(["c-3"], note)
        explored.workspace.tag(["c-3"], add=["loop/recycled"])
        await explored.press("slash", *"recycled", "space", *"supplier", "enter")
        assert explored.at_cursor == "c-3"
        words = ["re\u0301cycle\u0301d", "ｒｅcycled", "re­cycled"]
        expected = "".join(["supplier", "recycled", *map(visible_block, words)])
        assert on_screen(explored) == expected


async def test_where_a_match_is_stands_at_the_top_at_the_smallest_size(explore: Explore) -> None:
    tables = dataset(("word " * 200,))
    async with explore(tables, size=(40, 12)) as explored:
        explored.workspace.note(["c-0"], "zebra")
        await explored.press("slash", *"zebra")
        detail = explored.screen.detail.region
        first = explored.text().splitlines()[detail.y + 1]
        assert "found in" in first
        assert "note" in first


async def test_marks_go_with_the_search(explore: Explore) -> None:
    async with explore() as explored:
        explored.workspace.note(["c-0"], "zebra crossing")
        await explored.press("slash", *"zebra", "enter")
        assert on_screen(explored) == "zebra"
        await explored.press("escape")
        assert explored.at_cursor == "c-0"
        assert on_screen(explored) == ""


def test_a_search_marks_the_beginning_of_what_takes_too_long(workspace: Workspace) -> None:
    looked_through: list[str] = []

    def mark(text: str) -> Spans:
        looked_through.append(text)
        return ()

    claim = Claim(id="c-0", company="acme", statement="It is.", quote="steel " * MOST, system="碳" * MOST)
    list(card(workspace, claim, mark=mark))
    assert 0 < sum(map(len, looked_through)) <= MOST
    assert any(text.endswith("steel ") for text in looked_through) or any(
        text.endswith("碳") for text in looked_through
    )
