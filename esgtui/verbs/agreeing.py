"""How far coders agree on claims of a workspace: who is compared, on what, and on which claims."""

from collections.abc import Collection, Iterable

from esgtui.annotation.agreement import Agreement, compare
from esgtui.annotation.contingency import Work, with_paths_above
from esgtui.annotation.model import clean_tag
from esgtui.bits import bits_of
from esgtui.verbs.carried import Carried
from esgtui.verbs.codebook import Codebook
from esgtui.verbs.pen import Pen, Progress, known_name


def agreement(
    pen: Pen,
    carried: Carried,
    coders: Iterable[str] = (),
    *,
    tags: Iterable[str] = (),
    rows: Collection[int] | None = None,
    by_pairs: bool = False,
    progress: Progress | None = None,
) -> Agreement:
    """Return how far coders agree on the claims of the dataset, or on those at `rows` alone.

    Without `coders` all who visited any of these claims are compared, without `tags` all tags that they put on.
    Raises `AnnotationError` for a name that is none.
    """
    known = pen.history.coders()
    listed = f"those who visited claims are: {', '.join(known)}" if known else "nobody has visited claims yet"
    asked = [known_name("coder", coder, known, listed) for coder in coders]
    in_use = {code.tag for code in Codebook(pen, carried).entries()}.union(pen.history.tags_in_use())
    levels = {level for tag in in_use for level in with_paths_above(tag)}
    wanted = [
        known_name("tag", tag if tag in levels else clean_tag(tag), levels, "`esgtui list tags` shows them all")
        for tag in tags
    ]
    work = _work(carried, asked or known, None if rows is None else bits_of(rows))
    compared = work if asked else {coder: each for coder, each in work.items() if each.visited}
    tell = None if progress is None else lambda done, of: progress("Comparing coders", done, of)
    return compare(compared, list(pen.dataset.verdicts), tags=wanted or None, by_pairs=by_pairs, progress=tell)


def _work(carried: Carried, coders: Iterable[str], claims: int | None) -> dict[str, Work]:
    """Return what each coder did on claims of the dataset, or on these alone."""
    visited, tags, verdicts = (carried.by_coder(kind) for kind in ("visited", "tag", "verdict"))

    def those(bits: int) -> int:
        here = carried.here(bits)
        return here if claims is None else here & claims

    return {
        coder: Work(those(visited.get(coder, {}).get("", 0)), tags.get(coder, {}), verdicts.get(coder, {}))
        for coder in coders
    }
