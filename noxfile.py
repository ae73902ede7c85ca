"""The tests on every installed Python that the service supports.

``nox`` runs the unit, contract, service and story tests on each of them; ``nox -s quick`` the unit,
contract and wheel tests on each but nox's own interpreter, which ``make test-all`` uses.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nox

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
OWN = f"{sys.version_info.major}.{sys.version_info.minor}"
QUICK = ("tests/unit", "tests/contract", "tests/test_wheels.py")
ALL = (*QUICK, "tests/service", "tests/stories")
NEEDED = "import ensurepip, sqlite3, ssl, sys, venv; print('%d.%d' % sys.version_info[:2])"
"""Imports that an interpreter needs to run the service in a virtual environment."""

PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
# For versions that are installed but not selected, the shims of pyenv fail.
os.environ["PATH"] = os.pathsep.join([*map(str, PYENV.glob("versions/*/bin")), os.environ["PATH"]])

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["tests"]
nox.options.default_venv_backend = "venv"


def usable() -> Iterator[str]:
    """The supported versions that are installed; prints the skipped ones in one line."""
    for version in PYTHONS:
        found = shutil.which(f"python{version}")
        if found is None:
            continue
        probe = subprocess.run([found, "-c", NEEDED], capture_output=True, text=True, check=False)
        if probe.stdout.strip() == version:
            yield version
        else:
            print(f"Python {version} is passed over: {found} cannot make an environment.")


USABLE = tuple(usable())


@nox.session(python=USABLE)
def tests(session: nox.Session) -> None:
    """Run the unit, contract, service and story tests."""
    run(session, ALL)


@nox.session(python=USABLE)
def quick(session: nox.Session) -> None:
    """Run the unit, contract and wheel tests, but not on the interpreter of nox."""
    if session.python == OWN:
        session.skip("make test-all runs them there")
    run(session, QUICK)


def run(session: nox.Session, folders: tuple[str, ...]) -> None:
    """Install the locked requirements and run the tests of some folders."""
    session.install("--require-hashes", "-r", "requirements-dev.lock")
    session.install("--no-deps", "--no-build-isolation", "-e", ".")
    session.run("python", "-m", "pytest", "-n", "2", "--dist", "worksteal", *folders)
