"""`esgtui checklist`, `show` and `has:` tell what claims state, and a user's own rules count."""

from esgtui.settings import checklist_file
from tests.cli.shell import Shell


def test_counts_by_company(shell: Shell) -> None:
    lines = shell.well("checklist").lines
    assert lines[0].split()[:4] == ["company", "claims", "quantified", "time-bound"]
    counts = {line.split()[0]: line.split()[1:] for line in lines[1:]}
    total = [sum(map(int, column)) for column in zip(*(counts[name] for name in counts if name != "all"), strict=True)]
    assert list(map(int, counts["all"])) == total


def test_counts_of_a_query_in_json(shell: Shell) -> None:
    found = shell.well("checklist", "has:quantified", "--json").objects
    assert all(each["quantified"]["stated"] == each["claims"] > 0 for each in found)


def test_the_basis_of_every_attribute(shell: Shell) -> None:
    found = shell.well("checklist", "--basis", "--json").objects
    assert found[0]["attribute"] == "quantified"
    assert all("§" in each["basis"] or "Directive" in each["basis"] for each in found)


def test_filters_are_exact_and_complete(shell: Shell) -> None:
    (everything,) = {one["claims"] for one in shell.well("checklist", "--json").objects if one["company"] is None}
    for what in ("quantified", "baseline", "deadline", "generic", "third-party", "scope"):
        with_it = shell.well("list", "claims", "--query", f"has:{what}", "--json").objects
        without = shell.well("list", "claims", "--query", f"-has:{what}", "--json").objects
        assert len(with_it) + len(without) == everything


def test_what_is_wrong_in_a_users_rules_is_told(shell: Shell) -> None:
    file = checklist_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[genric]\nwords = 1\n", encoding="utf-8")
    told = shell.well("show", "smart-038").err
    assert "checklist.toml:1: there is no attribute 'genric'; did you mean 'generic'?" in told


def test_the_bundled_rules_are_printed_to_write_ones_own_by(shell: Shell) -> None:
    assert "[generic.words]" in shell.well("checklist", "--rules").lines
    assert "--rules takes no query" in shell("checklist", "--rules", "green").err
