"""How long texts may be that people write: more is a slip, or stops an interface that has to show it."""

LONGEST_NOTE = 200_000
"""Characters of a note: a hundred pages."""

LONGEST_TAG = 200
"""Characters of a tag with its path."""

LONGEST_LINE = 4_000
"""Characters of what is typed into one line, such as a query, of which no more is read."""
