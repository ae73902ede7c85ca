"""Invitations: made, opened, confirmed and revoked by administrators."""

from dataclasses import dataclass, replace
from datetime import datetime

from liaison.audit import service as audit_service
from liaison.core.agreement import PartyCode
from liaison.core.cards import Card, card, named, text
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.outbox import Message, Op, Urgency
from liaison.core.people import ATTEMPTS_WITHIN, AccountStatus, Person, Role, hash_token
from liaison.core.transaction import NO_CONVERSATION, Conversations, People, Tx
from liaison.notifications.chat_messages import STRANGER
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.repository import Notices
from liaison.notifications.service import notify, resolve_kind
from liaison.notifications.sounds import Tells, message_to
from liaison.people import membership_service, nomination_service
from liaison.people.nominations import check_admins
from liaison.people.notices import (
    INVITATION,
    INVITATION_AGAIN,
    INVITATION_ENDED,
    JOINED,
    people_notice,
)
from liaison.people.repository import Invites
from liaison.people.rules import (
    ATTEMPTS_PER_HOUR,
    INVITE_VALID_FOR,
    NAMELESS,
    Invite,
    InviteNotValid,
    TooManyAttempts,
    check_agency,
    check_invite,
    clean_name,
    distinct_name,
    new_token,
)
from liaison.people.views import language_card, opened_text

TIMER = "invitation"
"""Timer kind for the expiry of invitations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A person who has not joined: the private chat, and the names of the profile."""

    address: Address
    name: str
    username: str | None = None


