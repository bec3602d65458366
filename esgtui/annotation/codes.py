"""The codebook as coders changed it: what the curated one says, overlaid with what the journal holds.

Each part of an entry is a cell of its own under no claim, shared by all coders, so that two who describe and colour the
same tag both keep their work. `codebook.py` picks tags by what is typed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

import msgspec

from esgtui.annotation.model import CODE_PREFIX, LISTED, NO_CLAIM, SHARED, AnnotationError, Cell, Edit, storable

Part = Literal["title", "description", "colour", "key"]
PARTS: tuple[Part, ...] = get_args(Part)

COLOURS = ("red", "amber", "green", "teal", "blue", "violet", "grey")
"""The names of colours that can be shown."""

ALSO_COLOURS = {
    "yellow": "amber",
    "orange": "amber",
    "brown": "amber",
    "cyan": "teal",
    "turquoise": "teal",
    "purple": "violet",
    "magenta": "violet",
    "pink": "red",
    "gray": "grey",
}
"""Other names of colours, each with the one that is shown for it."""

_NUMBERS = re.compile(r"#[0-9A-Fa-f]{6}")


class Code(msgspec.Struct, frozen=True):
    """An entry of the codebook: a tag, what it means, when to use it, its colour, and its key."""

    tag: str
    title: str = ""
    description: str = ""
    colour: str = ""
    key: str = ""


def overlaid(curated: Iterable[Code], cells: Mapping[str, Cell]) -> list[Code]:
    """Return the codebook in force: the curated entries in their order, changed as `cells` say, then those added."""
    entries = {code.tag: code for code in curated}
    added = sorted(field.removeprefix(LISTED) for field, cell in cells.items() if _is_listed(field, cell))
    tags = [*entries, *(tag for tag in added if tag not in entries)]
    hidden = {tag for tag in tags if (cell := cells.get(LISTED + tag)) and cell.value is False}
    return list(_told_apart(_overlaid(entries.get(tag, Code(tag)), cells) for tag in tags if tag not in hidden))


def _told_apart(codes: Iterable[Code]) -> Iterator[Code]:
    """Yield entries with each key once: two coders may have given it to different tags, and the first one has it."""
    taken = set[str]()
    for code in codes:
        yield msgspec.structs.replace(code, key="") if code.key in taken else code
        taken.update(filter(None, [code.key]))


def _is_listed(field: str, cell: Cell) -> bool:
    return field.startswith(LISTED) and cell.value is True


def _overlaid(code: Code, cells: Mapping[str, Cell]) -> Code:
    held = ((part, cells.get(_field(part, code.tag))) for part in PARTS)
    changed = {part: cell.value for part, cell in held if cell and isinstance(cell.value, str)}
    return msgspec.structs.replace(code, **changed) if changed else code


def listing(code: Code, old: Code | None) -> Iterator[Edit]:
    """Yield what puts an entry into the codebook, or makes `old`, the entry in force, into it."""
    if old is None:
        yield _edit(LISTED + code.tag, value=True)
    for part in PARTS:
        value = getattr(code, part)
        if value != getattr(old or Code(code.tag), part):
            yield _edit(_field(part, code.tag), value=value)


def unlisting(tag: str) -> Edit:
    """Return what takes an entry out of the codebook."""
    return _edit(LISTED + tag, value=False)


def _field(part: Part, tag: str) -> str:
    return f"{CODE_PREFIX}{part}:{tag}"


def _edit(field: str, *, value: str | bool) -> Edit:
    return Edit(NO_CLAIM, field, value, SHARED)


def moved(tag: str, old: str, new: str) -> str | None:
    """Return what a tag is called when the path `old` becomes `new`; None for a tag that is not at or below it."""
    if tag == old:
        return new
    return new + tag[len(old) :] if tag.startswith(f"{old}/") else None


def cleaned(code: Code, old: Code | None) -> Code:
    """Return an entry with its words as they are kept; raise `AnnotationError` where it is given what is no colour."""
    if code.colour != (old.colour if old else ""):
        code = msgspec.structs.replace(code, colour=_colour(code.colour))
    words = {part: storable(getattr(code, part)).strip() for part in ("title", "description")}
    return msgspec.structs.replace(code, **words)


def _colour(text: str) -> str:
    colour = text.strip().casefold()
    if _NUMBERS.fullmatch(text.strip()):
        return text.strip()
    if not colour or colour in COLOURS or colour in ALSO_COLOURS:
        return colour
    from difflib import get_close_matches

    near = get_close_matches(colour, [*COLOURS, *ALSO_COLOURS], n=1)
    advice = f"did you mean {near[0]}?" if near else f"write #rrggbb, such as #d08770, or {', '.join(COLOURS)}"
    raise AnnotationError(f"{text!r} is no colour; {advice}")


def check_key(key: str, tag: str, codes: Iterable[Code]) -> None:
    """Raise `AnnotationError` if `key` is no single character, or another entry's already."""
    if key and (len(key) != 1 or not key.isprintable() or key.isspace()):
        raise AnnotationError(f"{key!r} is no key for a tag: it is one character, such as b")
    for code in codes:
        if key and code.key == key and code.tag != tag:
            raise AnnotationError(f"the key {key} is #{code.tag}'s already; take it from there first")
