"""What became of claims, in groups and as a table."""

from esgtui.insight.editions import claim_changes
from esgtui.insight.editions_table import Group, editions_table, grouped
from tests.insight.test_editions import claim, cut, edition

OLD = edition(
    claim("a", "Acme cuts by 30 %.", metrics=cut(30)),
    claim("b", "Bolt is neutral by 2040.", "bolt", target_year=2040),
    claim("c", "Acme recycles.", topics=("E5",)),
    claim("d", "Acme plants trees."),
    claim("e", "Acme sells."),
)
NEW = edition(
    claim("a", "Acme cuts by 40 %.", metrics=cut(40)),
    claim("b", "Bolt is neutral by 2040.", "bolt", target_year=2045),
    claim("c", "Acme recycles."),
    claim("z", "Acme plants trees."),
    claim("f", "Acme buys."),
)


def test_each_claim_is_in_the_group_of_what_weighs_most_of_its_changes() -> None:
    groups = {group.title: [change.new_id or change.old_id for change in group.changes] for group in _found()}
    assert groups == {
        "Reworded": ["a"],
        "Figures and years moved": ["b"],
        "Otherwise changed": ["c"],
        "Under another id": ["z"],
        "Added": ["f"],
        "Gone": ["e"],
    }


def test_the_table_has_a_row_for_each_field_and_the_text_tells_it_word_by_word() -> None:
    table = editions_table(_found(), (NEW, OLD), "What changed")
    assert [row[:8] for row in table.rows[:3]] == [
        ("Reworded", "Acme", "a", "a", "statement", "Acme cuts by 30 %.", "Acme cuts by 40 %.", None),
        ("Reworded", "Acme", "a", "a", "metric", "30 %: cut", "40 %: cut", 10),
        ("Figures and years moved", "Bolt", "b", "b", "target year", "2040", "2045", 5),
    ]
    assert table.rows[-1] == ("Gone", "Acme", "", "e", "", "", "", None, "Acme sells.")
    assert "  ~ a  Acme  Acme cuts by -[30] +[40] %." in table.drawing
    assert "      target year: 2040 → 2045  (+5)" in table.drawing


def _found() -> tuple[Group, ...]:
    return grouped(claim_changes(OLD, NEW))
