import shlex
import subprocess
import sys

import pytest

from esgtui.extras import how_to_get


@pytest.mark.parametrize(
    ("extra", "package"),
    [("xlsx", "python-calamine"), ("parquet", "pyarrow"), ("pdf", "pypdfium2"), ("html", "selectolax")],
)
def test_the_command_installs_what_an_extra_needs_into_this_python(extra: str, package: str) -> None:
    python, *command, needed = shlex.split(how_to_get(extra))
    assert (python, command) == (sys.executable, ["-m", "pip", "install"])
    assert needed.startswith(package)


def test_the_command_is_one_that_a_shell_runs() -> None:
    told = subprocess.run([*shlex.split(how_to_get("html")), "--help"], check=True, capture_output=True, text=True)
    assert "Usage:" in told.stdout
