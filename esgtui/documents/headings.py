"""Tells headings in plain text, where nothing marks them but how they are written and what follows."""

import re

from esgtui.sentences import sentences

LONGEST = 150
"""So many characters has a heading at most."""
MOST_WORDS = 18
FEW_WORDS = 3
"""So few words are a heading, however they are written, if running text follows."""
RUNNING = 250
"""From so many characters on a text without a full stop is running text too."""

_ENDS = re.compile(r"[.!?;,:。！？；，]['\"”’)]*$")
_STOP = re.compile(r"[.!?。！？]['\"”’)\]]*(?:\s|$)")
_TELLS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|does|did|be|been|we|our)\b")
"""Words that stand in sentences rather than in titles."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "our",
        "over",
        "per",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
    ]
)
_RUN_IN = re.compile(r"(?P<head>[A-Z][\w&’'-]*(?: (?:[A-Z&][\w&’'-]*|and|of|the|for|in)){0,4})\s?[:：]\s?(?=[A-Z“\"])")
"""A heading in the line of its text: `Products: The use of …`."""


_OF_MAIL = re.compile(r"(?:From|To|Cc|Date|Sent|Von|An|Datum|Gesendet|De|À|Fecha|Para)\s?:")
_SUBJECT = re.compile(r"(?:Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp)\s?:\s*(?:(?:Re|Fwd?|AW|WG)\s?:\s*)*(\S.*)")
"""What stands above the text of a message, and what the message is called there."""


def subject_of(text: str) -> str:
    """Return the subject that a paragraph names as the head of a message does; empty if it names none."""
    found = _SUBJECT.match(text)
    return found[1].split("\n", 1)[0].strip() if found else ""


def heading_of(text: str, following: str) -> str:
    """Return the heading that a paragraph is, or begins with; empty if it has none.

    `following` is the paragraph after it: what no running text follows is a caption, or an item of a list.
    """
    if _OF_MAIL.match(text) or _SUBJECT.match(text):
        return ""
    if run_in := _RUN_IN.match(text):
        return run_in["head"]
    first, divides, rest = text.partition("\n")
    if divides:  # a title directly above its text, as in texts that were made from print
        return first.strip() if _stands_above(first, text) and _is_running(rest) else ""
    return text if _is_title(text) and _is_running(following) else ""


def _stands_above(first: str, text: str) -> bool:
    """Return whether the first line of a paragraph is a title: shorter than the next, and no sentence goes through."""
    second = text.split("\n", 2)[1]
    is_short = len(first) < len(second) and _is_title(first.strip())
    return is_short and next(sentences(text), (0, 0))[1] == len(first.rstrip())


def _is_title(text: str) -> bool:
    if "\n" in text or len(text) > LONGEST or _ENDS.search(text):
        return False
    words = _WORD.findall(text)
    if not words or len(words) > MOST_WORDS or not (text[0].isalnum() or text[0] in "“\"‘'«„"):
        return False
    if len(words) <= FEW_WORDS:
        return True
    weighty = [word for word in words if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in weighty)
    return 2 * capitals >= len(weighty) or (not _TELLS.search(text) and text[0].isupper())


def _is_running(text: str) -> bool:
    return bool(_STOP.search(text)) or len(text) >= RUNNING
