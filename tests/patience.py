"""How long tests wait for what has to come: a busy machine takes its time, and only a test that fails comes to this."""

LONG = 120.0
"""Seconds after which what is awaited will not come any more."""
