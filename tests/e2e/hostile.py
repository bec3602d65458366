"""A dataset that is nothing but trouble: whatever the format lets through, in every text that it has."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomli_w

TEXTS = {
    "markup": "[@click=app.quit]x[/] [/] [bold [tCO2e] [red]r[/red] \\[b] $accent",
    "escapes": "\x1b[2J\x1b]0;title\x07 \x9b31m \x1bc \x9d0;title\x9c \x1b[31mred",
    "controls": "a\x00b\x08c\x7fd\te\rf\x0bg\x85h\u2028i\nj",
    "directions": "\u202egnp.exe\u202c \u2067right\u2069 \u200fmark \u200bnothing \u00adsoft \ufeffbom",
    "emoji": "👩‍👩‍👧‍👦 family 🏳️‍🌈 flag 👍🏽 thumb ☀️ sun 🇩🇪 country",
    "chinese": "循环经济与负责任采购：再生铝材料的使用",
    "zalgo": "Z" + "\u0335\u0328\u0353\u0301" * 20 + "a" + "\u0336" * 40 + "lgo e\u0301",
    "word": "w" * 100_000,
    "words": "many words " * 9_000,
}
"""Kinds of trouble, each with a text; the last two are long."""

SHORT = {kind: text[:300] for kind, text in TEXTS.items()}
"""The texts where many of them stand beside each other; statements, quotes, names and notes have them whole."""
NOTED = datetime(2026, 11, 21, 10, 2, 11, tzinfo=UTC)


def write_dataset(path: Path, coder: str) -> None:
    """Write a dataset whose every text is hostile, with annotations by two coders, one of them `coder`, to a file."""
    with path.open("wb") as file:
        tomli_w.dump(_tables(coder), file)


def _tables(coder: str) -> dict[str, Any]:
    short = SHORT.items()
    return {
        "format": 1,
        "x-own": TEXTS["escapes"],
        "dataset": {
            "id": "hostile",
            "title": TEXTS["escapes"],
            "description": TEXTS["markup"],
            "license": TEXTS["zalgo"],
        },
        "companies": [
            {"id": kind, "name": f"{kind} {text}", "aliases": [f"a{text}"], "sector": text, "summary": text}
            for kind, text in TEXTS.items()
        ],
        "pillars": [
            {"id": kind, "company": kind, "title": text, "summary": text, "topics": _topics(), "x-own": text}
            for kind, text in short
        ],
        "sources": [
            {"id": kind, "company": kind, "title": text, "publisher": text, "kind": text, "language": text}
            for kind, text in short
        ],
        "claims": [_claim(kind, text) for kind, text in short],
        "frameworks": [{"id": kind, "title": text, "publisher": text, "version": text} for kind, text in short],
        "topics": [{"framework": kind, "code": f"1{text}", "title": text} for kind, text in short],
        "codebook": [{"tag": _tag(kind), "title": text, "description": text, "colour": text} for kind, text in short],
        "verdicts": [{"id": kind, "title": text, "description": text} for kind, text in short],
        "annotations": [
            *(_annotation(kind, text, coder) for kind, text in TEXTS.items()),
            *(_annotation(kind, text, f"c{text}c") for kind, text in short),
        ],
    }


def _topics() -> list[str]:
    return [f"{framework}:1{text}" for framework, text in SHORT.items()]


def _claim(kind: str, text: str) -> dict[str, Any]:
    return {
        "id": claim_id(kind),
        "company": kind,
        "pillar": kind,
        "statement": f"{TEXTS[kind]} of {kind}",
        "quote": TEXTS[kind],
        "standards": [text],
        "assurance": text,
        "system": text,
        "places": [{"source": kind, "section": text, "paragraph": 1}],
        "tags": [_tag(kind)],
        "metrics": [{"name": text, "value": 1, "unit": text, "per": text, "comparator": text}],
        "x-own": text,
    }


def _annotation(kind: str, text: str, coder: str) -> dict[str, Any]:
    return {
        "claim": claim_id(kind),
        "coder": coder,
        "tags": [_tag(kind)],
        "verdict": kind,
        "updated": NOTED,
        "notes": [{"id": f"{kind} of {coder}", "text": f"note {text}", "created": NOTED}],
    }


def claim_id(kind: str) -> str:
    """Return the id of the claim of a kind of trouble: an id has no white space."""
    return "-".join([kind, *SHORT[kind].split()])


def _tag(kind: str) -> str:
    return f"{kind}/{'-'.join(SHORT[kind].split())}"
