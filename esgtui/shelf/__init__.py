"""The shelf: what can be made again is kept in the user's cache folder, found whole or done without."""
