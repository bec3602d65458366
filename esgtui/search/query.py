"""Read what was typed in the search bar: words, phrases, exclusions and filters.

Any text can be read; what is no valid filter is searched as words, and a hint says why. Nothing here looks anything up.
"""

import re

import msgspec

from esgtui.search.closed import mistaken, nearest
from esgtui.search.items import FIELDS, MOST_CHARACTERS, Item, items
from esgtui.search.text import fold, is_unspaced, tokens

MOST_WORDS = 32
"""More words than these are not searched: a pasted page costs no more than a sentence."""

_YEARS = re.compile(r"(?P<first>\d{4})?(?P<range>\.\.+|…|-|–)?(?P<last>\d{4})?")


class Term(msgspec.Struct, frozen=True):
    """What was typed as one: a word, a compound (`iso27001` is `iso` and `27001`) or a phrase.

    All `parts` (folded) have to be in a claim, anywhere, or for a phrase whole and one after the other.
    `typed` is all of it, folded: it may be a claim's id.
    """

    parts: tuple[str, ...]
    is_phrase: bool = False
    typed: str = ""

    @property
    def last_may_go_on(self) -> bool:
        """Tell whether the last part counts as the beginning of a word too."""
        return not self.is_phrase or is_unspaced(self.parts[-1])


class Filter(msgspec.Struct, frozen=True):
    """A condition on a field: any of `values` holds or, if negated, none does."""

    field: str
    values: tuple[str, ...]
    is_negated: bool = False

    def __str__(self) -> str:
        values = (f'"{value}"' if " " in value else value for value in self.values)
        return f"{'-' if self.is_negated else ''}{self.field}:{'|'.join(values)}"


class Query(msgspec.Struct, frozen=True):
    """A query as read: every one of `wanted` has to match by any of its alternatives, and none of `unwanted`.

    `mistaken` are those of the hints that tell of values which a field never has, so that no claim can have them.
    """

    text: str = ""
    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    hints: tuple[str, ...] = ()
    mistaken: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words that are searched, phrases left out, in the order typed."""
        return tuple(part for terms in self.wanted for term in terms if not term.is_phrase for part in term.parts)

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The phrases that are searched, each as its folded words."""
        return tuple(term.parts for terms in self.wanted for term in terms if term.is_phrase)

    @property
    def has_text(self) -> bool:
        """Tell whether there is anything to search for, besides filters."""
        return bool(self.wanted or self.unwanted)


_OPERATORS = frozenset({"AND", "OR", "NOT"})
_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "doi", "urn"})


class _Reading:
    """A query while it is read, item by item."""

    def __init__(self) -> None:
        self.wanted: list[tuple[Term, ...]] = []
        self.unwanted: list[Term] = []
        self.filters: list[Filter] = []
        self.hints: dict[str, None] = {}
        self.mistaken: dict[str, None] = {}
        self.room = MOST_WORDS
        self.joins_next = False
        self.is_after_bar = False
        self.was_negated = False
        self.was_field = ""
        """The field of what was taken last, if that was a filter."""
        self.is_begun = False
        self.is_dash_alone = False

    def hint(self, text: str) -> None:
        self.hints[text] = None

    def take(self, item: Item) -> None:
        if item.is_either:
            self.is_after_bar = self.is_begun
            self.joins_next = not self.was_field and bool(self.wanted or self.was_negated)
            return
        if item.field and self.take_filter(item):
            self.tell_apart(item.field, item)
            self.was_field, self.was_negated, self.joins_next = item.field, item.is_negated, False
        else:
            self.take_text(item)
        self.is_begun, self.is_after_bar = True, False

    def take_text(self, item: Item) -> None:
        self.advise(item)
        if self.was_field:
            self.tell_apart(self.was_field, item)
        if self.joins_next and self.was_negated:  # -a|b leaves both out
            item = msgspec.structs.replace(item, is_negated=True)
        for term in _terms(item):
            self.take_term(term, is_negated=item.is_negated)
        self.was_field, self.was_negated = "", item.is_negated
        if not item.is_closed:
            self.hint("the quotation mark is still open: a phrase ends with a second one")

    def tell_apart(self, field: str, item: Item) -> None:
        """Say how a bar between a filter and what is no value of its field is read."""
        if self.is_after_bar and not (self.was_negated and item.is_negated):  # -a|-b leaves both out, as -a -b does
            values = f"{field.lower()}:a|b"
            self.hint(f"| is a space here: it takes words, or one field's values ({values}); both have to hold")

    def advise(self, item: Item) -> None:
        """Say how to write what other programs write in another way."""
        if item.is_quoted:
            return
        if item.text in _OPERATORS:
            self.hint(f"{item.text} is searched as a word: a b finds both, a|b either, and -b leaves b out")
        elif item.text.startswith("!") and len(item.text) > 1:
            self.hint(f"! means nothing here: -{item.text.lstrip('!')} leaves out what has it")
        elif item.text == "-":
            self.is_dash_alone = True
        elif item.is_negated and self.joins_next and not self.was_negated:
            self.hint(f"after | nothing can be left out: a space before -{item.text} leaves it out of all")

    def take_term(self, term: Term, *, is_negated: bool) -> None:
        if len(term.parts) > self.room:
            term = msgspec.structs.replace(term, parts=term.parts[: self.room])
            self.hint(f"only the first {MOST_WORDS} words are searched")
            if not term.parts:
                return
        self.room -= len(term.parts)
        if is_negated:
            self.unwanted.append(term)
        elif self.joins_next and self.wanted:
            self.wanted[-1] = (*self.wanted[-1], term)
        else:
            self.wanted.append((term,))
        self.joins_next = False

    def take_filter(self, item: Item) -> bool:
        """Take the item as a filter, or return False if it has to be searched as text."""
        field = item.field.lower()
        if field not in FIELDS:
            self.tell_fields(item)
            return False
        given = item.values
        if not given:
            self.hint(f"{field}: takes {FIELDS[field]}, without a space after the colon")
            return True
        if field != "year" and any(raw.startswith("-") for raw in item.raw):
            self.hint(f"“{item.text}” is searched as text: -{field}:VALUE leaves out a value")
            return False
        values = self.values_of(field, item, given)
        if values:
            self.filters.append(Filter(field, values, item.is_negated))
        return bool(values)

    def values_of(self, field: str, item: Item, given: tuple[str, ...]) -> tuple[str, ...]:
        """Return the values of a filter, none if one of them cannot be meant."""
        values = []
        for value in given:
            if field == "year" and years(value) is None:
                self.hint(f"“{value}” is searched as text: year: takes 2030, 2030..2045, 2030.. or ..2045")
                return ()
            if told := mistaken(field, value):
                self.hint(told)
                self.mistaken[told] = None
            values.append(value)
        if any("," in raw and not raw.startswith('"') for raw in item.raw):
            self.hint("a comma is part of a value: | stands between several")
        return tuple(values)

    def tell_fields(self, item: Item) -> None:
        """Say that there is no such field, unless it is not likely that one was meant."""
        near = nearest(item.field.lower(), FIELDS)
        if near:
            self.hint(f"did you mean {near}:? There is no field “{item.field}:”, so it is searched as text")
        elif item.raw and item.field.lower() not in _SCHEMES:
            fields = ", ".join(FIELDS)
            self.hint(f"there is no field “{item.field}:”, so it is searched as text; the fields are {fields}")


