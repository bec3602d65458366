"""What `esgtui search --explain` prints: how a query was read, and why the first hits stand where they stand."""

from esgtui.cli.output import json_line, line
from esgtui.cli.table import Row, show_table
from esgtui.counted import counted
from esgtui.search.explaining import Account, Meaning, Reading, Reason, WordRead
from esgtui.search.names import STATEMENT
from esgtui.workspace import Workspace

_HOW = {"whole": "", "beginning": "begins so", "slip": "with a slip", "phrase": "in a row"}


def explain_query(workspace: Workspace, text: str, limit: int, *, as_json: bool) -> None:
    """Print how `text` was read, and an account of each of the first `limit` hits."""
    reading, accounts = workspace.finder.explain(text, limit)
    if as_json:
        json_line({"reading": reading, "accounts": [_account_object(workspace, account) for account in accounts]})
        return
    _show_reading(reading)
    for place, account in enumerate(accounts, 1):
        claim = workspace.dataset.claims[account.row]
        line()
        line(f"{place}. {claim.id}  {account.score:.2f}  {claim.statement}")
        show_table([*map(_reason_row, account.reasons), *_together_rows(account)], 3, right=(4,))


def _show_reading(reading: Reading) -> None:
    for clause in reading.clauses:
        line("  or  ".join("  and  ".join(map(_word_text, words)) for words in clause))
    for each, claims in reading.filters:
        line(f"{each}: lets through {counted(claims, 'claim')}")
    if not reading.clauses and not reading.filters:
        line("nothing is asked for: all claims, in the dataset's order")


def _word_text(word: WordRead) -> str:
    if word.is_excluded:
        return f"{word.typed}: no claim with it"
    if not word.meanings:
        return f"{word.typed}: in no claim, nor anything like it"
    more = word.total - len(word.meanings)
    named = ", ".join(map(_meaning_text, word.meanings)) + (f" and {more:,} more" if more else "")
    return f"{word.typed}: {named}"


def _meaning_text(meaning: Meaning) -> str:
    texts = "" if meaning.how == "phrase" else f"in {meaning.count:,} text{'s' if meaning.count != 1 else ''}"
    return f"{meaning.word} ({', '.join(filter(None, [_HOW[meaning.how], texts]))})"


def _reason_row(reason: Reason) -> Row:
    where = "" if reason.where == STATEMENT else f"in its {reason.where}"
    return Row(
        ("  ", reason.typed, reason.found, " ".join(filter(None, [_HOW[reason.how], where])), _points(reason.points))
    )


def _together_rows(account: Account) -> list[Row]:
    if not account.together:
        return []
    return [Row(("  ", "", "", "order and nearness", _points(account.together)))]


def _points(points: float) -> str:
    return f"{points:+.2f}"


def _account_object(workspace: Workspace, account: Account) -> dict[str, object]:
    return {
        "id": workspace.dataset.claims[account.row].id,
        "score": round(account.score, 4),
        "reasons": account.reasons,
        "together": round(account.together, 4),
    }
