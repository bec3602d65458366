import pytest

from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.dataset.model import Claim, Metric
from esgtui.documents.drawing import Drawn, drawn, restated


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(read_rules())


def draw(reader: Reader, statement: str) -> Drawn:
    claim = Claim(id="", company="", statement=statement)
    return drawn(statement, reader.read(claim), reader.figures(claim))


@pytest.mark.parametrize(
    ("statement", "metric"),
    [
        (
            "We use 130 kg of recycled steel per vehicle.",
            Metric(name="recycled steel", value=130, unit="kg", per="vehicle"),
        ),
        ("In 2023, 92% of our electricity came from sun and wind.", Metric(name="electricity", value=92, unit="%")),
        ("Water withdrawal per tonne | 2.1 m³", Metric(name="Water withdrawal", value=2.1, unit="m3", per="tonne")),
        ("The group was granted 116 patents in 2021.", Metric(name="patents", value=116, unit="patents")),
        (
            "We cut power consumption by over 12%.",
            Metric(name="power consumption", value=12, unit="%", qualifier="over"),
        ),
        ("100% of Volt's existing suppliers committed to it.", Metric(name="existing suppliers", value=100, unit="%")),
        ("Emissions fell by 0.5 t in 2021.", Metric(name="Emissions", value=0.5, unit="t")),
        ("We run 14 sites in Europe.", Metric(name="sites", value=14, unit="sites")),
        (
            "In 2024 we reduced our scope 1 and 2 emissions in Asia by 34 %.",
            Metric(name="scope 1 and 2 emissions", value=34, unit="%"),
        ),
        (
            "The share of renewable electricity in our plants has risen to 78 %.",
            Metric(name="share of renewable electricity", value=78, unit="%"),
        ),
        (
            "Reduce scope 1, 2, and 3 (value chain) emissions by 90 %.",
            Metric(name="scope 1, 2, and 3 (value chain) emissions", value=90, unit="%"),
        ),
        (
            "Lost time injury rate fell to 0.8 per million hours.",
            Metric(name="Lost time injury rate", value=0.8, per="million hours"),
        ),
        ("We spent EUR 2 million on reforestation.", Metric(name="reforestation", value=2_000_000, unit="EUR")),
        ("We put EUR 2 million into new wind farms.", Metric(name="wind farms", value=2_000_000, unit="EUR")),
        ("We emit 30 per cent less CO2 than in 2015.", Metric(name="CO2", value=30, unit="%")),
        ("In 2024 our water use was 12 % lower than in 2015.", Metric(name="water use", value=12, unit="%")),
        ("Emissions were down 30 % on 2019.", Metric(name="Emissions", value=30, unit="%")),
    ],
)
def test_a_metric_is_named_by_the_words_that_say_what_is_measured(
    reader: Reader, statement: str, metric: Metric
) -> None:
    assert draw(reader, statement).metrics == (metric,)


