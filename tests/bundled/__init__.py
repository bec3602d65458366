"""The dataset that comes with the program, held against what was read from its two documents by hand."""
