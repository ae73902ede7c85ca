"""Notifications: recipients, delivery and escalation until a person acknowledges.

Every notice of every concept goes through ``notify``. ``notifications.rules`` decides what is due;
this module carries it out within one transaction.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from liaison.audit import service as audit_service
from liaison.core.agreement import EscalationTarget, PartyCode, Priority
from liaison.core.cards import Card, Text
from liaison.core.errors import UNKNOWN_CODE, UserError
from liaison.core.outbox import Subject
from liaison.core.people import PARTICIPANTS, STAFF, Person, PersonId
from liaison.core.transaction import People, Tx
from liaison.notifications.delivery import ARRIVAL, change_message, notify_recipient, show_delivery
from liaison.notifications.kinds import NewNotice, NoticeKind
from liaison.notifications.outages import next_report
from liaison.notifications.recipients import delivered_to, first_recipients, hours_of, recipients
from liaison.notifications.repository import Notices
from liaison.notifications.rules import (
    UNACKNOWLEDGED,
    Audience,
    DeliveryDecision,
    DeliveryReason,
    Notice,
    NoticeRecipient,
    acknowledge,
    mark_notified,
    merge_newer,
    new_notice_code,
    next_delivery,
    notice_facts,
    resolve,
)
from liaison.notifications.sounds import is_question
from liaison.notifications.subjects import EndsBy, SubjectRecord, load_subject
from liaison.notifications.views import (
    ended_card,
    notice_card,
    notice_view,
    present_title,
    title_for_other,
)

MOST_TOLD = 100
"""The maximum of notices of a morning that are still told when its messages are edited."""
TIMER = "notice"
"""Timer kind for deliveries and escalations."""


async def notify(tx: Tx, *new_notices: NewNotice) -> None:
    """Notify Parties with active people; an open notice of the same key is updated."""
    policies = tx.agreement.notices.escalation_policies
    for each in new_notices:
        if not await tx.of(People).team(each.party):
            continue
        notice = each.made(new_notice_code(tx.random), policies, tx.now)
        known = await tx.of(Notices).find_open(
            each.party, each.subject, each.subject_id, each.notice_key
        )
        if known is not None and known.notified_at is None and each.beside:
            notice, known = replace(notice, notice_key=f"{notice.kind}:{notice.code}"), None
        newest = notice if known is None else merge_newer(known, notice)
        if known is not None and notice_facts(newest) != notice_facts(known):
            await audit_service.record_step(tx, "changed", newest, actor=None)
        report = None if newest.escalates else await next_report(tx, each.party)
        if report is not None and (newest.due_by is None or newest.due_by > report):
            await (_add(tx, newest) if known is None else _save(tx, newest))
        else:
            await _process(tx, newest, is_new=known is None)


async def run_timer(tx: Tx, code: str) -> None:
    """Process an escalating notice that is due; others wait for the morning."""
    for party in tx.agreement.parties:
        notice = await _locked(tx, code, party.code)
        if notice is not None and notice.escalates:
            await _process(tx, notice)
            return
    await tx.schedule_timer(TIMER, code, None)


async def deliver_waiting(
    tx: Tx, party: PartyCode, *, quiet: bool
) -> Sequence[tuple[Notice, Collection[PersonId]]]:
    """Deliver the notices that waited for a morning of a Party, the urgent ones by themselves;
    returns those for the morning message to name, with their present titles, and to whom. On a
    ``quiet`` morning, those that cannot wait are sent.
    """
    for each, _ in await tx.of(Notices).unread(party):
        if each.escalates:  # before the lines that their messages make needless
            await run_timer(tx, each.code)
    told, hours = [], hours_of(tx, party)
    for each in await tx.of(Notices).undelivered(party):
        plan = next_delivery(each, hours, is_reachable=True, now=tx.now)
        notice = None if plan.reason is None else await _locked(tx, each.code, party)
        if notice is not None:
            people = await _process(tx, notice, is_told=not quiet)
            told.append((replace(notice, title=await present_title(tx, notice)), people))
    return [] if quiet else told


async def deliver_again(tx: Tx, party: PartyCode) -> None:
    """Deliver what is urgent to a Party once more, as its messages are deleted from the chats."""
    for each, _ in await tx.of(Notices).unread(party):
        notice = await _locked(tx, each.code, party) if each.escalates else None
        if notice is not None:
            await _process(tx, replace(notice, repeat=True))


async def told_at(
    tx: Tx, party: PartyCode, at: datetime
) -> Sequence[tuple[Notice, Collection[PersonId]]]:
    """The open notices that a morning message told, with their present titles, and to whom."""
    told = []
    for each in await tx.of(Notices).newest(party, limit=MOST_TOLD):
        if each.notified_at == at and each.ended_at is None:
            people = {its.person for its in await tx.of(Notices).recipients(each.code)}
            told.append((replace(each, title=await present_title(tx, each)), people))
    return told


async def _process(
    tx: Tx, notice: Notice, *, is_new: bool = False, is_told: bool = False
) -> Collection[PersonId]:
    """Deliver what is due of a notice, to each person only the last, save it, and schedule the next
    check. Returns to whom; if it ``is_told`` by another message, none is sent.
    """
    hours = hours_of(tx, notice.party)
    record = await load_subject(tx, notice)
    listed = [] if is_new else await tx.of(Notices).recipients(notice.code)
    notified = {recipient.person: recipient for recipient in listed}
    team = {each.id: each for each in await tx.of(People).team(notice.party)}
    audience = await recipients(tx, notice, record.delivery)
    first = first_recipients(notice, audience, record.delivery)
    due: dict[PersonId, tuple[Person, DeliveryDecision]] = {}
    is_cut_off = not any(each.reachable for each in team.values() if each.role in STAFF)
    before, other_side = notice, False
    while True:
        known = {**notified, **_as_recipients(tx, due)}
        so_far = [each for each in team.values() if each.id in known]
        is_reachable = any(each.reachable and not known[each.id].by_mail for each in so_far)
        others = [each for each in audience if each.id not in known]
        others_wait = notice.priority is Priority.URGENT and bool(others)
        plan = next_delivery(
            notice, hours, is_reachable=is_reachable, now=tx.now, others_wait=others_wait
        )
        if plan.reason is None:
            break
        in_vain = is_cut_off and plan.reason is DeliveryReason.ESCALATION
        other_side = other_side or in_vain or plan.escalate_to is EscalationTarget.OTHER_SIDE
        people: Sequence[Person] = others
        if plan.reason is not DeliveryReason.OTHERS:
            people = await delivered_to(tx, notice, plan, first=first, so_far=so_far)
        people = [each for each in people if each.id not in record.answered]
        due |= {person.id: (person, plan) for person in people}
        notice = mark_notified(notice, plan, tx.now, anyone=bool(people))
    notice = await (_add(tx, notice) if is_new else _save(tx, notice))
    if other_side and not notice.internal:
        title = title_for_other(tx, notice, record, is_cut_off=is_cut_off)
        await _notify_other_party(tx, notice, title)
    shown = replace(notice, repeat_for=before.repeat_for)
    for person, decision in due.values():
        if not is_told:
            await notify_recipient(tx, person, shown, decision, notified.get(person.id), record)
        if person.reachable and record.follow_up is not None:
            await record.follow_up(person)
    if due and (before.repeat or due.keys() - notified.keys()):
        await show_delivery(tx, notice, tx.now + ARRIVAL)
    if due:
        await tx.of(Notices).save_recipients(notice.code, *_as_recipients(tx, due).values())
    await tx.schedule_timer(TIMER, notice.code, plan.next_at if notice.escalates else None)
    return due.keys()


async def _notify_other_party(tx: Tx, notice: Notice, title: Text) -> None:
    """Notify the other Party's coordinators, or else focal persons; in an emergency all staff."""
    is_emergency = notice.priority is Priority.EMERGENCY
    await notify(
        tx,
        NewNotice(
            party=tx.agreement.other(notice.party).code,
            subject=notice.subject,
            subject_id=notice.subject_id,
            notice_key=f"{UNACKNOWLEDGED}:{notice.code}",
            title=title,
            audience=Audience.STAFF if is_emergency else Audience.COORDINATORS,
            at_once=True,  # the morning would be too late
        ),
    )


