"""Claims of companies that nothing declares, counted while the only file of a dataset is read.

Who has very many of them is told so without all being read, where the rest of the file declares no company either.
"""

import re
from typing import Any

from esgtui.dataset.files import CHUNK
from esgtui.dataset.findings import MOST_LOOKED_FOR
from esgtui.dataset.texts import Text

_DECLARES = re.compile(rb"^[ \t]*\[\[?[ \t]*(?:[\"']?companies|\"[^\"\n]*\\)", re.MULTILINE)
"""What begins a table of companies, or one whose name would have to be spelt out first."""


class Undeclared:
    """The positions of a file's claims whose company does not stand above them; `companies` are those that do."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self.companies: dict[str, None] = {}
        self.claims: list[tuple[int, str]] = []
        """The position of each, and the company that it names."""
        self._seen = 0
        self._counts = True

    def declare(self, entries: Any) -> None:
        """Take in what stands under `companies` by now, those seen before among it."""
        if not isinstance(entries, list):
            self._counts = self._counts and entries is None
            return
        for entry in entries[self._seen :]:
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                self.companies[entry["id"]] = None
        self._seen = len(entries)

    def add(self, position: int, company: str) -> None:
        """Take in the company of a claim."""
        if self._counts and company not in self.companies and company.strip():
            self.claims.append((position, company))

    def are_too_many(self, end: int) -> bool:
        """Return whether more claims than are looked for name what nothing declares; the file is read to this byte."""
        if not self._counts or len(self.claims) <= MOST_LOOKED_FOR:
            return False
        self.claims = [each for each in self.claims if each[1] not in self.companies]  # some may have come since
        if len(self.claims) > MOST_LOOKED_FOR:
            self._counts = not self._declares_more(end)
        return self._counts and len(self.claims) > MOST_LOOKED_FOR

    def _declares_more(self, end: int) -> bool:
        """Return whether there may be companies from a byte on, which begins a line."""
        line = b""
        for start in range(end, self._text.size, CHUNK):
            lines = line + self._text.part(start, start + CHUNK)
            if (b"companies" in lines or b"\\" in lines) and _DECLARES.search(lines):
                return True
            line = lines[lines.rfind(b"\n") + 1 :]
        return False
