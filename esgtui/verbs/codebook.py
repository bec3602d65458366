"""The codebook at work: what tags mean, who uses them where, and changes of them, each one step that undo takes back.

The curated codebook is never written: what coders make of it is in the journal. A change of a tag's name goes through
all coders' annotations, since the codebook is theirs together; what the curator put on claims stays as it is.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from esgtui.annotation.codes import (
    Code,
    anew,
    check_key,
    cleaned,
    listing,
    moved,
    names_now,
    overlaid,
    renaming,
    unlisting,
)
from esgtui.annotation.model import NO_CLAIM, SHARED, TAG_PREFIX, AnnotationError, Cell, Change, Edit, clean_tag
from esgtui.bits import rows_of, union
from esgtui.dataset.model import CodebookTag
from esgtui.verbs.carried import Carried
from esgtui.verbs.pen import Pen, Progress


class Reach(msgspec.Struct, frozen=True):
    """How many claims a tag is on, and on how many of them each coder has put it."""

    claims: int
    coders: Counter[str]


class Codebook:
    """The codebook of one workspace."""

    def __init__(self, pen: Pen, carried: Carried) -> None:
        self._pen, self._carried = pen, carried
        self._uses: dict[str, tuple[int, Counter[str]]] = {}
        """On which claims each tag was when its uses were counted last, and what these came to."""
        self._colours: tuple[Mapping[str, Cell], dict[str, str]] | None = None

    def entries(self) -> list[Code]:
        """Return the codebook in force: the curated one in its order, as coders changed it, and what they added."""
        return overlaid(self._curated(), self._cells())

    def _curated(self) -> list[Code]:
        entries = self._pen.dataset.tables.codebook
        return [Code(each.tag, each.title, each.description, each.colour, each.key) for each in entries]

    def _cells(self) -> Mapping[str, Cell]:
        return self._pen.history.cells(NO_CLAIM, SHARED)

    def tables(self) -> tuple[CodebookTag, ...]:
        """Return the codebook in force as an export carries it, with the curator's own keys under the names of now."""
        names = names_now(self._cells())
        own = {names.get(each.tag, each.tag): each.extra for each in self._pen.dataset.tables.codebook}
        return tuple(
            CodebookTag(
                tag=code.tag,
                title=code.title,
                description=code.description,
                colour=code.colour,
                key=code.key,
                extra=own.get(code.tag, {}),
            )
            for code in self.entries()
        )

    def entry(self, tag: str) -> Code | None:
        """Return a tag's entry, or None."""
        return next((code for code in self.entries() if code.tag == tag), None)

    def colours(self) -> dict[str, str]:
        """Return the colours of the tags that have one."""
        cells = self._cells()
        if self._colours is None or self._colours[0] != cells:
            self._colours = cells, {code.tag: code.colour for code in self.entries() if code.colour}
        return self._colours[1]

    def uses(self) -> dict[str, Counter[str]]:
        """Return, for each tag that coders put on claims, on how many claims of each company it is.

        A claim that vanished from the dataset counts under an empty company.
        """
        carrying = self._carried.of("tag")
        self._uses = {tag: (bits, self._counted(tag, bits)) for tag, bits in carrying.items()}
        return {tag: counts for tag, (_, counts) in self._uses.items()}

    def _counted(self, tag: str, bits: int) -> Counter[str]:
        """Return how many claims of a set each company has, by what is otherwise than when that was asked last."""
        before, counts = self._uses.get(tag, (0, Counter[str]()))
        if bits == before:
            return counts
        added, removed = self._by_company(bits & ~before), self._by_company(before & ~bits)
        return counts + added - removed

    def _by_company(self, bits: int) -> Counter[str]:
        causes, gone = self._pen.dataset.causes, self._carried.gone(bits).bit_count()
        found = Counter({"": gone} if gone else {})
        for cause, times in Counter(map(causes.numbers.__getitem__, rows_of(self._carried.here(bits)))).items():
            found[causes.causes[cause].company] += times
        return found

    def reach(self, tag: str) -> Reach:
        """Return which claims of which coders have a tag or one below it: what a change of its name touches."""
        names = self._at_or_below(tag)
        by_coder = {
            coder: union(bits for tag, bits in tags.items() if tag in names)
            for coder, tags in self._carried.by_coder("tag").items()
        }
        coders = Counter({coder: bits.bit_count() for coder, bits in by_coder.items() if bits})
        return Reach(union(by_coder.values()).bit_count(), coders)

    def add(self, code: Code) -> tuple[Change, ...]:
        """Add an entry; raise `AnnotationError` if there is one for its tag already."""
        tag = self._spelt(code.tag)
        if self.entry(tag):
            raise AnnotationError(f"there is #{tag} in the codebook already; describe it instead")
        return self.describe(msgspec.structs.replace(code, tag=tag))

    def describe(self, code: Code) -> tuple[Change, ...]:
        """Make an entry say what `code` says, adding it if there is none. An entry that is so already is left alone."""
        tag = self._spelt(code.tag)
        old = self.entry(tag)
        if old is None or code.key != old.key:
            check_key(code.key, tag, self.entries())
        wanted = cleaned(msgspec.structs.replace(code, tag=tag), old)
        if old is None and tag in names_now(self._cells()):
            return self._pen.write(anew(wanted, self._curated(), self._cells()))
        return self._pen.write(list(listing(wanted, old)))

    def known(self, tag: str) -> str:
        """Return a tag that is on a claim, in the codebook, or above one; raise `AnnotationError` for another."""
        spelt = self._spelt(tag)
        if not self._at_or_below(spelt):
            from esgtui.dataset.nearest import nearest_id

            nearest = nearest_id(spelt, {code.tag for code in self.entries()}.union(self._pen.tags_in_use()))
            advice = f"did you mean #{nearest}?" if nearest else "`esgtui codebook` shows them all"
            raise AnnotationError(f"there is no tag #{spelt} in the codebook or on a claim; {advice}")
        return spelt

    def _spelt(self, tag: str) -> str:
        """Return a tag as it is kept; one that is there already may be spelt in its own way."""
        return tag if self._at_or_below(tag) else clean_tag(tag)

    def rename(self, tag: str, new: str, progress: Progress | None = None) -> tuple[Change, ...]:
        """Give a tag, and all tags below it, another path; raise `AnnotationError` where that is another tag's."""
        tag, target = self.known(tag), clean_tag(new)
        if target == tag:
            return ()
        if moved(target, tag, tag):
            raise AnnotationError(f"#{tag} cannot be moved below itself, to #{target}")
        taken = {moved(each, tag, target) for each in self._tags()} & (self._tags() - self._at_or_below(tag))
        if taken:
            raise AnnotationError(f"there is #{min(filter(None, taken))} already: merge them instead")
        return self._move(tag, target, progress)

    def merge(self, tag: str, into: str, progress: Progress | None = None) -> tuple[Change, ...]:
        """Put `into` on whatever has `tag`, and give `tag` up; likewise for the tags below it."""
        tag, into = self.known(tag), self.known(into)
        if moved(into, tag, tag):
            raise AnnotationError(f"#{tag} cannot be merged into #{into}, which is at or below it")
        return self._move(tag, into, progress)

    def delete(self, tag: str, progress: Progress | None = None) -> tuple[Change, ...]:
        """Take a tag, and all below it, out of the codebook and off all claims."""
        return self._move(self.known(tag), "", progress)

    def _move(self, old: str, new: str, progress: Progress | None) -> tuple[Change, ...]:
        names = {tag: (moved(tag, old, new) or "") if new else "" for tag in self._at_or_below(old)}
        return self._pen.write([*self._entry_edits(names), *self._claim_edits(names)], progress=progress)

    def _entry_edits(self, names: dict[str, str]) -> Iterator[Edit]:
        entries = {code.tag: code for code in self.entries()}
        free = {tag: name for tag, name in names.items() if name and name not in entries}
        yield from renaming(free, self._curated(), self._cells())
        for tag in sorted((names.keys() - free.keys()) & entries.keys()):
            yield unlisting(tag)
            yield from listing(Code(tag), entries[tag])  # so that the tag, if it is made again, begins anew

    def _claim_edits(self, names: dict[str, str]) -> Iterator[Edit]:
        tags = self._carried.of("tag", self._pen.history.coders())
        for claim in self._carried.claims_at(union(bits for tag, bits in tags.items() if tag in names)):
            for annotation in self._pen.history.annotations(claim):
                for tag in annotation.tags:
                    if tag in names:
                        yield Edit(claim, TAG_PREFIX + tag, None, annotation.coder)
                        if names[tag]:
                            yield Edit(claim, TAG_PREFIX + names[tag], value=True, coder=annotation.coder)

    def _tags(self) -> set[str]:
        return {code.tag for code in self.entries()}.union(self._pen.history.tags_in_use())

    def _at_or_below(self, tag: str) -> set[str]:
        return {each for each in self._tags() if moved(each, tag, tag)}