def _as_recipients(
    tx: Tx, due: Mapping[PersonId, tuple[Person, DeliveryDecision]]
) -> Mapping[PersonId, NoticeRecipient]:
    return {
        key: NoticeRecipient(person=key, notified_at=tx.now, by_mail=not person.reachable)
        for key, (person, _) in due.items()
    }


async def acknowledge_notice(tx: Tx, person: Person, code: str) -> Notice:
    """Acknowledge a notice for the person's Party. One that asks for a step stays open: its
    recipients see that the person is on it. Raises ``NothingToAcknowledge`` or ``UserError``.
    """
    notice = await lock(tx, person, code)
    done = await _acknowledged(tx, notice, person)
    record = await load_subject(tx, notice)
    if record.ends_by is EndsBy.EACH:
        await _end_for(tx, notice, record, frozenset({person.id}))
        return done
    if not record.asks:
        await _end(tx, done, actor=person)
        await show_delivery(tx, done, tx.now)
        return done
    await _take(tx, person, notice, record)
    return notice


async def _acknowledged(tx: Tx, notice: Notice, person: Person, *, by_step: bool = False) -> Notice:
    """The notice as the person acknowledges it, ``by_step`` only if it was sent to the person."""
    listed = await tx.of(Notices).recipients(notice.code)
    was_notified = any(each.person == person.id for each in listed)
    if by_step and not was_notified:
        raise UserError("error-not-your-notice")
    return acknowledge(notice, person, was_notified=was_notified, now=tx.now)


