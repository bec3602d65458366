"""How a row of a table is written as a paragraph of text."""

CELLS = " | "
"""What stands between two cells."""
