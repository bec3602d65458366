"""Keep a draft while it is typed, off the interface's thread; if keys outrun the disk, the latest text alone."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError

if TYPE_CHECKING:
    from esgtui.verbs.drafts import Drafts, Key


class DraftKeeper:
    """Hands each text of one editor to the drafts on the journal's thread; one overtaken while waiting is skipped."""

    def __init__(
        self,
        writer: ThreadPoolExecutor,
        drafts: "Drafts",
        key: "Key",
        warn: Callable[[str], object],
        begun: str = "",
    ) -> None:
        self._writer = writer
        self._drafts, self._key = drafts, key
        self._warn = warn
        self._latest = ""
        self._kind = ""
        self._waiting: Future[None] | None = None
        self._trouble: JournalError | None = None
        self._place: Path | None = None
        self.longest = begun
        """The longest text that there was while it was typed."""
        self.is_touched = False
        """Whether anything was typed at all."""

    @property
    def has_text(self) -> bool:
        """Whether the draft has any words."""
        return bool(self._latest.strip())

    @property
    def is_emptied(self) -> bool:
        """Whether there were words, and whoever typed took all of them away."""
        return self.is_touched and not self.has_text and bool(self.longest.strip())

    def keep(self, text: str, kind: str) -> None:
        """Keep this text, and what kind of note it is to be, soon."""
        self._latest, self._kind, self.is_touched = text, kind, True
        self.longest = max(text, self.longest, key=len)
        if self._waiting is None or self._waiting.running() or self._waiting.done():
            self._waiting = self._writer.submit(self._save_latest)

    def _save_latest(self) -> None:
        """Keep the latest text; that the journal cannot is told once, on its thread, until it can again."""
        try:
            place = self._keep_now()
        except JournalError as error:
            if not self._trouble:
                self._warn(f"The draft is not on the disk: {error}")
            self._trouble = error
        else:
            if place and not self._place:
                self._warn(f"The journal cannot be written; the draft is kept in {place} meanwhile.")
            self._trouble, self._place = None, place

    def _keep_now(self) -> Path | None:
        return self._drafts.save(*self._key, self._latest if self.has_text else "", self._kind)

    def retry(self) -> None:
        """Try again to keep a draft where it could not be kept before, or where another window did away with it."""
        if self._trouble or self._place:
            self.keep(self._latest, self._kind)
        elif self.has_text:
            self._writer.submit(self._hold_on)

    def _hold_on(self) -> None:
        if self.has_text:
            with suppress(JournalError):  # told when there is more to keep
                self._drafts.hold_on(*self._key, self._latest, self._kind)

    def settle(self) -> None:
        """Keep a draft that could not be kept before, or is no longer; raise what is still in the way of the former."""
        if self._trouble:
            self._keep_now()
            self._trouble = None
        else:
            self._hold_on()
