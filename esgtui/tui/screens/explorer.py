"""The explorer: companies, groups, claims and the claim's detail side by side, and the state that they show.

What commands do stands in `tui/handlers/`; this screen runs them, keeps what they change, and shows it.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from esgtui.annotation.recent import RecentTags
from esgtui.browsing import Browser, Selection
from esgtui.dataset.model import Claim
from esgtui.session import BEGINNING, Session
from esgtui.tui.asked import Asked
from esgtui.tui.beside import begin_beside
from esgtui.tui.commands import BY_ID, PANES, STAY_WHILE_TYPING, Keymap, Situation
from esgtui.tui.completing import Completing
from esgtui.tui.faults import Faults
from esgtui.tui.handlers.searching import keep
from esgtui.tui.jumping import Jumping
from esgtui.tui.keys import bindings
from esgtui.tui.layout import Layout
from esgtui.tui.noticing import Noticed
from esgtui.tui.parting import settle_at_the_end
from esgtui.tui.past_shown import PastShown
from esgtui.tui.places import Places
from esgtui.tui.progress_shown import ProgressShown
from esgtui.tui.readying import Readying
from esgtui.tui.reloading import EVERY as LOOKING
from esgtui.tui.reloading import Reloading
from esgtui.tui.resuming import Resuming
from esgtui.tui.running import Runner
from esgtui.tui.screens.commanded import COPYING, Commanded
from esgtui.tui.showing import Showing
from esgtui.tui.status import signs_of, statement_of
from esgtui.tui.tour import Tour, TourStrip
from esgtui.tui.trouble import tell_opening
from esgtui.tui.viewing import Viewing
from esgtui.tui.views_kept import KeptViews
from esgtui.tui.visits import Visits
from esgtui.tui.whole import Whole
from esgtui.tui.widgets.claim_detail import ClaimDetail
from esgtui.tui.widgets.claim_list import ClaimList
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.counted_list import CountedList
from esgtui.tui.widgets.jump_line import JumpLine
from esgtui.tui.widgets.offer_list import OfferList
from esgtui.tui.widgets.row_list import RowList
from esgtui.tui.widgets.search_bar import SearchBar, SearchInput
from esgtui.tui.widgets.status_line import StatusLine
from esgtui.tui.widgets.too_small import TooSmall
from esgtui.visible import visible
from esgtui.workspace import Workspace

if TYPE_CHECKING:
    from esgtui.tui.handlers.comparing import Step

NEWS = 0.3
"""Seconds between two looks at what other programs wrote: a look takes less than a millisecond."""


SETTLING = 5.0
"""Seconds between two times that drafts are put into a journal that could not take them before."""


class Explorer(Commanded, inherit_bindings=False):
    """One workspace, browsed and annotated. `runner` runs its commands."""

    PLACE = "explorer"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("explorer"), *COPYING]

    def __init__(
        self, workspace: Workspace, keymap: Keymap, *, visits: bool = True, session: Session = BEGINNING
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.keymap = keymap
        self.browser = Browser(workspace)
        self.viewing, self.showing = Viewing(self), Showing(self)
        self.before_search: tuple[Selection, int | None] | None = None
        self.trail: list[Step] = []
        self.runner = Runner(self)
        self.recent = RecentTags(workspace.coder)
        self.progress = ProgressShown(self)
        self.visits, self.noticed, self.past = Visits(self, is_on=visits), Noticed(self), PastShown(self)
        self.asked = Asked(workspace.queries, self.warn)
        self.tour = Tour(self)
        self.completing = Completing(self)
        self.is_search_used = False
        """Whether anything was done with what the query in the search bar found."""
        self.readying, self.whole = Readying(self), Whole(self)
        self.reloading, self.resuming = Reloading(self), Resuming(self, session)
        self.pane = "claims"
        """The pane that has, or last had, the focus."""
        self.panes = Layout(self, session.sizes, is_alone=session.is_alone)
        self.places, self.jumping, self.views, self.faults = Places(self), Jumping(self), KeptViews(), Faults(self)

    def compose(self) -> ComposeResult:
        """Lay the panes out."""
        yield OfferList(id="offers")  # before all others: the toolkit paints anew what comes before what appears
        yield StatusLine(id="status")
        yield TourStrip(id="tour")
        with Horizontal(id="panes"):
            with Horizontal(id="left"):
                yield CountedList(id="companies")
                yield CountedList(id="groups")
            with Vertical(id="right"):
                yield ClaimList(self._statement, self._signs, id="claims")
                yield ClaimDetail(id="detail")
        yield SearchBar(id="search")
        yield CommandBar(id="bar")
        yield JumpLine(id="jump")
        yield TooSmall(self.keymap.shown("explorer.quit", 1))

    def on_mount(self) -> None:
        """Show everything, with the claims in focus, and prepare the search in the background."""
        for hidden in (self.search, self.query_one(OfferList), self.query_one(TourStrip), self.query_one(JumpLine)):
            hidden.display = False
        self.watch(self.query_one(SearchInput), "selection", self.completing.ask, init=False)
        self.companies.show_title("Companies")
        self.resuming.begin()
        self.set_interval(NEWS, self._look_for_news)
        self.set_interval(SETTLING, self.runner.settle_drafts)
        self.readying.start()
        self.set_interval(LOOKING, self.reloading.look)
        if merged := {(change.claim, change.coder) for change in self.workspace.merged}:
            self.tell(f"Took in {len(merged):,} annotations that the dataset came with")
        tell_opening(self)

    def on_unmount(self) -> None:
        """Finish what is being written."""
        self.readying.end()
        self.visits.close()
        self.runner.close()
        settle_at_the_end(self)
        self.asked.close()
        self.resuming.close()
        self.workspace.close()

    # The panes

    @property
    def companies(self) -> CountedList:
        """The company pane."""
        return self.query_one("#companies", CountedList)

    @property
    def groups(self) -> CountedList:
        """The pane of pillars or topics."""
        return self.query_one("#groups", CountedList)

    @property
    def claims(self) -> ClaimList:
        """The claim pane."""
        return self.query_one("#claims", ClaimList)

    @property
    def detail(self) -> ClaimDetail:
        """The detail pane."""
        return self.query_one("#detail", ClaimDetail)

    @property
    def search(self) -> SearchBar:
        """The search bar."""
        return self.query_one(SearchBar)

    def go_to(self, pane: str) -> None:
        """Put the focus on a pane; on a narrow screen that is also what shows it."""
        self.pane = pane
        self.panes.arrange()
        self.set_focus(self.query_one(f"#{pane}"))

    @on(events.DescendantFocus)
    def _follow_focus(self, event: events.DescendantFocus) -> None:
        if event.widget.id in PANES:
            self.pane = event.widget.id
            self.resuming.note()
            self.completing.close()
            if self.search.display and self.focused is event.widget:
                keep(self)  # a click went there: a bar that stays would have letters look like text that are commands

    @on(events.Resize)
    def _arrange(self, event: events.Resize) -> None:
        self.panes.arrange()
        self.query_one(TooSmall).follow(event.size)

    # What is shown

    def _statement(self, row: int) -> str:
        return statement_of(self.workspace, row)

    def _signs(self, row: int) -> str:
        return signs_of(self.workspace, row)

    def claim_at_cursor(self) -> Claim | None:
        """Return the claim under the cursor, or None where no claim is shown."""
        row = self.claims.row
        return None if row is None else self.workspace.dataset.claims[row]

    def show_claim(self, *, is_other_claim: bool) -> None:
        """Show the claim under the cursor, and what can be done with it."""
        self.showing.claim(is_other_claim=is_other_claim)

    def show_state(self) -> None:
        """Show the status line and the bar as things stand."""
        self.showing.state()

    def refresh_annotations(self) -> None:
        """Show what coders put on claims as it stands now."""
        self.showing.annotations()

    def situation(self) -> Situation:
        """Return what decides which commands can be used."""
        return self.showing.situation()

    # What happens

    @on(RowList.Moved, "#companies")
    def _another_company(self) -> None:
        self.is_search_used = self.search.display
        company = self.companies.take_key()
        self.viewing.browse(msgspec.structs.replace(self.viewing.selection, company=company or "", group=None))

    @on(RowList.Moved, "#groups")
    def _another_group(self) -> None:
        self.is_search_used = self.search.display
        self.viewing.browse(msgspec.structs.replace(self.viewing.selection, group=self.groups.take_key()))

    @on(RowList.Moved, "#claims")
    def _another_claim(self) -> None:
        self.is_search_used = self.search.display
        self.hush()
        self.show_claim(is_other_claim=True)

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_command("explorer.open")

    @on(ClaimList.MarkAsked)
    def _mark_asked(self, message: ClaimList.MarkAsked) -> None:
        self.claims.move_to(message.index)
        self.action_command("claim.mark")

    @on(CommandBar.Clicked)
    def _bar_clicked(self, message: CommandBar.Clicked) -> None:
        self.action_command(message.command_id)

    @on(Input.Changed, "#search-input")
    def _typed(self, event: Input.Changed) -> None:
        if self.search.display:
            self.asked.recall.rest()
            self.search_for(event.value)
            self.completing.ask()

    @on(JumpLine.Pressed)
    def _jump(self, message: JumpLine.Pressed) -> None:
        self.jumping.take(message.letter)

    @on(OfferList.Taken)
    def _offer_clicked(self, message: OfferList.Taken) -> None:
        self.completing.take(message.index)

    def search_for(self, query: str) -> None:
        """Show what a query in the search bar finds."""
        self.is_search_used = False
        self.viewing.browse(Selection(query=query, lens=self.viewing.selection.lens))

    def remember(self, query: str) -> None:
        """Keep a query as the one asked last."""
        self.is_search_used = False
        if query.strip():
            begin_beside(self, self.asked.remember(query.strip()), group="asked", description="remember")

    def read_asked(self) -> None:
        """Read the queries asked before, those of other programs too."""
        begin_beside(self, self.asked.load(), group="asked", description="read")

    def targets(self) -> tuple[str, ...]:
        """Return the ids of the claims that a command acts on: those marked, or else the one under the cursor."""
        if self.claims.marked:
            return tuple(map(self.workspace.dataset.id_at, self.claims.marked))
        claim = self.claim_at_cursor()
        return (claim.id,) if claim else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key may do what it is bound to: what is typed into the search bar never acts on claims."""
        command = BY_ID.get(str(parameters[0])) if action == "command" else None
        if command is None or command.place != "explorer" or command.id in STAY_WHILE_TYPING:
            return True
        return not isinstance(self.focused, SearchInput)

    def action_command(self, command_id: str, number: int = 0) -> None:
        """Run a command of the registry; `number` is that of its key, if its keys have numbers."""
        self.runner.run(command_id, number)

    def tell(self, *texts: str) -> None:
        """Say something in passing, in the status line: the first text, or the first shorter one that has room."""
        for line in self.query(StatusLine):  # there is none any more once the screen was taken down
            line.say(*map(visible, texts))

    def hush(self) -> None:
        """Take back what was said, since it is about something else."""
        for line in self.query(StatusLine):
            line.fall_silent()

    def show_work(self, text: str = "") -> None:
        """Show in the status line how far work is that goes on; no text once it is done."""
        for line in self.query(StatusLine):
            line.show_work(visible(text))

    def warn(self, text: str) -> None:
        """Say what went wrong, or why a command cannot be used, in full; what was said before makes room.

        It stands in the status line, where it hides nothing, unless it is too long for that, or a dialog is in use.
        """
        self.app.clear_notifications()
        text = visible(text)
        for line in self.query(StatusLine):
            if self.app.screen is self and line.has_room_for(text):
                line.say(text, is_warning=True)
                return
        self.notify(text, severity="warning", timeout=6, markup=False)

    @work(group="news", description="news")
    async def _look_for_news(self) -> None:
        """Show what another program wrote to the same journal."""
        if await self.runner.take_in_news():
            self.refresh_annotations()

    @work(group="aside", description="aside")
    async def aside(self, do: Callable[[], Awaitable[None]]) -> None:
        """Do what nobody waits for."""
        await do()

    def show_work_from_thread(self, text: str) -> None:
        """Show how far work is, from the thread that does it."""
        self.app.call_from_thread(self.show_work, text)
