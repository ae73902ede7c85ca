"""Timers: what a concept does for a subject at a due time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.transaction import Tx

OPEN_CARDS = "act-ended"
"""Timer kind that brings the open cards of a record in the chats of a Party up to date. Its subject
is both of them.
"""
_S = TypeVar("_S")


@dataclass(frozen=True, slots=True)
class TimerKind:
    """One kind of timer: ``run`` gets the subject and the last run (aware UTC).

    ``follows_settings``: all timers of the kind run at once after a setting has changed. ``start``,
    called when the service starts, sets the timers that no person's step sets. ``rejected`` is
    called in a new transaction after ``run`` has raised a ``UserError``. ``once``: a timer is
    removed when it has run. ``latest`` says by when a timer must run, if another run can set it
    earlier.
    """

    key: str
    run: Callable[[Tx, str, datetime], Awaitable[None]]
    follows_settings: bool = False
    start: Callable[[Tx], Awaitable[None]] | None = None
    rejected: Callable[[Tx, str, UserError], Awaitable[None]] | None = None
    once: bool = False
    latest: Callable[[Tx, str], Awaitable[datetime | None]] | None = None


def run_for(
    id_of: Callable[[str], _S], run: Callable[[Tx, _S], Awaitable[None]]
) -> Callable[[Tx, str, datetime], Awaitable[None]]:
    """The ``run`` of a kind that gets the id of its subject, and no last run."""
    return lambda tx, subject, _since: run(tx, id_of(subject))


def party_timer(
    key: str, run: Callable[[Tx, PartyCode], Awaitable[None]], *, follows_settings: bool = False
) -> TimerKind:
    """A kind of timer that each Party has, from the start of the service on."""

    async def start(tx: Tx) -> None:
        for party in tx.agreement.parties:
            await run(tx, party.code)

    return TimerKind(key, run_for(PartyCode, run), follows_settings, start)


async def refresh_cards_at(tx: Tx, party: PartyCode, record: str, at: datetime) -> None:
    """Bring the open cards of a record in the chats of a Party up to date at a moment."""
    await tx.schedule_timer(OPEN_CARDS, f"{party} {record}", at)


async def run_timer(tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
    """Run a timer; ``since`` is its last run (aware UTC). Raises ``Unregistered``."""
    found = tx.registry.get(TimerKind, kind)
    if found.once:
        await tx.schedule_timer(kind, subject, None)
    await found.run(tx, subject, since)
