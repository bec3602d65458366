"""What a claim states is shown with its words; a curator's field wins over them."""

import pytest

from esgtui.checklist.findings import ASPECTS, NAMES, spans
from esgtui.dataset.model import Metric
from tests.checklist.samples import claim, finding, reader, shown

TARGET = (
    "We commit to cut absolute Scope 1, 2 and 3 emissions by 42% by 2030 from a 2020 baseline, validated by the SBTi."
)
STEEL = Metric(name="recycled steel", value=130, unit="kg", per="vehicle")


def test_a_bare_claim_states_nothing() -> None:
    found = reader().read(claim("It holds."))
    assert [(each.attribute, each.state) for each in found] == [
        ("quantified", "not stated"),
        ("time-bound", "not stated"),
        ("baseline", "not applicable"),
        ("boundary", "not applicable"),
        ("standard", "not stated"),
        ("third-party", "not stated"),
        ("generic", "not stated"),
        ("offset", "not stated"),
        ("commitment", "not stated"),
    ]


def test_a_target_states_all_that_its_words_say() -> None:
    assert shown(TARGET, "quantified") == [("relative", "42%")]
    assert shown(TARGET, "time-bound") == [("deadline", "by 2030")]
    assert shown(TARGET, "baseline") == [("base-year", "from a 2020 baseline")]
    assert shown(TARGET, "boundary") == [("scope", "Scope 1, 2 and 3")]
    assert shown(TARGET, "third-party") == [("", "validated by"), ("", "SBTi")]
    assert shown(TARGET, "commitment") == [("pledge", "commit")]


@pytest.mark.parametrize(
    ("text", "attribute", "words"),
    [
        ("Injuries fell to 0.8 per million hours", "quantified", [("relative", "0.8 per million hours")]),
        ("Injuries fell to 0.8 per million hours", "boundary", []),
        ("cut by a third since 2019", "baseline", [("base-year", "since 2019")]),
        ("by the end of fiscal year 2030", "time-bound", [("deadline", "by the end of fiscal year 2030")]),
        ("Net zero in 2050", "time-bound", [("deadline", "2050")]),
        ("our FY30 goal", "time-bound", [("deadline", "FY30 goal")]),
        ("Emissions fell in 2021", "time-bound", [("period", "2021")]),
        ("born in the 1990s", "time-bound", [("period", "1990s")]),
        ("a medium-term plan", "time-bound", [("horizon", "medium-term")]),
        ("as the 2023 Sustainability Report says", "time-bound", []),
        ("certified to ISO 14001:2015", "time-bound", []),
        ("30% less than in 2019 compared to 2019", "time-bound", []),
        ("cut by 30% from 2019", "baseline", [("base-year", "from 2019")]),
        ("from 2019 to 2021", "baseline", []),
        ("30% less from 2019 to 2030", "baseline", [("base-year", "from 2019")]),
        ("down by 30% between 2019 and 2030", "baseline", [("base-year", "between 2019 and")]),
        ("42% by 2030 vs. 2020", "baseline", [("base-year", "vs. 2020")]),
        ("42% below the level of fiscal 2013", "baseline", [("base-year", "below the level of fiscal 2013")]),
        ("net zero from 2021 onwards, 5% a year", "baseline", []),
        ("cut against a 2019 baseline and offset", "baseline", [("base-year", "against a 2019 baseline")]),
        ("5% of direct and indirect emissions", "boundary", [("scope", "direct and indirect emissions")]),
        ("5% by IFRS S1 and S2", "boundary", []),
        ("keeps to the law on data", "standard", [("", "law on")]),
        ("was put on the 2023 list of green firms", "third-party", [("", "put on the 2023 list")]),
        (
            "40% lower than a conventional fabric",
            "baseline",
            [("comparator", "lower than a"), ("comparator", "than a conventional")],
        ),
        ("5 kg in our entire value chain", "boundary", [("supply-chain", "our entire value chain")]),
        ("NIO's Green Supply Chain List", "boundary", []),
        ("is certified to ISO 14001", "standard", [("", "ISO 14001"), ("certified", "certified")]),
        ("in accordance with the rules", "standard", []),
        ("verified by DNV", "third-party", [("", "verified by"), ("", "DNV")]),
        ("approved by our board", "third-party", []),
        ("An eco-friendly, low-carbon car", "generic", [("", "eco-friendly"), ("", "low-carbon")]),
        ("The Green Supply Chain List and Low-Carbon Park", "generic", []),
        ("Green steel", "generic", [("", "Green")]),
        ("The team is responsible for design and conscious of cost", "generic", []),
        ("sustainability, evergreen, greenhouse", "generic", []),
        ("nature’s friend", "generic", [("", "nature’s friend")]),
        ("carbon-neutral by offsets", "offset", [("neutrality", "carbon-neutral"), ("offsetting", "offsets")]),
        ("the Net Zero Banking Alliance", "offset", []),
        ("We aspire to be first", "commitment", [("aspiration", "aspire")]),
    ],
)
def test_words_show_attributes(text: str, attribute: str, words: list[tuple[str, str]]) -> None:
    assert shown(text, attribute) == words


