"""The wheel, built and installed into an empty environment, works from a folder that knows nothing of the checkout."""

import subprocess
import sys
import sysconfig
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import esgtui
from tests.e2e.desk import Desk

ROOT = Path(__file__).parents[2]


def test_the_wheel_works_by_itself(tmp_path: Path) -> None:
    wheel = _built(tmp_path / "dist")
    resources = [*ROOT.glob("data/*.toml"), *ROOT.glob("styles/*.tcss")]
    names = ZipFile(wheel).namelist()
    assert {f"esgtui/{path.relative_to(ROOT).as_posix()}" for path in resources} <= set(names)
    assert {name.split("/")[0] for name in names} == {"esgtui", f"esgtui-{esgtui.__version__}.dist-info"}

    program = _installed(wheel, tmp_path / "environment")
    with closing(Desk(tmp_path, program)) as desk:
        assert desk.shell("--version").stdout == f"esgtui {esgtui.__version__}\n"
        found = desk.shell("search", "recyled", "alumnium")
        assert found.returncode == 0
        assert found.stdout.startswith("smart-")
        assert "recycled aluminium" in found.stdout.splitlines()[0]
        assert desk.shell("export", "--output", "x.toml").returncode == 0
        assert desk.shell("validate", "x.toml").returncode == 0
        explorer = desk.open()
        explorer.press("/recyled alumnium\r*", "★")
        assert explorer.claim.startswith("smart-")
        explorer.quit()


def _built(folder: Path) -> Path:
    """Build the wheel into a folder; return its path."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _installed(wheel: Path, environment: Path) -> Path:
    """Install the wheel into a new environment; return the program.

    What esgtui depends on is borrowed from the environment of the tests, esgtui itself is not: a line of a `.pth` file
    adds a folder of modules, but not what the `.pth` files in there name, and so not the checkout.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    how = ["--quiet", "--no-deps", "--no-index", "--no-compile"]  # what is run compiles itself
    install = ["-m", "pip", "--python", str(python), "install", *how, str(wheel)]
    subprocess.run([sys.executable, *install], check=True)
    ask = ["-c", "import esgtui, sysconfig; print(sysconfig.get_path('purelib')); print(esgtui.__file__)"]
    told = subprocess.run([python, *ask], cwd=environment, check=True, capture_output=True, encoding="utf-8").stdout
    modules, file = map(Path, told.splitlines())
    assert file.is_relative_to(modules)
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (modules / "borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    return environment / "bin" / "esgtui"
