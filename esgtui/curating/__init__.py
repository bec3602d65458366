"""What helps a curator to write a dataset by hand: its schema, a template, and files put in order."""
