"""The checklist of a claim in full: what it states, in which words, who says so, and why it is asked."""

import pytest

from esgtui.checklist.checklist import Checklist
from esgtui.checklist.findings import ASPECTS, Finding, Sign
from esgtui.dataset.model import Claim, Metric
from esgtui.tui.checklist_shown import asked_of, counts_text, fitting, has_query, sign_of, who
from tests.checklist.samples import claim
from tests.checklist.test_columns import dataset as checked
from tests.tui.conftest import Explore


def asked(statement: str, typed: str = "", **fields: object) -> list[str]:
    one: Claim = claim(statement, **fields)
    return [each.finding.attribute for each in fitting(asked_of(Checklist(checked()), one), typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", list(ASPECTS)),
        ("42", ["quantified"]),
        ("BASE", ["baseline"]),
        ("16 cfr seals", ["third-party"]),
        ("not stated esrs", ["boundary", "standard", "third-party", "offset"]),
        ("no such words", []),
    ],
)
def test_what_is_asked_is_found_by_its_name_its_state_its_words_or_its_basis(typed: str, found: list[str]) -> None:
    assert asked("A cut of 42% by 2030 from a 2019 baseline.", typed) == found


def test_states_are_counted_in_neutral_words() -> None:
    assert counts_text(asked_of(Checklist(checked()), claim("It holds."))) == "0 stated, 7 not stated, 2 not asked"


@pytest.mark.parametrize(
    ("finding", "sign", "says", "query"),
    [
        (Finding("baseline", "stated", (Sign("2019", "text", words=()),)), "◐", "words", "has:baseline"),
        (Finding("baseline", "stated", (Sign("2019", "curator"),)), "●", "field", "has:baseline"),
        (Finding("baseline", "not stated"), "○", "", "-has:baseline"),
        (Finding("baseline", "not applicable", reason="no figure"), "–", "", ""),
    ],
)
def test_each_state_has_its_sign_and_leads_to_claims_alike(finding: Finding, sign: str, says: str, query: str) -> None:
    assert (sign_of(finding), who(finding), has_query(finding)) == (sign, says, query)


def test_a_field_and_words_both_say_so() -> None:
    one = claim("It has 5 kg.", metrics=(Metric(name="steel", value=5, unit="kg"),))
    assert who(asked_of(Checklist(checked()), one)[0].finding) == "field and words"


async def test_the_checklist_is_one_key_away_is_searched_and_leads_to_claims_alike(explore: Explore) -> None:
    async with explore() as explored:
        await explored.press("f4", "K")
        shown = explored.text()
        assert "Checklist ── c-0 ── 2 stated" in shown
        assert "◐ quantified" in shown
        assert "ESRS 2 MDR-T" in shown
        await explored.press(*"2019")
        assert "quantified   40" not in explored.text()
        assert "against 2019" in explored.text()
        await explored.press("enter")
        assert explored.shown == ["c-0"]
        assert "has:baseline" in explored.text()
        await explored.press("escape", "K", *"boundary")
        assert "may well exist" in explored.text()
        await explored.press("escape")
        assert len(explored.screen.app.screen_stack) == 1
