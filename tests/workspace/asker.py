"""A program that saves queries without end, and says after each that it is saved; tests kill it."""

import sys
from itertools import count
from pathlib import Path

from esgtui.queries import Queries


def main(path: str, who: str, last: str = "") -> None:
    queries = Queries(Path(path))
    for number in range(int(last)) if last else count():
        queries.save(f"{who} {number}", f"query {number}")
        queries.remember(f"{who} asks {number}")
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
