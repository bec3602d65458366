"""The two documents that the bundled dataset was curated from, in its own words, are read into a dataset by keys."""

from pathlib import Path

import pytest

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.documents.comparing import compared
from esgtui.reading_opening import Files
from esgtui.settings import Settings, resources
from esgtui.tui.reading_app import ReadingApp
from tests.tui.reading import Read

TAKEN = 5


@pytest.fixture(scope="module")
def curated() -> Dataset:
    return load(resources("data"))


def document_of(source: str, curated: Dataset, folder: Path) -> Path:
    """Write what is claimed in each paragraph of a source; the others say nothing."""
    said: dict[int, list[str]] = {}
    for claim in curated.claims:
        for place in claim.places:
            if place.source == source:
                said.setdefault(place.paragraph or 1, []).append(claim.statement)
    company = curated.companies[curated.sources[source].company]
    path = folder / f"{company.name}.txt"  # a document is called by whom it is about
    nothing = ["Of this, there is nothing to say."]
    path.write_text("\n\n".join(" ".join(said.get(number, nothing)) for number in range(1, max(said) + 1)))
    return path


@pytest.mark.parametrize("source", ["smart-2022-11-07", "nio-green-supply-chain"])
async def test_the_documents_of_the_bundled_dataset_become_one_by_keys(
    curated: Dataset, tmp_path: Path, source: str
) -> None:
    claims = [claim for claim in curated.claims if any(place.source == source for place in claim.places)]
    app = ReadingApp(Files(document_of(source, curated, tmp_path), tmp_path / "made.toml"), Settings())
    async with app.run_test(size=(100, 30)) as pilot:
        opened = Read(pilot, app)
        await opened.opened()
        reading = opened.screen.reading
        assert compared(reading.sentences, claims, source).found() >= 0.9 * len(claims)
        await opened.press("s", "t", *"Acme", "enter")
        await opened.press(*"t" * (TAKEN - 1))
        assert f"{TAKEN} taken" in opened.text()
        await opened.press("q")
    made = load(tmp_path / "made.toml").claims
    assert len(made) == TAKEN
    for claim in made:
        (place,) = claim.places
        curators = [each for each in claims if each.statement in claim.statement]
        assert place.paragraph in {spot.paragraph for each in curators for spot in each.places}
