"""Claims added to a file that a person keeps: where she would write them, and not a byte of the rest is touched."""

import tomllib
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.curating.adding import AddingError, Addition, Entry, added, taken_out
from esgtui.curating.order import in_order
from esgtui.curating.template import template
from esgtui.curating.written import written
from esgtui.dataset.loader import load
from esgtui.dataset.model import Claim, Company, Metric, Pillar, Place, Source
from esgtui.dataset.problems import DatasetError
from tests.dataset.samples import COMPANY, FRAMEWORK, PILLAR, ROOT, SOURCE, TAG, TOPIC, VERDICT
from tests.dataset.test_any_dataset import CLAIMS

from .made_files import files

FILE = Path("cars.toml")

KEPT = """\
# Read by hand.
format = 1

[[companies]]
id = "smart"
name = "smart"

[[claims]]
id = "smart-001"
statement = "First." # as it stands
# the second page is still to be read

# What tags mean.

[[codebook]]
tag = "wording/vague"
"""

CLAIM = Claim(
    id="smart-002",
    company="smart",
    kind="target",
    statement='Half of all cars are to be "green" by 2030.',
    quote="By 2030 …",
    topics=("esrs:E1", "sdg:13"),
    target_year=2030,
    places=(Place(source="report", section="Cars", paragraph=3),),
    metrics=(Metric(name="green cars", value=50, unit="%", qualifier="at least"),),
)

WRITTEN = """\

[[claims]]
id = "smart-002"
kind = "target"
statement = "Half of all cars are to be \\"green\\" by 2030."
quote = "By 2030 …"
topics = ["esrs:E1", "sdg:13"]
target_year = 2030
places = [{ source = "report", section = "Cars", paragraph = 3 }]

[[claims.metrics]]
name = "green cars"
value = 50
unit = "%"
qualifier = "at least"
"""


def with_claim(text: str, claim: Claim = CLAIM) -> tuple[str, tuple[Addition, ...]]:
    return added(text, [Entry("claims", claim)], FILE)


def test_a_claim_is_written_as_a_person_would_after_the_last_one() -> None:
    before, _, after = KEPT.partition("\n# What tags mean.")
    text, _ = with_claim(KEPT)
    assert text == before + WRITTEN + "\n# What tags mean." + after
    assert in_order(text, FILE) == text


def test_what_ends_the_file_still_ends_it() -> None:
    claims, _, _ = KEPT.partition("\n# What tags mean.")
    text, additions = with_claim(f"{claims}\n# vim: tabstop=2\n")
    assert text == f"{claims}{WRITTEN}\n# vim: tabstop=2\n"
    assert taken_out(text, additions, FILE) == f"{claims}\n# vim: tabstop=2\n"


def test_a_claim_goes_below_those_of_its_company() -> None:
    text = KEPT.replace("[[claims]]\n", '[[companies]]\nid = "nio"\nname = "NIO"\n\n[[claims]]\ncompany = "smart"\n')
    text += '\n[[claims]]\ncompany = "nio"\nid = "nio-001"\nstatement = "Other."\n'
    found, (addition,) = with_claim(text)
    assert found.index(addition.piece) < found.index("nio-001")
    assert 'company = "smart"\nkind' in addition.piece


def test_line_ends_are_those_of_the_file() -> None:
    windows = KEPT.replace("\n", "\r\n")
    text, (addition,) = with_claim(windows)
    assert text == with_claim(KEPT)[0].replace("\n", "\r\n")
    assert text.replace(addition.piece, "") == windows


def test_several_places_stand_below_each_other() -> None:
    places = (Place(source="a", paragraph=1), Place(source="b"))
    text, _ = with_claim("", Claim(id="c", company="c", statement="s", places=places))
    assert text == (
        '[[claims]]\nid = "c"\ncompany = "c"\nstatement = "s"\n'
        'places = [\n  { source = "a", paragraph = 1 },\n  { source = "b" },\n]\n'
    )


def test_companies_pillars_and_sources_go_where_the_format_has_them(tmp_path: Path) -> None:
    text = '[dataset]\nid = "new"\ntitle = "New"\n\n[[verdicts]]\nid = "fine"\ntitle = "Fine"\n'
    entries = [
        Entry("companies", Company(id="smart", name="smart")),
        Entry("pillars", Pillar(id="people", company="smart", title="People")),
        Entry("sources", Source(id="report", company="smart", title="Report")),
        Entry("claims", Claim(id="c", company="smart", pillar="people", statement="s", places=CLAIM.places)),
    ]
    found, additions = added(f"format = 1\n\n{text}", entries, FILE)
    assert [line for line in found.splitlines() if line.startswith("[")] == [
        *("[dataset]", "[[companies]]", "[[pillars]]", "[[sources]]", "[[claims]]", "[[verdicts]]")
    ]
    assert "company =" not in found, "the file has one company, and need not repeat it"
    path = tmp_path / "new.toml"
    path.write_text(found, encoding="utf-8")
    assert load(path).claims == (entries[3].table,)
    assert in_order(found, FILE) == found
    assert taken_out(found, additions, FILE) == f"format = 1\n\n{text}"


