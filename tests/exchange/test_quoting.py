"""Claims as one puts them into a text of one's own."""

from datetime import date
from pathlib import Path

import msgspec
import tomli

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Header, Metric, Place, Source, Tables
from esgtui.exchange.quoting import MANNERS, as_citations, as_markdown, as_tables, as_text

SOURCE = Source(
    id="r", company="a", title="Report 2022", publisher="Acme", published=date(2023, 3, 1), url="https://acme.example/r"
)
STEEL = Claim(
    id="a-1",
    company="a",
    statement="Each car has 130 kg of *recycled* steel.",
    quote="130 kg of recycled steel",
    metrics=(Metric(name="recycled steel", value=130, unit="kg", per="vehicle"),),
    places=(Place(source="r", section="Planet", paragraph=14), Place(source="r", paragraph=20)),
)
BARE = Claim(id="a-2", company="a", statement="Two\nlines \x1b]52;c;!\x07 of it.")
DATASET = Dataset(
    Tables(
        header=Header(id="d", title="D"),
        companies=(Company(id="a", name="Acme Ltd"),),
        sources=(SOURCE,),
        claims=(STEEL, BARE),
    ),
    Path(),
)


def test_a_citation_says_who_said_what_and_where_in_a_line() -> None:
    where = "Report 2022, Acme, 2023-03-01, Planet, paragraph 14 and paragraph 20, https://acme.example/r"
    assert as_citations(DATASET, DATASET.claims).splitlines() == [
        f"Acme Ltd: “130 kg of recycled steel” {where}. [a-1]",
        "Acme Ltd: “Two lines ␛]52;c;!␇ of it.” No source stated. [a-2]",
    ]


def test_markdown_is_a_quotation_in_which_nothing_is_markup() -> None:
    assert as_markdown(DATASET, [STEEL]).splitlines() == [
        r"> Each car has 130 kg of \*recycled\* steel.",
        ">",
        "> — Acme Ltd, `a-1`",
        "> - 130 kg per vehicle: recycled steel",
        "> - Report 2022, Acme, 2023-03-01, Planet, paragraph 14 and paragraph 20, https://acme.example/r",
    ]


def test_toml_is_what_the_format_has() -> None:
    found = tomli.loads(as_tables(DATASET, DATASET.claims))

    assert [msgspec.convert(claim, Claim) for claim in found["claims"]] == [STEEL, BARE]


def test_no_manner_lets_a_terminal_obey_what_is_pasted() -> None:
    assert as_text(DATASET, [BARE]).startswith("Two\nlines ␛]52;c;!␇ of it.\n[a-2] Acme Ltd.")
    for manner in MANNERS:
        assert "\x1b" not in manner.write(DATASET, [BARE])
