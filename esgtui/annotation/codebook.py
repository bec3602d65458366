"""Which tags a picker offers for what is typed: the codebook's and those in use, ranked by likeness."""

from collections.abc import Collection, Sequence

import msgspec


class KnownTag(msgspec.Struct, frozen=True):
    """A tag that may be put on, with its meaning. `key` brings it up first; `is_new` marks one yet to be made."""

    tag: str
    title: str = ""
    description: str = ""
    key: str = ""
    is_new: bool = False


LIKE_ENOUGH = 60.0
"""The least likeness, of 100, at which a tag is offered; below, the matches are letters met by chance."""


def offered(known: Sequence[KnownTag], text: str, on: Collection[str]) -> list[KnownTag]:
    """Return the tags to offer for a text, the likeliest first, and last the text itself if it is no tag yet.

    Without a text all tags come, those that are on first. A codebook tag whose key is the text leads.
    """
    typed = text.strip().removeprefix("#")
    wanted = typed.casefold()
    if not wanted:
        return sorted(known, key=lambda entry: entry.tag not in on)
    scored = [(400 if entry.key == typed else _likeness(entry, wanted), entry) for entry in known]
    found = [entry for score, entry in sorted(scored, key=lambda pair: -pair[0]) if score >= LIKE_ENOUGH]
    if all(entry.tag.casefold() != wanted for entry in known):
        found.append(KnownTag(typed, is_new=True))
    return found


def _likeness(entry: KnownTag, wanted: str) -> float:
    """Return how much a tag is like the text: its key or its name whole, a part of it, or letters of it."""
    from rapidfuzz import fuzz

    tag, title = entry.tag.casefold(), entry.title.casefold()
    if wanted == entry.key.casefold():
        return 300
    if wanted == tag:
        return 200
    if wanted in tag:
        return 160 - min(50, tag.index(wanted))
    if wanted in title:
        return 105
    if len(wanted) < 3:
        return 0
    return max(
        fuzz.partial_ratio(wanted, tag), fuzz.token_set_ratio(wanted, title) * 0.9, fuzz.WRatio(wanted, tag) * 0.8
    )
