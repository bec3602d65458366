"""Whatever stands in the files: what is sound arrives unchanged, and what is not gets problems, never another error."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from esgtui.dataset.loader import load, problems_of
from esgtui.dataset.model import Claim, ExportedAnnotation, ExportedNote, Metric, Place, Table
from esgtui.dataset.problems import DatasetError

from .samples import COMPANY, FRAMEWORK, PILLAR, ROOT, SAMPLE, SOURCE, TAG, TOPIC, VERDICT

DECLARED = ROOT + COMPANY + PILLAR + SOURCE + FRAMEWORK + TOPIC + TAG + VERDICT

HOSTILE = st.sampled_from(['"""', "'''", "\\", "[[claims]]", "\n[dataset]\n", "\x1b[2J", "\u202e", "样本", "\r"])
TEXT = st.text(max_size=20) | HOSTILE
SAID = TEXT.filter(lambda text: text.strip() != "")
STATED = SAID | st.just("")
OWN_KEYS = st.dictionaries(TEXT.map(lambda text: f"x-{text}"), st.integers() | TEXT | st.lists(TEXT), max_size=2)
TIMES = st.integers(0, 10**9).map(lambda seconds: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
TAGS = st.lists(st.sampled_from(["a", "a/b", "样/本", "#", "[red]"]), unique=True, max_size=3).map(tuple)

PLACES = st.builds(
    Place, source=st.just("report"), section=STATED, paragraph=st.none() | st.integers(1, 2**62), extra=OWN_KEYS
)
METRICS = st.builds(
    Metric,
    name=SAID,
    value=st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False),
    unit=STATED,
    per=STATED,
    qualifier=st.none() | st.sampled_from(["exactly", "about", "at least"]),
    extra=OWN_KEYS,
)
CLAIMS = st.builds(
    Claim,
    id=st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8),
    company=st.just("smart"),
    pillar=st.sampled_from(["", "circular-economy"]),
    kind=st.none() | st.sampled_from(["target", "practice"]),
    statement=SAID,
    quote=STATED,
    topics=st.sampled_from([(), ("esrs:E5",)]),
    period=st.sampled_from(["", "2021", "2019-2021"]),
    base_year=st.none() | st.integers(1800, 2000),
    target_year=st.none() | st.integers(2000, 2200),
    standards=st.lists(SAID, unique=True, max_size=2).map(tuple),
    places=st.lists(PLACES, max_size=2).map(tuple),
    tags=TAGS,
    metrics=st.lists(METRICS, max_size=2).map(tuple),
    extra=OWN_KEYS,
)
ANNOTATIONS = st.builds(
    ExportedAnnotation,
    claim=st.just("c"),
    coder=SAID.map(str.strip),
    tags=TAGS,
    verdict=st.sampled_from(["", "substantiated"]),
    starred=st.booleans(),
    updated=TIMES,
    notes=st.lists(
        st.builds(ExportedNote, id=st.uuids().map(str), text=SAID, created=TIMES, edited=st.none() | TIMES),
        max_size=2,
    ).map(tuple),
)


