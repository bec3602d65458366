"""The lines of the codebook screen: every tag below the parts of its path, with its entry and where it is used."""

from collections import Counter

import msgspec

from esgtui.annotation.codebook import KnownTag
from esgtui.annotation.codes import Code
from esgtui.annotation.tag_tree import as_tree
from esgtui.counted import claims_text
from esgtui.verbs.codebook import Reach
from esgtui.workspace import Workspace


class TagRow(msgspec.Struct, frozen=True):
    """One line: a tag or a path above tags. `uses` counts claims by company; `is_listed` says it is in the codebook."""

    tag: str
    label: str
    depth: int
    code: Code
    uses: Counter[str]
    is_listed: bool = False
    is_heading: bool = False


def tag_rows(workspace: Workspace) -> list[TagRow]:
    """Return all tags as a tree; in blind mode counts are of this coder's work alone. For any thread."""
    entries = {code.tag: code for code in workspace.codebook.entries()}
    uses = workspace.codebook.uses()
    tags = [KnownTag(tag) for tag in dict.fromkeys([*entries, *sorted(uses)])]
    rows: list[TagRow] = []
    path: list[str] = []
    for line in as_tree(tags):
        path = [*path[: line.depth], line.label]
        tag = "/".join(path)
        rows.append(
            TagRow(
                tag,
                line.label,
                line.depth,
                entries.get(tag, Code(tag)),
                uses.get(tag, Counter()),
                is_listed=tag in entries,
                is_heading=line.known is None,
            )
        )
    return rows


def reach_text(reach: Reach, coder: str | None) -> str:
    """Return how many claims a change of a tag touches, and whose; with `coder`, in blind mode, nobody else's."""
    if coder is not None:
        return f"{claims_text(reach.coders[coder])} of yours, and those of others"
    whose = ", ".join(f"{each} {count:,}" for each, count in sorted(reach.coders.items()))
    return f"{claims_text(reach.claims)}: {whose}" if whose else "no claim"
