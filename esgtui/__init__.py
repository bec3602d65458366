"""esgtui: read, search, annotate and compare what companies claim about their sustainability."""

__version__ = "0.1.0"
