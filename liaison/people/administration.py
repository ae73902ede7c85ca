"""Administration of the people of a Party: invitations and roles.

A new administrator must be confirmed by another one if the Party has one; until then only the
nomination is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison.audit import service as audit_service
from liaison.core.access import STAFF
from liaison.core.cards import MENU, Card, card, named, text
from liaison.core.outbox import Urgency, message_to
from liaison.core.people import Person, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.duty.service import duty_now, hand_over
from liaison.notifications import service as notification_service
from liaison.people import appointment_service, invitation_service, nomination_service
from liaison.people import service as people_service
from liaison.people.administrators import check_admins, check_role_change
from liaison.people.nominations import Nomination, NominationCode
from liaison.people.offboarding import hand_over_open_work
from liaison.people.rules import check_agency
from liaison.requests.model import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation was made; its token is not stored."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven:
    """A person with the new role, and the open requests to reassign."""

    person: Person
    assigned_requests: Sequence[Request]


async def invite(tx: Tx, admin: Person, *, role: Role, agency: str) -> Invited | Nomination:
    """Invite a person to the own Party, or ask another administrator first.

    Raises ``AgencyTooLong`` or ``NotYourRole``.
    """
    named_agency = check_agency(agency)
    if role is Role.ADMIN:
        asked = await nomination_service.ask(tx, admin, person=None, agency=named_agency)
        if asked is not None:
            return asked
    token = await invitation_service.invite(
        tx, party=admin.party, role=role, agency=named_agency, actor=admin
    )
    return Invited(token=token)


async def change_role(tx: Tx, admin: Person, person: Person, role: Role) -> RoleGiven | Nomination:
    """Change the role of a person of the own Party at once, or ask another administrator first.

    Raises what ``check_role`` raises.
    """
    checked = await check_role(tx, admin, person, role)
    if role is Role.ADMIN:
        asked = await nomination_service.ask(tx, admin, person=checked, agency=checked.agency)
        if asked is not None:
            return asked
    return await _change_role(tx, admin, checked, role)


async def check_role(tx: Tx, admin: Person, person: Person, role: Role) -> Person:
    """Check that an administrator may change the role of a person, and return the person.

    Raises ``LastAdmin``, ``NotYourRole`` or what ``check_role_change`` raises.
    """
    loses = None if role is Role.ADMIN else person
    check_admins(admin, await tx.of(People).lock_admins(admin.party), loses=loses)
    return check_role_change(admin, await tx.of(People).get(person.id), role)


async def confirm(tx: Tx, admin: Person, code: NominationCode) -> RoleGiven | Nomination:
    """Confirm a nomination of another administrator: the role is changed or the link made now.

    Only the confirming administrator gets the link. Raises what ``nomination_service.confirm``
    raises.
    """
    done = await nomination_service.confirm(tx, admin, code)
    if done.person is not None:
        person = check_role_change(admin, await tx.of(People).get(done.person), Role.ADMIN)
        return await _change_role(tx, admin, person, Role.ADMIN)
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


async def _change_role(tx: Tx, admin: Person, person: Person, role: Role) -> RoleGiven:
    duty = await duty_now(tx, person.party)
    after = replace(await appointment_service.end(tx, person), role=role)
    await tx.of(People).set_role(person.id, role)
    await audit_service.record_step(tx, "role", after, actor=admin, before=person.role, role=role)
    banner = named("role", role)
    title = text("notice-role", name=person.name, agency=person.agency, role=banner)
    if role is Role.ADMIN:
        await nomination_service.begin_with(tx, after)
    await notification_service.notify(
        tx, people_service.people_notice(person, "role", title, triggered_by=admin, role=role)
    )
    await people_service.set_menu(tx, person)
    shown = card(text("role-changed", role=banner), rows=[MENU])
    await tx.enqueue(message_to(person, shown))
    await hand_over(tx, person.party, duty)
    open_requests = await hand_over_open_work(tx, person, after, actor=admin)
    if person.role not in STAFF:
        await people_service.ask_for_review(tx, after)
    return RoleGiven(person=after, assigned_requests=open_requests)
