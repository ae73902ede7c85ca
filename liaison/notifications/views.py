"""Views of notices: title, escalation and buttons."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial

from liaison.core.agreement import EscalationTarget, PartyCode, party_name
from liaison.core.cards import (
    BELOW,
    MENU,
    Button,
    Card,
    Row,
    Text,
    card,
    open_button,
    paging,
    text,
)
from liaison.core.people import Person, PersonId, names_of, shown_to
from liaison.core.references import any_code
from liaison.core.registry import Unregistered
from liaison.core.transaction import People, Tx
from liaison.core.working_time import next_open
from liaison.notifications.recipients import hours_of, staff
from liaison.notifications.repository import Notices
from liaison.notifications.rules import UNACKNOWLEDGED, Audience, Notice, NoticeState
from liaison.notifications.subjects import EndsBy, NoticeButtons, SubjectRecord, load_subject

PAGE = 5


async def notice_card(
    tx: Tx,
    viewer: Person,
    notice: Notice,
    record: SubjectRecord,
    *,
    escalation_step: EscalationTarget | None = None,
) -> Card:
    """A notice and its present state, for one person of its Party."""
    lines = [record.title or notice.title, *_history(notice, record, escalation_step)]
    waits = notice.is_open or not notice.needs_acknowledgement
    asked = record.asked if waits else ""
    if waits and record.owed is not None:
        asked = await record.owed(viewer)
    taking: Row = ()
    taken = await _taken(tx, notice.code) if record.asks and notice.is_open else ()
    if notice.kind == UNACKNOWLEDGED:
        others = (await _taken(tx, notice.detail))[:1]
        lines += [text("notice-taken-by", who=shown_to(viewer, each)) for each in others]
    if taken:
        lines.append(text("notice-taken-by", who=names_of(taken)))
    if record.ends_by is EndsBy.ANSWER and notice.is_open:
        lines[0] = _for_others(viewer, notice, record) or lines[0]
        if viewer not in taken:
            taking = (Button(text("button-take-todo"), f"ack {notice.code}"),)
    elif notice.is_open and notice.needs_acknowledgement and not (asked or record.asks):
        taking = (Button(text("button-acknowledge"), f"ack {notice.code}"),)
    return await _with_subject(tx, viewer, notice, record, lines=lines, own=taking, asked=asked)


async def answers_of_others(tx: Tx, viewer: Person) -> Sequence[Text]:
    """Who may give the answers that wait and that the viewer may not give."""
    waiting = await tx.of(Notices).waiting_for(viewer.id)
    found = [_for_others(viewer, each, await load_subject(tx, each)) for each in waiting]
    return [each for each in found if each is not None]


def _for_others(viewer: Person, notice: Notice, record: SubjectRecord) -> Text | None:
    """The title for a person who may not give the answer: who may."""
    if not record.entitled or viewer in record.entitled:
        return None
    able = [each for each in record.entitled if each.reachable]
    line = text(
        "notice-for-others",
        about=notice.subject_id,
        party=party_name(notice.party),
        able="yes" if able else "no",
        names=names_of(able),
        asks="approval" if notice.internal else record.asked,
    )
    return record.marked(line)


async def ended_card(
    tx: Tx, viewer: Person, notice: Notice, record: SubjectRecord, *, actor: Person | None
) -> Card:
    """A notice that has ended: by whom and when, with the present state of its subject."""
    end = ended_line(tx, notice, record, actor)
    lines = [record.title or notice.title, *([] if end is None else [end])]
    shown = await _with_subject(tx, viewer, notice, record, lines=lines)
    return replace(shown, more=())


async def present_title(tx: Tx, notice: Notice) -> Text:
    """The title of a notice, with the days that are left now."""
    record = await load_subject(tx, notice) if _counts_days(notice) else SubjectRecord()
    return record.title or notice.title


def title_for_other(tx: Tx, notice: Notice, record: SubjectRecord, *, is_cut_off: bool) -> Text:
    """The title for the other Party of what no one acknowledged, or can be told of now."""
    own, other = tx.agreement.party(notice.party), tx.agreement.other(notice.party)
    party = text(own.name)
    sides = {"own_party": party, "other_party": text(other.name)}  # as its recipients read it
    about = text(notice.title.key, **{**sides, **notice.title.values})
    told = partial(text, "notice-of-other", asks=record.asked if record.asks else "no")
    if is_cut_off:
        told = partial(text, "notice-of-unreachable", authority=text(own.authority))
    return record.marked(told(at=tx.now, party=party, about=about))


def _counts_days(notice: Notice) -> bool:
    """Whether a title has the days that are left, so that it is outdated when they are over."""
    return "days" in notice.title.values


async def _with_subject(
    tx: Tx,
    viewer: Person,
    notice: Notice,
    record: SubjectRecord,
    *,
    lines: Sequence[Text],
    own: Row = (),
    asked: str = "",
) -> Card:
    """The lines above the card of the subject, in a registered view, or alone. First is the
    ``asked`` step, or the ``own`` one of the notice, or the details; the others are behind More.
    """
    if record.card is not None:
        return _above(notice, await record.card(viewer), lines=lines, own=own, asked=asked)
    buttons = tx.registry.find(NoticeButtons, notice.kind)
    rows = [own] if buttons is None else await buttons.rows(tx, viewer, notice, [own])
    return card(lines, rows=[*rows, MENU], view=notice_view(notice))


def _above(notice: Notice, shown: Card, *, lines: Sequence[Text], own: Row, asked: str) -> Card:
    """Lines above the card of a subject. Without a requested step it only has Details."""
    details = (Button(text("button-details"), f"{shown.view} {BELOW}"),)
    steps = [*shown.rows[:-1], *shown.more]

    def later(button: Button) -> bool:
        return asked not in (button.command, button.command.split()[0])

    first = [tuple(sorted(row, key=later)) for row in steps if not all(map(later, row))]
    *above, facts = shown.paragraphs or ((),)
    if first:
        step, *arguments = asked.split()
        what = "-".join((step, *arguments[1:]))
        facts = (*facts, text(f"notice-ask-{what}", kind=notice.kind))
    others = [row for row in steps if all(map(later, row))]
    below = [own, details] if first or not asked else [details, own]
    rows = [*first, *below, MENU]
    if not notice.needs_acknowledgement:
        view = shown.view if first and _counts_days(notice) else ""
        return card(lines, *above, facts, rows=rows, view=view)
    return card(lines, *above, facts, rows=rows, more=others, view=notice_view(notice))


def notice_view(notice: Notice) -> str:
    """The command that shows a notice."""
    return f"inbox {notice.code}"


def notice_button(notice: Notice) -> Button:
    """The button that opens a notice: it names its record, if that has a code."""
    record = any_code(notice.subject_id)
    label = text("button-details") if record is None else text("button-open", code=record)
    return Button(label, notice_view(notice))


def ended_line(tx: Tx, notice: Notice, record: SubjectRecord, actor: Person | None) -> Text | None:
    """Who has seen a notice or done what it asks for, and when; or that it is no longer open. None
    if the card of its subject says so, or it asked for nothing.
    """
    if record.says_end or notice.state is NoticeState.DELIVERED:
        return None
    at = notice.ended_at or tx.now
    if actor is None or notice.state is not NoticeState.ACKNOWLEDGED:
        return text("notice-settled", at=at)
    return text("notice-done" if record.asked else "notice-acknowledged", who=actor.name, at=at)


async def inbox_card(tx: Tx, viewer: Person, *, whole_party: bool, page: int) -> Card:
    """The notices that wait for the viewer or the whole Party, oldest first."""
    if whole_party:
        waiting = [each for each, _ in await tx.of(Notices).unread(viewer.party)]
    else:
        waiting = [*await tx.of(Notices).waiting_for(viewer.id)]
    found, total = waiting[(page - 1) * PAGE : page * PAGE], len(waiting)
    which = "all" if whole_party else "mine"
    title = text("inbox-title", which=which, total=total)
    lines = [await _inbox_line(tx, each) for each in found]
    rows = [(open_button("inbox", each.code),) for each in found]
    page_line, turns = paging(f"inbox {which}", page, total, PAGE)
    other_list = "mine" if whole_party else "all"
    switch = (Button(text(f"button-inbox-{other_list}"), f"inbox {other_list}"),)
    todos = (Button(text("button-today"), "today"),)
    body = lines or [text("inbox-none", which=which)]
    return card(title, body, page_line, rows=[*rows, turns, switch, todos, MENU])


async def _inbox_line(tx: Tx, notice: Notice) -> Text:
    record = SubjectRecord()
    with suppress(Unregistered):  # a subject of a newer version
        record = await load_subject(tx, notice)
    return text(
        "inbox-line",
        code=notice.code,
        letter=record.letter or "",
        lettered="no" if record.letter is None else "yes",
        about=record.title or notice.title,
        at=notice.made_at,
    )


async def _taken(tx: Tx, code: str) -> Sequence[Person]:
    """The people who are on what a notice tells, those of either Party."""
    recipients = await tx.of(Notices).recipients(code)
    taken = [each.person for each in recipients if each.taken_at is not None]
    people = await tx.of(People).those(taken) if taken else {}
    return [people[each] for each in taken if each in people]


def _history(
    notice: Notice, record: SubjectRecord, escalation_step: EscalationTarget | None
) -> Iterator[Text]:
    """The delay, an outage, and the last escalation step."""
    if notice.late and escalation_step is None:
        yield text("notice-late", **span(notice.late))
    if notice.repeat_for is not None:
        yield text("notice-after-outage", start=notice.repeat_for.start, end=notice.repeat_for.end)
    if notice.escalation_step:
        asks = ("approval" if notice.internal else record.asked) if record.asks else "no"
        step = escalation_step or "step"
        yield text("escalation", step=step, since=notice.made_at, asks=asks)


async def unreachable_line(
    tx: Tx, party: PartyCode, notices: Sequence[Notice], *, told: Collection[PersonId] = ()
) -> Text | None:
    """That no focal person or coordinator of a Party can be reached now, if notices are for them
    and none of them was ``told``; of what is urgent, to telephone.
    """
    people = await staff(tx, party)
    is_reached = any(each.reachable or each.id in told for each in people)
    if is_reached or not people or any(each.audience is Audience.APPROVERS for each in notices):
        return None
    urgent = "yes" if any(each.escalates for each in notices) else "no"
    authority = text(tx.agreement.party(party).authority)
    name = party_name(party)
    return text("delivery-unreachable", party=name, urgent=urgent, authority=authority)


async def delivery_forecast(
    tx: Tx, party: PartyCode, notices: Sequence[Notice], *, first: str | None
) -> Text:
    """When a Party is told of what is sent now, by the ``notices`` of its dry run; of what is
    urgent those on "duty" or the "coordinators" are told ``first``, and when all others are.
    """
    unreachable = await unreachable_line(tx, party, notices)
    if unreachable is not None:
        return unreachable
    opens = next_open(tx.now, hours_of(tx, party))
    waits = all(each.notified_at is None or each.repeat for each in notices)
    if any(each.escalates and each.is_too_late(opens, tx.now) for each in notices):
        first = None
    off = "yes" if opens > tx.now and (waits or first) else "no"
    return text("draft-delivery", party=party_name(party), to=first or "all", off=off, at=opens)


def is_told_later(forecast: Text) -> bool:
    """Whether a ``delivery_forecast`` says more than that all are told at once."""
    return forecast.values.get("off") != "no"


def span(length: timedelta) -> dict[str, int]:
    """A length of time as values of a text."""
    minutes = int(length.total_seconds()) // 60
    return {"days": minutes // 1440, "hours": minutes // 60 % 24, "minutes": minutes % 60}
