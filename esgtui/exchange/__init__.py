"""Formats in and out, one module each; every file is written whole or not at all."""
