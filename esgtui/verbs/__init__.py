"""The verbs of the workspace that are a subject of their own: the codebook, teamwork, what happened before."""
