"""The explorer as its users see it: panes, the claim in the detail, and steps that end when the screen shows their end.

Steps are keys and words on the screen alone, so that they hold at every size of the terminal.
"""

import re

from tests.e2e.terminal import Terminal

ENTER, ESCAPE, TAB, SAVE = "\r", "\x1b", "\t", "\x0f"
COMPANIES, GROUPS, CLAIMS, DETAIL = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"
"""The keys that go to a pane: F2 to F5."""
_SIDES = "│┃"
_CORNERS = "╮┓"
_DETAIL = re.compile(r"[─━] (\S+) ── [a-z]+ [─━]")
_SCROLL_BAR = str.maketrans("▁▂▃▄▅▆▇█", " " * 8)


class Explorer(Terminal):
    """A terminal with the explorer in it."""

    def press(self, keys: str, until: str) -> None:
        """Press keys, and wait for a text that shows what came of them."""
        self.send(keys)
        self.wait_for(until)

    def escape(self, gone: str) -> None:
        """Press Escape, and wait until a text is gone: what is typed sooner would be taken for a key with Alt."""
        self.send(ESCAPE)
        self.wait_until_gone(gone)

    # What is shown

    def pane(self, title: str) -> list[str]:
        """Return the lines of the pane with this title, without its frame; none if it is not shown."""
        shown = next((border for border in (f"─ {title} ", f"━ {title} ") if border in self.text), None)
        if shown is None:
            return []
        column, top = self.find(shown)
        left, width = column - 1, next(n for n, cell in enumerate(self.cells(top)[column:]) if cell.data in _CORNERS)
        inner = []
        for row in range(top + 1, self.rows):
            cells = self.cells(row)
            if cells[left].data not in _SIDES:
                break
            line = "".join(cell.data for cell in cells[left + 1 : left + 1 + width])
            inner.append(line.translate(_SCROLL_BAR))
        return inner

    @property
    def claims(self) -> list[str]:
        """The lines of the claim list that have a claim, from the cursor's or blank gutter to the signs."""
        return [line for line in self.pane("Claims") if line.strip()]

    def is_at(self, number: int) -> bool:
        """Return whether the claim with this number, counted from 0, has the cursor, the keys, and the detail."""
        claims, title = self.claims, _DETAIL.search(self.text)
        if title is None or len(claims) <= number or not claims[number].startswith("▌"):
            return False
        return any(line[1:21] == claims[number][1:21] for line in self.pane(title[1])[:1])

    @property
    def claims_title(self) -> str:
        """The title over the claims: how many, and what narrows them down."""
        found = re.search(r"[─━] (Claims .*?) ?[─━]*[╮┓]", self.line_with(" Claims ──"))
        return found[1] if found else ""

    @property
    def claim(self) -> str:
        """The id of the claim that the detail shows."""
        found = _DETAIL.search(self.text)
        assert found, f"no claim is shown:\n{self.text}"
        return found[1]

    @property
    def row_of_cursor(self) -> int:
        """The line of the screen where the cursor of the claims is, in focus or not."""
        column, top = self.find(" Claims ──") if " Claims ──" in self.text else self.find(" Claims ━━")
        return next(row for row in range(top, self.rows) if self.cells(row)[column - 1].data in "▌▏")

    # What is done

    def search(self, query: str) -> None:
        """Search as one types; the bar stays open."""
        self.press("/", "esc back")
        self.press(query, f"── {query}")

    def keep_search(self) -> None:
        """Close the search bar and go to the claims that were found."""
        self.press(ENTER, "t tag")

    def tag(self, text: str, told: str) -> None:
        """Put on the tag that the picker offers first for a text."""
        self.press("t", " Tags of ")
        self.press(text, f"┃ {text} ")
        self.press(ENTER, told)

    def note(self, text: str) -> None:
        """Write a note."""
        self.press("a", " Note on ")
        self.press(text, text.rsplit(maxsplit=1)[-1])
        self.press(SAVE, "Note saved on ")

    def read(self) -> str:
        """Return all that the detail says, its lines joined; for a while, the window is as high as that takes."""
        claim, columns, rows = self.claim, self.columns, self.rows
        self.resize(columns, 120)
        self.wait_for(lambda _: any(line.startswith(" place ") for line in self.pane(claim)))
        lines = self.pane(claim)
        self.resize(columns, rows)
        self.wait_for("? help")
        return " ".join(" ".join(lines).split())

    def quit(self) -> None:
        """Leave the explorer; the terminal is as it was before."""
        self.send("q")
        assert self.exit_code() == 0
        assert self.raw.rfind(b"\x1b[?1049l") > self.raw.rfind(b"\x1b[?1049h")
        assert self.raw.rfind(b"\x1b[?25h") > self.raw.rfind(b"\x1b[?25l")
