"""Administration of the people of a Party: invitations, roles and account status.

A new administrator, or a change of one, must be confirmed by another one if the Party has one, a
change without a third by a coordinator; until then only the nomination is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison.audit import service as audit_service
from liaison.core.cards import MENU, Card, Text, card, named, text
from liaison.core.outbox import Urgency
from liaison.core.people import APPROVER_ROLES, STAFF, AccountStatus, Person, Role
from liaison.core.transaction import People, Tx
from liaison.core.validation import check_content
from liaison.duty.service import handing_over
from liaison.notifications.sounds import Tells, message_to
from liaison.people import invitation_service, membership_service, nomination_service, nominations
from liaison.people import service as people_service
from liaison.people.nominations import Nomination, NominationCode, check_admins, check_change
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
    """Invite a person; returns the token, which is not stored, or what another one is asked."""
    named_agency = check_agency(agency)
    check_content(named_agency, tx.agreement.vocabularies)
    if role is Role.ADMIN:
        asked = await nomination_service.ask_admins(tx, admin, person=None, agency=named_agency)
        if asked is not None:
            return asked
    return await invitation_service.invite(
        tx, party=admin.party, role=role, agency=named_agency, actor=admin
    )


async def change(
    tx: Tx, admin: Person, person: Person, to: Role | AccountStatus
) -> PersonChanged | Nomination:
    """Change the role or the status of a person of the own Party at once, or ask another
    administrator first, if one is made or would lose the role or the access.
    """
    checked = await check(tx, admin, person, to)
    if to is Role.ADMIN or (checked.role is Role.ADMIN and to is not AccountStatus.ACTIVE):
        what = None if to is Role.ADMIN else to.value
        asked = await nomination_service.ask_admins(
            tx, admin, person=checked, agency=checked.agency, change=what
        )
        if asked is not None:
            return asked
    return await _make(tx, admin, checked, to)


async def check(tx: Tx, admin: Person, person: Person, to: Role | AccountStatus) -> Person:
    """Check a change of a person's role or status. Raises ``UserError`` or ``NotYourRole``."""
    loses = None if to in (Role.ADMIN, AccountStatus.ACTIVE) else person
    check_admins(admin, await tx.of(People).lock_admins(admin.party), loses=loses)
    return check_change(admin, await tx.of(People).get(person.id), to)


async def confirm(tx: Tx, admin: Person, code: NominationCode) -> PersonChanged | Nomination:
    """Confirm another administrator's nomination: the change or the link, which only this one gets,
    is made now; a change is checked as one by the administrator who asked.
    """
    done = await nomination_service.answer_nomination(tx, admin, code, nominations.confirm)
    person = await tx.of(People).get(done.person)
    asker = await tx.of(People).get(done.asked_by) or admin
    if person is not None:
        to: Role | AccountStatus = Role.ADMIN
        if done.change is not None:
            statuses = set(AccountStatus)
            to = AccountStatus(done.change) if done.change in statuses else Role(done.change)
        return await _make(tx, admin, await check(tx, asker, person, to), to)
    token = await invitation_service.invite(
        tx, party=done.party, role=Role.ADMIN, agency=done.agency, actor=admin
    )
    # A message of its own: the pressed card will be edited further.
    link = invite_card(Role.ADMIN, done.agency, token, page_url=tx.page_url)
    await tx.enqueue(message_to(admin, link, Tells.ACCESS, urgency=Urgency.REPLY))
    return done


def invite_card(role: Role, agency: str, token: str, *, page_url: str | None) -> Card:
    """The link of an invitation, to be passed on, and for whom it is; another one joins on the
    page, if there is one.
    """
    banner = text("invite-made", role=named("role", role), agency=agency, token=token)
    page = None if page_url is None else text("invite-page", link=f"{page_url}/join/{token}")
    return card(banner, page, rows=[MENU])


async def _make(tx: Tx, admin: Person, person: Person, to: Role | AccountStatus) -> PersonChanged:
    if isinstance(to, Role):
        return await _change_role(tx, admin, person, to)
    open_requests = await people_service.set_status(tx, admin, person, to)
    banner = text("recorded-status", status=to, name=person.name)
    return PersonChanged(person=person, banner=banner, assigned_requests=open_requests)


async def _change_role(tx: Tx, admin: Person, person: Person, role: Role) -> PersonChanged:
    after = replace(await people_service.end_appointment(tx, person), role=role)
    async with handing_over(tx, person.party):
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
    await tx.enqueue(message_to(person, shown, Tells.ACCESS))
    open_requests = await hand_over_open_work(tx, person, after, actor=admin)
    if person.role not in STAFF:
        await people_service.ask_for_review(tx, after)
    changed = text("people-role", name=after.name, role=banner)
    return PersonChanged(person=after, banner=changed, assigned_requests=open_requests)
