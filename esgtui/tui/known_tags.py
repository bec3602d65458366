"""The tags that may be put on, with all that pickers show of them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from esgtui.annotation.codebook import KnownTag
from esgtui.annotation.codes import Code
from esgtui.workspace import Workspace


def known_tags(workspace: Workspace, numbers: Mapping[str, int]) -> list[KnownTag]:
    """Return the codebook's tags and others in use; `numbers` are those of the recent ones."""
    return _known(workspace, workspace.tags.known(), numbers, workspace.tags.uses())


def tags_by_key(workspace: Workspace, numbers: Mapping[str, int]) -> list[KnownTag]:
    """Return the tags that may have a key or a number, without their uses, which take a look at all claims."""
    return _known(workspace, workspace.tags.at_hand(), numbers, {})


def _known(
    workspace: Workspace, tags: Sequence[str], numbers: Mapping[str, int], uses: Mapping[str, int]
) -> list[KnownTag]:
    entries = {entry.tag: entry for entry in workspace.codebook.entries()}
    known = []
    for tag in tags:
        entry = entries.get(tag, Code(tag))
        known.append(
            KnownTag(
                tag,
                entry.title,
                entry.description,
                entry.key,
                uses=uses.get(tag, 0),
                number=numbers.get(tag, 0),
                colour=entry.colour,
            )
        )
    return known


def tags_on(workspace: Workspace, claims: Sequence[str]) -> Counter[str]:
    """Return on how many of the claims the coder at work has put each tag."""
    own = (workspace.annotation(claim) for claim in claims)
    return Counter(tag for annotation in own if annotation for tag in annotation.tags)
