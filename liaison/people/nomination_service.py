"""Nominations: another administrator of the Party confirms a new administrator, or a change of one;
without a third administrator, a coordinator who has been there for 24 hours confirms the change.

Every function first locks the administrators of the Party until the transaction ends.
"""

from collections.abc import Iterable
from dataclasses import replace

from liaison.audit import service as audit_service
from liaison.core.agreement import PartyCode
from liaison.core.errors import UNKNOWN_CODE, UserError
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import NotYourRole, Person, Role
from liaison.core.transaction import People, Timestamps, Tx, unused_code
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.people import nominations
from liaison.people.nominations import (
    CODE_PREFIX,
    NOMINATION_VALID_FOR,
    Nomination,
    NominationCode,
    NominationRule,
    NominationState,
    check_admins,
    check_alone,
    is_alone,
)
from liaison.people.notices import NOMINATION, NOMINATION_ENDED
from liaison.people.repository import Invites, Nominations
from liaison.people.rules import Invite, second
from liaison.people.views import asked_text, eligible_of, ended_text, may_answer

TIMER = "nomination"
"""Timer kind for the expiry of nominations."""


async def ask_admins(
    tx: Tx, admin: Person, *, person: Person | None, agency: str, change: str | None = None
) -> Nomination | None:
    """Ask the other administrators of the Party to confirm; asking again changes nothing.

    ``person`` is None for an invitation to ``agency``, ``change`` as for ``Nomination``. Returns
    None if no other administrator could confirm, so that no confirmation is needed. Raises
    ``NotYourRole`` or ``UserError``.
    """
    admins = await tx.of(People).lock_admins(admin.party)
    check_admins(admin, admins)
    who = None if person is None else person.id
    known = await tx.of(Nominations).find_open(admin.party, person=who, agency=agency)
    listed = await tx.of(People).listed(admin.party)
    if change is None:
        alone, by_admin = is_alone(admin, [each for each in listed if each.id != who]), True
    else:
        apart = {admin.id, who, *await tx.of(Invites).joined_by(admin.id)}
        others = second(listed, apart, tx.now, may_be_new=False)
        alone, by_admin = not others, any(each.role is Role.ADMIN for each in others)
    if known is not None:
        if known.is_pending(tx.now) and known.change == change and not alone:
            return known
        await _save(tx, nominations.expire(known, at=tx.now), actor=None)
    if alone:
        if change is not None:
            raise UserError("error-no-second")
        key = vacancy_key(admin.party)
        check_alone((await tx.of(Timestamps).get(key)).get(key), tx.now)
        return None
    code = await unused_code(tx, admin.party, CODE_PREFIX, NominationCode, tx.of(Nominations).get)
    made = Nomination(
        code=code,
        party=admin.party,
        person=who,
        agency=agency,
        asked_by=admin.id,
        asked_at=tx.now,
        expires_at=tx.now + NOMINATION_VALID_FOR,
        change=change,
    )
    await tx.of(Nominations).add(made)
    await audit_service.record_step(tx, "asked", made, actor=admin, person=who or 0, change=change)
    await tx.schedule_timer(TIMER, made.code, made.expires_at)
    title, ends = await asked_text(tx, made), made.expires_at
    notice = NOMINATION.notice(made.party, made.code, title, by=admin.id, due_by=ends)
    audience = Audience.ADMINS if by_admin else Audience.APPROVERS
    await notification_service.notify(tx, replace(notice, audience=audience))
    return made


def vacancy_key(party: PartyCode) -> str:
    """The name of the timestamp at which a Party last lost an administrator."""
    return f"admin-left:{party}"


async def begin_with(tx: Tx, person: Person) -> None:
    """Revoke the administrator invitations that were made without confirmation, once there is a
    second administrator. ``person`` has just become one; the caller has locked the previous ones.
    """
    others = [
        each
        for each in await tx.of(People).listed(person.party)
        if each.role is Role.ADMIN and each.id != person.id
    ]
    if len(others) == 1:
        revoked = await tx.of(Invites).revoke_role(person.party, Role.ADMIN, by_operator=False)
        await record_revoked(tx, revoked, actor=None)


async def record_revoked(tx: Tx, revoked: Iterable[Invite], *, actor: Person | None) -> None:
    """Record that invitations were revoked."""
    for each in revoked:
        await audit_service.record_step(tx, "revoked", each, actor=actor, about=each.code)


async def find(tx: Tx, by: Person, code: NominationCode) -> Nomination:
    """A nomination that a person may answer. Raises ``UserError`` or ``NotYourRole``."""
    found = await tx.of(Nominations).get(code)
    if found is None or found.party != by.party:
        raise UserError(UNKNOWN_CODE, list="/confirm")
    if not await may_answer(tx, by, found):
        raise NotYourRole
    return found


async def answer_nomination(
    tx: Tx, by: Person, code: NominationCode, rule: NominationRule
) -> Nomination:
    """Confirm a nomination, so that the caller makes the change; or decline it, or withdraw the own
    one. Raises ``NotYourRole`` or what the ``rule`` raises.
    """
    admins = await tx.of(People).lock_admins(by.party)
    if by.role is Role.ADMIN:
        check_admins(by, admins)
    ended = rule(await find(tx, by, code), by, tx.now)
    return await _save(tx, ended, actor=by)


async def run_timer(tx: Tx, code: NominationCode) -> None:
    """Expire a nomination whose time is over, and notify the person who asked."""
    seen = await tx.of(Nominations).get(code)
    if seen is not None:
        await tx.of(People).lock_admins(seen.party)
        seen = await tx.of(Nominations).get(code)
    if seen is None or seen.state is not NominationState.OPEN:
        await tx.schedule_timer(TIMER, code, None)
    elif seen.is_pending(tx.now):
        await tx.schedule_timer(TIMER, code, seen.expires_at)
    else:
        await _save(tx, nominations.expire(seen, at=tx.now), actor=None)


async def end_with(tx: Tx, person: Person) -> None:
    """End the nominations by or of a person who lost the role or the access, and those that no one
    else may confirm. The caller has locked the administrators.
    """
    for nomination in await tx.of(Nominations).listed(person.party):
        apart = (nomination.asked_by, nomination.person)
        if person.id in apart or not await eligible_of(tx, nomination):
            await _save(tx, nominations.expire(nomination, at=tx.now), actor=None)


async def _save(tx: Tx, ended: Nomination, *, actor: Person | None) -> Nomination:
    """Save the end of a nomination, update its notice, and notify the person who asked."""
    if not await tx.of(Nominations).end(ended):
        msg = "the administrators are locked, and a nomination changed all the same"
        raise RuntimeError(msg)
    await tx.schedule_timer(TIMER, ended.code, None)
    await audit_service.record_step(tx, ended.state, ended, actor=actor)
    await notification_service.after_step(
        tx, PERSON_SUBJECT, ended.code, actor=actor, is_obsolete=lambda _: True
    )
    by, about = None if actor is None else actor.id, str(ended.asked_by)
    title = await ended_text(tx, ended)
    notice = NOMINATION_ENDED.notice(ended.party, about, title, by=by, detail=ended.code)
    await notification_service.notify(tx, notice)
    return ended
