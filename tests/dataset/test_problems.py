"""How a problem is shown: on one line, safe to print, and with the nearest name that is known."""

import pytest

from esgtui.dataset.problems import DatasetError, Problem, escaped, quoted, shortened, suggestion


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (
            Problem(file="a.toml", line=3, subject="claim x", message="is wrong", remedy="mend it"),
            "a.toml:3: claim x: is wrong; mend it",
        ),
        (Problem(file="a.toml", message="is wrong"), "a.toml: is wrong"),
        (Problem(file="a.toml", line=1, message="is wrong", remedy="mend it"), "a.toml:1: is wrong; mend it"),
    ],
)
def test_a_problem_is_one_line(problem: Problem, shown: str) -> None:
    assert str(problem) == shown


def test_no_part_of_a_problem_steers_a_terminal() -> None:
    problem = Problem(file="a\x1b[2J.toml", subject="claim \x07", message="\u202e\n", remedy="\x9b")
    assert str(problem) == r"a\x1b[2J.toml: claim \x07: \u202e\n; \x9b"
    assert problem.file == r"a\x1b[2J.toml"


def test_what_can_be_seen_stays_as_it_is() -> None:
    assert escaped("样本 é “x” ✎") == "样本 é “x” ✎"
    assert escaped("a\u00a0b\U000e0041") == r"a\xa0b\U000e0041"


def test_long_values_are_cut() -> None:
    assert len(shortened("x" * 100_000)) == 60
    assert len(shortened("\x1b" * 100_000)) == 60
    assert quoted("x" * 60) == '"' + "x" * 60 + '"'


@pytest.mark.parametrize(
    ("name", "known", "remedy"),
    [
        ("circular-econmy", ["people", "circular-economy"], 'did you mean "circular-economy"?'),
        ("SMART", ["nio", "smart"], 'did you mean "smart"?'),
        ("zzz", ["nio", "smart"], 'known: "nio", "smart"'),
        ("zzz", [], "none is declared"),
        ("zzz", [f"name{number}" for number in range(14)], '"name11", …'),
    ],
)
def test_the_nearest_known_name_is_suggested(name: str, known: list[str], remedy: str) -> None:
    assert suggestion(name, known).endswith(remedy)


def test_an_error_puts_its_problems_in_order() -> None:
    error = DatasetError(
        [Problem(file=file, line=line, message="m") for file, line in [("b", 1), ("a", 9), ("a", None)]]
    )
    assert str(error) == "a: m\na:9: m\nb:1: m"
