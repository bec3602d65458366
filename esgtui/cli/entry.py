"""The console script. Importing it costs nothing: what a call needs is imported once it is known what that is."""

import sys


def main() -> int:
    """Run the program with the arguments of the process; return its exit code."""
    arguments = sys.argv[1:]
    try:
        if arguments == ["--version"] and _has_told_version():
            return 0
        from esgtui.cli.boundary import end_on_signals, guarded

        end_on_signals()
        return guarded(lambda: _run(arguments))
    except KeyboardInterrupt:  # while modules were still being imported
        return 130


def _has_told_version() -> bool:
    """Print the version; return whether that went well, and leave trouble to those who can tell of it."""
    from esgtui import __version__

    if not sys.stdout:
        return False
    try:
        print(f"esgtui {__version__}", flush=True)
    except OSError:
        return False
    return True


def _run(arguments: list[str]) -> int:
    """Open the explorer if there is no argument: it need not wait until options can be parsed."""
    if arguments:
        from esgtui.cli.program import run

        return run(arguments)
    from esgtui.cli.explorer import start
    from esgtui.cli.opening import Opening

    with Opening() as opening:
        return start(opening)
