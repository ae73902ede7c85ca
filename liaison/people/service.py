"""Joining, choice of language, and changes of account status."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison.audit import service as audit_service
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, Text, card, named, text
from liaison.core.outbox import PERSON_SUBJECT, Message, Op, Urgency
from liaison.core.people import AccountStatus, Person, Role, UnknownPerson
from liaison.core.repository import Conversations, People
from liaison.core.transaction import Tx
from liaison.duty.service import duty_now, hand_over
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import NewNotice
from liaison.people import nomination_service
from liaison.people.administrators import check_admins
from liaison.people.offboarding import hand_over_open_work
from liaison.people.repository import Invites
from liaison.people.rules import (
    ATTEMPTS_WITHIN,
    INVITE_VALID_FOR,
    AlreadyJoined,
    Invite,
    InviteNotValid,
    TooManyAttempts,
    check_agency,
    check_invite,
    check_status_change,
    clean_name,
    hash_token,
    new_token,
)
from liaison.requests.model import Request
from liaison.requests.repository import Requests
from liaison.requests.views import show_case
from liaison.todos import today_messages
from liaison.todos.service import TODAY_TIMER

MENU = Button(text("button-menu"), "menu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The result of following an invitation: a person, or the error.

    The error is not raised because the failed attempt must be saved.
    """

    person: Person | None = None
    refused: InviteNotValid | TooManyAttempts | None = None


async def invite(tx: Tx, *, party: PartyCode, role: Role, agency: str, actor: Person | None) -> str:
    """Make an invitation and return its token, which is not stored.

    ``actor`` is None for the first administrator of a Party, invited from the command line. Raises
    ``AgencyTooLong``.
    """
    token = new_token(tx.random)
    made = Invite(
        token_hash=hash_token(token),
        party=party,
        role=role,
        agency=check_agency(agency),
        invited_by=None if actor is None else actor.id,
        expires_at=tx.now + INVITE_VALID_FOR,
    )
    await tx.of(Invites).add(made)
    await tx.audit("invite.made", party, actor=actor, role=role)
    return token


async def join(tx: Tx, *, chat_id: int, token: str, name: str) -> Joined:
    """Join by an invitation. Raises ``AlreadyJoined``; a bad link is a result."""
    known = await tx.of(People).by_chat(chat_id)
    if known is not None and known.status is not AccountStatus.REMOVED:
        raise AlreadyJoined
    attempts = await tx.of(Invites).attempts(chat_id, since=tx.now - ATTEMPTS_WITHIN)
    try:
        valid = await _valid_invite(tx, token, attempts)
    except (InviteNotValid, TooManyAttempts) as refused:
        await tx.of(Invites).record_attempt(chat_id, at=tx.now)
        await tx.audit("invite.refused", str(chat_id), actor=None, reason=refused.key)
        return Joined(refused=refused)
    await tx.of(Conversations).clear(chat_id)
    person = await tx.of(People).add(
        party=valid.party,
        role=valid.role,
        agency=valid.agency,
        name=clean_name(name),
        chat_id=chat_id,
        at=tx.now,
    )
    if not await tx.of(Invites).use(valid.token_hash, person=person.id):
        raise InviteNotValid
    await audit_service.record_step(tx, "joined", person, actor=person, role=person.role)
    if person.role is Role.ADMIN:
        await nomination_service.begin_with(tx, person)
    await notification_service.notify(
        tx, people_notice(person, "joined", _joined(person), triggered_by=person)
    )
    return Joined(person=person)


async def _valid_invite(tx: Tx, token: str, attempts: int) -> Invite:
    """A valid invitation. Raises ``InviteNotValid`` or ``TooManyAttempts``.

    Administrator invitations are used one at a time: a valid one is loaded again under the lock. An
    invalid one returns before, so that all failures take the same time.
    """
    found = await tx.of(Invites).find(hash_token(token))
    valid = check_invite(found, now=tx.now, attempts=attempts)
    if valid.role is not Role.ADMIN:
        return valid
    await tx.of(People).lock_admins(valid.party)
    return check_invite(await tx.of(Invites).find(valid.token_hash), now=tx.now, attempts=attempts)