@pytest.mark.parametrize(
    ("statement", "metrics"),
    [
        ("In 2024 we cut waste at 14 sites.", [("sites", 14)]),
        ("We commit to a 50% reduction in absolute Scope 3 emissions.", [("absolute Scope 3 emissions", 50)]),
        ("We aim for a 20% reduction target for our water use.", [("water use", 20)]),
        ("Interim target: 40% GHG emissions reduction by 2030.", [("GHG emissions", 40)]),
        ("We achieved a 12% cut.", []),
        ("Linde's intensity of 2.9 is a 45% improvement versus 2018.", []),
        ("It covers 95% of our total Scope 1, 2 and 3 emissions.", [("total Scope 1, 2 and 3 emissions", 95)]),
        ("We cut 42% of Scope 1 and 30% of Scope 3 emissions.", [("Scope 1", 42), ("Scope 3 emissions", 30)]),
        ("A 30% reduction in Scope 1 and market-based Scope 2 emissions.", []),
        ("We reduce emissions by 50% and water use by 30% by 2030.", [("emissions", 50), ("water use", 30)]),
        ("A 48% reduction in lending and a 56% reduction in waste.", [("lending", 48), ("waste", 56)]),
        ("Scope 1 and 2 emissions: -90% in main markets.", [("Scope 1 and 2 emissions", 90)]),
        ("Water use is to fall by 6% of the baseline.", [("Water use", 6)]),
        ("We raised our 2030 target to 50% of the 2019 level.", []),
        ("It binds 9 million tonnes of CO2 annually.", []),
        ("We look after improved management of 500 ha of forest.", [("forest", 500)]),
        ("It took 0.2 MWh per tonne of product.", []),
        ("Energy use improved by 3% to 0.2 MWh per tonne of product.", [("Energy use", 3), ("Energy use", 0.2)]),
        ("Renewable power accounted for 78% of what we used.", [("Renewable power", 78)]),
        ("They account for 89% of all emissions.", []),
        ("It is 5% of women in key posts, see p.135.", [("women", 5)]),
        ("Emissions rose by 3,022 tonnes of CO2e from FY2023-24.", [("Emissions", 3022)]),
        ("It fell per RMB 10,000 of income.", []),
        ("A 50% absolute reduction in greenhouse gas (GHG) emissions.", [("greenhouse gas emissions", 50)]),
    ],
)  # fmt: skip
def test_what_is_measured_is_what_changes_or_what_a_share_is_of(
    reader: Reader, statement: str, metrics: list[tuple[str, float]]
) -> None:
    assert [(each.name, each.value) for each in draw(reader, statement).metrics] == metrics


def test_a_figure_that_goes_on_from_another_is_of_the_same(reader: Reader) -> None:
    withdrawn = draw(reader, "Water withdrawal per tonne fell to 3.2 m3, from 3.9 m3 in 2020.").metrics
    assert [(each.name, each.value, each.per) for each in withdrawn] == [
        ("Water withdrawal", 3.2, "tonne"),
        ("Water withdrawal", 3.9, "tonne"),
    ]
    fallen = draw(reader, "Emissions fell by 12 % to 1,050 t CO2e.").metrics
    assert [(each.name, each.value, each.unit) for each in fallen] == [
        ("Emissions", 12, "%"),
        ("Emissions", 1050, "tCO2e"),
    ]
    aims = draw(reader, "We aim to cut our GHG emissions by 20% by 2025 and by 50% by 2030.").metrics
    assert [(each.name, each.value) for each in aims] == [("GHG emissions", 20), ("GHG emissions", 50)]
    others = draw(reader, "Waste fell by 34%, and what we emit by 12%.").metrics
    assert [each.name for each in others] == ["Waste"]


@pytest.mark.parametrize(
    ("statement", "name", "values"),
    [
        ("34 % of our electricity is renewable today and we want 40 % by 2030.", "electricity", [34, 40]),
        ("Our recycling rate is 34 % today, and we want to reach 40 % by 2030.", "recycling rate", [34, 40]),
        ("Renewable power reached 34 % in 2023, with a target of 40 % by 2030.", "Renewable power", [34, 40]),
        ("Women hold 34% of key posts; our target is 40% by 2030.", "Women", [34, 40]),
        ("We have reduced emissions by 25% and target 50% by 2030.", "emissions", [25, 50]),
        ("We have cut emissions by 25% since 2015, and aim for a 50% cut by 2030.", "emissions", [25, 50]),
        ("Two thirds of our sites are certified today; we aim for 90 % by 2027.", "sites", [66.7, 90]),
        ("Electric cars made up 12% of sales and should make up 40% by 2030.", "Electric cars", [12, 40]),
        ("Fleet emissions stood at 118 g and should drop to 95 g by 2025.", "Fleet emissions", [118, 95]),
        ("We source 100% green power by 2025; in 2023 we were at 78%.", "green power", [100, 78]),
        ("78% of our power came from the sun, up from 65% in 2022.", "power", [78, 65]),
        ("40% of our sales will be electric cars, compared to 12% in 2022.", "sales", [40, 12]),
        ("We will have 50% recycled content in packs by 2025 and 75% by 2030.", "recycled content", [50, 75]),
        ("We seek a 66% reduction in emissions by 2025 and a 75% reduction by 2030.", "emissions", [66, 75]),
        ("The share of scrap is to rise from 15% today to 40% by 2030.", "share of scrap", [15, 40]),
        ("The share of scrap increased from 15% (2019) to at least 40%.", "share of scrap", [15, 40]),
        ("The share of scrap will be 40 % by 2030.", "share of scrap", [40]),
        ("The share of scrap is expected to reach 40 % by 2030.", "share of scrap", [40]),
        ("In 2023, 34.5 t of waste were burnt, compared with 56.7 t in the previous year.", "waste", [34.5, 56.7]),
        ("• Water use is expected to fall by 6% by 2030.", "Water use", [6]),
        ("Waste fell from 1,2 Mio. t in 2019 to 0,9 Mio. t by 2030.", "Waste", [1_200_000, 900_000]),
    ],
)
def test_what_was_is_and_is_to_be_of_one_thing_are_metrics_of_it(
    reader: Reader, statement: str, name: str, values: list[float]
) -> None:
    assert [(each.name, each.value) for each in draw(reader, statement).metrics] == [(name, each) for each in values]


