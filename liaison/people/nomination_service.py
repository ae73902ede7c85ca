"""Asking the other administrators of a Party to confirm that somebody becomes one, too.

Every verb first locks the administrators of the Party: who they are stays so until it has ended.
"""

from liaison.core.agreement import PartyCode
from liaison.core.escalation_policy import Priority
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import Person, Role
from liaison.core.repository import People, Timestamps
from liaison.core.transaction import Tx, unused_code
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import NewNotice
from liaison.people import nominations
from liaison.people.administrators import check_admins, check_alone, is_alone
from liaison.people.nomination_views import NOMINATION, asked_text, ended_text
from liaison.people.nominations import (
    CODE_PREFIX,
    Nomination,
    NominationCode,
    NominationState,
    UnknownNomination,
)
from liaison.people.repository import Invites, Nominations

TIMER = "nomination"
"""The kind under which nominations are looked at again."""


async def ask(tx: Tx, admin: Person, *, person: Person | None, agency: str) -> Nomination | None:
    """Ask the other administrators of the Party to confirm; the same once more changes nothing.

    ``person`` is None for an invitation to somebody of ``agency``. Returns None where the Party
    has no other administrator, so that nobody need confirm. Raises ``NotYourRole`` or
    ``NotYetAlone``.
    """
    check_admins(admin, await tx.of(People).lock_admins(admin.party))
    who = None if person is None else person.id
    known = await tx.of(Nominations).find_open(admin.party, person=who, agency=agency)
    alone = is_alone(admin, await tx.of(People).listed(admin.party))
    if known is not None:
        if known.is_pending(tx.now) and not alone:
            return known
        await _keep(tx, nominations.expire(known, at=tx.now), actor=None)
    if alone:
        check_alone(await tx.of(Timestamps).get(vacancy_key(admin.party)), tx.now)
        return None
    code = await unused_code(
        tx, admin.party, CODE_PREFIX, NominationCode, tx.of(Nominations).exists
    )
    made = nominations.nominate(admin, person, code=code, agency=agency, at=tx.now)
    await tx.of(Nominations).add(made)
    await tx.audit("nomination.asked", made.code, actor=admin, person=who or 0)
    await tx.schedule_timer(TIMER, made.code, made.expires_at)
    await notification_service.notify(
        tx,
        NewNotice(
            party=made.party,
            subject=PERSON_SUBJECT,
            subject_id=made.code,
            notice_key=NOMINATION,
            title=await asked_text(tx, made),
            audience=Audience.ADMINS,
            priority=Priority.IMPORTANT,
            triggered_by=admin.id,
            internal=True,
            due_by=made.expires_at,
        ),
    )
    return made


def vacancy_key(party: PartyCode) -> str:
    """The name of the moment at which an administrator of a Party last ceased to be one."""
    return f"admin-left:{party}"


async def begin_with(tx: Tx, person: Person) -> None:
    """End the links to administrator that somebody made alone, now that there is a second one.

    ``person`` has just become an administrator; the caller has locked those who were it before.
    """
    others = [
        each
        for each in await tx.of(People).listed(person.party)
        if each.role is Role.ADMIN and each.id != person.id
    ]
    if len(others) == 1:
        await tx.of(Invites).revoke_admins(person.party)


async def find(tx: Tx, admin: Person, code: NominationCode) -> Nomination:
    """One nomination of the own Party. Raises ``UnknownNomination``."""
    found = await tx.of(Nominations).get(code)
    if found is None or found.party != admin.party:
        raise UnknownNomination
    return found


async def confirm(tx: Tx, admin: Person, code: NominationCode) -> Nomination:
    """Confirm a nomination; the caller gives the role.

    Raises ``NotYourRole``, ``UnknownNomination``, ``NominationEnded`` or ``OwnNomination``.
    """
    check_admins(admin, await tx.of(People).lock_admins(admin.party))
    return await _keep(
        tx, nominations.confirm(await tx.of(Nominations).get(code), admin, at=tx.now), actor=admin
    )


async def decline(tx: Tx, admin: Person, code: NominationCode) -> Nomination:
    """Say no, or take back what one asked for.

    Raises ``NotYourRole``, ``UnknownNomination`` or ``NominationEnded``.
    """
    check_admins(admin, await tx.of(People).lock_admins(admin.party))
    return await _keep(
        tx, nominations.decline(await tx.of(Nominations).get(code), admin, at=tx.now), actor=admin
    )


async def run_timer(tx: Tx, code: NominationCode) -> None:
    """Look at a nomination whose time has come: it expires, and who asked hears of it."""
    seen = await tx.of(Nominations).get(code)
    if seen is not None:
        await tx.of(People).lock_admins(seen.party)
        seen = await tx.of(Nominations).get(code)
    if seen is None or seen.state is not NominationState.OPEN:
        await tx.schedule_timer(TIMER, code, None)
    elif seen.is_pending(tx.now):
        await tx.schedule_timer(TIMER, code, seen.expires_at)
    else:
        await _keep(tx, nominations.expire(seen, at=tx.now), actor=None)


async def end_with(tx: Tx, person: Person) -> None:
    """End what somebody asked for, or is meant by, who can no longer do what was done so far.

    The caller has locked the administrators.
    """
    for nomination in await tx.of(Nominations).listed(person.party):
        if person.id in (nomination.asked_by, nomination.person):
            await _keep(tx, nominations.expire(nomination, at=tx.now), actor=None)


async def _keep(tx: Tx, ended: Nomination, *, actor: Person | None) -> Nomination:
    """Keep the end of a nomination; every copy of its notice says so, and who asked is told."""
    if not await tx.of(Nominations).end(ended):
        msg = "the administrators are locked, and a nomination changed all the same"
        raise RuntimeError(msg)
    await tx.schedule_timer(TIMER, ended.code, None)
    await tx.audit(f"nomination.{ended.state}", ended.code, actor=actor)
    await notification_service.after_step(
        tx, PERSON_SUBJECT, ended.code, actor=actor, is_obsolete=lambda _: True
    )
    await notification_service.notify(
        tx,
        NewNotice(
            party=ended.party,
            subject=PERSON_SUBJECT,
            subject_id=str(ended.asked_by),
            notice_key=f"{NOMINATION}:{ended.code}",
            title=await ended_text(tx, ended),
            audience=Audience.PERSON,
            triggered_by=None if actor is None else actor.id,
            internal=True,
        ),
    )
    return ended
