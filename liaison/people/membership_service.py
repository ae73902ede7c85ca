"""Members whom the Party has yet to confirm or to agree to: refused, shown, and confirmed."""

from collections.abc import Sequence
from dataclasses import replace

from liaison.audit import service as audit_service
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.outbox import PERSON_SUBJECT, message_to
from liaison.core.people import Person, PersonId
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.rules import Audience, Notice
from liaison.notifications.service import NewNotice, resolve_about
from liaison.people import rules
from liaison.people.pin_service import PIN, WAITS
from liaison.people.rules import Invite, JoinedRecently, NotConfirmed, awaits, is_new
from liaison.people.service import notify_at_once, people_notice

UNCONFIRMED, NEWCOMER = "unconfirmed", "newcomer"
"""Keys of the notices that ask to confirm a person, and to let one take part."""


async def refusal(
    tx: Tx, person: Person, name: str, *arguments: str | None
) -> NotConfirmed | JoinedRecently | None:
    """Why a person may not use a command with these first arguments yet; None if allowed.

    The error is returned and not raised, because the coordinators are asked to agree.
    """
    if person.unconfirmed_since is None and not is_new(person, tx.now):
        return None
    try:
        team = await tx.of(People).team(person.party)
        rules.check_part(person, team, tx.now, name, *arguments)
    except NotConfirmed as refused:
        return refused
    except JoinedRecently as refused:
        does = text(f"command-{name}")
        title = text("notice-newcomer", name=person.name, agency=person.agency, does=does)
        await _ask(tx, person, NEWCOMER, title, Audience.COORDINATORS_ONLY)
        return refused
    return None


async def begin(tx: Tx, person: Person) -> Person:
    """Let a person whom the operator invited wait, and ask the Party to confirm the person."""
    waits = replace(person, unconfirmed_since=tx.now)
    await tx.of(People).set_membership(person.id, unconfirmed_since=tx.now, agreed_at=None)
    role = named("role", person.role)
    title = text("notice-unconfirmed", name=person.name, agency=person.agency, role=role)
    await _ask(tx, waits, UNCONFIRMED, title, Audience.APPROVERS)
    return waits


async def confirm(tx: Tx, by: Person, person: Person) -> None:
    """Confirm a person, who is told. Raises what ``rules.confirm_person`` raises."""
    after = rules.confirm_person(person, by, tx.now)
    await tx.of(People).set_membership(person.id, unconfirmed_since=None, agreed_at=after.agreed_at)
    await audit_service.record_step(tx, "confirmed", after, actor=by)
    for key in (UNCONFIRMED, NEWCOMER):
        await resolve_about(tx, person.party, PERSON_SUBJECT, str(person.id), notice_key=key)
    await tx.enqueue(message_to(person, card(text("membership-confirmed"), rows=[MENU])))


async def announce(tx: Tx, invitation: Invite) -> None:
    """Tell both Parties at once that the operator made an invitation."""
    title = text(
        "notice-operator-invites",
        party=party_name(invitation.party),
        agency=invitation.agency,
        role=named("role", invitation.role),
    )
    for party in tx.agreement.parties:
        notice = NewNotice(
            party=party.code,
            subject=PERSON_SUBJECT,
            subject_id=invitation.code,
            notice_key="operator-invites",
            title=title,
            audience=Audience.APPROVERS,
            internal=True,
        )
        await notify_at_once(tx, notice)


async def _ask(tx: Tx, person: Person, key: str, title: Text, audience: Audience) -> None:
    notice = people_notice(person, key, title, triggered_by=person)
    await notify_at_once(tx, replace(notice, audience=audience))


async def notice_card(
    tx: Tx, viewer: Person, notice: Notice, *, lines: Sequence[Text], rows: Sequence[Row]
) -> Card:
    """The notice about a person or a first PIN, with the button that confirms for those who may."""
    person = await tx.of(People).get(PersonId(int(notice.subject_id)))
    of_pin = notice.notice_key == WAITS
    if person is None or not notice.is_open or not (of_pin or awaits(person, viewer, tx.now)):
        return card(lines, rows=[*rows, MENU])
    command = f"confirm {person.number} {PIN}" if of_pin else f"confirm {person.number}"
    yes: Row = (Button(text("button-invitation-yes"), command),)
    shown: Row = (Button(text("answer", value=person.name), f"people {person.number}"),)
    return card(notice.title, rows=[yes, shown, MENU])