def test_the_name_of_a_system_is_no_generic_wording() -> None:
    text = "A low-carbon recycling park is built."
    assert shown(text, "generic") == [("", "low-carbon")]
    assert shown(claim(text, system="low-carbon recycling park in Lu'an"), "generic") == []


def test_a_field_wins_over_words_and_has_their_place() -> None:
    one = claim("It holds 130 kg, and 5% of aluminium, by 2030.", metrics=(STEEL,), target_year=2031)
    quantified, time = finding(one, "quantified"), finding(one, "time-bound")
    assert (quantified.text, quantified.by) == ("130 kg", ("curator",))
    assert shown(one, "quantified") == [("relative", "130 kg")]
    assert (time.text, time.by) == ("by 2031", ("curator",))
    assert shown(one, "time-bound") == [("deadline", "by 2030")]


@pytest.mark.parametrize(
    ("fields", "attribute", "text"),
    [
        ({"metrics": (STEEL,)}, "quantified", "130 kg"),
        ({"metrics": (STEEL,)}, "boundary", "per vehicle"),
        ({"period": "2019-2021"}, "time-bound", "2019-2021"),
        ({"period": "2021", "target_year": 2045}, "time-bound", "by 2045, 2021"),
        ({"horizon": "long"}, "time-bound", "long term"),
        ({"base_year": 2019}, "baseline", "2019"),
        (
            {"metrics": (Metric(name="cut", value=60.5, unit="%", comparator="fossil leather"),)},
            "baseline",
            "fossil leather",
        ),
        ({"standards": ("ISO 37301", "GDPR"), "conformity": "follows"}, "standard", "ISO 37301, GDPR, follows"),
        ({"assurance": "MIIT"}, "third-party", "MIIT"),
        ({"kind": "target"}, "commitment", "target"),
        ({"kind": "achievement"}, "commitment", "told as achievement"),
    ],
)
def test_fields_are_what_is_stated(fields: dict[str, object], attribute: str, text: str) -> None:
    assert finding(claim("It holds.", **fields), attribute).text == text


def test_words_of_a_quote_count_and_are_placed_in_it() -> None:
    one = claim("It fell.", quote="a 40% cut")
    assert spans(reader().read(one), "statement") == []
    assert (2, 5) in spans(reader().read(one), "quote")


def test_every_name_is_there_once_and_none_is_judging() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [each.attribute for each in reader().read(claim(""))] == list(ASPECTS)
    texts = " ".join(each.text for each in reader().read(claim("")))
    assert not any(word in texts for word in ("missing", "failed", "greenwash"))


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        ("We will cut waste by 10–15 %", "10–15%", ["10–15 %"]),
        ("We will cut waste by 10 % to 15 %", "10–15%", ["10 % | 15 %"]),
        ("a cut of between 30 % and 40 % in waste", "30–40%", ["30 % | 40 %"]),
        ("between 1.5 and 2.0 million tonnes", "1,500,000–2,000,000 t", ["1.5 and 2.0 million tonnes"]),
        ("We put EUR 15-20 million into it", "15,000,000–20,000,000 EUR", ["EUR 15-20 million"]),
        ("between 1.5 and 8.2 million tonnes", "1,500,000–8,200,000 t", ["1.5 and 8.2 million tonnes"]),
        ("Between 20 and 30 % of our suppliers", "20–30%", ["20 and 30 %"]),
        ("1,5 to 2,0 Mrd. € for wind", "1,500,000,000–2,000,000,000 EUR", ["1,5 to 2,0 Mrd. €"]),
        ("5 to 7 kg per vehicle", "5–7 kg", ["5 to 7 kg per vehicle"]),
        ("Waste fell from 40 t to 30 t", "40 t, 30 t", ["40 t", "30 t"]),
        ("Waste rose from 30 to 40 t", "40 t", ["40 t"]),
        ("between 2020 and 2030, 5 t", "5 t", ["5 t"]),
    ],
)
def test_a_range_is_shown_with_both_its_ends(text: str, told: str, words: list[str]) -> None:
    assert finding(text, "quantified").text == told
    assert [shown_words for _, shown_words in shown(text, "quantified")] == words


def test_a_range_is_found_in_the_quote_too() -> None:
    (sign,) = finding(claim("Waste.", quote="By 2030 we cut it by 10–15 %."), "quantified").signs
    assert (sign.text, [(each.where, each.start, each.end) for each in sign.words]) == ("10–15%", [("quote", 21, 28)])
