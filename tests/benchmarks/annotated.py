"""How an explorer feels in which every claim is annotated, by two coders: from a key to its first and its last frame.

The real program runs in a pseudo-terminal. Each act is done again and again, and leaves things as it found them.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from pathlib import Path

import click
import msgspec

from tests.benchmarks.comparing import environment
from tests.benchmarks.grammar import generated
from tests.benchmarks.hands import Hands, Press, let_nothing_come_by_itself
from tests.benchmarks.made import annotate, disagree, write_dataset
from tests.benchmarks.telling import say
from tests.benchmarks.watched import Stop

CODER, COLLEAGUE = "bench", "colleague"
TIMES = 5
QUIET = 0.3
"""So many seconds without a frame say that a key has come to all that it comes to."""
SETTLED = 5.0
"""Seconds after which the program has got ready what is not asked for yet, once its index is whole."""
ENTER, ESCAPE, CLEAR, REDO, SAVE = "\r", "\x1b", "\x15", "\x12", "\x0f"
HEADS = ("key", "first frame", "worst", "last frame", "worst", "longest step")


class Act(msgspec.Struct, frozen=True):
    """Keys that are pressed one after the other; those with a name are measured under it."""

    keys: tuple[tuple[str, str], ...]
    times: int = TIMES


def _opened(name: str, key: str) -> Act:
    return Act(((key, name), (ESCAPE, "")))


def _filtered(query: str) -> Act:
    return Act((("/", ""), (CLEAR, ""), (query, query), (ESCAPE, ""), (ESCAPE, ""), (ESCAPE, "")))


ACTS = (
    Act(((",", "keys of tags, shown"), ("p", "tag by its key"), ("u", "undo"), (REDO, "redo"), ("j", "next claim"))),
    Act((("1", "tag by its number"), ("j", ""))),
    Act(((".", "tag again"), ("j", ""))),
    Act((("t", "tag picker"), ("evid", "tag typed"), (ENTER, "tag taken"), ("u", ""))),
    Act((("v", "verdicts"), ("1", "verdict"), ("j", ""))),
    Act((("a", "note editor"), ("word", "note typed"), (SAVE, "note saved"), ("u", ""))),
    Act((("*", "star"), ("j", ""))),
    Act((("g", ""), ("]", "next untagged, the last of all"), ("g", ""))),
    Act((("+", "all marked"), ("+", "none marked"))),
    Act((("%", "counts of what is tagged"), ("1", "tag while these are shown"), ("u", ""), ("%", "counts of claims"))),
    Act((("B", "blind"), ("B", "blind no more"))),
    Act((("f", "lens"), ("F", ""))),
    *map(
        _filtered,
        (
            "has:tag",
            "tag:evidence/photo",
            "tag:evidence/photo verdict:unclear",
            "verdict:unclear",
            "-verdict:unclear",
            "has:note",
            "has:star",
            f"coder:{COLLEAGUE}",
            "year missing",
        ),
    ),
    _opened("palette", ":"),
    _opened("help", "?"),
    _opened("history of a claim", "L"),
    Act((("L", ""), ("a", "history of everything"), (ESCAPE, ""))),
    _opened("codebook", "C"),
    _opened("conflicts", "X"),
    _opened("agreement", "x"),
    _opened("strays", "R"),
    _opened("export", "e"),
)


class Taken(msgspec.Struct):
    """What was measured under one name: seconds to first frames and to last ones, and the longest steps."""

    firsts: list[float] = []
    lasts: list[float] = []
    steps: list[float] = []


def main(rows: int, seed: int) -> None:
    """Print a line for each key."""
    with tempfile.TemporaryDirectory() as folder:
        say(f"{rows:,} claims are made up …")
        data, store = write_dataset(list(islice(generated(seed), rows)), Path(folder)), Path(folder) / "made.sqlite"
        say("all are annotated, by two coders …")
        annotate(data, store, CODER)
        disagree(data, store, CODER, COLLEAGUE)
        measure(data, store, rows)


def measure(data: Path, store: Path, rows: int, only: Sequence[str] = ()) -> None:
    """Run the program on a dataset with a journal, and print what came of each key."""
    report = data.parent / "stops.json"
    arguments = ["--data", str(data), "--store", str(store), "--coder", CODER, "--fresh"]
    argv = [sys.executable, "-m", "tests.benchmarks.watched", str(report), *arguments]
    let_nothing_come_by_itself(data.parent)
    start = time.monotonic()
    hands = Hands(argv, environment(str(data.parent)))
    hands.wait_for("made-0000000")
    click.echo(f"{rows:,} claims, all annotated by two coders; opened in {1000 * (time.monotonic() - start):.0f} ms")
    _get_ready(hands)
    acts = [act for act in ACTS if not only or any(name in only for _, name in act.keys)]
    pressed = [each for act in acts for each in _done(hands, act)]
    hands.leave("q")
    _print(pressed, msgspec.json.decode(report.read_bytes(), type=list[Stop]))


def _get_ready(hands: Hands) -> None:
    """Wait until the search finds all claims, and a little longer."""
    start = time.monotonic()
    hands.press("/", QUIET)
    while b" so far" in b"".join(frame.content for frame in hands.press("a", 2 * QUIET).frames):
        hands.press(CLEAR, QUIET)
    for key in (CLEAR, ESCAPE, ESCAPE):
        hands.press(key, QUIET)
    click.echo(f"ready to search all of them {time.monotonic() - start:.1f} s later")
    hands.press("j", SETTLED)


def _done(hands: Hands, act: Act) -> Iterator[tuple[str, Press]]:
    """Do an act again and again, and yield the keys that are measured."""
    say(" ".join(filter(None, (name for _, name in act.keys))) + " …")
    for _ in range(act.times):
        for key, name in act.keys:
            press = hands.press_until_calm(key, quiet=QUIET)
            if name:
                yield name, press


def _print(pressed: Sequence[tuple[str, Press]], stops: Sequence[Stop]) -> None:
    """Print a table in milliseconds: medians, and the worst."""
    taken: dict[str, Taken] = {}
    for name, press in pressed:
        each = taken.setdefault(name, Taken())
        if press.frames:
            each.firsts.append(press.frames[0].at - press.at)
            each.lasts.append(press.frames[-1].at - press.at)
        each.steps.append(max((stop.cpu for stop in _met(press, stops)), default=0.0))
    click.echo(f"{HEADS[0]:36}" + "".join(head.rjust(14) for head in HEADS[1:]))
    for name, each in taken.items():
        frames = [measure(seconds) for seconds in (each.firsts, each.lasts) for measure in (_median, _worst)]
        cells = [*frames, _median(each.steps)]
        click.echo(f"{name:36}" + "".join(cell.rjust(14) for cell in cells))


def _met(press: Press, stops: Sequence[Stop]) -> Iterator[Stop]:
    """Yield the stops of the interface between a key and the next one."""
    begun = takewhile(lambda stop: stop.start < press.until, stops)
    return (stop for stop in begun if stop.start + stop.wall >= press.at)


def _median(seconds: Sequence[float]) -> str:
    return f"{1000 * statistics.median(seconds):.0f}" if seconds else "none"


def _worst(seconds: Sequence[float]) -> str:
    return f"{1000 * max(seconds):.0f}" if seconds else "none"
