"""Recent tags: numbers that fingers can learn, and the last tagging, from the changes alone."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.model import STAR, TAG_PREFIX, Action, Change
from esgtui.annotation.recent import MOST, RecentTags, TagEdit

START = datetime(2026, 1, 1, tzinfo=UTC)


def step(number: int, *turned: str, coder: str = "mei", action: Action = "do", field: str = "") -> list[Change]:
    """Return one step's changes: `+tag` puts it on, `-tag` takes it off."""
    return [
        Change(
            id=f"{number}-{at}",
            step=f"step {number}",
            at=START + timedelta(seconds=number),
            coder=coder,
            claim="c-0",
            field=field or TAG_PREFIX + tag[1:],
            before=None,
            after=True if tag[0] == "+" else None,
            action=action,
        )
        for at, tag in enumerate(turned)
    ]


def followed(*steps: list[Change]) -> RecentTags:
    recent = RecentTags("mei")
    recent.follow(steps)
    return recent


def test_tags_get_numbers_in_the_order_of_their_first_use_and_keep_them() -> None:
    recent = followed(step(1, "+a"), step(2, "+b"), step(3, "+a"), step(4, "+c"))

    assert recent.numbers == {"a": 1, "b": 2, "c": 3}


def test_the_tenth_tag_takes_the_number_of_the_one_not_used_for_longest() -> None:
    steps = [step(number, f"+{number}") for number in range(1, MOST + 1)]
    recent = followed(*steps, step(10, "+1"), step(11, "+new"))

    assert recent.numbers["1"] == 1
    assert recent.numbers["new"] == 2
    assert "2" not in recent.numbers


def test_only_what_the_coder_did_counts() -> None:
    recent = followed(
        step(1, "+a"),
        step(2, "+b", coder="ann"),
        step(3, "+c", action="merge"),
        step(4, "+d", action="undo"),
        step(5, "+e", field=STAR),
        step(6, "-f"),
    )

    assert recent.numbers == {"a": 1}
    assert recent.last == TagEdit(remove=("f",))


def test_the_last_tagging_is_a_whole_step_on_however_many_claims() -> None:
    several = [*step(2, "+b", "-a"), *step(2, "+b", "-a")]

    assert followed(step(1, "+a"), several).last == TagEdit(add=("b",), remove=("a",))
    assert not followed(step(1, "+a", field=STAR)).last


@given(st.lists(st.sampled_from("abcdefghijklm"), max_size=40), st.integers(0, 40))
def test_it_makes_no_difference_when_changes_are_taken_in(tags: list[str], at: int) -> None:
    steps = [step(number, f"+{tag}") for number, tag in enumerate(tags)]
    whole, bit_by_bit = RecentTags("mei"), RecentTags("mei")
    whole.follow(steps)
    bit_by_bit.follow(steps[:at])
    bit_by_bit.follow(steps[at:])

    assert bit_by_bit.numbers == whole.numbers
    assert bit_by_bit.last == whole.last
    assert sorted(whole.numbers.values()) == list(range(1, min(MOST, len(set(tags))) + 1))
    assert not tags or tags[-1] in whole.numbers
