"""The ids of claims that share company and text stay in an update on those that they were on.

Such claims are numbered, and nothing but what else they say tells them apart: the ones that say the same as before keep
their ids, and what is left of the ids goes to what is left of the claims, by what they have in common.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from esgtui.dataset.files import CHUNK, Progress
from esgtui.dataset.pieces import cut
from esgtui.intake.filing import digest
from esgtui.intake.likeness import alike, values_of
from esgtui.intake.spill import Spill, Twin

LOOKING_FOR_IDS = "looking for the ids before"

_CLAIM = re.compile(r'^\[\[claims\]\]\nid = "([^"\\\n]+)"\n((?:(?!\[\[).*\n)*)', re.MULTILINE)
"""A claim as an import writes it, and `esgtui fmt`: its id, and all that stands below."""

_NUMBERED = re.compile(r"(.+)-([0-9]+)x*")
"""An id that was given to one of several claims: what theirs begin with, and its number."""


def keep_ids(path: Path, spill: Spill, progress: Progress) -> None:
    """Give claims that share company and text the ids that they have in a dataset which is updated.

    Of a dataset that cannot be read no ids are kept.
    """
    try:
        spill.find_twins(begin for name, _ in _claims(path, progress) if (begin := _begin(name)) != name)
        if not spill.has_twins:
            return
        spill.keep_before((name, _begin(name), body) for name, body in _claims(path, progress))
    except (OSError, ValueError):
        return
    for begin, before, after in spill.twins():
        for place, name in _given(spill, begin, before, after).items():
            spill.rename(place, name)


def _claims(path: Path, progress: Progress) -> Iterator[tuple[str, str]]:
    """Yield the id and the TOML below it of each claim; what people wrote in another way is passed by."""
    size, done = path.stat().st_size, 0
    for piece, claims in claims_as_made(path):
        yield from claims
        done += len(piece)
        progress(LOOKING_FOR_IDS, done, size)


def claims_as_made(path: Path) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Yield the pieces of a dataset, each with the claims that stand in it as an import writes them: id and TOML."""
    with path.open(encoding="utf-8") as file:
        for piece in cut(iter(partial(file.read, CHUNK), "")):
            yield piece, ((found[1], found[2].strip()) for found in _CLAIM.finditer(piece))


def _begin(name: str) -> str:
    """Return what the ids of claims begin with that share company and text, by one of them."""
    found = _NUMBERED.fullmatch(name)
    return found[1] if found else name


def _given(spill: Spill, begin: str, before: list[Twin], after: list[Twin]) -> dict[int, str]:
    """Return the ids of claims that share company and text, by their places; none where no id can be kept."""
    own = {each.id for each in after}
    left = [each for each in before if (each.id in own or not spill.has(each.id)) and _has_text(each, after[0].mark)]
    if not left:
        return {}
    same: dict[str, list[str]] = {}
    for each in reversed(left):
        same.setdefault(each.body, []).append(each.id)
    given = {each.place: names.pop() for each in after if (names := same.get(each.body))}
    taken = set(given.values())
    changed = [each for each in left if each.id not in taken]
    others = [each for each in after if each.place not in given]
    pairs = alike([each.body for each in changed], [each.body for each in others])
    given |= {others[new].place: changed[old].id for old, new in pairs}
    count = max(_number(begin, each.id) for each in before)  # ids that are gone may be annotated still
    for each in others:
        if each.place not in given:
            count += 1
            name = f"{begin}-{count}"
            given[each.place] = name if name in own else spill.free(name)
    return given


def _has_text(twin: Twin, mark: str) -> bool:
    """Return whether a claim has the text of those that are made; ids that are made tell it themselves."""
    return not mark or digest(str(values_of(twin.body).get("statement"))) == mark


def _number(begin: str, name: str) -> int:
    found = _NUMBERED.fullmatch(name) if name != begin else None
    return int(found[2]) if found else 1
