"""How the explorer feels: from a key to the painted result, and how long its interface stops meanwhile.

The real program runs in a pseudo-terminal; keys are pressed as people press them, and frames are read as they come.
"""

import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import click
import msgspec

from tests.benchmarks.comparing import environment
from tests.benchmarks.corpus import Row, write_rows
from tests.benchmarks.grammar import generated
from tests.benchmarks.hands import Hands, Press, let_nothing_come_by_itself
from tests.benchmarks.made import annotate, write_dataset
from tests.benchmarks.queries import write_questions
from tests.benchmarks.telling import say
from tests.benchmarks.watched import Stop

QUERIES = 15
TITLED = 36
"""So many letters of a query surely fit into the title of the claims, by which a result is told from the one before."""
ROOM = 0.15
"""Results count of letters with so many seconds until the next one: others may be overtaken, as they should be."""
LETTER, WORD = (0.1, 0.22), 0.4
"""Seconds from a letter to the next one, from and to, and those of thought after a word."""
HELD, REPEATS = 1 / 30, 150
"""Seconds between the repeats of a key that is held down, and how many there are."""
CALM = 0.35
"""Seconds until the next key where each is looked at by itself."""
TIMES = 15
CODER = "bench"
TAB, ENTER, ESCAPE, CLEAR, F2, F4 = "\t", "\r", "\x1b", "\x15", "\x1bOQ", "\x1bOS"
FILTERS = ("tag:evidence/photo", "has:note", "verdict:unclear")
DIALOGS = {
    "tag picker": "t",
    "tag by key, shown": ",",
    "verdicts": "v",
    "note editor": "a",
    "help": "?",
    "palette": ":",
    "history": "L",
    "codebook": "C",
    "conflicts": "X",
    "export": "e",
}
"""What is opened by a key and left by escape."""
SIZES = ((80, 24), (120, 40), (50, 20), (200, 60))


class Work(msgspec.Struct, frozen=True):
    """One kind of work: its keys, and the seconds from those that count to the painted result."""

    name: str
    presses: list[Press]
    results: list[float]
    wholes: list[float] = []
    """Of searches, the seconds until all was painted that came of the letter: counts, and what is offered, too."""


def main(rows: int, seed: int) -> None:
    """Print how so many claims feel: bare ones, and those that all are annotated."""
    with tempfile.TemporaryDirectory() as folder:
        say(f"{rows:,} claims are made up …")
        made = list(islice(generated(seed), rows))
        data, place = write_dataset(made, Path(folder)), Path(folder)
        queries = _queries(made, place, seed)
        print(f"{rows:,} claims; milliseconds, each as median / 95th of a hundred / longest")
        _at_work(data, place / "bare.sqlite", lambda hands: _work(hands, queries))
        say("all claims are annotated …")
        annotate(data, place / "annotated.sqlite", CODER)
        print(f"{rows:,} claims, each with a tag, a verdict and a note")
        _at_work(data, place / "annotated.sqlite", _work_on_annotated)


def _at_work(data: Path, store: Path, work: Callable[[Hands], Iterator[Work]]) -> None:
    """Run the program on a dataset with a journal, and print what came of each kind of work."""
    report = data.parent / "stops.json"
    arguments = ["--data", str(data), "--store", str(store), "--coder", CODER]
    argv = [sys.executable, "-m", "tests.benchmarks.watched", str(report), *arguments]
    start = time.monotonic()
    let_nothing_come_by_itself(data.parent)
    hands = Hands(argv, environment(str(data.parent)))
    hands.wait_for("made-0000000")
    click.echo(f"{'first paint':25} {1000 * (time.monotonic() - start):.0f}")
    done = list(work(hands))
    hands.leave("q")
    stops = msgspec.json.decode(report.read_bytes(), type=list[Stop])
    for each in done:
        _tell(each, stops)


def _queries(rows: Sequence[Row], folder: Path, seed: int) -> Iterator[str]:
    """Yield queries as people type them, again and again the same ones."""
    write_rows(rows, folder / "rows.jsonl")
    asked = write_questions(folder / "rows.jsonl", len(rows), QUERIES, random.Random(seed))
    while True:
        yield from (question.query for question in asked)


def _work(hands: Hands, queries: Iterator[str]) -> Iterator[Work]:
    """Do each kind of work in turn, and yield what came of it."""
    dice = random.Random(1)
    hands.press("/", CALM)
    typed: list[Press] = []
    say("typing while the index is built …")
    while not typed or b" so far" in typed[-1].frames[-1].content:
        typed += _typed(hands, next(queries), dice)
    yield _searches("typing, index not whole", typed)
    typed = []
    say("typing …")
    for query in islice(queries, QUERIES):
        typed += _typed(hands, query, dice)
    yield _searches("typing", typed)
    hands.press(ENTER, CALM)
    hands.press(ESCAPE, 1.0)
    yield _held(hands, "j held, claims", "j")
    hands.press(F2, CALM)
    yield _held(hands, "j held, companies", "j")
    hands.press("g", 1.0)
    yield _calm(hands, "panes", [TAB] * TIMES)
    hands.press(F4, CALM)
    yield _calm(hands, "stars", ["*", "j"] * TIMES)
    yield _calm(hands, "tags", ["t", *"evid", ENTER] * 4)
    yield from _opened(hands)
    yield _resized(hands)


