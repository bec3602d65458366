"""A user's own rules are added to the bundled ones; what cannot be used is told with its line and a remedy."""

import os
from pathlib import Path

import pytest

from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import Rules, read_rules
from tests.checklist.samples import claim


def own(folder: Path, text: str) -> Rules:
    path = folder / "checklist.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path)


def stated(rules: Rules, text: str) -> dict[str, str]:
    return {each.attribute: each.text for each in Reader(rules).read(claim(text)) if each.is_stated}


def test_without_a_file_the_bundled_rules_are_in_force(tmp_path: Path) -> None:
    rules = read_rules(tmp_path / "checklist.toml")
    assert (rules.digest, rules.warnings) == (read_rules().digest, ())


def test_phrases_units_and_things_are_added(tmp_path: Path) -> None:
    rules = own(
        tmp_path,
        """
[generic]
without = ["sustainable"]
[generic.words]
any = ["planet positive"]
[quantified.units]
"‰" = ["‰"]
"bales" = ["(bale|bales)"]
[quantified.counts]
things = ["beehives"]
[third-party]
not_before = ["auditor"]
[third-party.words]
any = ["ACME Assurance"]
""",
    )
    assert rules.warnings == ()
    assert rules.digest != read_rules().digest
    found = stated(
        rules, "A sustainable, planet-positive farm with 12 beehives and 5 bales, 3 ‰, checked by ACME Assurance."
    )
    assert found["generic"] == "planet-positive"
    assert found["quantified"] == "12 beehives, 5 bales, 3 ‰"
    assert found["third-party"] == "ACME Assurance"


def test_a_bundled_phrase_is_changed_by_leaving_it_out_and_writing_another(tmp_path: Path) -> None:
    rules = own(
        tmp_path,
        """
[generic]
without = ["(green|greener|greenest)", "(party|person|persons|committee|department|director|officer|team|unit|manager)"]
[generic.words]
any = ["(green|greenish)"]
[quantified]
not_after = ["hangar"]
[time-bound]
future_from = 2024
""",
    )
    assert rules.warnings == ()
    assert stated(rules, "A greener car, and a greenish one")["generic"] == "greenish"
    assert stated(rules, "A green team")["generic"] == "green"
    assert "quantified" not in stated(rules, "In hangar 7 aircraft")
    found = {each.attribute: each for each in Reader(rules).read(claim("It will open in 2025"))}
    assert found["time-bound"].aspects == ("deadline",)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[genric.words]\nany = ["x"]', 1, "did you mean 'generic'?"),
        ('[generic]\nwrods = ["x"]', 2, "did you mean 'words'?"),
        ('\n[generic.words]\nany = "green"', 3, 'write any = ["these words"]'),
        ('[generic.words]\nany = ["planet safe", "(broken"]', 2, "close it"),
        ("[generic.words]\nany = [5]", 2, "write it in quotes"),
        ('[boundary.words]\nscopes = ["x y"]', 2, "did you mean 'scope'?"),
        ('[generic]\nwithout = ["sustainble"]', 2, "did you mean"),
        ("generic = 3", 1, "write [generic]"),
        ('[time-bound]\nfuture_from = "2024"', 2, "is no year; write future_from = 2026"),
        ("[generic]\nfuture_from = 2024", 2, "has no key 'future_from'"),
        ("[generic]\nwords = 3", 2, "write [generic.words]"),
        ('[quantified.shares]\n"a fifth" = "20"', 2, "is no number"),
        ("[generic.words\n", 1, "not TOML"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_used(tmp_path: Path, text: str, line: int, told: str) -> None:
    rules = own(tmp_path, text)
    (warning,) = rules.warnings
    assert warning.startswith(f"{tmp_path / 'checklist.toml'}:{line}: ")
    assert told in warning
    assert stated(rules, "A green car")["generic"] == "green"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "checklist.toml").write_bytes(b'[generic.words]\nany = ["\xff"]')
    assert "save the file as UTF-8" in read_rules(tmp_path / "checklist.toml").warnings[0]
    assert "see that it is a file" in read_rules(tmp_path).warnings[0]
    os.mkfifo(tmp_path / "pipe.toml")
    assert "it is not an ordinary file" in read_rules(tmp_path / "pipe.toml").warnings[0]
    (tmp_path / "checklist.toml").write_bytes(b"[generic.words\n")
    assert read_rules(tmp_path / "checklist.toml").warnings[0] == (
        f"{tmp_path / 'checklist.toml'}:1: this is not TOML at column 15; write lists as words = "
        '["this", "that"]. Until then only the bundled rules are used.'
    )
