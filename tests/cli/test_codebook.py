"""`esgtui codebook`: the list, and changes that undo takes back."""

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def used(shell: Shell) -> Shell:
    shell.well("tag", "smart-038", "smart-039", "--add", "evidence/no-baseline")
    shell.well("tag", "smart-040", "--add", "own")
    return shell


def test_it_is_listed_with_uses_by_company(used: Shell) -> None:
    used.well("codebook", "add", "new", "--title", "A new one", "--key", "n", "--colour", "red")
    assert used.well("codebook").lines == [
        "evidence/no-baseline  No baseline stated          smart 2",
        "new                   A new one           n  red",
        "own                                               smart 1",
    ]
    assert used.well("codebook", "--json").objects[1:] == [
        {
            "tag": "new",
            "title": "A new one",
            "description": "",
            "colour": "red",
            "key": "n",
            "listed": True,
            "uses": {},
        },
        {"tag": "own", "title": "", "description": "", "colour": "", "key": "", "listed": False, "uses": {"smart": 1}},
    ]
    assert "A new one" in used.well("list", "tags").out


def test_each_change_is_a_step(used: Shell) -> None:
    before = used.well("codebook", "--json").out
    for call, told in (
        (["add", "z"], "codebook +#z"),
        (["describe", "own", "--title", "Mine"], "codebook +#own"),
        (["describe", "evidence/no-baseline", "--title", ""], "codebook #evidence/no-baseline title: none"),
        (["rename", "evidence", "proof"], "#evidence/no-baseline renamed to #proof/no-baseline on 2 claims"),
        (["merge", "own", "evidence/no-baseline"], "-#own, +#evidence/no-baseline on smart-040"),
        (["delete", "own"], "-#own on smart-040"),
    ):
        assert used.well("codebook", *call).err.startswith(f"Done: {told}")
        assert used.well("codebook", "--json").out != before
        assert used.well("undo").err.startswith("Undone: ")
        assert used.well("codebook", "--json").out == before


def test_common_options_stand_before_or_after(used: Shell) -> None:
    store = used.home / "elsewhere.sqlite"
    used.well("codebook", "add", "z", "--store", store)
    used.well("--store", store, "codebook", "add", "y")
    assert [line.split()[0] for line in used.well("codebook", "--store", store).lines] == [
        "evidence/no-baseline",
        "y",
        "z",
    ]


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (["add"], "Missing argument 'TAG'"),
        (["add", "evidence/no-baseline"], "describe it instead"),
        (["add", "a//b"], "is no tag"),
        (["add", "z", "--key", "zz"], "is no key"),
        (["add", "z", "--colour", "#1"], "is no colour"),
        (["add", "z", "--colour", "pinkish"], "'pinkish' is no colour; did you mean pink?"),
        (["describe", "evidence/no-baseline"], "say what to change"),
        (["describe", "evidence/no-base", "--title", "x"], "did you mean #evidence/no-baseline"),
        (["rename", "own", "evidence/no-baseline"], "merge them instead"),
        (["rename", "own", "own/below"], "below itself"),
        (["merge", "own", "nothing"], "there is no tag #nothing"),
        (["delete", "nothing"], "there is no tag #nothing"),
        (["nothing"], "No such command"),
    ],
)
def test_what_cannot_be_is_explained_and_changes_nothing(used: Shell, call: list[str], fault: str) -> None:
    before = used.well("log").out
    done = used("codebook", *call)
    assert (done.code, done.out) == (2, "")
    assert fault in done.err
    assert used.well("log").out == before


def test_every_command_explains_itself(shell: Shell) -> None:
    shown = shell.well("codebook", "--help").out
    for name in ("add", "describe", "rename", "merge", "delete"):
        assert name in shown
        assert "Usage: esgtui codebook" in shell.well("codebook", name, "--help").out
