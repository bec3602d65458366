"""What every story starts with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk; what still runs at the end is ended."""
    desk = Desk(tmp_path)
    yield desk
    desk.close()
