"""Administration of the people of a Party: invitations, roles and account status.

A new administrator, or a change of one, must be confirmed by another one if the Party has one, a
change without a third by a coordinator; until then only the nomination is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison.audit import service as audit_service
from liaison.core.access import APPROVER_ROLES, STAFF
from liaison.core.cards import MENU, Card, Text, card, named, text
from liaison.core.outbox import Urgency, message_to
from liaison.core.people import AccountStatus, Person, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.duty.service import duty_now, hand_over
from liaison.people import (
    appointment_service,
    invitation_service,
    membership_service,
    nomination_service,
    nominations,
)
from liaison.people import service as people_service
from liaison.people.nominations import Nomination, NominationCode, check_admins, check_role_change
from liaison.people.notices import ROLE
from liaison.people.offboarding import hand_over_open_work
from liaison.people.rules import check_agency
from liaison.requests.model import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged:
    """A person after a change, told by ``banner``, and the open requests to reassign."""

    person: Person
    banner: Text
    assigned_requests: Sequence[Request]


async def invite(tx: Tx, admin: Person, *, role: Role, agency: str) -> str | Nomination:
    """Invite a person to the own Party, or ask another administrator first. Returns the token,
    which is not stored, or what was asked.

    Raises ``UserError`` or ``NotYourRole``.
    """
    named_agency = check_agency(agency)
    if role is Role.ADMIN:
        asked = await nomination_service.ask_admins(tx, admin, person=None, agency=named_agency)
        if asked is not None:
            return asked
    return await invitation_service.invite(
        tx, party=admin.party, role=role, agency=named_agency, actor=admin
    )


async def change_role(
    tx: Tx, admin: Person, person: Person, role: Role
) -> PersonChanged | Nomination:
    """Change the role of a person of the own Party at once, or ask another administrator first.

    Raises what ``check_role`` raises.
    """
    checked = await check_role(tx, admin, person, role)
    return await _ask_or_change(tx, admin, checked, role)


async def change_status(
    tx: Tx, admin: Person, person: Person, status: AccountStatus
) -> PersonChanged | Nomination:
    """Suspend, restore or remove a person of the own Party at once; or ask another administrator
    first, if an administrator would lose the access.

    Raises what ``check_person_change`` raises.
    """
    checked = await people_service.check_person_change(tx, admin, person, status)
    return await _ask_or_change(tx, admin, checked, status)


async def _ask_or_change(
    tx: Tx, admin: Person, person: Person, to: Role | AccountStatus
) -> PersonChanged | Nomination:
    if to is Role.ADMIN or (person.role is Role.ADMIN and to is not AccountStatus.ACTIVE):
        change = None if to is Role.ADMIN else to.value
        asked = await nomination_service.ask_admins(
            tx, admin, person=person, agency=person.agency, change=change
        )
        if asked is not None:
            return asked
    if isinstance(to, AccountStatus):
        return await _change_status(tx, admin, person, to)
    return await _change_role(tx, admin, person, to)


async def check_role(tx: Tx, admin: Person, person: Person, role: Role) -> Person:
    """Check that an administrator may change the role of a person, and return the person.

    Raises ``UserError``, ``NotYourRole`` or what ``check_role_change`` raises.
    """
    loses = None if role is Role.ADMIN else person
    check_admins(admin, await tx.of(People).lock_admins(admin.party), loses=loses)
    return check_role_change(admin, await tx.of(People).get(person.id), role)


async def confirm(tx: Tx, admin: Person, code: NominationCode) -> PersonChanged | Nomination:
    """Confirm a nomination of another administrator: the change or the link is made now. A
    coordinator may confirm a change, which is checked as one by the administrator who asked.

    Only the confirming administrator gets the link. Raises what ``nomination_service.answer``
    raises.
    """
    done = await nomination_service.answer_nomination(tx, admin, code, nominations.confirm)
    person = await tx.of(People).get(done.person)
    asker = await tx.of(People).get(done.asked_by) or admin
    if person is not None and done.change in set(AccountStatus):
        status = AccountStatus(done.change)
        checked = await people_service.check_person_change(tx, asker, person, status)
        return await _change_status(tx, admin, checked, status)
    if person is not None:
        role = Role(done.change or Role.ADMIN)
        return await _change_role(tx, admin, await check_role(tx, asker, person, role), role)
    token = await invitation_service.invite(
        tx, party=done.party, role=Role.ADMIN, agency=done.agency, actor=admin
    )
    # A message of its own: the pressed card will be edited further.
    await tx.enqueue(message_to(admin, invite_card(Role.ADMIN, token), urgency=Urgency.REPLY))
    return done


def invite_card(role: Role, token: str) -> Card:
    """The link of an invitation, to be passed on."""
    banner = text("invite-made", role=named("role", role), token=token)
    return card(banner, rows=[MENU])


async def _change_status(
    tx: Tx, admin: Person, person: Person, status: AccountStatus
) -> PersonChanged:
    open_requests = await people_service.set_status(tx, admin, person, status)
    banner = text(f"people-{status}", name=person.name)
    return PersonChanged(person=person, banner=banner, assigned_requests=open_requests)


async def _change_role(tx: Tx, admin: Person, person: Person, role: Role) -> PersonChanged:
    duty = await duty_now(tx, person.party)
    after = replace(await appointment_service.end_appointment(tx, person), role=role)
    await tx.of(People).change(person.id, role=role)
    if role in APPROVER_ROLES:
        after = await membership_service.renew(tx, after)
    await audit_service.record_step(tx, "role", after, actor=admin, before=person.role, role=role)
    banner = named("role", role)
    if role is Role.ADMIN:
        await nomination_service.begin_with(tx, after)
    await people_service.tell_change(tx, person, after, ROLE, by=admin, about="role", role=banner)
    await people_service.set_menu(tx, person)
    shown = card(text("role-changed", role=banner), rows=[MENU])
    await tx.enqueue(message_to(person, shown))
    await hand_over(tx, person.party, duty)
    open_requests = await hand_over_open_work(tx, person, after, actor=admin)
    if person.role not in STAFF:
        await people_service.ask_for_review(tx, after)
    changed = text("people-role", name=after.name, role=banner)
    return PersonChanged(person=after, banner=changed, assigned_requests=open_requests)
