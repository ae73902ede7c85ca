"""Members whom the Party has yet to confirm or to agree to: rejected, shown, and confirmed."""

from dataclasses import replace

from liaison.audit import service as audit_service
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Row, card, named, text
from liaison.core.errors import UserError
from liaison.core.people import APPROVER_ROLES, TAKES_AWAY, AccountStatus, Person, PersonId, Role
from liaison.core.transaction import People, Tx
from liaison.notifications.rules import Notice
from liaison.notifications.service import notify, resolve_kind
from liaison.notifications.sounds import Tells, is_question, message_to
from liaison.notifications.subjects import EndsBy, SubjectRecord, acting_rows
from liaison.people import rules
from liaison.people.notices import (
    ACCESS,
    APPROVER_LOST,
    NEWCOMER,
    OPERATOR_INVITES,
    OPERATOR_JOINED,
    PIN_WAITS,
    TOLD_ANYWAY,
    UNCONFIRMED,
    people_notice,
)
from liaison.people.pin_service import PIN, REFUSED
from liaison.people.rules import Invite, awaits


async def rejection(tx: Tx, person: Person, name: str, *arguments: str | None) -> UserError | None:
    """Why a person may not use a command yet, or None. Not raised: the others are asked."""
    waits = rules.is_withheld(person, tx.now, name, *arguments)
    if not waits and not await _takes_away(tx, person, name, *arguments):
        return None
    people = await tx.of(People).listed(person.party)
    rejected = rules.rejection(person, people, tx.now, name)
    team = [each for each in people if each.active]
    is_known = person.unconfirmed_since is None
    if rejected is not None and is_known and rules.agreeing(person, team, tx.now):
        does = text(f"command-{name}")
        await notify(tx, people_notice(NEWCOMER, person, by=person, does=does))
    return rejected


async def _takes_away(tx: Tx, person: Person, name: str, *arguments: str | None) -> bool:
    """Whether a new person would take the role or the access of a coordinator or administrator."""
    if name not in TAKES_AWAY or not rules.is_new(person, tx.now):
        return False
    approvers = [
        each for each in await tx.of(People).listed(person.party) if each.role in APPROVER_ROLES
    ]
    return any(str(each.number) in arguments[:1] for each in approvers)


async def await_confirmation(tx: Tx, person: Person) -> Person:
    """Let a person whom the operator invited wait, and ask the Party to confirm the person."""
    waits = replace(person, unconfirmed_since=tx.now)
    await tx.of(People).change(person.id, unconfirmed_since=tx.now, agreed_at=None)
    role = named("role", person.role)
    await notify(tx, people_notice(UNCONFIRMED, waits, by=waits, role=role))
    return waits


async def renew(tx: Tx, person: Person) -> Person:
    """Let the 24 hours begin again for a person who becomes coordinator or administrator."""
    since, ends = person.unconfirmed_since, tx.now + rules.NEW_FOR
    await tx.of(People).change(person.id, unconfirmed_since=since, agreed_at=ends)
    return replace(person, agreed_at=ends)


async def confirm_member(tx: Tx, by: Person, person: Person) -> None:
    """Confirm a person, who is told. Raises what ``rules.confirm_person`` raises."""
    team = await tx.of(People).team(person.party)
    after = rules.confirm_person(person, by, team, tx.now)
    await tx.of(People).change(person.id, unconfirmed_since=None, agreed_at=after.agreed_at)
    await audit_service.record_step(tx, "confirmed", after, actor=by)
    for each in (UNCONFIRMED, NEWCOMER):
        await resolve_kind(tx, each, person.party, str(person.id))
    shown = card(text("membership-confirmed"), rows=[MENU])
    await tx.enqueue(message_to(person, shown, Tells.ACCESS))


async def announce(tx: Tx, invitation: Invite, *, joined: bool = False) -> None:
    """Tell both Parties at once that the operator made an invitation; or the other Party that a
    person ``joined`` by it, as the own one is asked to confirm.
    """
    title = text(
        "notice-operator-invites",
        joined="yes" if joined else "no",
        party=party_name(invitation.party),
        agency=invitation.agency,
        role=named("role", invitation.role),
    )
    kind = OPERATOR_JOINED if joined else OPERATOR_INVITES
    await notify(tx, *kind.notices(tx.agreement, invitation.party, invitation.code, title))


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """The subject of a notice about a person; who may not answer its question is not asked."""
    if notice.kind in TOLD_ANYWAY:
        answered = frozenset({PersonId(int(notice.subject_id))})
        return SubjectRecord(ends_by=EndsBy.EACH, answered=answered)
    if notice.notice_key not in (UNCONFIRMED.key, NEWCOMER.key):
        asks = is_question(tx.registry, notice)
        return SubjectRecord(ends_by=EndsBy.STEP if asks else EndsBy.SEEN)
    person = await tx.of(People).get(PersonId(int(notice.subject_id)))
    team = await tx.of(People).team(notice.party)
    others = {each.id for each in team if not (person and awaits(person, each, team, tx.now))}
    return SubjectRecord(ends_by=EndsBy.EACH, answered=frozenset(others))


async def notice_rows(tx: Tx, viewer: Person, notice: Notice, rows: list[Row]) -> list[Row]:
    """The button that restores a person after a lost phone, or confirms a person or a first PIN,
    for those who may; or the person, about whom something is asked.
    """
    person = await tx.of(People).get(PersonId(int(notice.subject_id)))
    if person is None:
        return rows
    if notice.kind in (ACCESS.key, APPROVER_LOST.key):
        lost = notice.detail == "status-lost" and person.status is AccountStatus.SUSPENDED
        restore = Button(text("button-restore"), f"restore {person.number}")
        return acting_rows(restore, rows) if lost and viewer.role is Role.ADMIN else rows
    shown = Button(text("answer", value=person.name), f"people {person.number}")
    of_pin, of_person = notice.kind == PIN_WAITS.key, notice.kind in (UNCONFIRMED.key, NEWCOMER.key)
    team = await tx.of(People).team(viewer.party)
    may_say = of_pin or (of_person and awaits(person, viewer, team, tx.now))
    if not notice.is_open or not may_say:
        return acting_rows(shown, rows)
    command = f"confirm {person.number} {PIN}" if of_pin else f"confirm {person.number}"
    refuse = (Button(text("button-unpin"), f"{command} {REFUSED}"),) if of_pin else ()
    confirm = (Button(text("button-invitation-yes"), command),)
    return [confirm, refuse, (shown,)]