async def take_about(tx: Tx, person: Person, subject: Subject, subject_id: str) -> None:
    """Show that a person is on it in the notices about a record that ask for an answer."""
    for notice in await tx.of(Notices).open_about(person.party, subject, subject_id):
        record = await load_subject(tx, notice)
        if record.ends_by is EndsBy.ANSWER:
            await _take(tx, person, notice, record)


async def _take(tx: Tx, person: Person, notice: Notice, record: SubjectRecord) -> None:
    known = {each.person: each for each in await tx.of(Notices).recipients(notice.code)}
    mine = known.get(person.id, NoticeRecipient(person=person.id, notified_at=tx.now))
    if not any(each.taken_at for each in known.values()):
        await show_delivery(tx, notice, tx.now)
    if mine.taken_at is None:
        await tx.of(Notices).save_recipients(notice.code, replace(mine, taken_at=tx.now))
        await tx.audit("notice.taken", notice.code, actor=person, of=notice.subject_id)
        await _update_messages(tx, notice, partial(notice_card, notice=notice, record=record))


async def acknowledge_all(tx: Tx, person: Person) -> int:
    """Acknowledge what a person received and need not answer at once; returns the number."""
    count = 0
    for each in await tx.of(Notices).waiting_for(person.id):
        asks = is_question(tx.registry, each) or (await load_subject(tx, each)).asks
        if not (each.escalates or asks):
            await acknowledge_notice(tx, person, each.code)
            count += 1
    return count


async def lock(tx: Tx, person: Person, code: str) -> Notice:
    """Load and lock a notice of the person's Party. Raises ``UserError``."""
    notice = await _locked(tx, code, person.party)
    if notice is None:
        raise UserError(UNKNOWN_CODE, list="/inbox")
    return notice


async def _locked(tx: Tx, code: str, party: PartyCode) -> Notice | None:
    """Load and lock a notice after its subject; every transaction locks in this order."""
    seen = await tx.of(Notices).get(code, party=party)
    if seen is None:
        return None
    await load_subject(tx, seen)
    return await tx.of(Notices).lock(code, party=party)


async def after_step(
    tx: Tx,
    subject: Subject,
    subject_id: str,
    *,
    actor: Person | None,
    is_obsolete: Callable[[Notice], bool],
) -> None:
    """End notices after a step: acknowledge those of which the actor is a recipient, unless they
    ask for another step, and resolve obsolete ones. ``actor`` is None for a step of the service.
    """
    first, *others = (party.code for party in tx.agreement.parties)
    for notice in await tx.of(Notices).open_about(first, subject, subject_id, *others):
        obsolete = is_obsolete(notice)
        record = SubjectRecord() if obsolete else await load_subject(tx, notice)
        seen_ends = record.ends_by is EndsBy.SEEN
        if record.ends_by is EndsBy.EACH:
            await _end_for(tx, notice, record, record.answered)
        done = None
        if actor is not None and seen_ends:
            with suppress(UserError):  # it is not for the actor to acknowledge
                done = await _acknowledged(tx, notice, actor, by_step=True)
        if done is not None:
            await _end(tx, done, actor=actor)
        elif obsolete:
            await _end(tx, resolve(notice, tx.now), actor=None)


