"""A text that should not have been typed is taken out: one Party proposes it, the other agrees.

The proposal names the field and holds a salted digest of the text, never the text. When it is
agreed, a timer replaces the text wherever it is stored, and a minute later, when no message with it
can still be on its way, the same timer deletes all messages from the chats and pages of both
Parties.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from liaison.approvals import service as approval_service
from liaison.approvals.rules import Approval, ApprovalKind, ApprovalState, ProposedChange
from liaison.approvals.service import Terms
from liaison.audit.digests import REDACTED, RENEWED, SALT_BYTES, RecordRef, digest_of
from liaison.audit.repository import RecordSalts
from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import MENU, Button, Row, Text, card, named, open_button, text
from liaison.core.errors import Conflict, UserError
from liaison.core.people import APPROVER_ROLES, Person
from liaison.core.redaction import TAKEN_OUT, is_key
from liaison.core.references import AS_LETTERS, CodePrefix, any_code, opening
from liaison.core.transaction import People, Tx
from liaison.notifications.chat_messages import delete_messages
from liaison.notifications.message_expiry import TODAY_SLOT, ChatMessageKind
from liaison.notifications.recipients import hours_of, readers_of
from liaison.notifications.service import deliver_again
from liaison.notifications.sounds import Tells, message_to, sent_at
from liaison.pages.repository import PageMessages
from liaison.pages.rules import page_address

REDACTION_APPROVAL = ApprovalKind("redaction")
TIMER: Final = "redaction"
PEOPLE: Final = "people"
"""The command that shows people and invitations, which have no code of a record."""
_NAME_LENGTH = 8


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text that a person typed: its ``field``, the record that it is part of, and a day by which
    people know it: when it was typed, or what field of the record is ``dated`` so.
    """

    field: str
    value: str
    at: date | datetime
    record: RecordRef
    dated: str = "typed-on"


@dataclass(frozen=True, slots=True)
class TypedTexts:
    """Finds the typed texts of a record by its code, or those that a Party knows; ``shown_by`` is
    the command that shows such records.
    """

    key: str
    shown_by: str
    find: Callable[[Tx, PartyCode, str], Awaitable[Sequence[TypedText]]]


async def typed_texts(tx: Tx, party: PartyCode, code: str) -> dict[str, TypedText]:
    """The texts of a record that can be taken out, by salted digests. Raises ``Conflict``."""
    shown_by, found = _shown_by(tx, code), list[TypedText]()
    for finder in tx.registry.all(TypedTexts).values():
        if finder.shown_by == shown_by:
            found += await finder.find(tx, party, code)
    texts: dict[str, TypedText] = {}
    for each in found:
        if TAKEN_OUT not in each.value and not _is_code(tx, each.value):
            salt = await tx.of(RecordSalts).salt(each.record, lambda: tx.random(SALT_BYTES).hex())
            texts.setdefault(digest_of(each.value, salt), each)
    if not texts:
        is_left = any(TAKEN_OUT not in each.value for each in found)
        key = "error-not-redacted" if is_left else "error-nothing-to-redact"
        raise Conflict(key, code=record_name(code))
    return texts


def _is_code(tx: Tx, value: str) -> bool:
    """Whether a text is like what the service stores itself: it would be taken out of that, too."""
    words = value.split()
    others = [each for each in words if any_code(each) is None]
    is_party = any(each.code == value for each in tx.agreement.parties)
    return is_party or is_key(value) or (others != words and all(map(is_key, others)))


def name_of(digest: str) -> str:
    """The name of a typed text in commands."""
    return digest[:_NAME_LENGTH].translate(AS_LETTERS)


async def propose(tx: Tx, person: Person, code: str, *, digest: str, field: str) -> Approval:
    """Propose to take a text out. Raises ``NotYourRole``, ``UserError`` or ``Conflict``."""
    change = ProposedChange(
        REDACTION_APPROVAL, code, before=digest, after=field, reason=_shown_by(tx, code)
    )
    return await approval_service.propose(tx, person, change)


def proposal_text(change: ProposedChange) -> Text:
    """The proposed redaction, which names the field and not the text."""
    return text(
        "approval-redaction", code=record_name(change.of), field=named("field", change.after)
    )


