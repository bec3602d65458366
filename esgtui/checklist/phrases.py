"""The small language in which rules are written, and how phrases are found in a text.

It has no repetition without an end, so that no rule, whoever wrote it, can take longer than its own length times a
text's. docs/checklist.md explains it to readers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

LONGEST = 400
"""A phrase has at most so many characters."""

YEAR = r"(?:19[5-9]\d|20\d\d|2100)"
"""A calendar year, as far as claims speak of any."""

_DATED = rf"(?:(?i:the[\s-]year|(?:fiscal|financial|calendar)[\s-]year|year|fye?|cy)[\s-]?)?{YEAR}(?:[/-]\d\d(?!\d))?s?(?!\w)"

_BETWEEN = r"[\s\u2010-\u2015/&,-]{1,3}"
"""What stands between two words: spaces, hyphens, dashes, a slash, a comma."""

_ITEM = re.compile(r"(?P<open>[(\[])|(?P<close>[)\]])|(?P<either>\|)|(?P<gap>\.\.\.)|(?P<word>[^\s()\[\]|.]+)|(?P<other>\S)")
_PLACES = {"YEAR": _DATED, "NUMBER": r"\d+(?!\w)"}
_GAP = rf"(?:{_BETWEEN}(?!\d)\w+){{0,4}}?"
"""What `...` stands for: up to four words."""

_WORD = re.compile(r"[^\W_]+")
_DATED_WORD = re.compile(rf"(?i:fye?|cy)?{YEAR}s?")
_MOST_KNOWN = 100_000


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why, and what would be right."""


class _Node(msgspec.Struct):
    """A part of a phrase while it is read: alternatives, each a list of patterns; the first words of all."""

    choices: list[list[str]]
    closing: str = ""


def pattern(phrase: str) -> str:
    """Return a phrase as a regular expression that ends where its last word ends; raise `PhraseError`.

    Words without capitals are there in any case.
    """
    if len(phrase) > LONGEST:
        raise PhraseError(f"has more than {LONGEST} characters; write it as several")
    if not phrase.strip():
        raise PhraseError("is empty; write the words to look for")
    stack = [_Node([[]])]
    for item in _ITEM.finditer(phrase):
        _take(item, stack)
    if len(stack) > 1:
        raise PhraseError(f"has an open bracket; close it with {stack[-1].closing}")
    if len(stack[0].choices) > 1:
        raise PhraseError("has a | outside of brackets; write (this|that)")
    if not stack[0].choices[0] or stack[0].choices[0][0].startswith(("?", _PLACES["NUMBER"])):
        raise PhraseError("begins with what may be left out; begin it with a word")
    return _joined(stack[0].choices[0])


def _take(item: re.Match[str], stack: list[_Node]) -> None:
    if item["open"]:
        stack.append(_Node([[]], ")" if item["open"] == "(" else "]"))
        if len(stack) > 2:
            raise PhraseError("has brackets in brackets; write it as several")
    elif item["close"]:
        _close(item["close"], stack)
    elif item["either"]:
        stack[-1].choices.append([])
    elif item["gap"]:
        stack[-1].choices[-1].append(f"?{_GAP}")
    elif item["word"]:
        stack[-1].choices[-1].append(_word(item["word"]))
    else:
        raise PhraseError(f"has a {item['other']!r}; three dots stand for up to four words")


def _close(bracket: str, stack: list[_Node]) -> None:
    node = stack.pop()
    if not stack or node.closing != bracket:
        raise PhraseError(f"has a {bracket} that closes nothing; take it away")
    if not all(node.choices):
        raise PhraseError("has brackets with nothing on one side; write (this|that)")
    either = "|".join(map(_joined, node.choices))
    stack[-1].choices[-1].append(f"?(?:{_BETWEEN}(?:{either}))?" if bracket == "]" else f"(?:{either})")


def _word(word: str) -> str:
    """Return the pattern of one word: in any case unless it has capitals; `*` is any ending."""
    if word in _PLACES:
        return _PLACES[word]
    stem = word.rstrip("*")
    if "*" in stem or len(word) - len(stem) > 1 or (word != stem and len(stem) < 2):
        raise PhraseError(f"has {word!r}; one * stands at the end of a word of two letters or more")
    if not any(map(str.isalnum, stem)):
        raise PhraseError(f"has {word!r}, which is no word")
    escaped = re.sub(r"['’]", "['’‘]", re.sub(r"\\?-", _BETWEEN.replace("\\", r"\\"), re.escape(stem)))
    ending = r"\w*" if word != stem else ""
    return (escaped if stem != stem.lower() else f"(?i:{escaped})") + ending + r"(?!\w)"


def _joined(parts: list[str]) -> str:
    """Return the parts of a phrase one after the other; a part with a question mark brings its own space."""
    text = ""
    for part in parts:
        text += part[1:] if part.startswith("?") else (_BETWEEN if text else "") + part
    return text


class Match(msgspec.Struct, frozen=True, gc=False):
    """Where a phrase stands in a text, and under which key it was given."""

    key: tuple[str, str]
    start: int
    end: int


class Phrases:
    """Finds many phrases at once, each under a key; of one key the longest that begins at a word."""

    def __init__(self, phrases: Mapping[tuple[str, str], Iterable[str]]) -> None:
        first: dict[str, dict[tuple[str, str], list[str]]] = {}
        for key, each in phrases.items():
            for phrase in each:
                found = pattern(phrase)
                for word in _first_words(phrase):
                    first.setdefault(word, {}).setdefault(key, []).append(found)
        self._first = {
            word: [(key, "|".join(sorted(each, key=len, reverse=True))) for key, each in by_key.items()]
            for word, by_key in first.items()
        }
        self._stems = [word[:-1] for word in self._first if word.endswith("*")]
        self._known: dict[str, list[tuple[tuple[str, str], re.Pattern[str]]]] = {}

    def find(self, text: str) -> Iterator[Match]:
        """Yield where phrases stand, in the order of their first words."""
        known = self._known
        for word in _WORD.finditer(text):
            typed = word[0]
            here = known.get(typed)
            if here is None:
                here = self._beginning_with(typed)
            for key, expression in here:
                found = expression.match(text, word.start())
                if found:
                    yield Match(key, found.start(), found.end())

    def _beginning_with(self, word: str) -> list[tuple[tuple[str, str], re.Pattern[str]]]:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        lower = word.lower()
        found = list(self._first.get(lower, ()))
        for stem in self._stems:
            if lower.startswith(stem):
                found += self._first[f"{stem}*"]
        if _DATED_WORD.fullmatch(word):
            found += self._first.get("YEAR", ())
        # Compiled when a text first has the word: most of the rules are never needed in one dataset.
        compiled = [(key, re.compile(expression)) for key, expression in found]
        self._known[word] = compiled
        return compiled


def _first_words(phrase: str) -> set[str]:
    """Return what a phrase can begin with: words in lower case, with `*` for any ending, or YEAR."""
    words: set[str] = set()
    depth = 0
    is_open = True
    for item in _ITEM.finditer(phrase):
        if item["open"]:
            depth += 1
        elif item["close"]:
            depth -= 1
            if not depth:
                break
            is_open = False
        elif item["either"]:
            is_open = depth == 1 or is_open
        elif item["word"]:
            if is_open:
                words.add(_first_word(item["word"]))
                is_open = False
            if not depth:
                break
    return words


def _first_word(word: str) -> str:
    if word in _PLACES:
        return word
    found = _WORD.search(word)
    letters = found[0].lower() if found else ""
    return f"{letters}*" if word.endswith("*") and found and found.end() == len(word) - 1 else letters
