"""Alerts: notify the administrators of a failure of the service."""

from dataclasses import replace
from datetime import datetime

import structlog

from liaison.core.cards import Value, card, text
from liaison.core.outbox import Op
from liaison.core.transaction import People, Tx
from liaison.notifications.recipients import readers_of
from liaison.notifications.sounds import Tells, message_to

log = structlog.get_logger()

PREFIX = "alert:"


async def alert(
    tx: Tx,
    key: str,
    subject: str,
    *,
    code: str,
    name: str | None = None,
    mails: bool = False,
    **values: Value,
) -> None:
    """Notify the administrators of both Parties, once for each ``key`` and ``subject``.

    ``key`` is the message of the catalog. ``name`` is the variable in it for ``subject``, if it has
    one, and ``values`` are the others; ``code`` is the reason in the log. It is in the audit
    record, too. With ``mails`` it is also sent by e-mail, as chats may be what is flooded.
    """
    log.error(key, subject=subject, code=code)
    await tx.audit(key, subject, actor=None, code=code)
    banner = text(key, **values) if name is None else text(key, **{name: subject}, **values)
    for party in tx.agreement.parties:
        team = await tx.of(People).team(party.code)
        for person in readers_of(Tells.FAILURE, (), team):
            key_of = f"{PREFIX}{key}:{subject}:{person.id}"
            message = message_to(person, card(banner), Tells.FAILURE, dedupe_key=key_of)
            await tx.enqueue(message)
            if mails and tx.can_send_mail and person.email is not None:
                mail = card(text("mail-subject"), banner)
                its = f"{key_of}:mail"
                await tx.enqueue(replace(message, op=Op.MAIL, card=mail, dedupe_key=its))


def daily(now: datetime) -> str:
    """A subject for alerts that are sent at most once a day."""
    return now.date().isoformat()
