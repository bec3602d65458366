"""A claim that is corrected in a file that a person keeps: key by key, and not a byte of the rest is touched."""

import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.curating.adding import AddingError, Entry, added
from esgtui.curating.correcting import corrected, removed
from esgtui.dataset.model import Claim, Metric, Place
from tests.dataset.test_any_dataset import CLAIMS

FILE = Path("cars.toml")

KEPT = """\
format = 1

[[companies]]
id = "smart"
name = "smart"

# Read in June.

[[claims]]
id = "smart-001" # stays
kind = "practice"
# so it says on page 3
statement = "Each car has 130 kg of steel."
period = "2021" # in print
places = [
  { source = "report", paragraph = 3 }, # twice
  { source = "report", paragraph = 9 },
]

# weighed
[[claims.metrics]]
name = "steel"
value = 130
unit = "kg" # not lb

[[claims.metrics]]
name = "glass"
value = 40

[[claims]]
id = "smart-002"
statement = "Second."
"""

FIRST = Claim(
    id="smart-001",
    company="smart",
    kind="practice",
    statement="Each car has 130 kg of steel.",
    period="2021",
    places=(Place(source="report", paragraph=3), Place(source="report", paragraph=9)),
    metrics=(Metric(name="steel", value=130, unit="kg"), Metric(name="glass", value=40)),
)


def replaced(**changes: object) -> Claim:
    return msgspec.structs.replace(FIRST, **changes)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("claim", "old", "new"),
    [
        (FIRST, "", ""),
        (replaced(period="2022"), 'period = "2021" # in print', 'period = "2022" # in print'),
        (replaced(period=""), 'period = "2021" # in print\n', ""),
        (replaced(target_year=2030), "# in print\n", "# in print\ntarget_year = 2030\n"),
        (replaced(topics=("esrs:E1",), pillar="a"), 'period = "2021"', 'topics = ["esrs:E1"]\nperiod = "2021"'),
        (
            replaced(metrics=(Metric(name="steel", value=131, unit="kg"), FIRST.metrics[1])),
            "value = 130\n",
            "value = 131\n",
        ),
        (
            replaced(metrics=(Metric(name="steel", value=130, unit="kg", per="car"), FIRST.metrics[1])),
            "# not lb\n",
            '# not lb\nper = "car"\n',
        ),
        (replaced(metrics=FIRST.metrics[:1]), '\n[[claims.metrics]]\nname = "glass"\nvalue = 40\n', ""),
        (
            replaced(metrics=(*FIRST.metrics, Metric(name="wood", value=1.5))),
            "value = 40\n",
            'value = 40\n\n[[claims.metrics]]\nname = "wood"\nvalue = 1.5\n',
        ),
        (
            replaced(metrics=FIRST.metrics[1:]),
            '\n# weighed\n[[claims.metrics]]\nname = "steel"\nvalue = 130\nunit = "kg" # not lb\n',
            "",
        ),
    ],
)
def test_what_is_corrected_changes_and_nothing_else(claim: Claim, old: str, new: str, end: str) -> None:
    wanted = KEPT.replace(old, new)
    if claim.pillar:
        wanted = wanted.replace("# stays\n", '# stays\npillar = "a"\n')
    assert corrected(KEPT.replace("\n", end), claim, FILE) == wanted.replace("\n", end)


def test_a_file_of_one_company_names_the_other_that_a_claim_comes_to_be_of() -> None:
    second = Claim(id="smart-002", company="nio", statement="Second.")
    said = [KEPT.replace('id = "smart-002"\n', f'id = "smart-002"\ncompany = "{name}"\n') for name in ("nio", "smart")]
    found = corrected(KEPT, second, FILE)
    assert found == said[0]
    assert corrected(found, msgspec.structs.replace(second, company="smart"), FILE) == said[1]


def test_a_claim_is_corrected_at_the_end_of_a_file_and_as_it_is_written() -> None:
    second = Claim(id="smart-002", company="smart", statement="Second.", metrics=(Metric(name="m", value=2),))
    metric = '\n\n[[claims.metrics]]\nname = "m"\nvalue = 2\n'
    assert corrected(KEPT.rstrip("\n"), second, FILE) == KEPT.rstrip("\n") + metric
    inline = KEPT.rstrip("\n") + '\nmetrics = [{ name = "m", value = 1 }] # one\n'
    assert corrected(inline, second, FILE) == inline.replace("1 }]", "2 }]")


def test_what_comments_stood_above_a_key_that_goes_stay() -> None:
    text = KEPT.replace('period = "2021"', '# says the colophon\nperiod = "2021"')
    assert "# says the colophon\nplaces" in corrected(text, replaced(period=""), FILE)


def test_a_claim_goes_with_all_that_is_inside_it_and_what_stands_around_it_stays() -> None:
    end = KEPT.index('\n[[claims]]\nid = "smart-002"')
    assert removed(KEPT, "smart-001", FILE) == KEPT[: KEPT.index("[[claims]]\n")] + KEPT[end:]
    assert removed(KEPT, "smart-002", FILE) == KEPT[:end]
    alone = removed(removed(KEPT, "smart-002", FILE), "smart-001", FILE)
    assert "claims" not in tomllib.loads(alone)
    assert "# Read in June." in alone


def test_what_a_file_has_not_or_not_so_is_told() -> None:
    with pytest.raises(AddingError, match="does not have the claim smart-009"):
        corrected(KEPT, replaced(id="smart-009"), FILE)
    inline = 'format = 1\nclaims = [{ id = "smart-001", company = "smart", statement = "One." }]\n'
    with pytest.raises(AddingError, match="smart-001 by hand"):
        corrected(inline, FIRST, FILE)
    with pytest.raises(AddingError, match="smart-001 by hand"):
        removed(inline, "smart-001", FILE)


@given(CLAIMS, CLAIMS, CLAIMS, st.sampled_from(["\n", "\r\n"]))
def test_any_claim_can_become_any_other_and_be_again_what_it_was(one: Claim, other: Claim, by: Claim, end: str) -> None:
    one, other = (msgspec.structs.replace(each, id="a-1", company="a") for each in (one, other))
    by = msgspec.structs.replace(by, id="a-2", company="a")
    text, _ = added(f'format = 1{end}[[companies]]{end}id = "a"{end}name = "A"{end}', [Entry("claims", one)], FILE)
    text, _ = added(text, [Entry("claims", by)], FILE)
    wanted, _ = added(text.partition(f"{end}{end}[[claims]]")[0] + end, [Entry("claims", other)], FILE)
    wanted, _ = added(wanted, [Entry("claims", by)], FILE)
    changed = corrected(text, other, FILE)
    assert tomllib.loads(changed) == tomllib.loads(wanted)
    assert tomllib.loads(corrected(changed, one, FILE)) == tomllib.loads(text)
    if not (one.extra or other.extra or any(metric.extra for metric in one.metrics + other.metrics)):
        assert changed == wanted
