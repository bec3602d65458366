"""The user's own rules: a `checklist.toml` in the folder of the settings, checked, and merged with the bundled rules.

What cannot be used is left out, and told with the file, the line and what would be right; the rest is used.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from esgtui.checklist.findings import ASPECTS
from esgtui.checklist.phrase import PhraseError, read
from esgtui.own_files import OwnFileError, Sort, read_own_file

OWN_KEYS = ("words", "not_before", "not_after", "without")
"""What an attribute's table may have in a user's file, besides the tables of `quantified`."""

_OF_FIGURES = ("units", "money", "counts", "numbers", "shares", "qualifiers")
_VALUES = ("numbers", "shares")
_YEAR = ("time-bound", "future_from")
"""The one key that has a year, and no table and no list."""
_DOCS = "docs/checklist.md says what may stand there"
_RULES = Sort('write lists as words = ["this", "that"]', "only the bundled rules are used", "docs/checklist.md")

Tables = dict[str, Any]


class _Checking:
    """A user's file while it is read: what it is, and what is wrong with it."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text
        self.warnings: list[str] = []

    def warn(self, fault: str, *keys: str) -> None:
        """Tell a fault at the line of the last of `keys`, each looked for behind the one before it."""
        at = 0
        for key in keys:
            at = max(at, self._text.find(key, at))
        line = self._text.count("\n", 0, at) + 1
        self.warnings.append(f"{self._path}:{line}: {fault}")


def merged(bundled: Tables, path: Path) -> tuple[Tables, list[str]]:
    """Return the bundled tables with those of the user's file, if there is one, and what could not be used of it."""
    try:
        own = read_own_file(path, _RULES)
    except FileNotFoundError:
        return bundled, []
    except OwnFileError as error:
        return bundled, [str(error)]
    checking = _Checking(path, own.text)
    tables = deepcopy(bundled)
    for attribute, table in own.values.items():
        _merge_table(tables, attribute, table, checking)
    return tables, checking.warnings


def _merge_table(tables: Tables, attribute: str, table: object, checking: _Checking) -> None:
    if attribute not in ASPECTS:
        checking.warn(f"there is no attribute {attribute!r}; {_nearest(attribute, ASPECTS)}", attribute)
        return
    if not isinstance(table, dict):
        checking.warn(f"{attribute} is no table; write [{attribute}] and its keys below it", attribute)
        return
    known = (*OWN_KEYS, *_OF_FIGURES) if attribute == "quantified" else OWN_KEYS
    for key, value in table.items():
        if (attribute, key) == _YEAR:
            _set_year(tables[attribute], key, value, checking, attribute)
        elif key not in known:
            checking.warn(f"[{attribute}] has no key {key!r}; {_nearest(key, known)}", attribute, key)
        elif key in {"not_before", "not_after"}:
            own = list(_phrases(value, checking, attribute, key))
            tables[attribute][key] = [*tables[attribute].get(key, ()), *own]
        elif key == "without":
            _leave_out(tables[attribute], list(_phrases(value, checking, attribute, key)), checking, attribute)
        elif not isinstance(value, dict):
            checking.warn(f"{key} is no table; write [{attribute}.{key}] and its keys below it", attribute, key)
        elif key in _VALUES:
            _merge_values(tables[attribute][key], value, checking, attribute, key)
        else:
            _merge_lists(tables[attribute].setdefault(key, {}), value, checking, attribute, key)


def _set_year(table: Tables, key: str, value: object, checking: _Checking, attribute: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        checking.warn(f"{key} is no year; write {key} = {table[key]}", attribute, key)
    else:
        table[key] = value


def _merge_lists(lists: Tables, own: Mapping[str, object], checking: _Checking, attribute: str, key: str) -> None:
    """Add to the lists of a table; only units and money may have new ones."""
    for name, value in own.items():
        if name not in lists and key not in {"units", "money"}:
            checking.warn(f"[{attribute}.{key}] has no list {name!r}; {_nearest(name, lists)}", attribute, key, name)
            continue
        is_phrase = _is_symbol if key in {"units", "money"} else None
        lists[name] = [*lists.get(name, ()), *_phrases(value, checking, attribute, name, is_phrase)]


def _merge_values(values: Tables, own: Mapping[str, object], checking: _Checking, attribute: str, key: str) -> None:
    for phrase, value in own.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            checking.warn(f"{phrase!r} is no number; write {phrase!r} = 50", attribute, key, phrase)
        elif list(_phrases([phrase], checking, attribute, phrase)):
            values[phrase] = value


def _phrases(
    value: object, checking: _Checking, attribute: str, key: str, is_phrase: Callable[[str], bool] | None = None
) -> Iterator[str]:
    """Yield the phrases of a list that can be read, and tell of the others."""
    if not isinstance(value, list):
        checking.warn(f'{key} is no list; write {key} = ["these words"]', attribute, key)
        return
    for phrase in value:
        if not isinstance(phrase, str):
            checking.warn(f'{key} has {phrase!r}, which is no text; write it in quotes: "{phrase}"', attribute, key)
        elif is_phrase and is_phrase(phrase):
            yield phrase
        else:
            try:
                read(phrase)
            except PhraseError as error:
                checking.warn(f"the phrase {phrase[:60]!r} {error}", attribute, key, phrase)
            else:
                yield phrase


def _is_symbol(phrase: str) -> bool:
    """Tell whether a unit is a sign, such as € or ‰, and no words."""
    return bool(phrase.strip()) and not any(map(str.isalnum, phrase))


def _leave_out(table: Tables, phrases: list[str], checking: _Checking, attribute: str) -> None:
    """Take phrases, as they are written in the bundled rules, out of all lists of an attribute."""
    lists = [(owner, key) for owner, key, value in _lists(table) if isinstance(value, list)]
    for phrase in phrases:
        having = [(owner, key) for owner, key in lists if phrase in owner[key]]
        if not having:
            known = [each for owner, key in lists for each in owner[key]]
            near = get_close_matches(phrase, known, n=1, cutoff=0.5)
            advice = f"did you mean {near[0]!r}?" if near else "write it just as rules.toml has it"
            checking.warn(f"no rule of {attribute} is {phrase!r}; {advice}", attribute, phrase)
        for owner, key in having:
            owner[key] = [each for each in owner[key] if each != phrase]


def _lists(table: Tables) -> Iterator[tuple[Tables, str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lists(value)
        else:
            yield table, key, value


def _nearest(typed: str, names: "Mapping[str, object] | list[str] | tuple[str, ...]") -> str:
    near = get_close_matches(typed, list(names), n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(list(names)[:12])}"
