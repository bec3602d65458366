"""A short report of a maker of bicycles, to be read into a dataset."""

from pathlib import Path

from esgtui.dataset.dataset import Dataset
from esgtui.reading import Reading
from esgtui.reading_opening import Files, open_reading

REPORT = """\
Velomade on the Way to Clean Bicycles

Velomade has published such a report for the fourth time. The pictures were taken in our plant.

Clean Materials

In 2024, Velomade has put 12 kg of recycled aluminium into each bicycle. By 2030 we will cut the emissions of our plant
by half compared with 2019.

Who Works Here

Velomade trains all 300 employees in safety at work every year. Lunch is served at noon.
"""

RECYCLED = "In 2024, Velomade has put 12 kg of recycled aluminium into each bicycle."
TARGET = "By 2030 we will cut the emissions of our plant by half compared with 2019."


def write_report(folder: Path) -> Path:
    """Write the report to a file in a folder, and return its path."""
    path = folder / "velo-report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


class Desk:
    """A document, the file that claims go to, and the folders of what is kept between readings, and of journals."""

    def __init__(self, folder: Path) -> None:
        self.document = write_report(folder)
        self.file = folder / "velo.toml"
        self.kept_in = folder / "state"
        self.store = folder / "store"

    def opened(self) -> Reading:
        return open_reading(Files(self.document, self.file, self.kept_in, store=str(self.store)), lambda *_: None)


def find(reading: Reading, words: str) -> int:
    (found,) = reading.order("document", shows_all=True, words=words)
    return found


def taken(reading: Reading, words: str, standards: Dataset, company: str = "Velomade AG") -> str:
    sentence = find(reading, words)
    reading.choose_company(sentence, company)
    return reading.take(sentence, standards)
