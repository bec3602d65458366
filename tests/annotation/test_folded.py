"""Values by claim that are looked at while others are set."""

from esgtui.annotation.state import OnClaim, folded_claims


def test_whoever_goes_through_keys_sees_those_of_the_beginning() -> None:
    claims = folded_claims()
    claims["one"] = claims["two"] = OnClaim()
    seen = []
    for claim in claims:
        claims[f"{claim} more"] = OnClaim()
        seen.append(claim)
    assert seen == ["one", "two"]
    assert list(claims) == ["one", "two", "one more", "two more"]
