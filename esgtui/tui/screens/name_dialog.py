"""Name a query: what is kept under the name already is told, and replaced only if that is wanted."""

from collections.abc import Awaitable, Callable, Iterator

from textual import on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from esgtui.queries import NameTakenError, QueriesError, QueryNameError, SavedQuery
from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.keeping_dialog import KeepingDialog
from esgtui.tui.widgets.line_input import LineInput
from esgtui.visible import visible

Keep = Callable[[str, bool], Awaitable[SavedQuery]]
"""Called with the name and whether another query of this name may be replaced; returns what is on the disk by then."""


class NameInput(LineInput):
    """Where the name is typed; its special keys are the dialog's commands."""

    BINDINGS = bindings("name")


class NameDialog(KeepingDialog[SavedQuery]):
    """Returns the query under its name, or None."""

    PLACE = "name"

    def __init__(self, title: str, query: str, suggestion: str, keep: Keep, keymap: Keymap) -> None:
        super().__init__(title, keymap)
        self.query_text, self.suggestion = query, suggestion
        self._keep = keep
        self._may_replace: str | None = None

    def body(self) -> Iterator[Widget]:
        """Yield the query, the name, and a line for what stands in the way."""
        yield Static(Content(visible(self.query_text)), classes="about")
        yield NameInput(self.suggestion, placeholder="a name, such as: weak targets", compact=True)
        yield Static("", classes="told", markup=False)

    def entry(self) -> Widget:
        """Return the name."""
        return self.query_one(NameInput)

    @on(Input.Changed)
    def renamed(self) -> None:
        """Forget the leave to replace a query when another name is typed."""
        if self._may_replace not in (None, self.query_one(NameInput).value):
            self._may_replace = None
            self.say("")

    def do_take(self) -> None:
        """Keep the query under this name; one that is there is replaced only when Enter is pressed again."""
        if not self.is_keeping:
            self.begin_keeping()
            self._keep_it(self.query_one(NameInput).value)

    @work(group="name", exclusive=True, description="name")
    async def _keep_it(self, name: str) -> None:
        try:
            kept = await self._keep(name, self._may_replace == name)
        except NameTakenError as error:
            self._may_replace = name
            self.refuse(f"This name has {error.query} already. Enter again replaces it; another name keeps both.")
        except (QueryNameError, QueriesError) as error:
            self.refuse(f"Not saved: {error}")
        else:
            self.dismiss(kept)
