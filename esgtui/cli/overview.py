"""`esgtui stats`, and `esgtui` without a terminal: what is in the dataset, and what coders have put on it."""

from esgtui.cli.output import line
from esgtui.workspace import Workspace


def show_overview(workspace: Workspace) -> None:
    """Print the overview."""
    line(workspace.dataset.header.title)
