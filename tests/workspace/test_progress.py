"""How far a coder is, counted from what is on claims; and very many changes that tell how far they are."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esgtui.bits import bits_of
from esgtui.browsing import Browser, Selection
from esgtui.progress import next_untagged, progress_of, tagged
from esgtui.rows import Rows
from esgtui.workspace import Workspace

from .samples import data_in, workspace

IDS = ("smart-1", "smart-2", "smart-3", "nio-1", "nio-2")


class EnoughError(Exception):
    """Raised by one who is told how far it is."""


def test_only_the_coders_own_tags_that_are_still_on_count(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    workspace(tmp_path, "ada").tag(["nio-2"], add=["theirs"])
    opened.journal.refresh()
    opened.tag(["smart-2", "nio-1"], add=["x"])
    opened.tag(["nio-1"], remove=["x"])
    opened.star(["smart-3"], on=True)

    assert list(tagged(opened, range(5))) == [1]
    assert list(tagged(opened, [4, 1, 0])) == [1]


@pytest.mark.parametrize("query", ["", "recycled", "unheard recycled", "company:nio"])
@pytest.mark.parametrize("company", ["", "smart"])
def test_the_counts_of_panes_are_those_of_the_tagged_claims_that_they_count(
    tmp_path: Path, query: str, company: str
) -> None:
    opened = workspace(tmp_path)
    opened.tag(["smart-1", "nio-1"], add=["x"])
    browser = Browser(opened)
    for lens in browser.lenses:
        view = browser.view(Selection(query, company, lens))
        found = progress_of(opened, view)
        for line in view.groups:
            rows = browser.view(Selection(query, company, lens, line.key if isinstance(line.key, tuple) else None)).rows
            assert found.groups[line.key if isinstance(line.key, tuple) else None] == len(tagged(opened, rows))
        for company_line in view.companies:
            rows = browser.view(Selection(query, str(company_line.key or ""), lens)).rows
            key = company_line.key if isinstance(company_line.key, str) else None
            assert found.companies.get(key, 0) == len(tagged(opened, rows))


def test_claims_like_one_are_counted_too(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.tag(IDS, add=["x"])
    view = Browser(opened).view(Selection(like="smart-1"))

    assert progress_of(opened, view).companies[None] == len(view.rows)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace(tmp_path_factory.mktemp("shared"))


HELD: dict[str, Callable[[list[int]], Sequence[int]]] = {
    "in any order": list,
    "all": lambda rows: range(len(rows)),
    "as bits": lambda rows: Rows(bits_of(rows)),
    "some as bits": lambda rows: Rows(bits_of(rows[:3])),
}


@given(
    st.sets(st.sampled_from(IDS)),
    st.permutations(range(5)).flatmap(lambda rows: st.sampled_from([hold(rows) for hold in HELD.values()])),
    st.integers(0, 2),
    st.sampled_from([1, -1]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_next_untagged_claim_is_the_first_one_that_has_no_tag(
    shared: Workspace, done: set[str], rows: Sequence[int], place: int, step: int
) -> None:
    shared.tag(IDS, remove=["x"])
    shared.tag(sorted(done), add=["x"])
    ids = [shared.dataset.claims[row].id for row in rows]
    found = next_untagged(shared, rows, place, step)
    assert found is None or (found - place) * step > 0
    passed = ids[place + 1 : found] if step > 0 else ids[found + 1 if found is not None else 0 : place]

    assert found is None or ids[found] not in done
    assert set(passed) <= done


def many(folder: Path) -> Workspace:
    """Return a workspace of so many claims that its verbs tell how far they are."""
    head = 'format = 1\n[dataset]\nid = "many"\ntitle = "Many"\n[[companies]]\nid = "a"\nname = "A"\n'
    claims = "".join(f'[[claims]]\nid = "c-{n}"\ncompany = "a"\nstatement = "It is {n}."\n' for n in range(700))
    return workspace(folder, data=data_in(folder, f'{head}{claims}[[verdicts]]\nid = "good"\ntitle = "Good"\n'))


@pytest.mark.parametrize("share", [1, 50, 100])
def test_each_verb_for_many_claims_tells_how_far_it_is_and_is_stopped_with_nothing_done(
    tmp_path: Path, share: int
) -> None:
    opened = many(tmp_path)
    ids = [claim.id for claim in opened.dataset.claims]
    told: list[int] = []

    def progress(_: str, done: int, total: int) -> None:
        told.append(done)
        if 100 * done >= share * total:
            raise EnoughError

    verbs = (
        partial(opened.tag, ids, add=["x"], progress=progress),
        partial(opened.rate, ids, "good", progress),
        partial(opened.star, ids, on=True, progress=progress),
        partial(opened.note, ids, "so", progress=progress),
    )
    for verb in verbs:
        told.clear()
        with pytest.raises(EnoughError):
            verb()
        assert told == sorted(told)

    assert opened.journal.changes() == []
    assert workspace(tmp_path, data=tmp_path / "data").journal.changes() == []
    assert len(opened.tag(ids, add=["x"], progress=lambda *_: None)) == len(ids)


def test_opening_a_dataset_with_many_annotations_tells_how_far_taking_them_in_is(tmp_path: Path) -> None:
    opened = many(tmp_path)
    opened.star([claim.id for claim in opened.dataset.claims], on=True)
    data = tmp_path / "export.toml"
    opened.exports.write(data)
    told: list[tuple[str, int]] = []
    store = str(tmp_path / "other.sqlite")
    other = Workspace.open(data, store=store, coder="ada", progress=lambda what, done, _: told.append((what, done)))
    assert len(other.merged) == 700
    assert [done for what, done in told if what == "Taking in annotations"][-1] > 700


def test_uses_of_tags_are_the_curators_and_the_coders(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.tag(["smart-1", "smart-2"], add=["curated", "x"])
    opened.tag(["smart-2"], remove=["x"])

    assert opened.tags.uses() == {"curated": 3, "a  b": 1, "x": 1}
