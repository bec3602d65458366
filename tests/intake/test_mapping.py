"""What users say of columns: in the shell, in a file, and against the guess."""

from pathlib import Path

import pytest

from esgtui.intake.mapping import check_wishes, gone, mapping_text, read_wishes, wishes_in, wishes_text, with_wishes
from esgtui.intake.rows import WishError

GUESS = {"Name": "company", "Text": "statement", "Notes, more": "own", "Year": "period"}


def test_pairs_are_read_though_a_column_has_a_comma() -> None:
    assert wishes_in("company=Name, statement=Notes, more,statement=Text") == [
        ("company", "Name"),
        ("statement", "Notes, more"),
        ("statement", "Text"),
    ]


def test_roles_are_read_as_they_were_told() -> None:
    roles = GUESS | {"Notes, more": "statement", "Year": "ignore"}
    assert with_wishes(dict.fromkeys(roles, "own"), wishes_in(wishes_text(roles))) == roles


@pytest.mark.parametrize(
    ("text", "told"),
    [("company", "names no column"), ("company=", "names no column"), ("compny=Name", "did you mean company?")],
)
def test_what_is_no_pair_is_told(text: str, told: str) -> None:
    with pytest.raises(WishError, match=told.replace("?", r"\?")):
        wishes_in(text)


def test_a_wish_takes_the_place_of_the_guess() -> None:
    assert with_wishes(GUESS, [("statement", "notes more"), ("target_year", "Year")]) == {
        "Name": "company",
        "Text": "own",
        "Notes, more": "statement",
        "Year": "target_year",
    }
    assert with_wishes(GUESS, [("ignore", "Text")])["Text"] == "ignore"
    assert with_wishes(GUESS, [("company", "Text"), ("company", "Name")])["Text"] == "own"
    assert with_wishes(GUESS, [("company", "Gone")]) == GUESS


def test_a_column_that_there_is_not_is_told_with_the_nearest_one() -> None:
    with pytest.raises(WishError, match=r"claims.csv has no column 'Nam'; did you mean Name\?"):
        check_wishes([("company", "Nam")], [GUESS], "claims.csv")


def test_columns_that_are_gone_are_told_by_what_they_were() -> None:
    used = [("company", "Name"), ("value", "Cut (%)"), ("unit", "In"), ("own", "Old")]
    assert gone(used[:1], [GUESS]) == []
    one, two = gone(used[:2], [GUESS])[0], gone(used, [GUESS])[0]
    assert one == "there is no column Cut (%) (value) any more; see what it is called now"
    assert two == "there are no columns Cut (%) (value), In (unit), Old (kept) any more; see what they are called now"


def test_a_mapping_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    roles = GUESS | {"Notes, more": "statement"}
    path.write_text(mapping_text(roles), encoding="utf-8")
    assert with_wishes(dict.fromkeys(roles, "own"), read_wishes(path)) == roles


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1", r"no \[columns\] table"),
        ('[columns]\ncompny = "Name"', "mapping.toml: a column cannot be 'compny'; did you mean company"),
        ("[columns]\ncompany = 3", "company names no column"),
        ("[columns", "mapping.toml:1: this is not TOML"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    with pytest.raises(WishError, match=told):
        read_wishes(path)
    with pytest.raises(WishError, match="no such file"):
        read_wishes(tmp_path / "none.toml")
