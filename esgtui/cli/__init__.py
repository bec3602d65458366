"""What is typed in a shell: parse, call the workspace, print. What a verb does lives in `workspace.py`."""
