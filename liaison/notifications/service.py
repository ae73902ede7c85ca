"""Telling people what they did not ask for just now, until somebody has heard it.

Every notice of every concept goes through ``tell``. ``notifications.rules`` decides what is due;
here it is carried out within one transaction: who hears, what was told, when to look again.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from liaison.core.agreement import PartyCode
from liaison.core.cards import Text, text
from liaison.core.escalation_policy import Escalation, Priority
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.delivery import SAME_BREATH, UNHEARD, change_message, tell_person
from liaison.notifications.deputies import deputies_of, named_deputies
from liaison.notifications.recipients import hearers, hours_of
from liaison.notifications.repository import Notices
from liaison.notifications.rules import (
    Audience,
    Copy,
    Notice,
    Plan,
    Telling,
    UnknownNotice,
    acknowledge,
    new_code,
    next_step,
    renewed,
    settle,
    told,
)
from liaison.notifications.subjects import SubjectRecord, load_subject
from liaison.notifications.views import ended_card

WAKE = "notice"
"""The kind under which notices are looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a Party is to be told; see ``Notice`` for what each field means."""

    party: PartyCode
    subject: Subject
    of: str
    topic: str
    headline: Text
    audience: Audience
    priority: Priority = Priority.ROUTINE
    states: tuple[str, ...] = ()
    actor: PersonId | None = None
    inner: bool = False
    due_by: datetime | None = None
    late: timedelta = timedelta(0)


async def tell(tx: Tx, draft: Draft) -> None:
    """Tell a Party something: at once, or in the morning; where it is open already, once more.

    Nothing is told to a Party that has nobody at the desk.
    """
    if not await tx.of(People).team(draft.party):
        return
    notice = _new(tx, draft)
    known = await tx.of(Notices).find_open(draft.party, draft.subject, draft.of, draft.topic)
    if known is None:
        await _advance(tx, notice, is_new=True)
    else:
        await _advance(tx, renewed(known, notice))


async def look(tx: Tx, code: str) -> None:
    """Look at a notice whose time has come."""
    for party in tx.agreement.parties:
        notice = await _locked(tx, code, party.code)
        if notice is not None:
            await _advance(tx, notice)
            return
    await tx.wake(WAKE, code, None)


async def _advance(tx: Tx, notice: Notice, *, is_new: bool = False) -> None:
    """Tell what is due now of a notice, keep it, and plan when to look again.

    Whoever would be told twice at this moment is told once, of the later.
    """
    hours = hours_of(tx, notice.party)
    record = await load_subject(tx, notice)
    told_so_far = [] if is_new else await tx.of(Notices).copies(notice.code)
    copies = {copy.person: copy for copy in told_so_far}
    team = {each.id: each for each in await tx.of(People).team(notice.party)}
    due: dict[PersonId, tuple[Person, Plan]] = {}
    before, other_side = notice, False
    while True:
        reached = any(
            not copy.by_mail and team[person].reachable
            for person, copy in {**copies, **_as_copies(tx, due)}.items()
            if person in team
        )
        plan = next_step(notice, hours, reached=reached, now=tx.now)
        if plan.telling is None:
            break
        other_side = other_side or plan.rung is Escalation.OTHER_SIDE
        people = await _people(tx, notice, plan, {*copies, *due}, record)
        due |= {person.id: (person, plan) for person in people}
        notice = told(notice, plan, tx.now, somebody=bool(people))
    notice = await (_add(tx, notice) if is_new else _keep(tx, notice))
    if other_side:
        await _tell_other_side(tx, notice)
    shown = replace(notice, again_for=before.again_for)
    for person, telling in due.values():
        await tell_person(tx, person, shown, telling, copies.get(person.id), record)
    if notice.wants_word and due:
        kept = _as_copies(tx, due).values()
        await tx.of(Notices).keep_copies(notice.code, *kept)
    await tx.wake(WAKE, notice.code, plan.wake_at)


async def _tell_other_side(tx: Tx, notice: Notice) -> None:
    """Let the coordinators of the other Party know that nobody has said a word here."""
    if notice.inner:
        return
    party = text(tx.agreement.party(notice.party).name)
    emergency = notice.priority is Priority.EMERGENCY
    await tell(
        tx,
        Draft(
            party=tx.agreement.other(notice.party).code,
            subject=notice.subject,
            of=notice.of,
            topic=f"{UNHEARD}:{notice.code}",
            headline=text("notice-of-other", party=party, about=notice.headline),
            audience=Audience.CONFIRMERS,
            states=notice.states,
            due_by=tx.now + SAME_BREATH if emergency else None,  # the morning would be too late
        ),
    )


def _as_copies(tx: Tx, due: Mapping[PersonId, tuple[Person, Plan]]) -> Mapping[PersonId, Copy]:
    return {
        key: Copy(person=key, told_at=tx.now, by_mail=not person.reachable)
        for key, (person, _) in due.items()
    }


async def confirm(tx: Tx, person: Person, code: str) -> Notice:
    """Let a person acknowledge a notice for the Party.

    Raises ``UnknownNotice``, ``AlreadyAcknowledged``, ``NothingToAcknowledge`` or
    ``NotYourNotice``.
    """
    notice = await find(tx, person, code)
    was_told = any(copy.person == person.id for copy in await tx.of(Notices).copies(code))
    done = acknowledge(notice, person, was_told=was_told, now=tx.now)
    await _end(tx, done, by=person)
    return done


async def find(tx: Tx, person: Person, code: str) -> Notice:
    """One notice of the person's Party. Raises ``UnknownNotice``."""
    notice = await _locked(tx, code, person.party)
    if notice is None:
        raise UnknownNotice
    return notice