NIO = Entry("companies", Company(id="nio", name="NIO"))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_whose_all_is_gets_said_where_a_second_company_comes(line_end: str) -> None:
    text = KEPT.replace("\n", line_end)
    found, additions = added(text, [NIO, Entry("claims", Claim(id="nio-1", company="nio", statement="s"))], FILE)
    assert f'id = "smart-001"{line_end}company = "smart"{line_end}statement = "First." # as it stands' in found
    assert line_end != "\n" or in_order(found, FILE) == found
    assert tomllib.loads(found)["claims"] == [
        {"id": "smart-001", "company": "smart", "statement": "First."},
        {"id": "nio-1", "company": "nio", "statement": "s"},
    ]
    assert taken_out(found, additions, FILE) == text
    only_claim = taken_out(found, additions[1:], FILE)
    assert "nio-1" not in only_claim
    assert 'company = "smart"' in only_claim


def test_what_said_whose_it_is_before_a_second_company_came_still_says_it_when_that_is_gone() -> None:
    text = KEPT.replace(
        "[[codebook]]", '[[claims]]\ncompany = "smart"\nid = "smart-007"\nstatement = "s"\n\n[[codebook]]'
    )
    found, additions = added(text, [NIO], FILE)
    assert found.count('company = "smart"') == 2
    assert taken_out(found, additions, FILE) == text


def test_a_file_in_which_it_cannot_be_said_whose_all_is_stays_about_one_company() -> None:
    text = 'claims = [{ id = "a", statement = "c" }]\n\n[[companies]]\nid = "smart"\nname = "smart"\n'
    with pytest.raises(AddingError, match='write company = "smart" in'):
        added(text, [NIO], FILE)


def test_a_file_that_lists_its_claims_in_brackets_is_left_alone() -> None:
    with pytest.raises(AddingError, match=r"write them so"):
        with_claim('claims = [{ id = "a", company = "b", statement = "c" }]\n')


def test_what_was_changed_since_is_not_taken_out() -> None:
    text, additions = with_claim(KEPT)
    for changed in (text.replace("Half", "Most"), text.replace("qualifier", 'per = "year"\nqualifier')):
        with pytest.raises(AddingError, match="smart-002 was changed"):
            taken_out(changed, additions, FILE)
    more = text.replace('"at least"\n', '"at least"\ncomparator = "2020"\n')
    with pytest.raises(AddingError, match="smart-002 was changed"):
        taken_out(more, additions, FILE)
    elsewhere = text.replace("First.", "Read again.")
    assert taken_out(elsewhere, additions, FILE) == KEPT.replace("First.", "Read again.")


@given(files(), st.sampled_from(["\n", "\r\n"]), CLAIMS)
def test_whatever_is_written_stays_to_the_byte(text: str, line_end: str, claim: Claim) -> None:
    text = text.replace("\n", line_end)
    try:
        found, additions = with_claim(text, claim)
    except (DatasetError, AddingError):
        return
    (addition,) = additions
    before, _, after = found.partition(addition.piece)
    assert before + after == text
    assert taken_out(found, additions, FILE) == text
    old, new = (tomllib.loads(each) for each in (text, found))
    assert len(new.pop("claims")) == len(old.pop("claims", [])) + 1
    assert new == old


PARTS = st.permutations([COMPANY, PILLAR, SOURCE, FRAMEWORK, TOPIC, TAG, VERDICT])
COMMENTS = st.lists(st.sampled_from(["", "# a word\n", "\n# apart\n\n", "  # here\n"]), min_size=8, max_size=8)


@given(PARTS, COMMENTS, st.booleans(), st.lists(CLAIMS, min_size=1, max_size=3, unique_by=lambda claim: claim.id))
def test_claims_read_back_as_they_were_taken(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str], comments: list[str], is_cut: bool, claims: list[Claim]
) -> None:
    text = ROOT + "".join(comment + part for comment, part in zip(comments, parts, strict=False)) + comments[-1]
    text = text.rstrip("\n") if is_cut else text
    is_ordered = in_order(text, FILE) == text
    found, additions = added(text, [Entry("claims", claim) for claim in claims], FILE)
    path = tmp_path_factory.getbasetemp() / "made.toml"
    path.write_bytes(found.encode())
    assert load(path).claims == tuple(claims)
    assert not is_ordered or in_order(found, FILE) == found
    assert taken_out(found, additions, FILE) == text


@given(PARTS, COMMENTS, st.lists(CLAIMS, max_size=3, unique_by=lambda claim: claim.id), st.sampled_from(["\n", "\r\n"]))
def test_a_dataset_in_order_is_the_same_dataset(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str], comments: list[str], claims: list[Claim], line_end: str
) -> None:
    parts = [*parts[:3], *(written("claims", claim) for claim in claims), *parts[3:]]
    text = ROOT + "".join(comment + part for comment, part in zip(cycle(comments), parts, strict=False))
    text = text.replace("\n", line_end)
    ordered = in_order(text, FILE)
    path = tmp_path_factory.getbasetemp() / "ordered.toml"
    tables = []
    for each in (text, ordered):
        path.write_bytes(each.encode())
        tables.append(load(path).tables)
    assert tables[0] == tables[1]
    assert in_order(ordered, FILE) == ordered


def test_a_template_is_added_to_in_order() -> None:
    text, _ = with_claim(template("Cars", "smart"))
    assert in_order(text, FILE) == text
