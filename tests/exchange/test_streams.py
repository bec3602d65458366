"""An export is made piece by piece: it takes little memory, tells how far it is, and leaves nothing when stopped."""

import tracemalloc
from pathlib import Path

import pytest

from esgtui.dataset.model import Claim, Company, Header, Tables, Verdict
from esgtui.exchange import streams, toml
from esgtui.exchange.formats import FORMATS, Format
from esgtui.exchange.streams import in_pieces
from esgtui.workspace import Workspace

from .exporting import workspace_of

CLAIMS = 1000
WITH_CLAIMS = [each for each in FORMATS if each.name != "refi-qda"]


class StoppedError(Exception):
    """Somebody has had enough."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A thousand annotated claims."""
    exported = Tables(
        header=Header(id="sample", title="A sample"),
        companies=(Company(id="a", name="A"),),
        claims=tuple(Claim(id=f"c{n}", company="a", statement=f"{n} {'word ' * 100}") for n in range(CLAIMS)),
        verdicts=(Verdict(id="good", title="Good"),),
    )
    opened = workspace_of(exported, (), tmp_path_factory.mktemp("large"))
    ids = [claim.id for claim in exported.claims]
    opened.tag(ids, add=["a/b", "c"])
    opened.rate(ids, "good")
    opened.note(ids, "a note " * 30)
    return opened


@pytest.mark.parametrize("wanted", WITH_CLAIMS, ids=lambda each: each.name)
def test_little_of_an_export_is_in_memory_at_any_time(
    large: Workspace, wanted: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toml, "CHUNK", 5)
    monkeypatch.setattr(streams, "PIECE", 4096)
    next(large.exports.pieces(wanted=wanted))  # what a format needs is loaded by then
    size = 0
    tracemalloc.start()
    try:
        for piece in large.exports.pieces(wanted=wanted):
            size += len(piece)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 500_000
    assert peak < size / 4


@pytest.mark.parametrize("wanted", WITH_CLAIMS, ids=lambda each: each.name)
def test_it_tells_how_far_it_is_up_to_the_end(large: Workspace, wanted: Format, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    large.exports.write(tmp_path / f"out{wanted.suffix}", wanted=wanted, progress=lambda *step: told.append(step))
    steps = [(done, total) for what, done, total in told if what == told[-1][0]]
    assert steps == [(0, CLAIMS), (500, CLAIMS), (1000, CLAIMS)]


@pytest.mark.parametrize("when", [0, 1, 2])
@pytest.mark.parametrize("wanted", WITH_CLAIMS, ids=lambda each: each.name)
def test_stopped_at_any_time_it_leaves_no_file_and_the_old_one_as_it_was(
    large: Workspace, wanted: Format, when: int, tmp_path: Path
) -> None:
    target = tmp_path / f"out{wanted.suffix}"
    target.write_text("old")
    steps: list[int] = []

    def stop(_what: str, done: int, _total: int) -> None:
        steps.append(done)
        if len(steps) > when:
            raise StoppedError

    with pytest.raises(StoppedError):
        large.exports.write(target, wanted=wanted, overwrite=True, progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "old"


def test_texts_are_handed_on_before_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PIECE", 10)
    texts = iter(["a€b"] * 100)
    pieces = in_pieces(texts)
    assert next(pieces).decode() == "a€b" * 4
    assert len(list(texts)) == 96
