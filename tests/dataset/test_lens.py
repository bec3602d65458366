"""Under each lens every claim is counted once in each group that it belongs to, and nowhere else."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.dataset import lens as room
from esgtui.dataset.chosen import Chosen
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.filing import Filing
from esgtui.dataset.lens import PILLARS, UNFILED, Grouping, Lens, cause_counts, lenses
from esgtui.dataset.model import Claim, Company, Framework, Header, Pillar, Tables, Topic
from esgtui.rows import Rows

COMPANIES = ("smart", "nio")
CODES = ("E1", "E2", "E2:a", "E3", "E4")
ESRS = Lens("esrs", "ESRS")
REFERENCES = [f"esrs:{code}" for code in CODES]


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Return a dataset whose topics stand below each other in any way, in rings too."""
    parents = [draw(st.sampled_from(["", *CODES])) for _ in CODES]
    topics = [
        Topic(framework="esrs", code=code, title=code.lower(), parent=parent)
        for code, parent in zip(CODES, parents, strict=True)
    ]
    pillars = [
        Pillar(
            id=name,
            company=company,
            title=name,
            topics=tuple(draw(st.lists(st.sampled_from([*REFERENCES, "sdg:1"]), unique=True, max_size=2))),
        )
        for name in ("people", "planet")
        for company in COMPANIES
    ]
    claims = [
        Claim(
            id=f"c{number}",
            company=draw(st.sampled_from(COMPANIES)),
            pillar=draw(st.sampled_from(["", "people", "planet"])),
            statement="x",
            topics=tuple(draw(st.lists(st.sampled_from([*REFERENCES, "sdg:1"]), unique=True, max_size=3))),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return Dataset(
        Tables(
            header=Header(id="sample", title="Sample"),
            companies=tuple(Company(id=company, name=company) for company in COMPANIES),
            pillars=tuple(pillars),
            claims=tuple(claims),
            frameworks=(Framework(id="esrs", title="ESRS"), Framework(id="sdg", title="SDG")),
            topics=(*draw(st.permutations(topics)), Topic(framework="sdg", code="1", title="one")),
        ),
        Path(),
    )


def keys_of(dataset: Dataset, lens: Lens, claim: Claim) -> set[tuple[str, ...]]:
    """Return the groups of a claim, found the plain way."""
    if lens == PILLARS:
        return {(claim.company, claim.pillar)} if claim.pillar else {UNFILED}
    found: set[tuple[str, ...]] = set()
    waiting = [reference for reference in dataset.topics_of(claim) if reference.startswith(f"{lens.id}:")]
    while waiting:
        reference = waiting.pop()
        if (reference,) not in found:
            found.add((reference,))
            parent = dataset.topics[reference].parent
            waiting += [f"{lens.id}:{parent}"] if parent else []
    return found or {UNFILED}


@given(datasets(), st.data())
def test_counts_are_those_of_a_plain_loop(dataset: Dataset, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(dataset.claims) - 1))) if dataset.claims else []
    for lens in lenses(dataset):
        grouping = Grouping(dataset, lens)
        belongs = [keys_of(dataset, lens, dataset.claims[row]) for row in rows]
        counts = dict(zip((group.key for group in grouping.groups), grouping.counts(rows), strict=True))
        assert counts == {key: sum(key in keys for keys in belongs) for key in counts}
        assert len(counts) == len(grouping.groups)
        for key in counts:
            expected = [row for row, keys in zip(rows, belongs, strict=True) if key in keys]
            assert grouping.rows_in(key, rows) == expected


@given(datasets())
def test_topics_stand_below_their_parents_and_each_stands_once(dataset: Dataset) -> None:
    groups = Grouping(dataset, ESRS).groups
    assert sorted(group.key for group in groups) == sorted([UNFILED, *((reference,) for reference in REFERENCES)])
    assert groups[-1].key == UNFILED
    above: list[str] = []
    for group in groups[:-1]:
        topic = dataset.topics[group.key[0]]
        del above[group.depth :]
        if group.depth:
            assert above[-1] == topic.parent
        above.append(topic.code)


def test_the_lenses_are_the_pillars_and_each_framework() -> None:
    empty = Dataset(Tables(header=Header(id="a", title="A"), frameworks=(Framework(id="sdg", title="SDGs"),)), Path())
    assert lenses(empty) == [PILLARS, Lens("sdg", "SDGs")]
    for lens in lenses(empty):
        grouping = Grouping(empty, lens)
        assert [group.key for group in grouping.groups] == [UNFILED]
        assert grouping.counts([]) == [0]


def test_pillars_stand_company_by_company_and_groups_have_titles() -> None:
    dataset = Dataset(
        Tables(
            header=Header(id="a", title="A"),
            companies=(Company(id="smart", name="smart"), Company(id="nio", name="NIO")),
            pillars=(
                Pillar(id="people", company="nio", title="People"),
                Pillar(id="people", company="smart", title="Our people"),
                Pillar(id="planet", company="nio", title="Planet"),
            ),
            frameworks=(Framework(id="esrs", title="ESRS"),),
            topics=(
                Topic(framework="esrs", code="E5-1", title="Inflows", parent="E5"),
                Topic(framework="esrs", code="E1", title="Climate"),
                Topic(framework="esrs", code="E5", title="Circular economy"),
            ),
        ),
        Path(),
    )
    pillars, topics = (Grouping(dataset, lens) for lens in lenses(dataset))
    assert [(group.title, group.company) for group in pillars.groups] == [
        ("Our people", "smart"),
        ("People", "nio"),
        ("Planet", "nio"),
        ("No pillar", ""),
    ]
    assert pillars.title(("smart", "people")) == "Our people"
    assert [(group.title, group.depth) for group in topics.groups] == [
        ("E1 Climate", 0),
        ("E5 Circular economy", 0),
        ("E5-1 Inflows", 1),
        ("No topic", 0),
    ]


@given(datasets(), st.data())
def test_very_many_claims_are_counted_as_they_are_one_by_one(dataset: Dataset, data: st.DataObject) -> None:
    size, causes = len(dataset.claims), dataset.causes.numbers
    chosen = data.draw(st.sets(st.sampled_from(range(size)))) if size else set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "LARGE", 0)
        for rows in (chosen, set(range(size)) - chosen):
            counts = dict(cause_counts(dataset, Rows(bits_of(rows))))
            assert counts == Counter(causes[row] for row in rows)
    filing = Filing(dataset)
    for number in range(filing.size):
        here = [row for row in sorted(chosen) if number in filing.numbers(dataset.claims[row])]
        within = Chosen(filing, Rows(bits_of(chosen))).within(number)
        assert list(within.rows()) == here
        for other in range(filing.size):
            assert within.counts.get(other, 0) == sum(other in filing.numbers(dataset.claims[row]) for row in here)
