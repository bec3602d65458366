"""Texts that would steer a terminal reach neither stdout nor stderr raw, and JSON loses nothing of them."""

import unicodedata
from datetime import UTC, datetime

import pytest
import tomli_w

from esgtui.exchange.formats import FORMATS, Format
from tests.cli.shell import Shell

HOSTILE = (
    "a\x1b[31mred\x1b]0;title\x07 \x9b2J \u202etxt.exe\u2066 [bold]x[/] [@click=app.quit]y[/] \u200b\x00\r\x7f 中文 🎉"
)
HARMLESS = "a␛[31mred␛]0;title␇ ␦2J ⇠txt.exe⇢ [bold]x[/] [@click=app.quit]y[/] ⁘␀␍␡ 中文 🎉"


def is_harmless(text: str) -> bool:
    """Tell whether a text has line breaks at most among what steers a terminal."""
    return all(letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cf", "Zl", "Zp", "Cs"} for letter in text)


@pytest.fixture
def hostile(shell: Shell) -> Shell:
    """A dataset whose every text is hostile."""
    text, updated = HOSTILE, datetime(2026, 11, 21, 10, 2, 11, tzinfo=UTC)
    claim: dict[str, object] = {
        "id": "a-1",
        "company": "a",
        "pillar": "p",
        "statement": text,
        "quote": text,
        "system": text,
    }
    claim |= {"assurance": text, "standards": [text], "tags": [text], "x-own": text}
    claim |= {"places": [{"source": "s", "section": text}], "metrics": [{"name": text, "value": 1, "unit": text}]}
    annotation: dict[str, object] = {"claim": "a-1", "coder": text, "tags": [text], "verdict": "v", "updated": updated}
    annotation |= {"notes": [{"id": text, "text": text, "created": updated}]}
    tables = {
        "dataset": {"id": "hostile", "title": text},
        "companies": [{"id": "a", "name": text, "aliases": [text], "sector": text, "summary": text}],
        "pillars": [{"id": "p", "company": "a", "title": text, "topics": ["f:1"]}],
        "sources": [{"id": "s", "company": "a", "title": text, "kind": text, "publisher": text}],
        "claims": [claim],
        "frameworks": [{"id": "f", "title": text}],
        "topics": [{"framework": "f", "code": "1", "title": text}],
        "codebook": [{"tag": text, "title": text}],
        "verdicts": [{"id": "v", "title": text}],
        "annotations": [annotation],
    }
    shell.data.write_bytes(tomli_w.dumps({"format": 1} | tables).encode())
    return shell


@pytest.mark.parametrize(
    "arguments",
    [
        *(["list", what] for what in ("companies", "pillars", "claims", "topics", "tags", "sources")),
        ["show", "a-1"],
        ["search", "txt"],
        ["search", HOSTILE.replace("\x00", "")],
        ["stats"],
        ["log"],
        ["log", "a-1"],
        ["list", "notes"],
        ["codebook"],
    ],
)
def test_tables_show_what_is_there_and_obey_nothing(hostile: Shell, arguments: list[str]) -> None:
    done = hostile.well(*arguments)
    assert is_harmless(done.out + done.err)
    assert HARMLESS in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        *(["list", what] for what in ("companies", "pillars", "claims", "topics", "tags", "sources")),
        ["show", "a-1"],
        ["search", "txt"],
        ["stats"],
        ["log"],
        ["list", "notes"],
        ["codebook"],
    ],
)
def test_json_is_harmless_and_loses_nothing(hostile: Shell, arguments: list[str]) -> None:
    done = hostile.well(*arguments, "--json")
    assert is_harmless(done.out + done.err)
    assert any(HOSTILE in str_in(each) for each in done.objects)


def test_coders_and_tags_compared_are_harmless(hostile: Shell) -> None:
    hostile.well("star", "a-1", "--coder", "mei")
    table, objects = hostile.well("agreement"), hostile.well("agreement", "--json")
    assert is_harmless(table.out + table.err + objects.out)
    assert HARMLESS in table.out
    assert HOSTILE in str_in(objects.objects)


def test_what_others_did_and_what_is_gone_is_harmless(hostile: Shell) -> None:
    hostile.well("tag", "a-1", "--add", "x", "--coder", "mei")
    hostile.well("verdict", "a-1", "v", "--coder", "mei")
    conflicts = hostile.well("conflicts")
    assert HARMLESS in conflicts.out
    text = hostile.data.read_text(encoding="utf-8")
    hostile.data.write_text(text.replace("a-1", "a-2"), encoding="utf-8")
    orphans, merged = hostile.well("orphans"), hostile("merge", HOSTILE.replace("\x00", ""))
    moved, undone = hostile.well("move", "a-1", "a-2"), hostile.well("undo")
    hostile.data.write_text(text.replace("red", "blue"), encoding="utf-8")
    shown = hostile.well("show", "a-1")
    assert "changed since" in shown.out
    for done in (conflicts, orphans, merged, moved, undone, shown):
        assert is_harmless(done.out + done.err)


def str_in(value: object) -> list[str]:
    """Return all texts in a JSON value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in str_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in str_in(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", HOSTILE],
        [HOSTILE],
        ["list", HOSTILE],
        ["--" + HOSTILE],
        ["search", "x", "--limit", HOSTILE],
        ["stats", "--data", HOSTILE.replace("\x00", "")],
        ["stats", "--coder", HOSTILE],
        ["verdict", "a-1", "own" + HOSTILE],
        ["tag", "a-1", "--add", "own" + HOSTILE],
        ["validate", HOSTILE.replace("\x00", "")],
        ["export", "--output", "nowhere/" + HOSTILE.replace("\x00", "")],
        ["note", "a-1", "x", "--edit", HOSTILE],
        ["undo", HOSTILE],
        ["codebook", "describe", HOSTILE + "x", "--title", "x"],
        ["codebook", "add", "x", "--colour", HOSTILE],
        ["codebook", "add", "x", "--key", HOSTILE],
        ["settle", HOSTILE, "--verdict", "v"],
        ["move", HOSTILE, HOSTILE],
        ["conflicts", "--coders", "a," + HOSTILE],
    ],
)
def test_errors_are_harmless(hostile: Shell, arguments: list[str]) -> None:
    done = hostile(*arguments)
    assert done.code in {1, 2}
    assert is_harmless(done.out + done.err)


def test_hostile_texts_survive_an_export(hostile: Shell) -> None:
    hostile.well("export", "--output", "one.toml")
    hostile.well("validate", "one.toml")
    hostile.well("export", "--output", "two.toml", "--data", "one.toml", "--store", "elsewhere")
    assert (hostile.home / "one.toml").read_bytes() == (hostile.home / "two.toml").read_bytes()


@pytest.mark.parametrize("wanted", FORMATS, ids=lambda each: each.name)
def test_no_format_steers_a_terminal(hostile: Shell, wanted: Format) -> None:
    done = hostile.well("export", "--format", wanted.name)
    assert is_harmless(done.out.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert "txt" in done.out
