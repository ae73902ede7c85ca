"""Alerts: something went wrong on our side and a person has to know."""

from datetime import datetime

import structlog

from liaison.core.cards import Value, card, text
from liaison.core.outbox import Message, Op
from liaison.core.people import Role
from liaison.core.repository import People
from liaison.core.transaction import Tx

log = structlog.get_logger()

PREFIX = "alert:"


async def alert(
    tx: Tx, key: str, subject: str, *, code: str, name: str | None = None, **values: Value
) -> None:
    """Tell the administrators of both Parties, once for each ``key`` and ``subject``.

    ``key`` is the message of the catalog. ``name`` is the variable in it that takes ``subject``,
    where one does, and ``values`` are the others; ``code`` says to the log what happened. It is in
    the audit record, too.
    """
    log.error(key, subject=subject, code=code)
    await tx.audit(key, subject, actor=None, code=code)
    banner = text(key, **values) if name is None else text(key, **{name: subject}, **values)
    for party in tx.agreement.parties:
        for person in await tx.of(People).team(party.code, Role.ADMIN):
            await tx.enqueue(
                Message(
                    chat_id=person.chat_id,
                    op=Op.SEND,
                    recipient=person.id,
                    card=card(banner),
                    dedupe_key=f"{PREFIX}{key}:{subject}:{person.id}",
                )
            )


def is_alert(message: Message) -> bool:
    """Whether a message is an alert itself, about which no further one is raised."""
    return message.dedupe_key is not None and message.dedupe_key.startswith(PREFIX)


def daily(now: datetime) -> str:
    """A subject for what is told once a day."""
    return now.date().isoformat()