def as_toml(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = dict(table.extra)
    for name in table.__struct_fields__:
        value = getattr(table, name)
        if name != "extra" and value not in (None, "", ()):
            found[name] = (
                [as_toml(item) if isinstance(item, Table) else item for item in value]
                if isinstance(value, tuple)
                else value
            )
    return found


@contextmanager
def folder_of(*contents: bytes) -> Iterator[Path]:
    """Give a folder with a file for each content, in order."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number, content in enumerate(contents):
            (folder / f"{number:03}.toml").write_bytes(content)
        yield folder


@given(
    st.lists(CLAIMS, max_size=4, unique_by=lambda claim: claim.id),
    st.lists(ANNOTATIONS, max_size=2, unique_by=lambda annotation: annotation.coder),
)
def test_what_is_sound_arrives_unchanged(claims: list[Claim], annotations: list[ExportedAnnotation]) -> None:
    tables = {"claims": list(map(as_toml, claims)), "annotations": list(map(as_toml, annotations))}
    text = tomli_w.dumps({**tomli.loads(DECLARED), **tables})
    with folder_of(text.encode()) as folder:
        dataset = load(folder)
    assert dataset.claims == tuple(claims)
    assert dataset.tables.annotations == tuple(annotations)


@given(st.lists(st.binary(max_size=40), max_size=3), st.booleans())
def test_any_bytes_give_problems_and_no_other_error(contents: list[bytes], is_dataset: bool) -> None:
    with folder_of(*contents, *([SAMPLE.encode()] if is_dataset else [])) as folder:
        assert_told(folder)


WORDS = st.sampled_from(["\n", " ", '"', "'''", "[[claims]]\n", *"[]={},.#\\é5\r\ufeff"]) | st.sampled_from(
    ["id", "company", "claims", "metrics", "dataset", "format", "x-", "2022-11-07", "nan", "true", "topics", "source"]
)


@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_words_of_the_language_give_problems_and_no_other_error(text: str) -> None:
    with folder_of(SAMPLE.encode(), text.encode()) as folder:
        assert_told(folder)


LEAVES = (
    TEXT
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.just(UTC))
    | st.times()
    | st.just(10**30)
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6
)


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """Return the sample with some values replaced, taken out or put in, at any depth."""
    data = tomli.loads(SAMPLE)
    for _ in range(draw(st.integers(1, 3))):
        table: Any = data
        key: Any = draw(st.sampled_from(list(table)))
        while isinstance(table[key], dict | list) and table[key] and draw(st.integers(0, 3)):
            table = table[key]
            key = draw(st.sampled_from(list(table) if isinstance(table, dict) else range(len(table))))
        change = draw(st.sampled_from(["replace", "take out", "put in"]))
        if change == "replace":
            table[key] = draw(VALUES)
        elif change == "take out":
            del table[key]
        elif isinstance(table, dict):
            table[draw(TEXT)] = draw(VALUES)
        if not data:
            break
    return data


@given(changed())
def test_any_values_give_problems_with_lines_and_no_other_error(data: dict[str, Any]) -> None:
    with folder_of(tomli_w.dumps(data).encode()) as folder:
        assert_told(folder)


@given(changed(), st.data())
def test_where_a_dataset_is_split_makes_no_difference(changes: dict[str, Any], data: st.DataObject) -> None:
    rows = [(name, row) for name, table in changes.items() if isinstance(table, list) for row in table]
    for name, row in rows:
        if name in {"pillars", "sources", "claims"} and isinstance(row, dict):
            row.setdefault("company", "smart")  # whether it may be left out depends on the file
    cuts = sorted(data.draw(st.sets(st.integers(0, len(rows)), max_size=4)))
    parts = [rows[start:end] for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    with folder_of(ROOT.encode(), *map(written, parts)) as folder, folder_of(ROOT.encode(), written(rows)) as whole:
        assert outcome(folder) == outcome(whole)


def written(rows: list[tuple[str, Any]]) -> bytes:
    """Return a file with these rows, each under the name of its table."""
    tables: dict[str, list[Any]] = {}
    for name, row in rows:
        tables.setdefault(name, []).append(row)
    return tomli_w.dumps(tables).encode()


def assert_told(folder: Path) -> None:
    """Assert that the dataset opens, or that each of its problems can be printed and stands on a line of its file."""
    for problem in problems_of(folder):
        assert str(problem).isprintable()
        assert problem.message
        if problem.line is not None:
            assert 1 <= problem.line <= Path(problem.file).read_bytes().count(b"\n") + 1


def outcome(folder: Path) -> object:
    """Return the tables, or what is wrong with them whatever the place."""
    try:
        return load(folder).tables
    except DatasetError as error:
        return {(problem.subject, problem.message.partition(" given already")[0]) for problem in error.problems}
