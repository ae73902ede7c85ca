"""New SQLite databases; the migrations run once."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.migrations.migrate import upgrade


def fresh(folder: Path, name: str = "liaison.db") -> str:
    """Make a new SQLite database with the newest schema in a folder, and return its URL."""
    path = folder / name
    path.touch(mode=0o600)
    path.write_bytes(_blank())
    return f"sqlite:///{path}"


@cache
def _blank() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.db"
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()
