"""Timers: what a concept does about a subject once its time has come."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from liaison.core.transaction import Tx


@dataclass(frozen=True, slots=True)
class Timer:
    """How the timers of one kind are run: ``run`` gets the subject and the last run (aware UTC).

    ``follows_settings``: all timers of the kind are run at once when a setting has changed.
    ``start`` sees to it, when the service starts, that timers are set which no step of a person
    sets.
    """

    key: str
    run: Callable[[Tx, str, datetime], Awaitable[None]]
    follows_settings: bool = False
    start: Callable[[Tx], Awaitable[None]] | None = None


async def start_timers(tx: Tx) -> None:
    """Set the timers that no step of a person sets, where they are not set yet."""
    for each in tx.registry.all(Timer).values():
        if each.start is not None:
            await each.start(tx)


async def run_timer(tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
    """Run the timer of a subject; ``since`` is its last run (aware UTC).

    Raises ``Unregistered`` for a kind that only a newer version knows.
    """
    await tx.registry.get(Timer, kind).run(tx, subject, since)
