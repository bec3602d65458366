"""How far coders agree on claims of a workspace: who is compared, on what, and on which claims."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from esgtui.annotation.agreement import Agreement, compare, with_paths_above
from esgtui.annotation.model import Annotation, clean_tag
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
    dataset = pen.dataset
    claims = [claim.id for claim in (dataset.claims if rows is None else map(dataset.claims.__getitem__, rows))]
    visited = {coder: pen.history.visited(coder).intersection(claims) for coder in asked or known}
    compared = visited if asked else {coder: ids for coder, ids in visited.items() if ids}
    annotations = _annotations(pen, claims, progress)
    return compare(compared, annotations, list(dataset.verdicts), tags=wanted or None, by_pairs=by_pairs)


def _annotations(pen: Pen, claims: Sequence[str], progress: Progress | None) -> Iterator[list[Annotation]]:
    """Yield what coders put on each claim, and tell how many claims are done."""
    for number, claim in enumerate(claims):
        if progress and not number % 500:
            progress("Comparing coders", number, len(claims))
        yield pen.history.annotations(claim)
