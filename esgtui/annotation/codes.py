"""The codebook as coders changed it: what the curated one says, overlaid with what the journal holds.

Each part of an entry is a cell of its own under no claim, shared by all coders, so that two who describe and colour the
same tag both keep their work. A tag that was renamed has its entry at its new name: what anybody says of it under the
old one, before or after, holds there. `codebook.py` picks tags by what is typed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal, get_args

import msgspec

from esgtui.annotation.model import (
    CODE_PREFIX,
    LISTED,
    MOVED,
    NO_CLAIM,
    SHARED,
    TAG_PREFIX,
    AnnotationError,
    Cell,
    Change,
    Edit,
    storable,
)

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
    names = names_now(cells)
    added = (field.removeprefix(LISTED) for field, cell in cells.items() if _is_listed(field, cell))
    tags = dict.fromkeys([names.get(tag, tag) for tag in entries] + sorted(names.get(tag, tag) for tag in added))
    hidden = {tag for tag in tags if (cell := cells.get(LISTED + tag)) and cell.value is False}
    said_of = {tag: [tag] for tag in tags}
    for old in sorted(names):
        said_of.get(names[old], []).append(old)
    return list(_told_apart(_overlaid(said_of[tag], entries, cells) for tag in tags if tag not in hidden))


def names_now(cells: Mapping[str, Cell]) -> dict[str, str]:
    """Return what tags that were renamed are called now; of renames that lead in a circle the oldest is void."""
    renames = [(cell.rank, field.removeprefix(MOVED), cell.value) for field, cell in cells.items() if _is_move(field)]
    names: dict[str, str] = {}
    for _, old, new in sorted(renames, key=lambda rename: rename[0], reverse=True):
        if isinstance(new, str) and _followed(new, names) != old:
            names[old] = new
    return {old: _followed(old, names) for old in names}


def _is_move(field: str) -> bool:
    return field.startswith(MOVED)


def _followed(tag: str, names: Mapping[str, str]) -> str:
    while tag in names:
        tag = names[tag]
    return tag


def _told_apart(codes: Iterable[Code]) -> Iterator[Code]:
    """Yield entries with each key once: two coders may have given it to different tags, and the first one has it."""
    taken = set[str]()
    for code in codes:
        yield msgspec.structs.replace(code, key="") if code.key in taken else code
        taken.update(filter(None, [code.key]))


def _is_listed(field: str, cell: Cell) -> bool:
    return field.startswith(LISTED) and cell.value is True


def _overlaid(tags: Sequence[str], entries: Mapping[str, Code], cells: Mapping[str, Cell]) -> Code:
    """Return the entry of the first tag, of which something may be said under the other ones as well."""
    code = next((entries[tag] for tag in tags if tag in entries), Code(tags[0]))
    changed = {"tag": tags[0]}
    for part in PARTS:
        held = [cell for tag in tags if (cell := cells.get(_field(part, tag))) and isinstance(cell.value, str)]
        if held:
            changed[part] = str(max(held, key=lambda cell: cell.rank).value)
    return msgspec.structs.replace(code, **changed)


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


def renaming(names: Mapping[str, str], curated: Sequence[Code], cells: Mapping[str, Cell]) -> list[Edit]:
    """Return what moves entries to new names, to which nothing else belongs; tags without an entry are renamed too."""
    before = overlaid(curated, cells)
    edits = [_edit(MOVED + name, value=None) for name in names.values() if MOVED + name in cells]
    edits += [_edit(MOVED + tag, value=name) for tag, name in names.items()]
    for code in before:
        if code.tag in names:
            edits += [unlisting(code.tag), _edit(LISTED + names[code.tag], value=True)]
    wanted = [msgspec.structs.replace(code, tag=names.get(code.tag, code.tag)) for code in before]
    return [*edits, *_mending(edits, wanted, curated, cells)]


def anew(code: Code, curated: Sequence[Code], cells: Mapping[str, Cell]) -> list[Edit]:
    """Return what makes an entry for a tag that was renamed, beside the one that has its new name."""
    edits = [_edit(MOVED + code.tag, value=None), _edit(LISTED + code.tag, value=True)]
    return [*edits, *_mending(edits, [*overlaid(curated, cells), code], curated, cells)]


def _mending(
    edits: Sequence[Edit], wanted: Iterable[Code], curated: Sequence[Code], cells: Mapping[str, Cell]
) -> Iterator[Edit]:
    """Yield what is to be said of entries, beside these edits, so that they are as wanted."""
    later = datetime.max.replace(tzinfo=UTC)
    after = overlaid(curated, {**cells, **{edit.field: Cell(edit.value, later, "") for edit in edits}})
    found = {code.tag: code for code in after}
    for code in wanted:
        yield from listing(code, found.get(code.tag))


def tag_of(change: Change) -> str:
    """Return the tag that a change is about, by the name that it has since; empty if it is about none."""
    if change.field.startswith(MOVED) and isinstance(change.after, str):
        return change.after
    return change.field.partition(":")[2] if change.field.startswith((TAG_PREFIX, CODE_PREFIX)) else ""


def _field(part: Part, tag: str) -> str:
    return f"{CODE_PREFIX}{part}:{tag}"


def _edit(field: str, *, value: str | bool | None) -> Edit:
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