@pytest.mark.parametrize(
    ("statement", "metrics"),
    [
        ("34 % of our power is green, waste fell, and we want 40 % by 2030.", [("power", 34)]),
        ("34 % of our power is green and we want 40 % in heating by 2030.", [("power", 34)]),
        ("We cut waste by 34 % and want 40 % scrap by 2030.", [("waste", 34), ("scrap", 40)]),
        ("We put EUR 1 million into wind, and plan to invest EUR 2 million by 2030.", [("wind", 1_000_000)]),
        ("We recycled 34 % of what we used and our suppliers will reach 40 % by 2030.", []),
        ("We recycled 34 % of our waste. That is good. They will reach 40 % by 2030.", [("waste", 34)]),
        ("The project added 130 MW capacity of wind, of which its share is 100 MW.", [("capacity", 130)]),
        ("The 78% is market-based and the location-based share is 37%.", [("location-based share", 37)]),
        ("We cut waste by 12 % and plan to cut water use by 20 %.", [("waste", 12), ("water use", 20)]),
        ("We reduced waste by 56% and reduced total emissions by 19%.", [("waste", 56), ("emissions", 19)]),
        ("Our emissions reduction target is to reduce Scope 1 emissions by 42%.", [("Scope 1 emissions", 42)]),
        (
            "A 31% intensity reduction in Wales and 20% intensity reduction in Kent.",
            [("intensity", 31), ("intensity", 20)],
        ),
        ("The emission reduction target was raised from 30 % to 50 %.", []),
        ("Yields rose from 20 % to 30 % depending on the plant.", [("Yields", 20), ("Yields", 30)]),
        ("It was 5 % in the reporting year.", []),
        ("Cut waste by 90% -Halve water use.", [("waste", 90), ("water use", 50)]),
    ],
)
def test_a_further_value_that_may_be_of_something_else_is_not_taken_for_the_same(
    reader: Reader, statement: str, metrics: list[tuple[str, float]]
) -> None:
    assert [(each.name, each.value) for each in draw(reader, statement).metrics] == metrics


def test_both_values_of_a_change_are_counted_over_the_same(reader: Reader) -> None:
    fallen = draw(reader, "Energy intensity fell from 0,85 MWh to 0,72 MWh per tonne.").metrics
    assert [(each.value, each.unit, each.per) for each in fallen] == [(0.85, "MWh", "tonne"), (0.72, "MWh", "tonne")]
    fallen = draw(reader, "Energy intensity fell from 0.85 MWh per tonne to 0.72 MWh.").metrics
    assert [each.per for each in fallen] == ["tonne", "tonne"]


def test_years_are_told_apart_by_what_they_are_for(reader: Reader) -> None:
    found = draw(reader, "In 2021 we saved 10% compared with 2019, and will save 50% by 2030.")
    assert (found.period, found.base_year, found.target_year) == ("2021", 2019, 2030)
    assert found.years == (2021, 2019, 2030)
    assert draw(reader, "Our plants were audited in 2020, 2021 and 2022.").period == "2020-2022"