def parse(text: str) -> Query:
    """Read `text` as a query. Never raises; what can't be read as a filter is searched as words, with a hint."""
    reading = _Reading()
    if len(text) > MOST_CHARACTERS:
        reading.hint(f"only the first {MOST_CHARACTERS:,} characters are searched")
    for item in items(text):
        reading.take(item)
    if reading.is_dash_alone and reading.wanted:
        reading.hint("- stands directly before what it leaves out, without a space")
    if text.strip() and not (reading.wanted or reading.unwanted or reading.filters or reading.hints):
        reading.hint("there is no letter and no digit to search for")
    wanted, unwanted, filters = tuple(reading.wanted), tuple(reading.unwanted), tuple(reading.filters)
    return Query(text, wanted, unwanted, filters, tuple(reading.hints), tuple(reading.mistaken))


def years(value: str) -> tuple[int, int] | None:
    """Return the first and the last year of `2030`, `2030..2045`, `2030..` or `..2045`, or None for other text."""
    match = _YEARS.fullmatch(value.strip())
    if match is None or not (match["first"] or match["last"]) or (match["last"] and not match["range"]):
        return None
    first = int(match["first"] or 0)
    last = int(match["last"] or (9999 if match["range"] else first))
    return min(first, last), max(first, last)


def _terms(item: Item) -> list[Term]:
    """Return what one item asks for; while its quotation mark is open, its last word is still being typed."""
    # What is excluded is excluded as typed: `-iso27001` must not hide every claim with an `iso` in it.
    is_phrase = item.is_quoted or item.is_negated
    words = _words(item.text, is_phrase=is_phrase)
    if not words:
        return []
    if item.is_closed:
        return [Term(words, is_phrase=is_phrase, typed="" if item.is_quoted else fold(item.text))]
    return [Term(words[:-1], is_phrase=True), Term(words[-1:])] if len(words) > 1 else [Term(words)]


def _words(text: str, *, is_phrase: bool) -> tuple[str, ...]:
    """Return the folded words to ask for.

    The last character of a run without spaces stands alone in claims, where it ends a run. What was typed may be
    any part of a run, so that character is asked for only in a phrase that goes on after it.
    """
    found = tokens(text)
    words = []
    for at, token in enumerate(found):
        is_possessive = token.text == "s" and at > 0 and text[token.start - 1] in "'’ʼ"
        ends_run = at > 0 and is_unspaced(token.text) and len(token.text) == 1 and found[at - 1].end == token.end
        if not is_possessive and not (ends_run and (at == len(found) - 1 or not is_phrase)):
            words.append(token.text)
    return tuple(words)
