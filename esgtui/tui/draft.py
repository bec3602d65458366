"""Keep a draft while it is typed, off the interface's thread; if keys outrun the disk, the latest text alone."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from esgtui.annotation.journal import JournalError


class DraftKeeper:
    """Hands each text to `save` on the journal's thread; texts that are overtaken while waiting are skipped."""

    def __init__(
        self, writer: ThreadPoolExecutor, save: Callable[[str, str], None], warn: Callable[[str], object]
    ) -> None:
        self._writer = writer
        self._save = save
        self._warn = warn
        self._latest = ""
        self._kind = ""
        self._waiting: Future[None] | None = None
        self._trouble: JournalError | None = None

    @property
    def has_text(self) -> bool:
        """Whether the draft has any words."""
        return bool(self._latest.strip())

    def keep(self, text: str, kind: str) -> None:
        """Keep this text, and what kind of note it is to be, soon."""
        self._latest, self._kind = text, kind
        if self._waiting is None or self._waiting.running() or self._waiting.done():
            self._waiting = self._writer.submit(self._save_latest)

    def _save_latest(self) -> None:
        """Keep the latest text; that it cannot be is told once, on the journal's thread, until it can be again."""
        try:
            self._save(self._latest if self.has_text else "", self._kind)
        except JournalError as error:
            if not self._trouble:
                self._warn(f"The draft is not on the disk: {error}")
            self._trouble = error
        else:
            self._trouble = None

    def retry(self) -> None:
        """Try again to keep a draft that could not be kept before."""
        if self._trouble:
            self.keep(self._latest, self._kind)

    def settle(self) -> None:
        """Keep a draft that could not be kept before; raise what is still in the way."""
        if self._trouble:
            self._save(self._latest if self.has_text else "", self._kind)
            self._trouble = None