@pytest.mark.parametrize(
    ("statement", "period"),
    [
        ("In FY2023/24 we recycled 5 t.", "2023-2024"),
        ("In 2025/26 we recycled 5 t.", "2025-2026"),
        ("In 2019–20 we recycled 5 t.", "2019-2020"),
        ("In 1999/00 we recycled 5 t.", "1999-2000"),
        ("On 2011-12-31 we had recycled 5 t.", "2011"),
        ("In 2023/11 we recycled 5 t.", "2023"),
    ],
)
def test_a_fiscal_year_over_two_years_is_both(reader: Reader, statement: str, period: str) -> None:
    assert draw(reader, statement).period == period


@pytest.mark.parametrize(
    ("statement", "period"),
    [
        ("It covers 2023 and was prepared in accordance with the GRI Standards 2021.", "2023"),
        ("Our policy follows the 2015 Paris Agreement and in 2023 we cut waste by 12 %.", "2023"),
        ("The Paris Agreement of 2015 guides us; in 2024 we cut waste by 3 %.", "2024"),
        ("Under the GHG Protocol 2004 we emitted 12 kt CO2e in 2024.", "2024"),
        ("Our report follows the ESRS of 2023 and covers fiscal year 2024.", "2024"),
        ("We comply with Directive (EU) 2022/2464 and the Modern Slavery Act (2015), and in 2024 cut waste.", "2024"),
        ("Waste was 5 t in 2023 (2022: 6 t).", "2023"),
        ("Renewables made up 61 % of power in 2023, up from 48 % in 2022.", "2023"),
        ("In 2019 we cut waste and in 2024 we cut it again.", ""),
        ("In the period 2021-2023 we cut waste.", "2021-2023"),
        ("Between 2021 and 2023 we cut waste.", "2021-2023"),
        ("We cut waste in 2022 and 2023.", "2022-2023"),
        ("In 2024 we followed it, in 2019 not.", ""),
    ],
)
def test_years_of_standards_and_of_past_values_are_none_of_the_period(
    reader: Reader, statement: str, period: str
) -> None:
    found = draw(reader, statement)
    assert found.period == period
    assert not {2004, 2015}.intersection(found.years)


def test_the_end_of_a_period_is_no_target(reader: Reader) -> None:
    found = draw(reader, "From 2021 to 2023 we cut waste.")
    assert (found.period, found.target_year) == ("2021-2023", None)
    assert draw(reader, "From 2024 to 2027 we cut waste, to be done by 2027.").target_year == 2027
    change = draw(reader, "We will cut our emissions by 50 % from 2020 to 2030.")
    assert (change.period, change.base_year, change.target_year) == ("", 2020, 2030)


@pytest.mark.parametrize(
    ("statement", "metrics"),
    [
        ("By 2030 we will halve them.", []),
        ("It fell to 0.5 t in 2021.", []),
        ("We emitted 12 ktCO2e in 2024.", []),
        ("By 2030, 80 % of our electricity will be green (2022: 71 %).", [("electricity", 80)]),
        ("We put EUR 3 million into wind farms in 2023 (2022: EUR 2 million).", [("wind farms", 3_000_000)]),
        ("We target a 30-40 % cut in water use.", []),
        ("We target a cut of 30 to 40 % in water use.", []),
        ("We target a cut of between 30 % and 40 % in water use.", []),
        ("We will put between 1.5 and 2.0 billion euros into wind farms.", []),
        ("We will put EUR 1.5-2 billion into wind farms.", []),
        ("We will put EUR 1.5 billion to EUR 2 billion into wind farms.", []),
        ("We won it at 9 of 11 sites.", []),
        ("We won it at two out of our 11 sites.", []),
        ("Waste fell from 40 t to 30 t.", [("Waste", 40), ("Waste", 30)]),
        ("We gave EUR 2 million to 14 schools.", [("schools", 14)]),
        ("In 2023, 5 sites saved power.", [("sites", 5)]),
        ("In all of our 14 sites we save power.", [("sites", 14)]),
    ],
)
def test_ends_of_ranges_parts_of_counts_and_other_years_are_no_metrics(
    reader: Reader, statement: str, metrics: list[tuple[str, float]]
) -> None:
    assert [(each.name, each.value) for each in draw(reader, statement).metrics] == metrics


