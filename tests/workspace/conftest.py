"""What tests of documents share: a document on a desk, and the standards whose topics are chosen from."""

from pathlib import Path

import pytest

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.loader import load
from esgtui.settings import resources

from .report import Desk


@pytest.fixture(scope="session")
def standards() -> Dataset:
    return load(resources("data"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
