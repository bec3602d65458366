"""Tables of others, made into datasets."""
