"""The commands that look at claims otherwise than one by one: boards of what coders did, and views over them all."""

from esgtui.tui.command import Command, Situation, not_seen, unread


def _no_other_edition(now: Situation) -> str | None:
    return now.unread or (None if now.has_editions else "the dataset's files are as they were when you opened it")


SCREEN_COMMANDS: tuple[Command, ...] = (
    Command("log.open", "history", "Show who did what, on the claim or at all, and take it back", "L", opens=True),
    Command(
        "codebook.open",
        "codebook",
        "Show the tags there are; rename, merge or describe them",
        "C",
        why_not=unread,
        opens=True,
    ),
    Command(
        "conflicts.open",
        "conflicts",
        "Show what coders judged differently, and settle it",
        "X",
        why_not=unread,
        opens=True,
    ),
    Command(
        "agreement.open",
        "agreement",
        "Show how far coders agree, with the counts behind it",
        "x",
        why_not=unread,
        opens=True,
    ),
    Command(
        "strays.open", "strays", "Show annotated claims that are gone or reworded", "R", why_not=unread, opens=True
    ),
    Command(
        "matrix.open", "matrix", "Companies by pillars or topics, as a map of counts", "m", why_not=unread, opens=True
    ),
    Command(
        "timeline.open",
        "timeline",
        "Periods, base and target years and horizons, by company",
        "T",
        why_not=unread,
        opens=True,
    ),
    Command(
        "metrics.open",
        "metrics",
        "Every metric beside those that it can be compared with",
        "M",
        why_not=unread,
        opens=True,
    ),
    Command("source.open", "source", "The claim's place in its document", "o", why_not=not_seen, opens=True),
    Command("source.open_address", "address", "Open the source's address in the browser", "O", why_not=not_seen),
    Command(
        "coverage.open", "coverage", "What claims leave open: topics, tags, verdicts", "c", why_not=unread, opens=True
    ),
    Command(
        "checklist.open", "checklist", "What the claim states, and why it is asked", "K", why_not=not_seen, opens=True
    ),
    Command("overview.open", "overview", "What is in it, at a glance", "i", why_not=unread, opens=True),
    Command(
        "editions.open",
        "what changed",
        "What became of claims since the dataset was opened",
        "D",
        why_not=_no_other_edition,
        opens=True,
    ),
)
