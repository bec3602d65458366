"""Numbers in words, as the modules of the shell have them."""

from esgtui.counted import counted

__all__ = ["counted"]
