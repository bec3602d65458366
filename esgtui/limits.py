"""How long texts may be that people write: more is a slip, or stops an interface that has to show it."""

LONGEST_NOTE = 100_000
"""Characters of a note: fifty pages. The editor lays out so many in a moment, and not many more."""

LONGEST_TAG = 200
"""Characters of a tag with its path."""

LONGEST_LINE = 4_000
"""Characters of what is typed into one line, such as a query, of which no more is read."""
