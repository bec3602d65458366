"""The console script. Importing it costs nothing: what a call needs is imported once it is known what that is."""

import sys


def main() -> int:
    """Run the program with the arguments of the process; return its exit code."""
    arguments = sys.argv[1:]
    try:
        if arguments == ["--version"]:
            return _version()
        from esgtui.cli.boundary import guarded

        return guarded(lambda: _run(arguments))
    except KeyboardInterrupt:  # while modules were still being imported
        return 130


def _version() -> int:
    """Print the version; a reader that went away is no fault of the call."""
    from esgtui import __version__

    try:
        print(f"esgtui {__version__}", flush=True)
    except BrokenPipeError:
        sys.stdout = None
    return 0


def _run(arguments: list[str]) -> int:
    if not arguments:
        from esgtui.cli.explorer import start
        from esgtui.cli.opening import Opening

        return start(Opening())
    from esgtui.cli.program import run

    return run(arguments)
