"""Tags as a tree by their paths, line by line, for a picker; nothing here filters or draws."""

from collections.abc import Sequence

import msgspec

from esgtui.annotation.codebook import KnownTag

_Path = tuple[str, ...]


class TagLine(msgspec.Struct, frozen=True):
    """One line: a tag, or a heading (`known` is None) over tags whose paths begin alike. `label` is what it says."""

    known: KnownTag | None
    label: str
    depth: int = 0


def as_tree(known: Sequence[KnownTag]) -> list[TagLine]:
    """Return tags below the parts of their paths, in the order in which each part is first met."""
    tags: dict[_Path, KnownTag] = {}
    below: dict[_Path, dict[_Path, None]] = {}
    for entry in known:
        path = tuple(entry.tag.split("/"))
        tags.setdefault(path, entry)
        for depth in range(len(path)):
            below.setdefault(path[:depth], {})[path[: depth + 1]] = None
    lines: list[TagLine] = []
    waiting = list(reversed(below.get((), {})))
    while waiting:
        path = waiting.pop()
        lines.append(TagLine(tags.get(path), path[-1], len(path) - 1))
        waiting.extend(reversed(below.get(path, {})))
    return lines


def as_list(known: Sequence[KnownTag]) -> list[TagLine]:
    """Return tags with their whole paths, in the order given."""
    return [TagLine(entry, entry.tag) for entry in known]
