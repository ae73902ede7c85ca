"""E-mail: confirmation of addresses, and messages without content.

E-mails are stored on foreign servers, so they only state that something waits, and its reference.
"""

from dataclasses import replace

from liaison.audit import service as audit_service
from liaison.core.cards import Card, card, text
from liaison.core.errors import UserError
from liaison.core.outbox import Message, Op, SendPrecondition, Urgency
from liaison.core.people import Person
from liaison.core.transaction import People, Tx
from liaison.notifications.email import (
    CODE_VALID_FOR,
    CODES_PER_HOUR,
    MailCode,
    check_code,
    hash_code,
    new_mail_code,
    parse_address,
)
from liaison.notifications.repository import MailCodes
from liaison.notifications.sounds import Tells, message_to

CODE_MINUTES = int(CODE_VALID_FOR.total_seconds() // 60)


def mail_card(about: str) -> Card:
    """The text of an e-mail: something waits, and its reference or code."""
    return card(text("mail-subject"), text("mail-waiting", reference=about))


def mail_message(
    person: Person,
    shown: Card,
    *,
    key: str,
    precondition: SendPrecondition | None,
    urgency: Urgency,
) -> Message:
    """The e-mail that something waits, to the person's address at the time of sending."""
    message = message_to(person, shown, Tells.INFORMATION, dedupe_key=key, urgency=urgency)
    return replace(message, op=Op.MAIL, precondition=precondition)


async def ask_code(tx: Tx, person: Person, typed: str) -> str:
    """Send a code to an address, replacing an earlier code, a few times an hour at most; returns
    the normalized address. Raises ``UserError`` or ``NotAnAddress``.
    """
    if not tx.can_send_mail:
        raise UserError("error-no-mail")
    address = parse_address(typed)
    code = new_mail_code(tx.random)
    mail_code = MailCode(
        person=person.id,
        address=address,
        code_hash=hash_code(person.id, code),
        expires_at=tx.now + CODE_VALID_FOR,
    )
    await tx.of(MailCodes).put(mail_code)
    code_card = card(text("mail-subject"), text("mail-code", code=code, minutes=CODE_MINUTES))
    message = message_to(person, code_card, Tells.INFORMATION, urgency=Urgency.REPLY)
    message = replace(message, op=Op.MAIL, mail_address=address)
    for number in range(CODES_PER_HOUR):
        key = f"mail-code:{person.id}:{tx.now:%Y-%m-%dT%H}:{number}"
        if await tx.enqueue_once(replace(message, dedupe_key=key)):
            return address
    raise UserError("error-too-many-codes")


async def confirm_address(tx: Tx, person: Person, typed: str) -> str | UserError:
    """Confirm an address by its code. The error of a code is returned and not raised, because the
    failed attempt must be saved. Raises ``UserError`` without a code.
    """
    mail_code = await tx.of(MailCodes).get(person.id)
    if mail_code is None:
        raise UserError("error-no-code")
    try:
        check_code(mail_code, typed, now=tx.now)
    except UserError as rejected:
        await tx.of(MailCodes).put(replace(mail_code, attempts=mail_code.attempts + 1))
        return rejected
    await tx.of(MailCodes).remove(person.id)
    await tx.of(People).change(person.id, email=mail_code.address)
    await audit_service.record_step(tx, "email", person, actor=person, known=True)
    return mail_code.address


async def forget_address(tx: Tx, person: Person) -> None:
    """Delete a person's address, and the one that waits for confirmation."""
    await tx.of(MailCodes).remove(person.id)
    if person.email is not None:
        await tx.of(People).change(person.id, email=None)
        await audit_service.record_step(tx, "email", person, actor=person, known=False)
