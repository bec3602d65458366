"""What the curators of the bundled dataset took for claims is offered; what stands around claims is not."""

from pathlib import Path

import pytest

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.documents.comparing import Comparison, compared
from esgtui.documents.document import Block, Document, numbered
from esgtui.documents.offering import offers

ASIDE = [
    "We use cookies to improve this website; accept all or choose your settings.",
    "For further information, please contact our press office by email.",
    "All rights reserved.",
    "Monday, 3 March",
    "Page 4 of 12",
    "Photo: a view of the harbour in the evening",
    "Share this page",
    "Table of contents",
]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(Path(__file__).parents[2] / "data")


@pytest.mark.parametrize("source", ["smart-2022-11-07", "nio-green-supply-chain"])
def test_nine_in_ten_of_the_claims_are_offered_and_nothing_else(dataset: Dataset, source: str) -> None:
    claims = [claim for claim in dataset.claims if any(place.source == source for place in claim.places)]
    texts = [text for pair in zip((claim.statement for claim in claims), ASIDE * 20, strict=False) for text in pair]
    paragraphs = tuple(numbered(map(Block, texts)))
    title = dataset.sources[source].title
    found = offers(Document(title=title, kind="text", digest="", paragraphs=paragraphs))
    offered = {each.paragraph for each in found}
    assert len(offered) >= 0.9 * len(claims)
    assert not [each.statement for each in found if each.statement in ASIDE]


def test_a_claim_is_found_in_the_sentence_of_its_paragraph_that_says_the_same(dataset: Dataset) -> None:
    claim = dataset.claims[0]
    numbers = [place.paragraph or 0 for place in claim.places]
    texts = [f"Nothing of it stands in number {at}." for at in range(max(numbers) + 2)]
    for number in numbers:
        texts[number - 1] += f" {claim.statement} More is said after it."
    texts[-1] = claim.statement
    paragraphs = tuple(numbered(map(Block, texts)))
    sentences = offers(Document(title="", kind="text", digest="", paragraphs=paragraphs), least=0)
    found: Comparison = compared(sentences, [claim], claim.places[0].source)
    [match] = found.matches
    assert [each.statement for each in match.sentences] == [claim.statement] * len(set(numbers))
    assert [each.paragraph for each in match.sentences] == sorted(set(numbers))
    assert match.alike == 100
    assert found.found() == 1
    assert found.hits() == len(set(numbers))
