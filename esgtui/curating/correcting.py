"""Correct a claim in the text of a dataset's file, key by key, or take it out; all else stays to the byte.

Nothing here touches the disk, and references are not looked at: who writes the file sees that the dataset still opens.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from esgtui.curating.adding import AddingError, parsed, tables_in
from esgtui.curating.blocks import Block, blocks, line_end
from esgtui.curating.written import written, written_key
from esgtui.dataset.fitting import fit
from esgtui.dataset.lines import ASSIGNED, TOKEN
from esgtui.dataset.model import Claim, Metric
from esgtui.dataset.plain import as_toml
from esgtui.dataset.problems import DatasetError

_METRICS = ("claims", "metrics")


def corrected(text: str, claim: Claim, file: Path) -> str:
    """Return a file's text in which the claim of this id says what `claim` does.

    Keys that say the same stay as they are written, with their comments. Raises `AddingError` if the file does not have
    the claim, or has it in a way that cannot be changed like this.
    """
    text = _ended(text)
    before, at = _found(text, claim.id, file)
    row = before["claims"][at]
    spared = _unsaid(before, row, claim)
    was = fit({**spared, **row}, Claim).row
    own, *inner = _blocks_of(text, at) or [Block((), "", "", ())]
    skipped = set() if "metrics" in {each.key for each in own.statements} else {"metrics"}
    skipped |= {"company"} if spared == {"company": claim.company} else set()
    old, new = ({key: value for key, value in as_toml(each).items() if key not in skipped} for each in (was, claim))
    pieces = [_rewritten(own, old, new, Claim), *(block.text for block in inner)]
    if "metrics" in skipped:
        metrics = [block for block in inner if block.path == _METRICS]
        first = 1 + inner.index(metrics[0]) if metrics else len(pieces)
        others = [block.text for block in inner[first:] if block.path != _METRICS]
        pieces[first:] = [*_with_metrics(metrics, was.metrics, claim.metrics, line_end(own.header)), *others]
    found = _put(text, at, "".join(pieces))
    _check(found, before, at, claim, spared, file)
    return found


def removed(text: str, claim_id: str, file: Path) -> str:
    """Return a file's text without a claim; comments above it stay. Raises `AddingError` as `corrected` does."""
    before, at = _found(text, claim_id, file)
    own = next(iter(_blocks_of(text, at)), None)
    found = _put(text, at, own.above if own and own.above.strip() else "")
    _check(found, before, at, None, {}, file)
    return found


def _found(text: str, claim_id: str, file: Path) -> tuple[dict[str, Any], int]:
    """Return what a file says, and which of its claims has an id."""
    data = parsed(text, file)
    ids = [row.get("id") for row in tables_in(data, "claims")]
    if claim_id not in ids:
        raise AddingError(f"{file} does not have the claim {claim_id}; change it where it is")
    return data, ids.index(claim_id)


def _unsaid(data: Mapping[str, Any], row: Mapping[str, Any], claim: Claim) -> dict[str, Any]:
    """Return the company that a claim is of without saying so: the only one of its file, or else of this one."""
    if "company" in row:
        return {}
    there = [each.get("id") for each in tables_in(dict(data), "companies")]
    return {"company": there[0] if len(there) == 1 else claim.company}


def _ended(text: str) -> str:
    """Return a text whose last line ends, so that another one can follow."""
    return text if not text or text.endswith("\n") else text + line_end(text)


def _numbered(text: str) -> Iterator[tuple[Block, int | None]]:
    """Yield the tables of a text, with the number of the claim that each is or is inside of."""
    number, is_inside = -1, False
    for block in blocks(text):
        if len(block.path) == 1:
            is_inside = block.path == ("claims",)
            number += is_inside
        yield block, number if is_inside and block.path else None


def _blocks_of(text: str, at: int) -> list[Block]:
    return [block for block, number in _numbered(text) if number == at]


def _put(text: str, at: int, piece: str) -> str:
    """Return a text with something in the place of its claim with this number."""
    pieces, is_put = [], False
    for block, number in _numbered(text):
        if number != at:
            pieces.append(block.text)
        elif not is_put:
            pieces.append(piece)
            is_put = True
    return "".join(pieces)


def _rewritten(block: Block, old: Mapping[str, Any], new: Mapping[str, Any], kind: type[Claim | Metric]) -> str:
    """Return a table in which keys that change say what is new, and further ones stand where the format has them."""
    order, end = kind.__struct_fields__, line_end(block.header)

    def rank(key: str) -> int:
        return order.index(key) if key in order else len(order)

    there = {each.key for each in block.statements}
    changed = {key for key in {**old, **new} if old.get(key) != new.get(key)}
    further = sorted((key for key in new if key in changed and key not in there), key=rank)
    lines, waiting = [block.above, block.header], ""
    for each in block.statements:
        while further and rank(further[0]) < rank(each.key):
            lines.append(_line(further[0], new[further.pop(0)], end))
        if each.key in changed and each.key not in new:
            waiting += each.above
            continue
        says = _line(each.key, new[each.key], _comment(each.text) + end) if each.key in changed else each.text
        lines += [waiting + each.above, says]
        waiting = ""
    lines += [_line(key, new[key], end) for key in further]
    return "".join([*lines, waiting, block.below])


def _line(key: str, value: object, end: str) -> str:
    """Return a key with its value on lines of its own, the last of which ends so: with a comment, if there was one."""
    *lines, last = written_key(key, value).removesuffix("\n").split("\n")
    return "".join([*(line + line_end(end) for line in lines), last, end])


def _comment(statement: str) -> str:
    """Return the comment behind a value, with the blanks before it; empty if there is none."""
    assigned = ASSIGNED.match(statement.lstrip())
    at, depth = (len(statement) - len(statement.lstrip()) + assigned.end() if assigned else 0), 0
    while found := TOKEN.match(statement, at):
        sign = found[0]
        if sign[0] == "#" and depth == 0:
            blanks = len(statement[: found.start()]) - len(statement[: found.start()].rstrip())
            return " " * blanks + sign.rstrip()
        depth += (sign in {"[", "{"}) - (sign in {"]", "}"})
        at = found.end()
    return ""


def _with_metrics(there: Sequence[Block], old: Sequence[Metric], new: Sequence[Metric], end: str) -> Iterator[str]:
    """Yield metrics as tables: those that stay as they are written, others in the place of what they were before."""
    left = list(zip(old, there, strict=False))
    same = {}
    for number, metric in enumerate(new):
        if pair := next((pair for pair in left if pair[0] == metric), None):
            left.remove(pair)
            same[number] = pair
    for number, metric in enumerate(new):
        if pair := same.get(number) or (left.pop(0) if left else None):
            yield _rewritten(pair[1], as_toml(pair[0]), as_toml(metric), Metric)
        else:
            yield end + written("claims.metrics", metric).replace("\n", end)


def _check(
    text: str, before: dict[str, Any], at: int, claim: Claim | None, spared: Mapping[str, Any], file: Path
) -> None:
    """Raise `AddingError` unless a text says what was said before, but for the one claim."""
    try:
        after = parsed(text, file)
    except DatasetError:
        after = {}
    old, new = tables_in(before, "claims"), tables_in(after, "claims")
    is_so = {**before, "claims": 0} == {**after, "claims": 0} and len(new) == len(old) - (claim is None)
    if is_so and claim:
        is_so = fit({**spared, **new.pop(at)}, Claim) == (claim, [], [])
    if not is_so or new != old[:at] + old[at + 1 :]:
        raise AddingError(f"{file} does not have its claims as [[claims]]; change {old[at].get('id')} by hand")