def _work_on_annotated(hands: Hands) -> Iterator[Work]:
    """Do what may take longer the more is annotated, and yield what came of it."""
    hands.press("j", 1.0)
    yield _held(hands, "j held, annotated", "j")
    yield _calm(hands, "tag by key", [",", "p", "j"] * TIMES)
    yield _calm(hands, "verdict", ["v", "1", "j"] * TIMES)
    yield _calm(hands, "next untagged, none left", ["]"] * TIMES)
    hands.press("/", CALM)
    for query in FILTERS:
        yield _filtered(hands, f"{query}, first", query, 1)
        yield _filtered(hands, f"{query}, again", query, TIMES)
    hands.press(ENTER, CALM)
    hands.press(ESCAPE, 1.0)
    yield from _opened(hands)


def _filtered(hands: Hands, name: str, query: str, times: int) -> Work:
    """Paste a filter into the search bar."""
    say(f"{name} …")
    presses: list[Press] = []
    for _ in range(times):
        hands.press(CLEAR, 1.0)
        presses.append(hands.press(query, 1.0))
    return Work(name, presses, [_until_found(press) for press in presses])


def _opened(hands: Hands) -> Iterator[Work]:
    """Open each dialog again and again, and yield how it came and went."""
    for name, key in DIALOGS.items():
        both = _calm(hands, name, [key, ESCAPE] * TIMES)
        for what, presses in ((name, both.presses[::2]), (f"{name}, left", both.presses[1::2])):
            yield Work(what, presses, [wait for press in presses if (wait := press.last()) is not None])


def _resized(hands: Hands) -> Work:
    say("the terminal is resized …")
    presses = [hands.resize(*size, CALM) for _ in range(4) for size in SIZES]
    return Work("terminal resized", presses, [wait for press in presses if (wait := press.last()) is not None])


def _typed(hands: Hands, query: str, dice: random.Random) -> Iterator[Press]:
    hands.press(CLEAR, CALM)
    text = ""
    for letter in query:
        text += letter
        press = hands.press(letter, WORD if letter == " " else dice.uniform(*LETTER))
        yield msgspec.structs.replace(press, key=text)
    yield msgspec.structs.replace(hands.press(" ", WORD), key=f"{text} ")


def _searches(name: str, presses: list[Press]) -> Work:
    told = [press for press in presses if press.until - press.at >= ROOM and len(press.key.strip()) <= TITLED]
    founds = [_until_found(press) for press in told]
    wholes = [press.frames[-1].at - press.at for press in told if press.frames]
    return Work(name, presses, founds, wholes)


def _until_found(press: Press) -> float:
    """Return the seconds from a letter until the claims that it finds were painted; without end if they did not come.

    Their title, which names the query, is painted with them; the counts of the panes beside them come after that.
    """
    title = f"── {press.key.strip()} ".encode()
    return next((frame.at - press.at for frame in press.frames if title in frame.content), math.inf)


def _held(hands: Hands, name: str, key: str) -> Work:
    say(f"{name} …")
    presses = [hands.press(key, HELD) for _ in range(REPEATS)]
    presses.append(hands.press(key, CALM))
    return Work(name, presses, [wait for press in presses if (wait := press.first()) is not None])


def _calm(hands: Hands, name: str, keys: Sequence[str]) -> Work:
    say(f"{name} …")
    presses = [hands.press(key, CALM) for key in keys]
    return Work(name, presses, [wait for press in presses if (wait := press.last()) is not None])


def _tell(work: Work, stops: Sequence[Stop]) -> None:
    """Print the results' times, each key's longest stop and longest work at once, and how many frames a second came."""
    met = [_stops_met(press, stops) for press in work.presses]
    walls, steps = ([max(map(measure, each), default=0.0) for each in met] for measure in (_wall, _cpu))
    seconds = work.presses[-1].until - work.presses[0].at
    frames = sum(len(press.frames) for press in work.presses) / seconds
    click.echo(
        f"{work.name:25} {len(work.presses):4} keys; painted {_spread(work.results)}"
        f"{f' (with all panes {_spread(work.wholes)})' if work.wholes else ''}; stops "
        f"{_spread(walls)}; longest steps {_spread(steps)}; "
        f"{frames:.0f} frames/s"
    )


def _stops_met(press: Press, stops: Sequence[Stop]) -> list[Stop]:
    """Return the stops between a key and the next one; none if the program slept all the while."""
    return [stop for stop in stops if press.at <= stop.start + stop.wall and stop.start < press.until]


def _wall(stop: Stop) -> float:
    return stop.wall


def _cpu(stop: Stop) -> float:
    return stop.cpu


def _spread(seconds: Sequence[float]) -> str:
    """Return the median, the 95th of a hundred, and the longest, in milliseconds."""
    if not seconds:
        return "none"
    ordered = sorted(seconds)
    shown = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    return " / ".join(f"{1000 * each:.0f}" for each in (*shown, ordered[-1]))
