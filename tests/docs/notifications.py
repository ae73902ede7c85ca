"""Who is told what, when, and with or without sound: computed by the rules that decide it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.i18n.catalog import Catalog
from liaison.approvals import service as approval_service
from liaison.approvals.rules import Approval, ApprovalAction, expire
from liaison.approvals.service import ApprovalType
from liaison.approvals.todos import approval_todo
from liaison.core.agreement import EscalationTarget, MeetingKind, PartyCode, Priority
from liaison.core.cards import named, text
from liaison.core.working_time import DAY, add_working, local_date, local_moment
from liaison.duty.service import gap_todo
from liaison.meetings import rules as meeting_rules
from liaison.meetings import step_notifications as notices
from liaison.meetings.model import Attendance, Meeting, MeetingState, Objection, Presence
from liaison.meetings.reminders import MeetingReminder, MeetingReminderKind
from liaison.meetings.rules import MeetingStep
from liaison.meetings.todos import again_todos, coming_todos, held_todos, offer_todos
from liaison.meetings.todos import todos_of as meeting_todos
from liaison.notifications.kinds import NewNotice, NoticeKind
from liaison.notifications.rules import Audience, Notice, next_delivery
from liaison.notifications.sounds import told_by
from liaison.pending_acts.model import ActState, PendingAct
from liaison.pending_acts.service import act_todo
from liaison.plan.todos import activity_todo
from liaison.requests import corrections, extensions, reassignment, service
from liaison.requests import rules as request_rules
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    Action,
    ExtensionReason,
    Request,
    SafetyReason,
    Verdict,
)
from liaison.requests.safety import approve_repatriation
from liaison.requests.todos import todos_of
from liaison.todos.lists import unread_todo
from liaison.todos.model import Todo
from liaison.todos.rules import Morning, escalated_to, has_own_message, is_named
from liaison.todos.sources import PartyContext
from tests.contract.samples import pending_act
from tests.docs.notification_words import AUDIENCES, NAMES, OCCASIONS, OTHER, TARGETS, seen_by
from tests.docs.other_messages import Row, at_any_hour
from tests.registered import REGISTRY
from tests.unit import samples
from tests.unit.approvals import test_approvals as approvals
from tests.unit.meetings import sample_meetings, test_reminders
from tests.unit.meetings.sample_meetings import OPTIONS
from tests.unit.plan.test_activities import activity
from tests.unit.procedures.procedure_records import At, procedure_records
from tests.unit.quiet_hours import HOUR, HOURS, local
from tests.unit.requests import test_reassignment as offers
from tests.unit.requests.party_contexts import party_context
from tests.unit.samples import (
    AGREEMENT,
    BOPHA,
    CN,
    DARA,
    KH,
    LATER,
    LI,
    SOKHA,
    WANG,
    act,
    received,
    take,
)

CATALOG = Catalog.load(agreement=AGREEMENT, strict=True)
POLICIES = AGREEMENT.notices.escalation_policies
NIGHT = local("2026-03-24 23:00", HOURS[CN])
ADMINS = frozenset({BOPHA.id})


def _view(party: PartyCode, now: datetime) -> PartyContext:
    """A Party with two focal persons and a coordinator."""
    seen = party_context(party, now)
    return replace(seen, staff=seen.staff | {OTHER})


def _of_request(request: Request, party: PartyCode, now: datetime) -> Sequence[Todo]:
    return list(todos_of(request, _view(party, now)))


def _of_meeting(meeting: Meeting, party: PartyCode, now: datetime) -> Sequence[Todo]:
    """The to-dos about a meeting, before and after all have said that they come."""
    seen, slot = _view(party, now), meeting.slot
    if meeting.offer is not None:
        return list(offer_todos(meeting, meeting.offer, seen))
    if slot is None or meeting.state is not MeetingState.AGREED or meeting.is_over(now):
        return [*meeting_todos(meeting, (), seen, undecided=True)]
    yes = partial(Attendance, party=party, presence=Presence.YES, substitute=None, at=now)
    answers = [yes(person=each) for each in seen.staff]
    return [todo for each in ([], answers) for todo in coming_todos(meeting, slot, each, seen)]


def _of_approval(
    approval: Approval, party: PartyCode, now: datetime, *, is_dated: bool = True
) -> Sequence[Todo]:
    """The to-dos about a proposal; one that is not ``is_dated`` has no date but its own end."""
    kind = REGISTRY.get(ApprovalType, approval.change.kind)
    kind = kind if is_dated else replace(kind, due=None)
    return [approval_todo(approval, kind, _view(party, now))] if approval.is_open else []


def made_notice(new: NewNotice) -> Notice:
    """The notice, made and delivered at night."""
    return new.made("", POLICIES, NIGHT)


def _unread(notice: Notice) -> Sequence[Todo]:
    """The to-do that an important notice is not acknowledged, if there is no other about it."""
    if not notice.needs_acknowledgement:
        return []
    seen, told = _view(notice.party, NIGHT), replace(notice, notified_at=NIGHT)
    return [unread_todo(told, seen.staff, seen.hours, every=AGREEMENT.reminders.close_days)]


def _returned(now: datetime) -> PendingAct:
    """An act that a coordinator has returned."""
    return replace(pending_act(LI), state=ActState.RETURNED, leaves_at=now)


SENT, BY_LETTER = samples.sent(), take(Action.RECEIVE, samples.sent(), letter="18/26")[0]
ASSIGNED = request_rules.assign(received(), act(WANG), to=LI)[0]
REQUEST_STEPS = [
    request_rules.log(
        samples.asked(), act(SOKHA), reference=SENT.reference, requested=CN, today=samples.SENT_ON
    ),
    request_rules.record(
        samples.asked(),
        act(LI, letter="18/26"),
        reference=SENT.reference,
        requesting=KH,
        received_on=samples.RECEIVED_ON,
        due_on=samples.DUE_ON,
        today=samples.RECEIVED_ON,
    ),
    *(take(action, case()) for action, case, _ in samples.WAYS),
    reassignment.assign(offers.held_by(offers.GONE), act(WANG), to=LI, holder=offers.GONE),
    reassignment.assign(offers.offered(), act(LI), to=LI, holder=offers.GONE),
    reassignment.decline_offer(offers.offered(), act(LI)),
    request_rules.inquire(ASSIGNED, act(SOKHA)),
    *(request_rules.review_reported_steps(BY_LETTER, act(LI), verdict=each) for each in Verdict),
    request_rules.extend(received(), act(WANG), to=approvals.TO, reason=ExtensionReason.COURT),
    *samples.more_steps(),
    corrections.correct_sent(
        received(), act(SOKHA), name="letter", before="123/26", after=samples.LETTER
    ),
]
"""Each step of a request, some in several ways."""


def meeting_steps() -> Iterator[tuple[str, MeetingStep]]:
    """Each step of a person about a meeting."""
    ours, theirs = sample_meetings.act(KH), sample_meetings.act(CN)
    offer, unconfirmed = sample_meetings.proposed(), sample_meetings.proposed(binds=False)
    propose = partial(meeting_rules.propose, sample_meetings.emergency(), code=offer.code, about="")
    counter = partial(meeting_rules.counter, options=OPTIONS, host=CN, objection=Objection.TIME)
    accept, confirm = partial(meeting_rules.accept, option=1, length=HOUR), meeting_rules.confirm
    accepted, agreed = accept(unconfirmed, theirs), accept(offer, theirs)
    yield "Proposed by a coordinator", propose(ours)
    yield "Proposed by a focal person", propose(sample_meetings.act(KH, binds=False))
    yield "Confirmed by the own coordinator", confirm(unconfirmed, ours, length=HOUR)
    yield "Other times proposed", counter(offer, theirs)
    yield "Accepted, to be confirmed by the other Party", accepted
    yield "Confirmed, and so agreed", confirm(accepted[0], ours, length=HOUR)
    yield "Accepted, and so agreed", agreed
    yield "Change of an agreed meeting proposed", counter(agreed[0], ours)
    yield "Declined", meeting_rules.decline(offer, theirs, objection=Objection.TIME)
    yield "Withdrawn", meeting_rules.withdraw(offer, ours, objection=Objection.TIME)
    yield "Recorded that it took place", meeting_rules.record_held(agreed[0], ours, held=True)
    missed = meeting_rules.record_held(agreed[0], ours, held=False)
    yield "Recorded that it did not take place", missed
    unlike = meeting_rules.record_held(missed[0], theirs, held=True)
    yield "Recorded otherwise than the other Party", unlike
    named = meeting_rules.record_minutes(agreed[0], ours, letter="9/26")
    yield from (("Minutes", named), ("Approved", meeting_rules.approve_minutes(named[0], theirs)))
    yield "Cancelled", meeting_rules.cancel(agreed[0], ours, objection=Objection.TIME)


def name_of(todo: Todo) -> str:
    """What a to-do asks for."""
    return NAMES.get(todo.aspect, NAMES.get(todo.act, "Read a notice"))


def _row(event: str, party: str, new: NewNotice, todos: Sequence[Todo]) -> Row:
    """One notice: whom it tells, when, with which sound, and which to-dos follow from it."""
    notice, hours = made_notice(new), HOURS[new.party]
    decide = partial(next_delivery, hours=hours, is_reachable=True, now=NIGHT)
    plan = decide(notice if new.at_once else replace(notice, due_by=None))
    hour = "at any hour" if plan.next_at is None else "in working hours"
    if plan.next_at is not None and notice.due_by is not None:
        early = decide(replace(notice, due_by=plan.next_at)).reason is not None
        hour += ", or at once if it begins before" if early else ""
    heard = at_any_hour(told_by(REGISTRY, notice))
    follows = ["told again, as below"] if new.priority is Priority.EMERGENCY else []
    follows += dict.fromkeys(map(name_of, todos or _unread(notice)))
    who = AUDIENCES[new.audience].format("sent" if party == "requesting" else "works on")
    return event, party, who, hour, heard, "; ".join(follows) or "nothing"


def request_rows() -> Sequence[Row]:
    """The notices of each step of a request."""
    rows: list[Row] = []
    for request, event in REQUEST_STEPS:
        outcomes = [each for each in ("offered", "taken", "declined") if each in event.facts]
        name = CATALOG.plain(named("action", (*outcomes, event.action)[0]), "en")
        for new in service.notices_of(request, event, AGREEMENT):
            if new.notice_key.startswith(service.BY_COLLEAGUE.key):
                continue
            party = "requested" if new.party == CN else "requesting"
            rows.append(_row(name, party, new, _of_request(request, new.party, LATER)))
    return list(dict.fromkeys(rows))


def meeting_rows() -> Sequence[Row]:
    """The notices about a meeting; 🚨 marks those of an emergency that differ."""
    rows: list[Row] = []
    for name, (meeting, event) in meeting_steps():
        for kind, mark in ((MeetingKind.ANNUAL, ""), (MeetingKind.EMERGENCY, "🚨 ")):
            of = replace(meeting, kind=kind, changed_at=meeting.made_at + HOUR)  # has escalated
            for new in notices.notices_of(of, event, AGREEMENT):
                party = "acting" if new.party == event.party else "other"
                row = _row(name, party, new, _of_meeting(of, new.party, event.at))
                rows += [] if row in rows else [(f"{mark}{name}", *row[1:])]
    for kind, mark in ((MeetingKind.ANNUAL, ""), (MeetingKind.EMERGENCY, "🚨 ")):
        told = dict.fromkeys(_timed_rows(replace(_agreed, kind=kind)))
        rows += [(f"{mark}{row[0]}", *row[1:]) for row in told if row not in rows]
    return rows


def _timed_rows(meeting: Meeting) -> Iterator[Row]:
    """The notices about a meeting that come at their time."""
    ended = replace(meeting, state=MeetingState.EXPIRED, changed_at=meeting.made_at + DAY)
    again = list(again_todos([ended], _view(KH, LATER)))
    for new in notices.expired(AGREEMENT, ended):
        party = "proposing" if new.party == ended.made_by else "asked"
        todos = again if party == "proposing" and new.audience is Audience.STAFF else []
        yield _row("All proposed times have passed", party, new, todos)
    for key, name in zip(MeetingReminderKind, ("Before it begins", "When it is over"), strict=True):
        reminder = MeetingReminder(at=NIGHT, kind=key, party=KH)
        new = notices.reminder_notice(AGREEMENT, meeting, reminder, NIGHT)
        over = held_todos(meeting, NIGHT, _view(KH, LATER)) if key == "record" else ()
        yield _row(name, "both", new, list(over))
    yield _row("Substitute named", "acting", notices.substitute_notice(meeting, LI, by=WANG), ())


def approval_rows() -> Iterator[Row]:
    """The notices about a proposal, by the kinds of proposals that they are alike for."""
    steps = (
        ("Proposed", approvals.proposed(), DARA),
        ("Agreed", approvals.answer(ApprovalAction.AGREE), WANG),
        ("Declined", approvals.answer(ApprovalAction.DECLINE), WANG),
        ("Withdrawn", approvals.answer(ApprovalAction.WITHDRAW), DARA),
        ("Not answered in time", expire(approvals.proposed(), at=approvals.LATE), None),
    )
    for name, approval, actor in steps:
        alike: dict[Row, list[str]] = {}
        for kind in REGISTRY.all(ApprovalType).values():
            like = replace(kind, text=extensions.extension_text)
            notices = approval_service.notices_of(approval, like, AGREEMENT, actor=actor)
            if kind.tell is not None:  # agreed, it is a step of the request, or all are told
                own = extensions.notices_of(approval, AGREEMENT, actor=actor)
                own = own if kind.key == EXTENSION_APPROVAL else notices
                notices = own if name != "Agreed" else iter(())
            for new in notices:
                party = "proposing" if new.party == approval.party else "asked"
                is_dated = kind.due is not None
                owed = _of_approval(approval, new.party, LATER, is_dated=is_dated)
                row = _row(name, party, new, owed)
                alike.setdefault(row, []).append(kind.key)
        for row, names in alike.items():
            yield (f"{name}: {', '.join(names)}", *row[1:])


def kind_rows() -> Iterator[Row]:
    """The notices that depend on no step of a request, a meeting or a proposal."""
    for kind in REGISTRY.all(NoticeKind).values():
        of_meeting = kind.key in ("over", "substitute")
        if of_meeting or kind in (*service.INFORMING, approval_service.LAPSED):
            continue
        name = OCCASIONS.get(
            kind.key, kind.key.replace("-", " ").capitalize().replace("Pin", "PIN")
        )
        new = kind.notice(KH, "", text("answer", value=""))
        yield _row(name, kind.side, new, ())


_cases = [ASSIGNED, replace(ASSIGNED, offered_to=OTHER), *(each for each, _ in REQUEST_STEPS)]
_cases.append(samples.sent(samples.asked(needed_by=samples.DUE_ON)))
_cases += [approve_repatriation(samples.unsafe(), act(DARA), reason=SafetyReason.COURT)[0]]
_urgent = sample_meetings.proposed(binds=False, options=((LATER + 60 * DAY, None),))
_offer = replace(_urgent, kind=MeetingKind.ANNUAL)
_backed = replace(sample_meetings.proposed(), kind=MeetingKind.ANNUAL)
_read = made_notice(next(service.notices_of(*REQUEST_STEPS[0], AGREEMENT)))
_expired = replace(_urgent, state=MeetingState.EXPIRED)
_agreed = test_reminders.agreed(MeetingKind.ANNUAL, LATER + 60 * DAY)
_held = replace(test_reminders.agreed(MeetingKind.ANNUAL, LATER - DAY), held_by_maker=True)
RECORDS: Sequence[tuple[str, PartyCode, At]] = [
    *(("requested", CN, partial(_of_request, case, CN)) for case in _cases),
    *(("requesting", KH, partial(_of_request, case, KH)) for case in _cases),
    ("asked", CN, partial(_of_meeting, _offer, CN)),
    ("proposing", KH, partial(_of_meeting, _offer, KH)),
    ("proposing", KH, partial(_of_meeting, _backed, KH)),
    ("proposing", KH, lambda now: list(again_todos([_expired], _view(KH, now)))),
    ("both", CN, partial(_of_meeting, _agreed, CN)),
    ("both", CN, lambda now: list(held_todos(_agreed, NIGHT, _view(CN, now)))),
    ("both", CN, partial(_of_meeting, replace(_held, held_by_other=True), CN)),
    ("both", CN, partial(_of_meeting, replace(_held, held_by_other=False), CN)),
    ("asked", CN, partial(_of_approval, approvals.proposed(), CN, is_dated=False)),
    ("asked", CN, partial(_of_approval, approvals.proposed(), CN)),
    ("proposing", KH, partial(_of_approval, approvals.proposed(), KH)),
    ("requested", CN, lambda now: list(todos_of(ASSIGNED, _view(CN, now), pending_act(LI)))),
    ("own", CN, lambda now: [act_todo(_returned(now), _view(CN, now))]),
    ("own", CN, lambda now: [gap_todo(_view(CN, now), [now.date()], ADMINS)]),
    ("leading", CN, lambda now: [activity_todo(activity(), _view(CN, now))]),
    *procedure_records(ASSIGNED, _view),
    ("either", CN, lambda _: _unread(_read)),
]
"""Records with to-dos: whose they are, in the words of the record and as a Party."""


def kinds(*, dated: bool = False) -> Iterator[tuple[str, PartyCode, Todo, At]]:
    """One to-do of each kind, or of each that has reminders."""
    seen: set[tuple[str, str]] = set()
    for whose, party, of in RECORDS:
        for todo in of(LATER):
            reminds = todo.due_on is not None and (todo.days_before or not todo.is_owed)
            if (whose, name_of(todo)) not in seen and (reminds or not dated):
                seen.add((whose, name_of(todo)))
                yield whose, party, todo, of


def todo_rows() -> Iterator[Row]:
    """Who sees each to-do, and how often morning messages name it whatever its date."""
    for whose, party, todo, of in kinds():
        now = of(LATER + 60 * DAY)
        late = next((each for each in now if each.act == todo.act), todo)
        who = seen_by(todo) + ("" if late.people == todo.people else f"; overdue: {seen_by(late)}")
        more = "yes" if todo.escalates_from else "when overdue" if late.escalates_from else "no"
        yield name_of(todo), whose, who, more, _repeated(todo, party)


def _repeated(todo: Todo, party: PartyCode) -> str:
    on, seen = todo.repeat_on, _view(party, LATER)
    if on is None:
        return "–"
    every = "every working day" if todo.repeat_days == 1 else f"every {todo.repeat_days} days"
    if todo.due_on is not None and on > todo.due_on:
        return f"{every} after its date"
    if (on - local_date(todo.since, seen.hours.zone)).days == todo.repeat_days > 1:
        return f"{every} without a step"
    waits = (days for days in range(30) if seen.morning_after(todo.since, days * DAY) == on)
    first = next(waits, 0)
    later = f"{every}, first after {first} working day{'' if first == 1 else 's'}"
    return later if first else every


def due_rows() -> Sequence[Row]:
    """How the mornings around the date of each to-do tell of it, with the days as the first row."""
    found = list(kinds(dated=True))
    ways = {days: [_told(todo, of, days) for _, _, todo, of in found] for days in range(60, -3, -1)}
    days = [each for each, row in ways.items() if any(row)]
    heads = {1: "1 day before", 0: "that day", -1: "first day overdue", -2: "later"}
    return [
        ("To-do", "Party", *(heads.get(each, f"{each} days before") for each in days)),
        *(
            (name_of(todo), whose, *(ways[each][number] or "–" for each in days))
            for number, (whose, _, todo, _) in enumerate(found)
        ),
    ]


def _told(todo: Todo, of: At, days: int) -> str:
    """How the morning so many days before the date of a to-do tells of it."""
    assert todo.due_on is not None
    today = todo.due_on - days * DAY
    own = AGREEMENT.party(CN)
    now = local_moment(today, own.digest_at, own.zone)
    morning = Morning(now=now, today=today, since=today - DAY, next_day=today + DAY, quiet=False)
    then = [replace(each, repeat_on=None) for each in of(now) if each.act == todo.act]
    if any(has_own_message(each, morning, own.near_days) for each in then):
        return "**message**"
    return "line" if any(is_named(each, morning, None) for each in then) else ""


def later_rows() -> Iterator[Row]:
    """After how many days of working time more people see a to-do that no one does."""
    policy, hours, todo = POLICIES[Priority.IMPORTANT], HOURS[CN], _unread(_read)[0]
    reached = [
        escalated_to(todo, policy, hours, add_working(NIGHT, n * DAY, hours)) for n in range(10)
    ]
    for each in (EscalationTarget.DEPUTY, EscalationTarget.COORDINATORS, EscalationTarget.ADMINS):
        yield str(sum(each not in then for then in reached)), TARGETS[each]