async def choose_language(tx: Tx, person: Person, language: str) -> bool:
    """Save a language, for the command menu and the Today message, too; false if it is unknown.

    After the first choice, steps that wait for the person's review are shown.
    """
    if language not in tx.agreement.languages:
        return False
    await tx.of(People).set_language(person.id, language)
    await set_menu(tx, person)
    await tx.schedule_timer(TODAY_TIMER, person.party, tx.now)
    if person.language is None:
        await ask_for_review(tx, person)
    return True


async def set_menu(tx: Tx, person: Person) -> None:
    """Enqueue the command menu of a person's chat; role and language are resolved on sending."""
    await tx.enqueue(
        Message(
            chat_id=person.chat_id,
            op=Op.MENU,
            recipient=person.id,
            urgency=Urgency.REPLY,
            must_deliver=False,
        )
    )


async def ask_for_review(tx: Tx, person: Person) -> None:
    """Show a new or returning person the steps that the other Party stated by letter."""
    if person.role is Role.ADMIN:
        return
    for request in await tx.of(Requests).unreviewed(person.party):
        banner = text("notice-statements", reference=request.reference)
        shown = await show_case(tx, person, request, banner=banner)
        await tx.enqueue(
            Message(
                chat_id=person.chat_id,
                op=Op.SEND,
                recipient=person.id,
                card=shown,
                dedupe_key=f"statements:{request.reference}:{request.shared_version}:{person.id}",
            )
        )


async def change_status(
    tx: Tx, admin: Person, person: Person, status: AccountStatus
) -> Sequence[Request]:
    """Suspend, restore or remove a person of the own Party with immediate effect.

    Returns the open cases to reassign, of which the coordinators are also notified. Raises what
    ``check_change`` raises.
    """
    person = await check_change(tx, admin, person, status)
    duty = await duty_now(tx, person.party)
    await tx.of(People).set_status(person.id, status)
    after = replace(person, status=status)
    await audit_service.record_step(tx, status, after, actor=admin)
    title = text(f"notice-status-{status}", name=person.name, agency=person.agency)
    await notification_service.notify(
        tx, people_notice(person, "standing", title, triggered_by=admin)
    )
    if status is AccountStatus.ACTIVE:
        await tx.schedule_timer(TODAY_TIMER, person.party, tx.now)
        await _notify_restored(tx, person)
        await hand_over(tx, person.party, duty)
        return ()
    shown = card(text(f"status-{status}"))
    await today_messages.end(tx, person, shown)
    await tx.enqueue(Message(chat_id=person.chat_id, op=Op.SEND, card=shown))
    return await hand_over_open_work(tx, person, after, actor=admin)


async def check_change(tx: Tx, admin: Person, person: Person, status: AccountStatus) -> Person:
    """Check that an administrator may change a person's status, and return the person.

    Raises ``UnknownPerson``, ``OwnStatus``, ``LastAdmin`` or ``NotYourRole``.
    """
    loses = None if status is AccountStatus.ACTIVE else person
    check_admins(admin, await tx.of(People).lock_admins(admin.party), loses=loses)
    found = check_status_change(admin, await tx.of(People).get(person.id))
    if status is found.status:
        raise UnknownPerson
    return found


async def _notify_restored(tx: Tx, person: Person) -> None:
    """Tell a restored person that the access is back, and show what waits."""
    rows = [(Button(text("filter-ours", chosen="no"), "cases ours"),), (MENU,)]
    shown = card(text("status-active"), rows=rows)
    await tx.enqueue(Message(chat_id=person.chat_id, op=Op.SEND, recipient=person.id, card=shown))
    await ask_for_review(tx, person)


def people_notice(
    person: Person, notice_key: str, title: Text, *, triggered_by: Person, role: Role | None = None
) -> NewNotice:
    """The notice to administrators about a person of their Party; ``role`` is the new role.

    If an administrator is concerned, the coordinators are notified as well.
    """
    admins = Role.ADMIN in (person.role, role)
    return NewNotice(
        party=person.party,
        subject=PERSON_SUBJECT,
        subject_id=str(person.id),
        notice_key=notice_key,
        title=title,
        audience=Audience.APPROVERS if admins else Audience.ADMINS,
        triggered_by=triggered_by.id,
        internal=True,
    )


def _joined(person: Person) -> Text:
    role = named("role", person.role)
    return text("notice-joined", name=person.name, agency=person.agency, role=role)
