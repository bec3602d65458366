"""Reads HTML: what a reader of the page would read, paragraph by paragraph, and tables row by row.

Scripts, styles, navigation and what is hidden are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from esgtui.dataset.documents import DocumentError
from esgtui.documents.document import LONGEST_PARAGRAPH, Block, Progress, titled
from esgtui.documents.rows import CELLS
from esgtui.extras import how_to_get

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST_TAGS = 1_000_000
DEEPEST = 5_000
"""So many tags has a page at most, and so deep they are nested; no report comes near, and more costs too much."""

MOST_PARAGRAPHS = 200_000
"""So many paragraphs, titles, items and cells has a page at most, empty ones too: a thousand dense pages have a
quarter."""

MOST_ATTRIBUTES = 1_000
"""So many attributes has a tag at most: the time that the library takes grows with their square."""

MOST_OPTIONS = 10_000
"""So many things to choose from has a list at most: here, too, the library's time grows with their square."""

MOST_IN_ALL = 600_000
"""So many attributes have all tags together: each takes 300 bytes of memory."""

_AT_ONCE = 10_000
_ENDLESS = 2 * LONGEST_PARAGRAPH
"""So many characters are looked at first where there are more than a paragraph has: space may be among them."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)")
_GAP = re.compile(r"\s{2,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NOT_READ = (
    "script style noscript template head nav svg math canvas button select iframe object audio video dialog textarea "
    "-comment"
)
_LEFT_OUT = frozenset(_NOT_READ.split())
_WITHIN_TEXT = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr img picture ruby rt rp"
)
_INLINE = frozenset(_WITHIN_TEXT.split())
_NOTE = re.compile(r"\[?\d{1,3}\]?|\*+|\(\d{1,3}\)")
_BEFORE_NOTE = re.compile(r"(?:[.,;:!?)\]”’\"%]|[^\W\d_]{4})\Z")
"""What a note is put to: the end of a sentence, or a word, none of the short ones that are units."""
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_PARAGRAPHS = _HEADINGS | {"p", "li", "dt", "dd"}
_CELL, _ROW = frozenset(["td", "th"]), frozenset(["tr", "table", "thead", "tbody", "tfoot"])
_COUNTED = _PARAGRAPHS | _CELL
_MAY_STAY_OPEN = "area base br col embed hr img input link meta source track wbr p li dt dd td th tr option"
_NEVER_CLOSED = frozenset(_MAY_STAY_OPEN.split())
_HIDDEN_ROLES = frozenset(["navigation", "search", "menu", "dialog", "alertdialog"])


def html_blocks(name: str, text: str, progress: Progress) -> Iterator[Block]:
    """Yield the paragraphs of a page; `progress` is told how much is read, and may raise to stop."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise DocumentError(
            f"{name} is HTML, which this esgtui does not read yet; to read it: {how_to_get('html')}"
        ) from error
    _check_bearable(name, text, progress)
    tree = LexborHTMLParser(text)
    title = tree.head.css_first("title") if tree.head else None
    yield from titled(_blocks(tree.root, text.count("<"), progress), title.text() if title else "")


