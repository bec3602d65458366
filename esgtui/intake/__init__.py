"""Datasets made of other people's tables: files are read row by row, their columns guessed, their rows made claims."""
