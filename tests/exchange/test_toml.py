"""What is written as a dataset's TOML is read again as it was, whatever the texts and the curator's own keys are."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
from hypothesis import given

from esgtui.dataset.loader import load, problems_of
from esgtui.dataset.model import (
    Claim,
    Company,
    ExportedAnnotation,
    Header,
    Metric,
    Pillar,
    Place,
    Source,
    Tables,
    Verdict,
)
from esgtui.exchange import toml
from esgtui.exchange.toml import export_toml, narrowed

from .samples import annotations, folder, tables

SMALL = Tables(
    header=Header(id="sample", title="A sample"),
    companies=(Company(id="smart", name="smart"), Company(id="nio", name="NIO"), Company(id="other", name="Other")),
    pillars=(
        Pillar(id="people", company="smart", title="People"),
        Pillar(id="people", company="nio", title="People"),
        Pillar(id="planet", company="smart", title="Planet"),
    ),
    sources=(
        Source(id="s1", company="smart", title="Report", file="sources/report.txt"),
        Source(id="s2", company="nio", title="Site"),
        Source(id="s3", company="other", title="Study"),
    ),
    claims=(
        Claim(id="c1", company="smart", pillar="people", statement="One.", places=(Place(source="s1"),)),
        Claim(id="c2", company="nio", pillar="people", statement="Two.", places=(Place(source="s3"),)),
        Claim(id="c3", company="smart", statement="Three.", metrics=(Metric(name="share", value=0.0, unit="%"),)),
    ),
    verdicts=(Verdict(id="good", title="Good"),),
)


def written(path: Path, exported: Tables, added: tuple[ExportedAnnotation, ...] = ()) -> Path:
    path.write_bytes(b"".join(export_toml(exported, added)))
    return path


@given(tables(), annotations())
def test_what_goes_out_comes_in_again(exported: Tables, added: tuple[ExportedAnnotation, ...]) -> None:
    with folder() as path:
        file = written(path / "export.toml", exported, added)
        assert problems_of(file) == ()
        again = load(file).tables
        assert again == msgspec.structs.replace(exported, annotations=added)
        assert b"".join(export_toml(again, again.annotations)) == file.read_bytes()


@pytest.mark.parametrize("chunk", [1, 2, 500])
def test_pieces_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    whole = b"".join(export_toml(SMALL, ()))
    monkeypatch.setattr(toml, "CHUNK", chunk)
    pieces = list(export_toml(SMALL, ()))
    assert b"".join(pieces) == whole
    assert all(tomli.loads(piece.decode()) for piece in pieces)


def test_what_is_not_stated_is_not_written(tmp_path: Path) -> None:
    time = datetime(2026, 11, 21, 10, 2, 11, tzinfo=UTC)
    added = ExportedAnnotation(claim="c1", coder="mei", tags=("a",), updated=time)
    found = tomli.loads(written(tmp_path / "e.toml", SMALL, (added,)).read_text())
    assert found.pop("annotations") == [{"claim": "c1", "coder": "mei", "tags": ["a"], "updated": time}]
    assert found["claims"][0] == {
        "id": "c1", "company": "smart", "pillar": "people", "statement": "One.", "places": [{"source": "s1"}],
    }  # fmt: skip
    assert found["claims"][2]["metrics"] == [{"name": "share", "value": 0.0, "unit": "%"}]
    assert set(found) == {"format", "dataset", "companies", "pillars", "sources", "claims", "verdicts"}


def test_a_sources_file_stays_behind(tmp_path: Path) -> None:
    assert b"report.txt" not in written(tmp_path / "e.toml", SMALL).read_bytes()
    assert load(tmp_path / "e.toml").sources["s1"].file == ""


@pytest.mark.parametrize(
    "own",
    [
        {"x-a": 1, "x-b": {"deep": {"er": [1, [2, {"a": "b"}]]}}, "x-c": "after a table"},
        {"x-list": [{"a": 1}, {"b": "…" * 80}], "x-empty": {}, "x-none": [], "x-no": False},
        {'x-"quoted" \x1b key': date(2022, 11, 7), "x-": ""},
    ],
)
def test_the_curators_own_keys_are_kept_wherever_they_stand(tmp_path: Path, own: dict[str, Any]) -> None:
    claim = msgspec.structs.replace(
        SMALL.claims[0],
        extra=own,
        places=(Place(source="s1", extra=own),),
        metrics=(Metric(name="m", value=1, extra=own),),
    )
    everywhere = msgspec.structs.replace(
        SMALL,
        header=msgspec.structs.replace(SMALL.header, extra=own),
        companies=tuple(msgspec.structs.replace(company, extra=own) for company in SMALL.companies),
        sources=SMALL.sources[1:2] + SMALL.sources[:1],
        claims=(claim,),
        extra=own,
    )
    again = load(written(tmp_path / "e.toml", everywhere)).tables
    assert again.extra == own
    assert again.header.extra == own
    assert [company.extra for company in again.companies] == [own] * 3
    assert again.claims == (claim,)


def test_a_part_has_only_what_its_claims_refer_to(tmp_path: Path) -> None:
    part = narrowed(SMALL, [SMALL.claims[1]])
    assert [claim.id for claim in part.claims] == ["c2"]
    assert [(pillar.company, pillar.id) for pillar in part.pillars] == [("nio", "people")]
    # The study is another company's, and is cited all the same.
    assert [source.id for source in part.sources] == ["s3"]
    assert [company.id for company in part.companies] == ["nio", "other"]
    assert part.verdicts == SMALL.verdicts
    assert load(written(tmp_path / "e.toml", part)).tables == part


def test_a_part_of_nothing_is_a_dataset_too(tmp_path: Path) -> None:
    part = narrowed(SMALL, [])
    assert (part.claims, part.companies, part.pillars, part.sources) == ((), (), (), ())
    assert problems_of(written(tmp_path / "e.toml", part)) == ()