def _blocks(root: "LexborNode | None", total: int, progress: Progress) -> Iterator[Block]:
    page = _Page()
    for count, (node, is_start) in enumerate(_walk(root)):
        if count % _AT_ONCE == 0:
            progress(min(count // 2, total), total)
            yield from page.taken()
        (page.start if is_start else page.end)(node)
    page.finish()
    yield from page.taken()


def _check_bearable(name: str, text: str, progress: Progress) -> None:
    """Raise `DocumentError` for a page that the library would spend much time or memory on, as far as its tags tell."""
    if text.count("<") > MOST_TAGS:
        raise _refused(name, "more tags than any page")
    open_now: Counter[str] = Counter()
    attributes = paragraphs = options = 0
    for found in _tags(text, progress):
        closes, tag, told = found[1], found[2].lower(), found[3]
        options = 0 if tag == "select" else options + (tag == "option" and not closes)
        if options > MOST_OPTIONS:
            raise _refused(name, "more things to choose from in one list than any page")
        if closes:
            open_now[tag] = max(0, open_now[tag] - 1)
            continue
        if tag not in _NEVER_CLOSED:
            open_now[tag] += 1
            if open_now[tag] > DEEPEST:
                raise _refused(name, "tags nested more deeply than in any page")
        paragraphs += tag in _COUNTED
        if paragraphs > MOST_PARAGRAPHS:
            raise _refused(name, "more paragraphs and cells than any page")
        if told:
            count = _attributes(told)
            attributes += count
            if count > MOST_ATTRIBUTES or attributes > MOST_IN_ALL:
                raise _refused(name, "more attributes than any page")


def _tags(text: str, progress: Progress) -> Iterator[re.Match[str]]:
    total = text.count("<")
    for number, found in enumerate(_TAG.finditer(text)):
        if number % _AT_ONCE == 0:
            progress(0, total)
        yield found


def _attributes(told: str) -> int:
    """Return how many attributes stand behind the name of a tag, or a few more."""
    bare = _QUOTED.sub('""', told)
    return max(bare.count("="), sum(map(bare.count, " \t\n/")))


def _refused(name: str, what: str) -> DocumentError:
    return DocumentError(f"{name} has {what}; save what it shows as text")


def _walk(root: "LexborNode | None") -> Iterator[tuple["LexborNode", bool]]:
    """Yield the beginning and the end of each element that is shown, and texts, in the order of the page."""
    node, ancestors = root, []
    while node is not None:
        if not _is_left_out(node):
            yield node, True
            if node.child is not None:
                ancestors.append(node)
                node = node.child
                continue
            yield node, False
        while node.next is None and ancestors:
            node = ancestors.pop()
            yield node, False
        node = node.next


def _is_left_out(node: "LexborNode") -> bool:
    if node.tag in _LEFT_OUT:
        return True
    if node.tag == "-text":
        return False
    told = node.attributes
    style = (told.get("style") or "").replace(" ", "").lower()
    is_hidden = "hidden" in told or told.get("aria-hidden") == "true" or "display:none" in style
    return is_hidden or told.get("role") in _HIDDEN_ROLES


def _within(node: "LexborNode") -> Iterator["LexborNode | None"]:
    """Yield what a text is in: links stand in what is raised, and what is raised in links."""
    yield (above := node.parent)
    yield above.parent if above else None


class _Page:
    """Takes in a page, element by element, and puts its text together to paragraphs and rows."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._row: list[str] = []
        self._is_heading = False
        self._length = 0
        """How many characters were taken in since it was looked at how long the paragraph is."""

    def taken(self) -> list[Block]:
        """Return the paragraphs that are complete, once."""
        found, self._blocks = self._blocks, []
        return found

    def start(self, node: "LexborNode") -> None:
        """Take in a text, or the beginning of an element."""
        tag = node.tag or ""
        if tag == "-text":
            text = node.text(deep=False)
            if self._is_note(node, text):
                return
            self._words.append(text)
            self._length += len(text)
            if self._length > LONGEST_PARAGRAPH:
                self._end_if_endless()
        elif tag == "br":
            self._words.append(" ")
        elif tag not in _INLINE:
            self._end_of(tag)
            self._is_heading = tag in _HEADINGS or self._is_heading

    def _is_note(self, node: "LexborNode", text: str) -> bool:
        """Return whether a text is the mark of a note, and no part of what is said: 2019.¹, but not m²."""
        before = next(filter(None, reversed(self._words)), "").rstrip()
        is_raised = any(above and above.tag == "sup" for above in _within(node))
        return is_raised and bool(_NOTE.fullmatch(text.strip()) and _BEFORE_NOTE.search(before))

    def end(self, node: "LexborNode") -> None:
        """Take in the end of an element."""
        tag = node.tag or ""
        if tag not in _INLINE and tag not in {"-text", "br"}:
            self._end_of(tag)
            self._is_heading = self._is_heading and tag not in _HEADINGS

    def finish(self) -> None:
        """Take in what the page leaves open."""
        self._end_row()
        self._end_block()

    def _end_of(self, tag: str) -> None:
        """End what the beginning or the end of an element ends: a cell, a row, or a paragraph."""
        if tag in _CELL:
            self._row.append(self._taken_text())
        elif tag in _ROW:
            self._end_row()
            self._end_block()
        elif self._row:
            self._words.append(" ")
        else:
            self._end_block()

    def _end_row(self) -> None:
        if self._row:
            self._row.append(self._taken_text())
            if text := CELLS.join(filter(None, self._row)):
                self._blocks.append(Block(text))
            self._row = []

    def _end_block(self) -> None:
        if text := self._taken_text():
            self._blocks.append(Block(text, text if self._is_heading else ""))

    def _end_if_endless(self) -> None:
        """End a paragraph that is longer than any already: the rest need not be looked at to refuse it."""
        text = "".join(self._words)
        begin = _GAP.sub(" ", text[:_ENDLESS])
        is_endless = len(begin.strip()) > LONGEST_PARAGRAPH
        self._words, self._length = [begin if is_endless else _GAP.sub(" ", text)], 0
        if is_endless or len(self._words[0].strip()) > LONGEST_PARAGRAPH:
            self._end_block()

    def _taken_text(self) -> str:
        text = "".join(self._words)
        self._words = []
        if len(text) > LONGEST_PARAGRAPH:
            text = _GAP.sub(" ", text).strip()
        return text if len(text) > LONGEST_PARAGRAPH else " ".join(text.split())  # millions of words take a gigabyte
