"""One module a screen: it wires widgets to the workspace, and has a style sheet of its own name."""