async def invite(tx: Tx, *, party: PartyCode, role: Role, agency: str, actor: Person | None) -> str:
    """Make an invitation and return its token, which is not stored. Without ``actor`` it is the
    operator's: it replaces an unused one of the role and, once there was an administrator, is
    announced to both Parties. Raises ``UserError``.
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
    if actor is None:
        revoked = await tx.of(Invites).revoke_role(party, role, by_operator=True)
        await nomination_service.record_revoked(tx, revoked, actor=None)
    await tx.of(Invites).add(made)
    await audit_service.record_step(tx, "made", made, actor=actor, role=role)
    if actor is not None:
        await tx.schedule_timer(TIMER, made.token_hash, made.expires_at)
    elif await _has_admin(tx, party):
        await membership_service.announce(tx, made)
    return token


async def _has_admin(tx: Tx, party: PartyCode) -> bool:
    return any(each.role is Role.ADMIN for each in await tx.of(People).listed(party))


async def join(tx: Tx, newcomer: Newcomer, token: str) -> Card | None:
    """Open an invitation; one of the operator lets the person in at once. None answers a person who
    was told within the hour to wait. Raises ``UserError``, but not for a bad link, as the failed
    attempt must be saved.
    """
    address = newcomer.address
    known = await tx.of(People).by_address(address)
    if known is not None and known.status is not AccountStatus.REMOVED:
        raise UserError("error-already-joined")
    if await tx.of(Invites).waits(address):
        return card(text("invite-waits"))
    attempts = await tx.of(Invites).attempts(address, since=tx.now - ATTEMPTS_WITHIN)
    found = await tx.of(Invites).find(hash_token(token))
    try:
        valid = check_invite(found, now=tx.now, attempts=attempts)
    except (InviteNotValid, TooManyAttempts) as rejected:
        await tx.of(Invites).record_attempt(address, at=tx.now)
        await tx.audit("invite.refused", STRANGER, actor=None, reason=rejected.key)
        if found is not None and found.opened_by is not None:
            name, username = clean_name(newcomer.name), newcomer.username
            other = replace(found, opened_name=name, opened_username=username)
            await _tell(tx, other, INVITATION_AGAIN)
        return None if attempts > ATTEMPTS_PER_HOUR else card(rejected.text())
    if clean_name(newcomer.name) == NAMELESS:
        return card(text("error-not-a-name"))
    if valid.invited_by is None:
        await _let_in(tx, valid, newcomer)
        return language_card(tx.agreement)
    await _open(tx, valid, newcomer)
    return card(text("invite-waits"))


async def _open(tx: Tx, invitation: Invite, newcomer: Newcomer) -> None:
    """Let a person wait, and ask who made the invitation. Raises ``InviteNotValid``."""
    opened = replace(
        invitation,
        opened_by=newcomer.address,
        opened_name=clean_name(newcomer.name),
        opened_username=newcomer.username,
        expires_at=tx.now + INVITE_VALID_FOR,
    )
    if not await tx.of(Invites).open(opened):
        raise InviteNotValid
    await tx.schedule_timer(TIMER, opened.token_hash, opened.expires_at)
    await audit_service.record_step(tx, "opened", opened, actor=None, about=opened.code)
    await _tell(tx, opened, INVITATION)


async def _tell(tx: Tx, invitation: Invite, kind: NoticeKind) -> None:
    title, about = opened_text(f"notice-{kind.key}", invitation), str(invitation.invited_by)
    told = await tx.of(Notices).open_about(invitation.party, kind.subject, about)
    if (invitation.code, title) not in [(each.detail, each.title) for each in told]:
        await notify(tx, kind.notice(invitation.party, about, title, detail=invitation.code))


async def find(tx: Tx, admin: Person, code: str) -> Invite:
    """An open invitation of the own Party. Raises ``UserError``."""
    for each in await tx.of(Invites).listed(admin.party):
        if each.code == code:
            return each
    raise UserError("error-unknown-invite")


async def confirm_newcomer(tx: Tx, admin: Person, code: str) -> Person:
    """Let in the person who opened an invitation. Raises ``NotYourRole`` or ``UserError``."""
    check_admins(admin, await tx.of(People).lock_admins(admin.party))
    invitation = await find(tx, admin, code)
    if invitation.opened_by is None or invitation.opened_name is None:
        raise UserError("error-unknown-invite")
    newcomer = Newcomer(address=invitation.opened_by, name=invitation.opened_name)
    person = await _let_in(tx, invitation, newcomer, confirmed_by=admin)
    shown = language_card(tx.agreement)
    await tx.enqueue(message_to(person, shown, Tells.ACCESS, urgency=Urgency.REPLY))
    return person


async def revoke(tx: Tx, admin: Person, code: str) -> None:
    """Revoke an invitation, and tell who waits. Raises ``NotYourRole`` or ``UserError``."""
    check_admins(admin, await tx.of(People).lock_admins(admin.party))
    invitation = await find(tx, admin, code)
    revoked = await tx.of(Invites).revoke(invitation)
    await nomination_service.record_revoked(tx, revoked, actor=admin)
    await _reject(tx, invitation)


async def run_timer(tx: Tx, token_hash: str) -> None:
    """Tell the administrator who made it, and a person who waits, that an invitation expired."""
    found = await tx.of(Invites).find(token_hash)
    if found is not None:
        await tx.of(People).lock_admins(found.party)
        found = await tx.of(Invites).find(token_hash)
    await tx.schedule_timer(TIMER, token_hash, None)
    if found is not None and found.used_at is None:
        await _reject(tx, found)
        await _tell(tx, found, INVITATION_ENDED)


async def latest_run(tx: Tx, token_hash: str) -> datetime | None:
    """When an invitation that waits expires (aware UTC); None if it does not wait."""
    found = await tx.of(Invites).find(token_hash)
    waits = found is not None and found.used_at is None and found.expires_at > tx.now
    return found.expires_at if found is not None and waits else None


async def _reject(tx: Tx, invitation: Invite) -> None:
    """End the question about an invitation that is no longer valid, and tell a person who waits."""
    await _end_notice(tx, invitation)
    if invitation.opened_by is not None:
        rejected = card(InviteNotValid().text())
        await tx.enqueue(
            Message(invitation.opened_by, Op.SEND, card=rejected, urgency=Urgency.REPLY)
        )


async def _end_notice(tx: Tx, invitation: Invite) -> None:
    about = str(invitation.invited_by)
    await tx.schedule_timer(TIMER, invitation.token_hash, None)
    await resolve_kind(tx, INVITATION, invitation.party, about, invitation.code)


async def _let_in(
    tx: Tx, invitation: Invite, newcomer: Newcomer, *, confirmed_by: Person | None = None
) -> Person:
    """Add the person of an invitation. Raises ``InviteNotValid`` if it was used meanwhile."""
    if confirmed_by is None:
        await tx.of(People).lock_admins(invitation.party)
    is_first = confirmed_by is not None or (
        invitation.role is Role.ADMIN and not await _has_admin(tx, invitation.party)
    )
    await tx.of(Conversations).set(newcomer.address, NO_CONVERSATION)
    colleagues = {str(each.name) for each in await tx.of(People).listed(invitation.party)}
    person = await tx.of(People).add(
        party=invitation.party,
        role=invitation.role,
        agency=invitation.agency,
        name=distinct_name(clean_name(newcomer.name), colleagues),
        address=newcomer.address,
        at=tx.now,
    )
    used = await tx.of(Invites).use(invitation.token_hash, person=person.id)
    if used is None:
        raise InviteNotValid
    if not is_first:
        person = await membership_service.await_confirmation(tx, person)
        await membership_service.announce(tx, invitation, joined=True)
    actor = confirmed_by or person
    await audit_service.record_step(tx, "used", used, actor=None, about=used.code)
    await audit_service.record_step(tx, "joined", person, actor=actor, role=person.role)
    if person.role is Role.ADMIN:
        await nomination_service.begin_with(tx, person)
    await _end_notice(tx, invitation)
    if not is_first:
        return person
    await notify(tx, people_notice(JOINED, person, by=actor, role=named("role", person.role)))
    return person
