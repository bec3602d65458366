"""Which files have a beginning and an end, as those that people write."""

import os
from pathlib import Path
from stat import S_ISREG


def is_ordinary(path: Path) -> bool:
    """Return whether there is a file that can be read to its end; raise `OSError` if that cannot be found out.

    Pipes and devices are none, and nothing that the system makes up while it is read, such as what is in /proc: that
    says of itself that it is empty, and some of it never ends.
    """
    found = path.stat()
    return S_ISREG(found.st_mode) and (found.st_size > 0 or _is_empty(path))


def _is_empty(path: Path) -> bool:
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        return not os.read(file, 1) or os.fstat(file).st_size > 0  # it may have been written meanwhile
    except BlockingIOError:
        return False
    finally:
        os.close(file)
