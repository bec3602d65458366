"""While a search is typed: what is offered, how it is taken, and what the keys mean meanwhile."""

import threading

import pytest
from textual.widgets import Input

from esgtui.finding import Finder
from esgtui.search.offers import Completion
from esgtui.tui.widgets.offer_list import OfferList
from tests.patience import LONG
from tests.tui.conftest import Explore, Explored, dataset


def offers(explored: Explored) -> list[tuple[str, int]]:
    shown = explored.screen.query_one(OfferList)
    return [(offer.value, offer.claims) for offer in shown.offers] if shown.display else []


def typed(explored: Explored) -> str:
    return explored.screen.query_one("#search-input", Input).value


def keys(text: str) -> list[str]:
    names = {":": "colon", " ": "space", '"': "quotation_mark", "|": "vertical_line", "-": "minus", "/": "slash"}
    return [names.get(character, character) for character in text]


async def test_a_field_and_then_its_value_are_taken_with_tab(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"com")
        assert offers(explored) == [("company:", 6)]
        assert explored.screen.query_one(OfferList).region.height == 1
        await explored.press("tab")
        assert (typed(explored), offers(explored)) == ("company:", [("Acme", 4), ("Bolt", 2)])
        assert "▏Acme" in explored.text()
        await explored.press("down", "tab")

        assert (typed(explored), offers(explored)) == ("company:Bolt ", [])
        assert explored.shown == ["c-4", "c-5"]


async def test_keys_typed_ahead_take_what_they_come_to(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"com", "tab", *"bo", "tab", *keys("pil"), "tab")

        assert typed(explored) == "company:Bolt pillar:"


async def test_enter_takes_an_offer_only_if_it_was_chosen(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("company:"), "down", "up", "enter")
        assert typed(explored) == "company:Acme "
        assert explored.shown == ["c-0", "c-1", "c-2", "c-3"]
        await explored.press("backspace", "backspace")
        assert offers(explored) == [("Acme", 4)]
        await explored.press("enter")
        assert explored.screen.focused == explored.screen.claims
        assert explored.screen.viewing.selection.query == "company:Acm"
        assert not explored.screen.query_one(OfferList).display


async def test_names_of_fields_leave_the_arrows_to_the_claims(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("acme|co"), "down", "down")
        assert [value for value, _ in offers(explored)] == ["company:", "coder:"]
        assert explored.screen.claims.cursor == 2
        await explored.press("up")
        assert explored.screen.claims.cursor == 1


async def test_ctrl_n_moves_through_the_claims_whatever_is_offered(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("company:"), "ctrl+n", "ctrl+n", "ctrl+p")
        assert offers(explored)
        assert explored.screen.claims.cursor == 1


async def test_escape_closes_the_offers_first_and_then_the_search(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("kind"))
        assert offers(explored) == [("kind:", 0)]
        await explored.press("escape")
        assert offers(explored) == []
        assert typed(explored) == "kind"
        await explored.press("escape")
        assert explored.screen.focused == explored.screen.claims


async def test_the_mouse_takes_an_offer(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("-company:"))
        await explored.pilot.click(OfferList, offset=(4, 1))
        await explored.settle()
        assert typed(explored) == "-company:Bolt "
        assert explored.shown == ["c-0", "c-1", "c-2", "c-3"]
        await explored.press(*"fleet")
        assert typed(explored) == "-company:Bolt fleet"


async def test_moving_in_the_text_offers_what_is_meant_there(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("company:ac steel"))
        assert offers(explored) == []
        await explored.press(*["left"] * 6)
        assert offers(explored) == [("Acme", 4)]
        await explored.press("tab")
        assert typed(explored) == "company:Acme steel"


async def test_tab_without_offers_says_what_to_type(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *"steel", "tab")
        await explored.until_shown("Nothing is offered")


async def test_counts_follow_what_is_annotated(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("slash", *keys("has:star"))
        assert offers(explored)[0] == ("star", 0)
        explored.workspace.star(["c-1", "c-2"], on=True)
        await explored.press("backspace")
        assert offers(explored)[0] == ("star", 2)


async def test_a_stale_answer_never_lands(explore: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on = threading.Event()
    asked: list[str] = []
    complete = Finder.complete

    def slow(finder: Finder, text: str, cursor: int) -> Completion:
        asked.append(text)
        if text == "co":
            goes_on.wait(LONG)
        return complete(finder, text, cursor)

    monkeypatch.setattr(Finder, "complete", slow)
    async with explore() as explored:
        await explored.pilot.press("slash", *"co")
        await explored.until(lambda: "co" in asked)
        await explored.pilot.press(*"de")
        goes_on.set()
        await explored.settle()
        assert offers(explored) == [("coder:", 0)]
        assert list(dict.fromkeys(asked))[-2:] == ["co", "code"]  # the last one again once all claims can be searched


async def test_text_of_the_dataset_is_shown_and_never_obeyed(explore: Explore) -> None:
    tables = dataset()
    tables["companies"] = [{"id": "acme", "name": "[red]A\x1b[31m “c” [/"}, {"id": "bolt", "name": "Bolt"}]
    async with explore(tables) as explored:
        await explored.press("slash", *keys("company:"))
        assert "[red]A␛[31m" in explored.text()
        await explored.press("tab")
        assert explored.shown == ["c-0", "c-1", "c-2", "c-3"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20), (40, 12)])
async def test_the_claim_under_the_cursor_stays_in_sight(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size=size) as explored:
        await explored.press("slash", *keys("has:"))
        listed, claims = explored.screen.query_one(OfferList).region, explored.screen.claims
        assert 2 <= listed.height <= size[1] // 3
        assert listed.bottom == size[1] - 2
        assert claims.region.y + 1 + claims.cursor < listed.y
        assert "▌" not in explored.text()
        assert explored.text().splitlines()[listed.y][listed.x : listed.right].rstrip()[-1].isdigit()
