"""The schema, judged by a validator that is not ours, and the same datasets by the program itself."""

import datetime as dt
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from esgtui.curating.schema import schema
from esgtui.dataset.loader import problems_of
from esgtui.dataset.model import (
    Claim,
    CodebookTag,
    Company,
    Framework,
    Header,
    Pillar,
    Source,
    Table,
    Topic,
    Verdict,
)
from esgtui.dataset.rules import flaws_of
from esgtui.dataset.shapes import TABLES as ROWS
from esgtui.dataset.shapes import shape_of
from esgtui.settings import resources
from tests.dataset.samples import SAMPLE


def faults(tables: dict[str, Any]) -> list[str]:
    """Return where a file breaks the schema; dates become texts, as editors hand them over."""
    texts = tomllib.loads("") | _with_texts(tables)
    validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return ["/".join(map(str, error.path)) for error in validator.iter_errors(texts)]


def _with_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(_with_texts, value))
    return value if isinstance(value, str | int | float) else value.isoformat()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_it_says_of_each_field_that_people_write_what_it_is() -> None:
    tables = {name: each["properties"] for name, each in schema()["$defs"].items() if not name.startswith("Exported")}
    assert len(tables) == 11
    assert [field for each in tables.values() for field, about in each.items() if not about.get("description")] == []


@pytest.mark.parametrize("path", sorted(resources("data").glob("*.toml")), ids=lambda path: path.name)
def test_the_bundled_files_keep_to_it(path: Path) -> None:
    assert faults(tomllib.loads(path.read_text())) == []


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        ({"id": "c", "statement": "It is so."}, []),
        ({"id": "c", "statement": "It is so.", "x-own": [1, 2]}, []),
        ({"id": "c"}, ["claims/0"]),
        ({"id": "c", "statement": 5}, ["claims/0/statement"]),
        ({"id": "c", "statement": " "}, ["claims/0/statement"]),
        ({"id": "c", "statement": "It is so.", "target_year": 20300}, ["claims/0/target_year"]),
        ({"id": "c", "statement": "It is so.", "period": "soon"}, ["claims/0/period"]),
        ({"id": "c", "statement": "It is so.", "topics": ["esrs:E5", "E5"]}, ["claims/0/topics/1"]),
        ({"id": "c", "statement": "It is so.", "tags": ["a/b", "a//b"]}, ["claims/0/tags/1"]),
        (
            {"id": "c", "statement": "It is so.", "places": [{"source": "s", "paragraph": 0}]},
            ["claims/0/places/0/paragraph"],
        ),
        ({"id": "c", "statement": "It is so.", "kind": "promise"}, ["claims/0/kind"]),
        ({"id": "c", "statement": "It is so.", "targetyear": 2030}, ["claims/0"]),
        ({"id": "c", "statement": "It is so.", "metrics": [{"name": "n", "value": "x"}]}, ["claims/0/metrics/0/value"]),
    ],
)
def test_what_a_claim_may_hold(claim: dict[str, Any], place: list[str]) -> None:
    assert faults({"format": 1, "claims": [claim]}) == place


TEXTS = (
    *(
        "",
        " ",
        "a",
        " a",
        "a b",
        "a/b",
        "a//b",
        "/a",
        "a /b",
        "a:b",
        ":",
        "2021",
        "2019-2021",
        "2021-",
        "2021-2019",
        "1799",
        "1800-2200",
        "2201",
        "2019-2300",
        "19",
        "1700",
        "é",
    ),
    *("CN", "cn", "CHN", "https://a.org/x", "http:// a", "ftp://a", "EV", "ev-makers", "\n\t", "a "),
)
NUMBERS = (-1, 0, 1, 99, 999, 1000, 1799, 1800, 2200, 2201)
TABLES = (
    (Header(id="a", title="a"), "header"), (Company(id="a", name="a"), "companies"),
    (Framework(id="a", title="a"), "frameworks"),
    (Source(id="a", company="a", title="a"), "sources"), (Claim(id="a", company="a", statement="a"), "claims"),
    (CodebookTag(tag="a", title="a"), "codebook"), (Verdict(id="a", title="a"), "verdicts"),
    (Pillar(id="a", company="a", title="a"), "pillars"), (Topic(framework="a", code="a", title="a"), "topics"),
)  # fmt: skip


BEYOND_A_PATTERN = {("period", "2021-2019")}
"""What the rules for single tables find, and the schema does not say: which of two years is the later one."""


@pytest.mark.parametrize(("table", "name"), TABLES, ids=[name for _, name in TABLES])
def test_it_takes_what_the_rules_for_single_tables_take_and_nothing_else(table: Table, name: str) -> None:
    values = {key: value for key, value in msgspec.to_builtins(table).items() if value and key != "extra"}
    definition = {"$ref": f"#/$defs/{type(table).__name__}", "$defs": schema()["$defs"]}
    validator = Draft202012Validator(definition)
    told = 0
    for field in msgspec.structs.fields(table):
        tries: tuple[Any, ...] = TEXTS if field.type is str else NUMBERS if field.type == (int | None) else ()
        if field.name == "tags":
            tries = (*([text] for text in TEXTS), ["a", "a"])
        for tried in tries:
            flaws = list(flaws_of(msgspec.convert(values | {field.name: tried}, type(table))))
            is_valid = validator.is_valid(values | {field.name: tried})
            told += not is_valid
            assert is_valid != bool(flaws) or (field.name, tried) in BEYOND_A_PATTERN, (field.name, tried)
    assert told


KEYS = st.sampled_from([("dataset", key) for key in shape_of(Header).fields]) | st.sampled_from(
    [(name, key) for name, struct in ROWS.items() for key in [*shape_of(struct).fields, "x-own", "unknown"]]
)
SIMPLE = (
    st.sampled_from(
        [*TEXTS, *NUMBERS, 2030.0, 1e400, 10**30, True, "esrs:E5", "evidence/no-baseline", "smart", "target"]
    )
    | st.dates()
    | st.datetimes(timezones=st.just(dt.UTC))
)
VALUES = SIMPLE | st.lists(
    SIMPLE | st.dictionaries(st.sampled_from(["name", "value", "source", "x-a"]), SIMPLE), max_size=2
)


@given(KEYS, VALUES)
def test_whatever_dataset_opens_keeps_to_it(place: tuple[str, str], value: object) -> None:
    tables = tomllib.loads(SAMPLE)
    name, key = place
    table = tables[name] if name == "dataset" else tables.setdefault(name, [{}])[0]
    table[key] = value
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.toml"
        path.write_text(tomli_w.dumps(tables), encoding="utf-8")
        assert problems_of(path) or faults(tables) == []
