"""Where coders were in a dataset, kept beside the journal."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.journal import JournalError
from esgtui.exchange.files import ExportError
from esgtui.queries import QueriesError
from esgtui.session import NEW, Session, Sessions, Sizes

from .samples import workspace

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
sessions = st.builds(
    Session,
    claim=texts,
    query=texts,
    company=texts,
    lens=texts,
    group=st.none() | st.lists(texts, max_size=2).map(tuple),
    picked=st.lists(texts, max_size=3).map(tuple),
    picked_as=texts,
    pane=texts,
    is_alone=st.booleans(),
    sizes=st.builds(Sizes, companies=st.integers(0, 75), claims=st.integers(0, 90)),
)


@given(st.dictionaries(texts, sessions, max_size=3))
def test_each_coder_comes_back_to_the_own_place(places: dict[str, Session]) -> None:
    with TemporaryDirectory() as folder:
        kept = Sessions(Path(folder) / "new" / "makers.session.json")
        for coder, session in places.items():
            kept.keep(coder, session)

        assert {coder: kept.read(coder) for coder in places} == places
        assert kept.read("somebody new who was never here before") == NEW


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"format": 1, "coders": {"mei": 3}}',
        b'{"format": 2, "coders": {"mei": {"claim": "c-1"}}}',
        b'{"format": 1, "coders": {"mei": {"sizes": {"claims": "half"}}}}',
    ],
)
def test_a_file_that_cannot_be_used_is_the_beginning_and_is_written_over(tmp_path: Path, content: bytes) -> None:
    kept = Sessions(tmp_path / "makers.session.json")
    kept.path.write_bytes(content)
    assert kept.read("mei") == NEW

    kept.keep("mei", Session(claim="c-2"))
    assert kept.read("mei") == Session(claim="c-2")
    assert [each.name for each in tmp_path.iterdir()] == ["makers.session.json"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "makers.session.json").mkdir()

    with pytest.raises(ExportError, match=r"makers\.session\.json"):
        Sessions(tmp_path / "makers.session.json").keep("mei", NEW)


def test_a_fresh_start_keeps_the_sizes() -> None:
    there = Session(claim="c-2", query="steel", pane="detail", is_alone=True, sizes=Sizes(claims=40))

    assert there.fresh == Session(sizes=Sizes(claims=40))


def test_a_folder_that_is_gone_with_the_journal_is_not_made_anew_in_its_place(tmp_path: Path) -> None:
    opened = workspace(tmp_path)
    opened.star(["smart-1"], on=True)
    store = opened.journal.path.parent
    store.rename(tmp_path / "away")

    with pytest.raises(ExportError, match="cannot be written"):
        opened.sessions.keep("mei", Session(claim="smart-1"))
    with pytest.raises(QueriesError, match="See that the file and its folder can be written"):
        opened.queries.remember("steel")
    with pytest.raises(JournalError, match="put it back"):
        opened.star(["smart-2"], on=True)
    assert not store.exists()

    (tmp_path / "away").rename(store)
    opened.star(["smart-2"], on=True)
    opened.sessions.keep("mei", Session(claim="smart-1"))
    opened.queries.remember("steel")
    assert opened.sessions.read("mei").claim == "smart-1"
    assert opened.queries.asked() == ("steel",)