async def resolve_about(
    tx: Tx, party: PartyCode, subject: Subject, subject_id: str, *, notice_key: str
) -> None:
    """Resolve the open notice of a Party about a subject and key, if there is one."""
    notice = await tx.of(Notices).find_open(party, subject, subject_id, notice_key)
    if notice is not None:
        await _end(tx, resolve(notice, tx.now), actor=None)


async def resolve_kind(
    tx: Tx, kind: NoticeKind, party: PartyCode, subject_id: str, detail: str = ""
) -> None:
    """Resolve the open notice of a kind that a Party has about a subject, if there is one."""
    await resolve_about(tx, party, kind.subject, subject_id, notice_key=kind.key_with(detail))


async def _end_for(
    tx: Tx, notice: Notice, record: SubjectRecord, people: frozenset[PersonId]
) -> None:
    """End a notice for some of its recipients; if no other is left, for the Party."""
    there = {each.person for each in await tx.of(Notices).recipients(notice.code)}
    for person in (await tx.of(People).those(there & people)).values():
        await tx.of(Notices).drop_recipient(notice.code, person.id)
        done = acknowledge(notice, person, was_notified=True, now=tx.now)
        there.remove(person.id)
        if there:
            # One answer is enough for the Party: the others are not notified again.
            notice = await _save(tx, replace(notice, priority=Priority.IMPORTANT))
            await audit_service.record_step(
                tx, "acknowledged", notice, actor=person, of=notice.subject_id
            )
            await tx.schedule_timer(TIMER, notice.code, None)
        else:
            await _end(tx, done, actor=person)
        shown = await ended_card(tx, person, done, record, actor=person)
        await change_message(tx, person, notice_view(notice), shown)


async def _end(tx: Tx, notice: Notice, *, actor: Person | None) -> None:
    """Save the end of a notice and update its messages, which lose their button."""
    await _save(tx, notice)
    if notice.needs_acknowledgement:
        other = tx.agreement.other(notice.party).code
        topic = f"{UNACKNOWLEDGED}:{notice.code}"
        await resolve_about(tx, other, notice.subject, notice.subject_id, notice_key=topic)
    await tx.schedule_timer(TIMER, notice.code, None)
    step = "acknowledged" if actor is not None else "settled"
    of, topic = notice.subject_id, notice.notice_key
    await audit_service.record_step(tx, step, notice, actor=actor, of=of, topic=topic)
    record = await load_subject(tx, notice)
    await _update_messages(
        tx, notice, partial(ended_card, notice=notice, record=record, actor=actor)
    )


async def _update_messages(
    tx: Tx, notice: Notice, shown: Callable[[Tx, Person], Awaitable[Card]]
) -> None:
    readers = await tx.of(People).team(notice.party, *PARTICIPANTS)
    team = {each.id: each for each in readers}
    for recipient in await tx.of(Notices).recipients(notice.code):
        person = team.get(recipient.person)
        if person is not None and person.reachable and not recipient.by_mail:
            await change_message(tx, person, notice_view(notice), await shown(tx, person))


async def _add(tx: Tx, notice: Notice) -> Notice:
    """Save a new notice, with another code if its own is taken."""
    while not await tx.of(Notices).add(notice):
        notice = replace(notice, code=new_notice_code(tx.random))
    await audit_service.record_step(tx, "made", notice, actor=None)
    return notice


async def _save(tx: Tx, notice: Notice) -> Notice:
    kept = replace(notice, version=notice.version + 1)
    if not await tx.of(Notices).change(kept):
        msg = "the notice is locked, but has another version"
        raise RuntimeError(msg)
    return kept