async def _locked(tx: Tx, code: str, party: PartyCode) -> Notice | None:
    """One notice, locked after what it is about: every transaction takes the two in this order."""
    seen = await tx.of(Notices).seen(code, party=party)
    if seen is None:
        return None
    await load_subject(tx, seen)
    return await tx.of(Notices).get(code, party=party)


async def after_step(
    tx: Tx, subject: Subject, of: str, *, by: Person | None, is_moot: Callable[[Notice], bool]
) -> None:
    """End what a step answers: who was told and acts has acknowledged, and what is moot is settled.

    ``by`` is None for a step that nobody took.
    """
    first, *others = (party.code for party in tx.agreement.parties)
    for notice in await tx.of(Notices).open_about(first, subject, of, *others):
        if by is not None and await _answers(tx, notice, by):
            done = acknowledge(notice, by, was_told=True, now=tx.now)
            await _end(tx, done, by=by)
        elif is_moot(notice):
            await _end(tx, settle(notice, tx.now), by=None)


async def settle_about(tx: Tx, party: PartyCode, subject: Subject, of: str, *, topic: str) -> None:
    """End what a Party was, or was to be, told on a topic that is no longer so."""
    notice = await tx.of(Notices).find_open(party, subject, of, topic)
    if notice is not None:
        await _end(tx, settle(notice, tx.now), by=None)


def _new(tx: Tx, draft: Draft) -> Notice:
    return Notice(
        code=new_code(tx.random),
        party=draft.party,
        priority=draft.priority,
        subject=draft.subject,
        of=draft.of,
        topic=draft.topic,
        headline=draft.headline,
        audience=draft.audience,
        ladder=tx.agreement.notices.ladders[draft.priority],
        made_at=tx.now,
        states=draft.states,
        actor=draft.actor,
        inner=draft.inner,
        due_by=draft.due_by,
        late=draft.late,
    )


async def _answers(tx: Tx, notice: Notice, person: Person) -> bool:
    """Whether a step of this person is the word that a notice waits for."""
    if not notice.wants_word or notice.party != person.party:
        return False
    if person.role is Role.COORDINATOR:
        return True
    return any(copy.person == person.id for copy in await tx.of(Notices).copies(notice.code))


async def _people(
    tx: Tx, notice: Notice, plan: Plan, heard: Collection[PersonId], record: SubjectRecord
) -> Sequence[Person]:
    """Who is told now, each once. Whoever caused the notice is not told of it first."""
    own = await tx.of(People).team(notice.party)
    first = await hearers(tx, notice, record)
    so_far = [each for each in own if each.id in heard]
    if plan.telling is Telling.FIRST:
        others = [each for each in first if each.id != notice.actor]
        return _once(others, await deputies_of(tx, others))
    if plan.telling is Telling.ONCE_MORE:
        return _once(so_far, first, await deputies_of(tx, first)) if notice.again else so_far
    return await _on_rung(tx, notice, plan, first=first, so_far=so_far)


async def _on_rung(
    tx: Tx, notice: Notice, plan: Plan, *, first: Sequence[Person], so_far: Sequence[Person]
) -> Sequence[Person]:
    """The people of a rung; ``first`` are those who hear first, ``so_far`` who was told."""
    people: Sequence[Person] = ()
    match plan.rung:
        case Escalation.AGAIN:
            people = _once(first, await deputies_of(tx, first))
        case Escalation.DEPUTY:
            named = await named_deputies(tx, first)
            people = [each for each in named if each not in so_far]
        case Escalation.COORDINATORS:
            people = await tx.of(People).team(notice.party, Role.COORDINATOR)
        case Escalation.ADMINS:
            people = await tx.of(People).team(notice.party, Role.ADMIN)
        case Escalation.DAILY:
            people = so_far
        case Escalation.OTHER_SIDE | None:
            pass
        case _:
            assert_never(plan.rung)
    return people


def _once(*groups: Iterable[Person]) -> list[Person]:
    return list({person.id: person for group in groups for person in group}.values())


async def _end(tx: Tx, notice: Notice, *, by: Person | None) -> None:
    """Keep the end of a notice; every copy says so and loses its button."""
    await _keep(tx, notice)
    if notice.wants_word:
        other = tx.agreement.other(notice.party).code
        topic = f"{UNHEARD}:{notice.code}"
        await settle_about(tx, other, notice.subject, notice.of, topic=topic)
    await tx.wake(WAKE, notice.code, None)
    action = "notice.acknowledged" if by is not None else "notice.settled"
    await tx.audit(action, notice.code, by=by, of=notice.of, topic=notice.topic)
    record = await load_subject(tx, notice)
    team = {each.id: each for each in await tx.of(People).team(notice.party)}
    for copy in await tx.of(Notices).copies(notice.code):
        person = team.get(copy.person)
        if person is not None and person.reachable and not copy.by_mail:
            shown = await ended_card(tx, person, notice, record, by=by)
            await change_message(tx, person, notice, shown)


async def _add(tx: Tx, notice: Notice) -> Notice:
    """Keep a new notice, under another code where its own is taken."""
    while not await tx.of(Notices).add(notice):
        notice = replace(notice, code=new_code(tx.random))
    return notice


async def _keep(tx: Tx, notice: Notice) -> Notice:
    kept = replace(notice, version=notice.version + 1)
    if not await tx.of(Notices).change(kept):
        msg = "the notice is locked, and changed all the same"
        raise RuntimeError(msg)
    return kept
