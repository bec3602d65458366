"""Values by claim that are looked at while others are set."""

from datetime import UTC, datetime

from esgtui.annotation.state import OnClaim, folded_claims

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def test_whoever_goes_through_keys_sees_those_of_the_beginning() -> None:
    claims = folded_claims()
    claims["one"] = claims["two"] = OnClaim()
    seen = []
    for claim in claims:
        claims[f"{claim} more"] = OnClaim()
        seen.append(claim)
    assert seen == ["one", "two"]
    assert list(claims) == ["one", "two", "one more", "two more"]


def test_what_is_asked_for_again_is_taken_apart_once_until_it_changes() -> None:
    claims = folded_claims()
    claims["one"] = OnClaim(statements={f"coder {number}": (NOW, "as it was") for number in range(3)})
    kept = folded_claims(claims.folded())
    seen = kept["one"]
    assert kept["one"] is seen
    kept.opened("one").statements["coder 3"] = NOW, "as it is"
    assert len(kept["one"].statements) == 4
    assert len(seen.statements) == 3
