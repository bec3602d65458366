"""How parts of a text look otherwise than the rest of it."""

Looks = tuple[tuple[int, int, str], ...]
"""Half-open offsets into a text, each with the name of a look: a colour of a tag, `stated`, `gone` or `new`."""
