"""Which tags there are in a dataset: the codebook's, the curator's and those that coders put on claims."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property

from esgtui.annotation.model import clean_tag
from esgtui.dataset.model import Claim
from esgtui.verbs.codebook import Codebook
from esgtui.verbs.pen import Pen


class Tags:
    """The tags that may be put on claims, as far as they are seen: in blind mode none that others alone use.

    `counted` returns how many claims carry each of the curator's tags where an index knows that already, or None.
    """

    def __init__(self, pen: Pen, codebook: Codebook, counted: Callable[[], Mapping[str, int] | None]) -> None:
        self._pen = pen
        self._codebook = codebook
        self._counted = counted

    def known(self) -> list[str]:
        """Return every tag that may be put on: the codebook's in its order, then others in use."""
        codebook = [code.tag for code in self._codebook.entries()]
        return list(dict.fromkeys([*codebook, *sorted({*self._curated_uses, *self._pen.tags_in_use()})]))

    def at_hand(self) -> list[str]:
        """Return the tags that may have a key or a number: the codebook's, then those that coders put on claims."""
        return list(dict.fromkeys([*(code.tag for code in self._codebook.entries()), *self._pen.tags_in_use()]))

    def uses(self) -> dict[str, int]:
        """Return how many times each tag is on a claim, the curator's and every coder's times together."""
        return dict(self._curated_uses + Counter(self._pen.tags_in_use()))

    def on(self, claim: Claim) -> list[str]:
        """Return a claim's tags, the curator's and every coder's, in alphabetical order."""
        tags = set(claim.tags).union(*(annotation.tags for annotation in self._pen.annotations(claim.id)))
        return sorted(tags)

    def spelt(self, text: str) -> str:
        """Return a tag as it is kept; one that came with a file and is spelt in its own way stays as it is.

        Raises `AnnotationError` for a text that is no tag.
        """
        return text if text in self._given or text in self._pen.history.tags_in_use() else clean_tag(text)

    @cached_property
    def _given(self) -> frozenset[str]:
        """The tags of the codebook, and those that the curator put on claims."""
        codebook = [entry.tag for entry in self._pen.dataset.tables.codebook]
        return frozenset(codebook).union(self._curated_uses)

    @cached_property
    def _curated_uses(self) -> Counter[str]:
        """The tags that the curator put on claims, with how many times each."""
        counted = self._counted()
        if counted is not None:
            return Counter(counted)
        return Counter(tag for claim in self._pen.dataset.claims for tag in dict.fromkeys(claim.tags))
