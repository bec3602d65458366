"""The checklist: what a claim states and what it leaves open, by the curator's fields and by rules on its words."""
