"""Saved queries in the shell: they are listed, and searched for by their names."""

from pathlib import Path

from esgtui.queries import Queries

from .shell import Shell


def saved(shell: Shell) -> Path:
    queries = Queries(shell.home / "data" / "esgtui" / "saved_queries.sqlite")
    queries.save("heavy\x1b[31m", "steel unit:kg")
    queries.save("Aims", "kind:target")
    queries.close()
    return queries.path


def test_saved_queries_are_listed_by_name(shell: Shell) -> None:
    saved(shell)
    assert shell.well("list", "queries").lines == ["Aims          kind:target", "heavy␛[31m    steel unit:kg"]
    assert shell.well("list", "queries", "--json").objects == [
        {"name": "Aims", "query": "kind:target"},
        {"name": "heavy\x1b[31m", "query": "steel unit:kg"},
    ]


def test_a_saved_query_is_searched_for(shell: Shell) -> None:
    saved(shell)
    found = shell.well("search", "--saved", "Aims", "--json").objects
    assert [hit["id"] for hit in found] == ["smart-040"]


def test_a_name_that_is_none_is_a_fault_of_the_call(shell: Shell) -> None:
    saved(shell)
    done = shell("search", "--saved", "Aim")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'Aims'?" in done.err
    assert shell("search", "steel", "--saved", "Aims").code == 2


def test_a_damaged_file_is_told(shell: Shell) -> None:
    saved(shell).write_bytes(b"no queries" * 100)
    done = shell("list", "queries")
    assert (done.code, done.out) == (1, "")
    assert "saved_queries.sqlite" in done.err


def test_queries_lie_where_the_store_is(shell: Shell) -> None:
    Queries(shell.home / "mine" / "saved_queries.sqlite").save("Mine", "steel")
    assert shell.well("--store", shell.home / "mine", "list", "queries").lines[0].startswith("Mine")
    assert shell.well("list", "queries").lines == []
