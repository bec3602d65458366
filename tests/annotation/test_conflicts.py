"""What coders judged differently, and when a settlement holds."""

from pathlib import Path

from esgtui.annotation.conflicts import Conflict, conflicts_on, settling
from esgtui.annotation.journal import Journal
from esgtui.annotation.model import VISITED, Edit

from .samples import opened, star, tag, verdict


def found(journal: Journal, *coders: str) -> list[Conflict]:
    return list(conflicts_on(journal.history, "c", coders or None))


def settle(journal: Journal, decision: str | bool) -> None:
    journal.write("mei", [settling(found(journal)[0], decision)], {})


def test_verdicts_that_are_not_the_same_are_a_conflict(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [verdict("c", "good")], {})
    assert found(journal) == []
    journal.write("ada", [verdict("c", "good")], {})
    assert found(journal) == []
    journal.write("jo", [verdict("c", "poor")], {})
    assert found(journal) == [Conflict("c", "verdict", (("ada", "good"), ("jo", "poor"), ("mei", "good")))]
    assert found(journal, "mei", "ada") == []
    assert len(found(journal, "mei", "jo")) == 1


def test_a_verdict_that_was_not_given_is_none(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [verdict("c", "good")], {})
    journal.write("ada", [star("c")], {})
    assert found(journal) == []


def test_a_tag_that_is_left_off_by_one_who_visited_is_a_conflict(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [tag("c")], {})
    assert found(journal) == []
    journal.write("ada", [Edit("c", VISITED, value=True)], {})
    assert found(journal) == [Conflict("c", "tag:a", (("ada", False), ("mei", True)))]
    journal.write("ada", [Edit("c", VISITED, value=False)], {})
    assert found(journal) == []
    journal.write("ada", [tag("c")], {})
    assert found(journal) == []


def test_who_judged_has_looked_whatever_was_said_of_it(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [verdict("c", "good")], {})
    journal.write("ada", [verdict("c", "poor")], {})
    journal.write("ada", [Edit("c", VISITED, value=False)], {})
    assert [conflict.field for conflict in found(journal)] == ["verdict"]
    assert journal.history.visited("ada") == {"c"}
    journal.write("ada", [verdict("c", None)], {})
    assert found(journal) == []
    assert journal.history.visited("ada") == set()
    assert journal.history.progress("ada").visited == 0


def test_a_settlement_holds_until_somebody_judges_otherwise(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [verdict("c", "good")], {})
    journal.write("ada", [verdict("c", "poor")], {})
    settle(journal, "good")
    assert [(each.is_settled, each.decision) for each in found(journal)] == [(True, "good")]
    journal.write("jo", [verdict("c", "good")], {})  # as was decided
    assert [each.is_settled for each in found(journal)] == [True]
    journal.write("jo", [verdict("c", "poor")], {})
    assert [each.is_settled for each in found(journal)] == [False]
    settle(journal, "poor")
    assert [each.is_settled for each in found(journal)] == [True]
    journal.undo("mei")
    assert [(each.is_settled, each.decision) for each in found(journal)] == [(False, "good")]


def test_settling_changes_nobodys_own_judgement(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [tag("c")], {})
    journal.write("ada", [star("c")], {})
    before = journal.history.annotations("c")
    settle(journal, decision=False)
    assert journal.history.annotations("c") == before
    assert journal.history.coders_on("c") == ["ada", "mei"]
