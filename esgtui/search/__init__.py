"""Finding claims: the query language, the index, the order of what is found, and exact filters."""
