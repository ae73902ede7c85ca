"""What a bot has spent: time of the processor, statements and commits of its database."""

import sqlite3
import time
from dataclasses import asdict, dataclass
from typing import Any
from unittest.mock import patch

WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds of all threads of a process; statements with ``BEGIN`` and ``COMMIT``; commits that
    changed something, the only ones that wait for the disk.
    """

    processor: float = 0.0
    statements: int = 0
    commits: int = 0

    def __sub__(self, earlier: "Spent") -> "Spent":
        before = asdict(earlier)
        return Spent(**{name: value - before[name] for name, value in asdict(self).items()})

    def __add__(self, other: "Spent") -> "Spent":
        more = asdict(other)
        return Spent(**{name: value + more[name] for name, value in asdict(self).items()})


class Ledger:
    """Listens to every connection that SQLite's driver makes, whoever asked for it."""

    def __init__(self) -> None:
        self._statements = 0
        self._commits = 0
        self._connect = sqlite3.connect

    def listen(self) -> None:
        """Count from here on, until the process ends."""
        for module in (sqlite3, sqlite3.dbapi2):  # aiosqlite asks the one, SQLAlchemy the other
            patch.object(module, "connect", self._connected).start()

    def spent(self) -> Spent:
        """All that was spent since the process began."""
        return Spent(
            processor=time.process_time(), statements=self._statements, commits=self._commits
        )

    def _connected(self, *args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._connect(*args, **options)
        written = 0

        def note(statement: str) -> None:
            nonlocal written
            if statement.startswith("--"):
                return  # the inside of a trigger
            self._statements += 1
            word = statement.split(None, 1)[0].upper()
            if word == "COMMIT" and connection.total_changes > written:
                self._commits += 1
                written = connection.total_changes
            elif word in WRITES and not connection.in_transaction:
                self._commits += 1

        connection.set_trace_callback(note)
        return connection
