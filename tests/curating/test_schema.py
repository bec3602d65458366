"""The schema, judged by a validator that is not ours, and the same datasets by the program itself."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from esgtui.curating.schema import schema
from esgtui.settings import resources


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
        ({"id": "c", "statement": "It is so.", "kind": "promise"}, ["claims/0/kind"]),
        ({"id": "c", "statement": "It is so.", "targetyear": 2030}, ["claims/0"]),
        ({"id": "c", "statement": "It is so.", "metrics": [{"name": "n", "value": "x"}]}, ["claims/0/metrics/0/value"]),
    ],
)
def test_what_a_claim_may_hold(claim: dict[str, Any], place: list[str]) -> None:
    assert faults({"format": 1, "claims": [claim]}) == place
