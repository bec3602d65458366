"""Say where in a statement the words of a query are, exactly as it stands there."""

from collections.abc import Iterable

from esgtui.search.ranking import Sought
from esgtui.search.text import Token, fold, places, spaced, tokens


def spans(asked: Iterable[Sought], statement: str) -> tuple[tuple[int, int], ...]:
    """Return where in `statement` the words sought are, as half-open character offsets in order.

    The whole word where it is whole or has a slip, and what was typed of it where it begins with that. Slips are
    shown only of words that are not there without.
    """
    said = spaced(statement)
    present = set(said.split())
    typed: dict[str, list[str]] = {}
    marks: list[tuple[int, int]] = []
    for sought in asked:
        if sought.is_phrase and f" {sought.word} " in f" {said} ":
            marks += _phrase_marks(sought.word.split(), statement)
        for term in _shown(sought, present):
            typed.setdefault(term, []).append(sought.word)
    marks += [_mark(token, word, statement) for token in places(statement, typed) for word in typed[token.text]]
    return tuple(_joined(marks))


def _phrase_marks(words: list[str], statement: str) -> list[tuple[int, int]]:
    found = tokens(statement)
    texts = [token.text for token in found]
    starts = [at for at, text in enumerate(texts) if text == words[0] and texts[at : at + len(words)] == words]
    return [(token.start, token.end) for at in starts for token in found[at : at + len(words)]]


def _shown(sought: Sought, present: set[str]) -> set[str]:
    """Return which words of a statement are shown as matches of the word sought."""
    if sought.word in present and (len(sought.word) < 3 or not sought.word.isalpha()):
        return {sought.word}
    sure = {word for word in present if word in sought.sure or (sought.is_open and word.startswith(sought.word))}
    return sure or {word for word in present if word in sought.slips}


def _mark(token: Token, word: str, statement: str) -> tuple[int, int]:
    if token.text == word or not token.text.startswith(word):
        return token.start, token.end
    if statement[token.start : token.end].lower() == token.text:
        return token.start, token.start + len(word)
    end = token.start + 1  # the fewest characters whose folded form holds what was typed
    while len(fold(statement[token.start : end]).replace(",", "")) < len(word):
        end += 1
    while end < token.end and not fold(statement[end]):
        end += 1
    return token.start, end


def _joined(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
