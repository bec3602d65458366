"""Frames and scroll bars: drawn in a short way, they look as the toolkit would draw them from nothing."""

from collections.abc import Iterable, Iterator

import pytest
from rich.segment import Segment
from textual._styles_cache import StylesCache

from esgtui.tui.widgets.paper import Paper
from tests.tui.conftest import Explore, Explored, dataset

MANY = dataset(tuple(f"Claim {number} on water." if number % 3 else f"On steel {number}." for number in range(120)))
Line = list[Segment]


def _seen(explored: Explored) -> list[Paper]:
    return [paper for paper in explored.screen.query(Paper) if paper.is_on_screen]


def _lines(lines: Iterable[Iterable[Segment]]) -> list[Line]:
    return [[*Segment.simplify(line)] for line in lines]


def _bar(paper: Paper) -> list[Line]:
    return _lines(paper.vertical_scrollbar.render_lines(paper.vertical_scrollbar.region.size.region))


def _bar_of_toolkit(paper: Paper) -> list[Line]:
    bar = paper.vertical_scrollbar
    bar._render_content()
    return _lines(bar._render_cache.lines)


def _different(explored: Explored) -> Iterator[str]:
    """Yield what is seen that does not look as the toolkit draws it."""
    for paper in _seen(explored):
        whole = paper.region.size.region
        if _lines(paper.render_lines(whole)) != _lines(StylesCache().render_widget(paper, whole)):
            yield f"{paper.id}"
        if paper.show_vertical_scrollbar and _bar(paper) != _bar_of_toolkit(paper):
            yield f"the scroll bar of {paper.id}"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16)])
async def test_what_is_seen_is_framed_as_the_toolkit_does_it(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(MANY, size=size) as explored:
        assert any(paper.show_vertical_scrollbar for paper in _seen(explored))
        for keys in (["end"], ["pageup", "k"], ["slash", *"steel"], ["enter", "tab"], ["ctrl+t", "down", "enter"]):
            await explored.press(*keys)
            assert not [*_different(explored)], keys
        await explored.pilot.resize_terminal(size[0] + 11, size[1] + 3)
        await explored.settle()
        assert not [*_different(explored)]


async def test_the_scroll_bar_tells_how_long_the_list_is_and_where_one_is_in_it(explore: Explore) -> None:
    async with explore(MANY, size=(120, 40)) as explored:
        at_first = _bar(explored.screen.claims)
        await explored.press("end")
        at_last = _bar(explored.screen.claims)
        assert at_last != at_first
        await explored.press("home", "slash", *"steel")
        assert len(explored.shown) == 40
        assert _bar(explored.screen.claims) != at_first


async def test_a_scroll_bar_that_would_look_the_same_is_not_painted(explore: Explore) -> None:
    async with explore(MANY, size=(120, 40)) as explored:
        bar = explored.screen.claims.vertical_scrollbar
        bar._exchange_repaint_regions()
        bar.refresh()
        assert not bar._exchange_repaint_regions()
        bar.position += 30
        assert bar._exchange_repaint_regions()


@pytest.mark.parametrize(
    ("style", "value"), [("opacity", 0.4), ("tint", "red 30%"), ("outline", ("heavy", "red")), ("padding", (1, 2))]
)
async def test_what_fades_or_has_an_outline_is_drawn_by_the_toolkit(
    explore: Explore, style: str, value: object
) -> None:
    async with explore(MANY, size=(120, 40)) as explored:
        setattr(explored.screen.claims.styles, style, value)
        await explored.settle()
        assert not [*_different(explored)]
