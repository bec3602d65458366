"""Find the lines on which keys and tables stand in a TOML text that has already been parsed.

It knows just enough of TOML to tell headers, keys and values apart; whether the text is right, the parser has said.
"""

import re
from collections.abc import Iterable

from esgtui.dataset.shapes import KeyPath

DEEPEST = 8
"""How many steps of a path are followed; the tables of a dataset have fewer."""

_BASIC = r'"(?>(?:[^"\\\n]++|\\.)*)"'
"""A string in quotes, taken whole: to remember each of its characters would take a hundred times its memory."""
_NAME = rf"""(?:[A-Za-z0-9_-]+|{_BASIC}|'[^'\n]*')"""
_DOTTED = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_BASIC_LINES = r'"""(?>(?:[^"\\]+|\\.|"{1,2}(?!"))*)"{3,5}'
_LITERAL_LINES = r"'''(?>(?:[^']+|'{1,2}(?!'))*)'{3,5}"
_STRING = rf"""{_BASIC_LINES}|{_LITERAL_LINES}|{_BASIC}|'[^'\n]*'"""

NAME = re.compile(_NAME)
BLANK = re.compile(r"(?>(?:[ \t\r\n]+|#[^\n]*)*)")
HEADER = re.compile(rf"(\[\[?)[ \t]*({_DOTTED})[ \t]*\]\]?")
ASSIGNED = re.compile(rf"({_DOTTED})[ \t]*=[ \t]*")
PLAIN_LINES = re.compile(
    rf"""(?>(?:[ \t]*(?:[A-Za-z0-9_.-]+[ \t]*=[ \t]*
        (?:{_BASIC}|'[^'\n]*'|\[(?>(?:[^"'\[\]#\n]++|{_BASIC}|'[^'\n]*')*)\]|[^"'\[{{\#\n]+)
        )?[ \t\r]*(?:\#[^\n]*)?\n)*)""",
    re.VERBOSE,
)
"""Lines that each hold a key with a value that ends there, or nothing: most of a dataset."""

ONE_LINE = re.compile(rf"""(?:{_BASIC}|'[^'\n]*'|[^"'\[{{#\n]*)[ \t\r]*(?:#[^\n]*)?(?:\n|\Z)""")
TOKEN = re.compile(rf"{_STRING}|[\[\]{{}}\n]|#[^\n]*|[^\"'\[\]{{}}#\n]+|.", re.DOTALL)
SCALAR = re.compile(rf"{_STRING}|[^,\]}}\n#]*", re.DOTALL)


def locate(text: str, wanted: Iterable[KeyPath]) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of each wanted path or of the nearest thing around it that has one.

    A path to an entry of an array of tables gives its header's line. A path of which nothing is found gives line 1.
    """
    paths = set(wanted)
    scan = _Scan(text, paths)
    scan.run()
    return {path: _line_of(path, scan.lines) for path in paths}


def _line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int:
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


class _Scan:
    """One walk through a text, noting the lines of wanted paths and of what they are in."""

    def __init__(self, text: str, wanted: set[KeyPath]) -> None:
        self.text = text
        self.lines: dict[KeyPath, int] = {}
        self._around = {path[:end] for path in wanted for end in range(len(path))} | {()}
        self._wanted = wanted | self._around
        self._at = 0
        self._table: KeyPath = ()
        self._length_of: dict[KeyPath, int] = {}
        self._counted = (0, 1)

    def run(self) -> None:
        """Walk statement by statement; what is no statement is passed over, line by line."""
        while self._at < len(self.text):
            if self._table not in self._around:
                self._skip(PLAIN_LINES)
            self._skip(BLANK)
            if found := HEADER.match(self.text, self._at):
                self._enter(found)
            elif found := ASSIGNED.match(self.text, self._at):
                self._assign(found)
            else:
                self._to_next_line()

    def _enter(self, found: re.Match[str]) -> None:
        names = names_in(found[2])
        path: KeyPath = ()
        for name in names[:-1]:
            path = self._last_of((*path, name))
        path = (*path, names[-1])
        if found[1] == "[[":
            self._length_of[path] = self._length_of.get(path, 0) + 1
        self._table = self._last_of(path)
        for end in range(1, len(self._table) + 1):
            self._note(self._table[:end])
        self._at = found.end()
        self._to_next_line()

    def _last_of(self, path: KeyPath) -> KeyPath:
        return (*path, self._length_of[path] - 1) if path in self._length_of else path

    def _assign(self, found: re.Match[str]) -> None:
        path = (*self._table, *names_in(found[1]))
        for end in range(len(self._table) + 1, len(path) + 1):
            self._note(path[:end])
        self._at = found.end()
        if path in self._around:
            self._value(path)
        elif one_line := ONE_LINE.match(self.text, self._at):
            self._at = one_line.end()
        else:
            self._skip_value()

    def _value(self, path: KeyPath) -> None:
        """Walk through a value, noting what stands in its arrays and inline tables."""
        opening = self.text[self._at : self._at + 1]
        if opening not in {"[", "{"} or len(path) >= DEEPEST:
            self._skip_scalar_or_deep(opening)
            return
        self._at += 1
        position = 0
        while True:
            self._skip(BLANK)
            if self.text[self._at : self._at + 1] in {"]", "}", ""}:
                self._at += 1
                return
            before = self._at
            if opening == "[":
                self._item((*path, position))
            elif found := ASSIGNED.match(self.text, self._at):
                self._at = found.end()
                self._item((*path, *names_in(found[1])), found.start())
            position += 1
            self._skip(BLANK)
            self._at += self.text[self._at : self._at + 1] == ","
            self._at += self._at == before

    def _item(self, path: KeyPath, start: int | None = None) -> None:
        self._note(path, start)
        self._value(path)

    def _skip_scalar_or_deep(self, opening: str) -> None:
        if opening in {"[", "{"}:
            self._skip_value()
        else:
            self._skip(SCALAR)

    def _skip_value(self) -> None:
        """Pass over a value, however deep: to the bracket that closes it, or to the end of its line."""
        depth = 0
        while found := TOKEN.match(self.text, self._at):
            sign = found[0]
            self._at = found.end()
            if sign in {"[", "{"}:
                depth += 1
            elif sign in {"]", "}"}:
                depth -= 1
                if depth <= 0:
                    return
            elif sign == "\n" and depth == 0:
                return

    def _skip(self, pattern: re.Pattern[str]) -> None:
        if found := pattern.match(self.text, self._at):
            self._at = found.end()

    def _to_next_line(self) -> None:
        end = self.text.find("\n", self._at)
        self._at = len(self.text) if end < 0 else end + 1

    def _note(self, path: KeyPath, start: int | None = None) -> None:
        """Remember the line of a path that is wanted; the first place where it stands counts."""
        if path in self._wanted and path not in self.lines:
            at = self._at if start is None else start
            counted_to, line = self._counted
            line += self.text.count("\n", counted_to, at)
            self._counted = (at, line)
            self.lines[path] = line


def names_in(dotted: str) -> tuple[str, ...]:
    """Return the names that a header or a key is made of."""
    if dotted.isidentifier():  # as most are
        return (dotted,)
    return tuple(_unquoted(name) for name in NAME.findall(dotted))


def _unquoted(name: str) -> str:
    if name[0] == '"' and "\\" in name:
        import tomli  # here, since hardly any key is written with escapes

        return str(tomli.loads(f"name = {name}")["name"])
    return name[1:-1] if name[0] in "\"'" else name