@pytest.mark.parametrize(
    "base",
    ["(base year 2019)", "compared with 2019", "against 2019", "than in 2019", "since 2019", "on a 2019 baseline"],
)
def test_the_year_that_is_compared_with_is_no_period(reader: Reader, base: str) -> None:
    found = draw(reader, f"We reduced water use by 15 % {base}.")
    assert (found.base_year, found.period) == (2019, "")


def test_standards_and_horizons_are_named_as_the_format_names_them(reader: Reader) -> None:
    found = draw(reader, "In the medium term all plants follow ISO 14001 and the GHG Protocol.")
    assert (found.horizon, found.standards, found.conformity) == ("medium", ("ISO 14001", "GHG Protocol"), "follows")
    assert draw(reader, "All plants work in accordance with ISO 14001.").conformity == "in accordance with"


def test_several_horizons_are_none_and_what_is_only_spoken_of_is_no_standard(reader: Reader) -> None:
    assert draw(reader, "The plan has short, medium and long-term targets for us.").horizon is None
    assert draw(reader, "We will cut it in the long term, at short notice.").horizon == "long"
    assert draw(reader, "All plants follow ISO 9001 and laws and regulations related to data.").standards == (
        "ISO 9001",
    )


SEVERAL = (
    "In 2021 each car had 130kg of recycled steel and 1,040 kg of glass, by ISO 14001; by 2030 waste falls by a third."
)


@pytest.mark.parametrize(
    ("own_words", "values", "period", "target", "standards"),
    [
        ("Each car has 130 kg of recycled steel.", [130], "2021", 2030, ()),
        ("Each car had 1 040 kg of glass, said in other words: 1.040 kg, in 2021.", [1040], "2021", None, ()),
        ("The plants are run by ISO 14001.", [], "2021", 2030, ("ISO 14001",)),
        (SEVERAL, [130, 1040], "2021", 2030, ("ISO 14001",)),
    ],
)
def test_what_other_words_leave_out_fills_nothing(
    reader: Reader, own_words: str, values: list[int], period: str, target: int | None, standards: tuple[str, ...]
) -> None:
    found = restated(draw(reader, SEVERAL), SEVERAL, own_words)
    assert [each.value for each in found.metrics if each.unit == "kg"] == values
    assert (found.period, found.target_year, found.standards) == (period, target, standards)


def test_what_says_nothing_fills_nothing(reader: Reader) -> None:
    assert draw(reader, "We care.") == Drawn()


@pytest.mark.parametrize(
    ("words", "standards", "years"),
    [
        ("All plants are certified to ISO 14001:2015 since 2019.", ("ISO 14001:2015",), (2019,)),
        ("It follows ISO 14064-1:2018 and ISO 45001.", ("ISO 14064-1:2018", "ISO 45001"), ()),
        ("It is ISO 9001-certified in its 14 plants.", ("ISO 9001",), ()),
        ("It has EN 16247-1 audits.", ("EN 16247-1",), ()),
    ],
)
def test_the_part_and_edition_of_a_standard_belong_to_its_name(
    reader: Reader, words: str, standards: tuple[str, ...], years: tuple[int, ...]
) -> None:
    found = draw(reader, words)
    assert (found.standards, found.years) == (standards, years)


@pytest.mark.parametrize("words", ["in 2023 (base year 2019)", "in 2023, base year 2019", "(2019 base year) in 2023"])
def test_the_base_year_is_the_one_that_no_mark_divides_from_its_name(reader: Reader, words: str) -> None:
    assert draw(reader, f"We cut our emissions by 12 % {words}.").base_year == 2019


def test_of_a_row_years_that_fill_a_cell_are_no_period_and_a_value_before_its_name_is_no_part_of_it(
    reader: Reader,
) -> None:
    reduced = draw(reader, "Reduce Scope 3 emissions by 25 % | 2020 | 2030 | on track")
    assert (reduced.period, [each.name for each in reduced.metrics]) == ("", ["Scope 3 emissions"])
    power = draw(reader, "100 % renewable electricity | – | 2026 | 72 % in 2024")
    assert [(each.name, each.value) for each in power.metrics] == [
        ("renewable electricity", 100),
        ("renewable electricity", 72),
    ]
    assert power.period == "2024"
