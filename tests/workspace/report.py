"""A short report of a maker of bicycles, to be read into a dataset."""

from pathlib import Path

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
