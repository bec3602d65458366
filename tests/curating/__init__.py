"""How datasets are written by hand."""