async def proposal_terms(tx: Tx, change: ProposedChange) -> Terms:
    """The day by which people know the text, while it is there."""
    found = await find_text(tx, change)
    return () if found is None else ((found.dated, text("answer", value=found.at)),)


async def check(tx: Tx, change: ProposedChange) -> None:
    """Check that the text is still in its record. Raises ``Conflict``."""
    if await find_text(tx, change) is None:
        raise Conflict("error-nothing-to-redact", code=record_name(change.of))


async def apply(tx: Tx, _person: Person, change: ProposedChange) -> None:
    """Let the timer take the text out, in a transaction that has read nothing of it."""
    await tx.schedule_timer(TIMER, f"{change.of} {change.before}", tx.now)


async def tell(tx: Tx, approval: Approval, actor: Person | None) -> None:
    """Notify of a proposal and its end; of a redaction, everyone is told when it is done."""
    if approval.state is ApprovalState.AGREED:
        await approval_service.end_notices(tx, approval, actor=actor)
    else:
        await approval_service.notify_of(tx, approval, actor)


async def run_timer(tx: Tx, subject: str) -> None:
    """Take a text out of all records, or then empty the chats."""
    code, _, digest = subject.partition(" ")
    if not digest:
        await _empty_chats(tx, code)
        return
    found = (await _texts(tx, code)).get(digest)
    if found is not None:
        renewed = await tx.take_out(found.value)
        await tx.audit(REDACTED, code, actor=None, field=found.field, **{RENEWED: renewed})
        if all(each[:2] != (found.record.type, found.record.id) for each in renewed):
            await tx.of(RecordSalts).forget([found.record])
    at = [sent_at(Tells.REDACTED, tx.now, hours_of(tx, each.code)) for each in tx.agreement.parties]
    await tx.schedule_timer(TIMER, code, max(at))


async def _empty_chats(tx: Tx, code: str) -> None:
    done = card(text("redaction-done", code=record_name(code)), rows=[MENU])
    for party in tx.agreement.parties:
        await deliver_again(tx, party.code)
        people = await tx.of(People).listed(party.code)
        for person in readers_of(Tells.REDACTED, people, people):
            await delete_messages(tx, person.address, *ChatMessageKind, keep=TODAY_SLOT)
            await tx.of(PageMessages).clear(page_address(person))
            key = f"{TIMER}:{code}:{person.id}:{tx.now.isoformat()}"
            message = message_to(person, done, Tells.REDACTED, dedupe_key=key)
            await tx.enqueue(message)


async def find_text(tx: Tx, change: ProposedChange) -> TypedText | None:
    """The text of a proposal, and its record locked as ``TypedTexts`` does; None if it is gone."""
    return (await _texts(tx, change.of)).get(change.before)


async def _texts(tx: Tx, code: str) -> Mapping[str, TypedText]:
    """The typed texts of a record: what one of the Parties knows of it."""
    found: dict[str, TypedText] = {}
    for party in tx.agreement.parties:
        with suppress(UserError):
            found |= await typed_texts(tx, party.code, code)
    return found


def _shown_by(tx: Tx, code: str) -> str:
    """The command that shows the record of a code; people and invitations have none."""
    return (opening(tx.registry.all(CodePrefix), any_code(code)) or PEOPLE).partition(" ")[0]


def person_code(person: Person) -> str:
    """The code under which the texts about a person are taken out."""
    return f"{person.party}-{person.number}"


def record_name(code: str) -> str | Text:
    """How people call a record: by its code, or a person, or the invitations of a Party."""
    if any_code(code) is not None:
        return code
    party, _, number = code.partition("-")
    return text(
        "redaction-people",
        party=party_name(PartyCode(party)),
        number=int(number) if number else "no",
    )


def open_record(change: ProposedChange) -> Button:
    """The button that opens the record of a proposal; only the own Party sees its people."""
    if change.reason == PEOPLE:
        return Button(text(f"command-{PEOPLE}"), PEOPLE)
    return open_button(change.reason, change.of)


def redaction_row(viewer: Person, code: str) -> Row:
    """The button that offers the typed texts of a record to those who may propose a redaction."""
    if viewer.role not in APPROVER_ROLES:
        return ()
    return (Button(text("button-redact"), f"redact {code}"),)
