"""What screens are made of. Widgets show what they are given and post messages; they never act on the workspace."""
