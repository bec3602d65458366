"""The commands of the views over many claims: matrix, coverage, overview and others. Part of the registry."""

from esgtui.tui.command import Command, Place, Situation, no_other_lens


def _not_here(now: Situation) -> str | None:
    return now.not_here or None


def _no_other(now: Situation) -> str | None:
    return now.no_other_source or None


def _no_address(now: Situation) -> str | None:
    return now.no_address or None


def _of_every_view(place: Place, title: str) -> tuple[Command, ...]:
    """Return what every view has: the way to the claims, the export, the way back."""
    return (
        Command(f"{place}.go", "to the claims", "Go to the claims under the cursor", "enter", place, 1, _not_here),
        Command(f"{place}.export", "export", "Write the view to a file", "e", place, 4),
        Command(f"{place}.leave", "close", f"Close the {title}", "escape,q", place, 10),
    )


def _of_every_grid(place: Place) -> tuple[Command, ...]:
    """Return what every grid has: its columns, and sorting by them."""
    return (
        Command(f"{place}.sort", "sort", "Sort by the column under the cursor, or no longer", "s", place, 5),
        Command(f"{place}.right", "right", "One column to the right", "right,l", place),
        Command(f"{place}.left", "left", "One column to the left", "left,h", place),
        Command(f"{place}.row_end", "row's end", "To the last column", "dollar_sign", place),
        Command(f"{place}.row_start", "row's start", "To the first column", "0", place),
    )


VIEW_COMMANDS: tuple[Command, ...] = (
    Command("matrix.measure", "shade by", "Shade by the next measure", "v", "matrix", 2),
    Command("matrix.measure_before", "measure before", "Shade by the measure before", "V", "matrix"),
    Command("matrix.lens", "lens", "Columns of the next framework, or the pillars", "f", "matrix", 3, no_other_lens),
    Command("matrix.lens_before", "lens back", "Columns of the lens before", "F", "matrix", why_not=no_other_lens),
    *_of_every_grid("matrix"),
    *_of_every_view("matrix", "matrix"),
    Command("timeline.words", "words too", "Also years that only the text states, or fields alone", "w", "timeline", 2),
    *_of_every_view("timeline", "timeline"),
    Command("metrics.sort", "sort by", "Sort by value, company, name, time or claim", "s", "metrics", 2),
    Command("metrics.sort_before", "sort back", "Sort by the thing before", "S", "metrics"),
    Command("metrics.words", "words too", "Also figures that only the text states, or none of them", "w", "metrics", 3),
    *_of_every_view("metrics", "metrics"),
    Command(
        "source.switch", "text or claims", "Go from the text to the claims, and back", "tab,shift+tab", "source", 2
    ),
    Command(
        "source.other", "other source", "The claim's next source, if it stands in several", "f", "source", 4, _no_other
    ),
    Command("source.address", "address", "Open the source's address in the browser", "O", "source", 3, _no_address),
    *_of_every_view("source", "source"),
    *_of_every_grid("coverage"),
    Command(
        "coverage.switch", "text", "Go to the company's text, to scroll it, and back", "tab,shift+tab", "coverage", 3
    ),
    *_of_every_view("coverage", "coverage"),
    *_of_every_view("overview", "overview"),
    Command(
        "checklist.go",
        "claims alike",
        "Claims that state it, or leave it open, too",
        "enter",
        "checklist",
        2,
        _not_here,
    ),
    Command("checklist.down", "next", "The next attribute", "down,ctrl+n", "checklist", 1),
    Command("checklist.up", "before", "The attribute before", "up,ctrl+p", "checklist"),
    Command("checklist.page_down", "page down", "Scroll what is told a page down", "pagedown", "checklist"),
    Command("checklist.page_up", "page up", "Scroll what is told a page up", "pageup", "checklist"),
    Command("checklist.leave", "close", "Close the checklist", "escape", "checklist", 3),
    Command(
        "editions.switch",
        "text",
        "Go to what became of the claim, to scroll it, and back",
        "tab,shift+tab",
        "editions",
        3,
    ),
    *_of_every_view("editions", "view"),
)
