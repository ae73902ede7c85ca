"""Views of notices: title, escalation and buttons."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from liaison.core.agreement import EscalationTarget, party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.people import Person, PersonId, names_of
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import next_open
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Notice, NoticeState
from liaison.notifications.subjects import NoticeView, SubjectRecord, SubjectType, load_subject

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
    lines = [record.title or notice.title, *_history(tx, notice, escalation_step)]
    rows: list[Row] = []
    if record.needs_answer and notice.is_open:
        if record.entitled and viewer not in record.entitled:
            lines[0] = _for_others(notice, record)
        lines += await _taken(tx, notice)
        shown = await _with_subject(tx, viewer, notice, record, lines=lines, rows=[])
        taking: Row = (Button(text("button-take-todo"), f"ack {notice.code}"),)
        return replace(shown, rows=(*shown.rows[:-1], taking, *shown.rows[-1:]))
    if notice.is_open and notice.needs_acknowledgement and not record.asked:
        lines.append(text("notice-please", code=notice.code))
        rows.append((Button(text("button-acknowledge"), f"ack {notice.code}"),))
    return await _with_subject(tx, viewer, notice, record, lines=lines, rows=rows)


def _for_others(notice: Notice, record: SubjectRecord) -> Text:
    """The title for a person who may not give the answer: who may."""
    return text(
        "notice-for-others",
        about=notice.subject_id,
        party=party_name(notice.party),
        names=names_of(record.entitled),
    )


async def ended_card(
    tx: Tx, viewer: Person, notice: Notice, record: SubjectRecord, *, actor: Person | None
) -> Card:
    """A notice that has ended: by whom and when, with the present state of its subject."""
    lines = [ended_line(tx, notice, actor), record.title or notice.title]
    return await _with_subject(tx, viewer, notice, record, lines=lines, rows=[])


async def _title(tx: Tx, notice: Notice) -> Text:
    """The present title of a notice; the original one if only a newer version knows its subject."""
    if tx.registry.find(SubjectType, notice.subject) is None:
        return notice.title
    return (await load_subject(tx, notice)).title or notice.title


async def _with_subject(
    tx: Tx,
    viewer: Person,
    notice: Notice,
    record: SubjectRecord,
    *,
    lines: Sequence[Text],
    rows: Sequence[Row],
) -> Card:
    """The lines above the card of the subject, in a registered view, or alone."""
    if record.card is not None:
        shown = _with_first(await record.card(viewer), record.asked)
        return under(shown, lines=lines, rows=rows)
    view = tx.registry.find(NoticeView, notice.notice_key.partition(":")[0])
    if view is not None:
        return await view.card(tx, viewer, notice, lines=lines, rows=rows)
    return card(lines, rows=[*rows, MENU])


def _with_first(shown: Card, command: str) -> Card:
    """A card with its first row that has a button of a command on top, that button first."""

    def later(button: Button) -> bool:
        return button.command.partition(" ")[0] != command

    for row in shown.rows:
        if not all(map(later, row)):
            others = (each for each in shown.rows if each is not row)
            return replace(shown, rows=(tuple(sorted(row, key=later)), *others))
    return shown


def under(shown: Card, *, lines: Sequence[Text], rows: Sequence[Row]) -> Card:
    """A card with lines above it, and rows of buttons above its own."""
    return card(lines, *shown.paragraphs, rows=[*rows, *shown.rows])


def ended_line(tx: Tx, notice: Notice, actor: Person | None) -> Text:
    """Who acknowledged a notice and when, or that it is no longer open."""
    at = notice.ended_at or tx.now
    if actor is None or notice.state is not NoticeState.ACKNOWLEDGED:
        return text("notice-settled", at=at)
    return text("notice-acknowledged", who=actor.name, at=at)


async def inbox_card(
    tx: Tx, viewer: Person, *, whole_party: bool, page: int, banners: Sequence[Text] = ()
) -> Card:
    """The notices that wait for the viewer or the whole Party, oldest first."""
    person: PersonId | None = None if whole_party else viewer.id
    found, total = await tx.of(Notices).waiting(
        viewer.party, person=person, offset=(page - 1) * PAGE, limit=PAGE
    )
    pages = max(1, -(-total // PAGE))
    which = "all" if whole_party else "mine"
    title = text("inbox-title", which=which, total=total)
    lines = [
        text(
            "inbox-line",
            code=each.code,
            about=await _title(tx, each),
            at=each.made_at,
        )
        for each in found
    ]
    rows: list[Row] = [
        (Button(text("button-open-notice", code=each.code), f"inbox {each.code}"),)
        for each in found
    ]
    turns = []
    if page > 1:
        turns.append(Button(text("button-previous-page"), f"inbox {which} {page - 1}"))
    if page < pages:
        turns.append(Button(text("button-next-page"), f"inbox {which} {page + 1}"))
    paging = [text("cases-page", page=page, pages=pages)] if pages > 1 else []
    other_list = "mine" if whole_party else "all"
    switch: Row = (Button(text(f"button-inbox-{other_list}"), f"inbox {other_list}"),)
    body = lines or [text("inbox-none", which=which)]
    return card(banners, title, body, paging, rows=[*rows, tuple(turns), switch, MENU])


async def _taken(tx: Tx, notice: Notice) -> Sequence[Text]:
    """A line for each colleague who is on it."""
    taken = {
        each.person: each.taken_at
        for each in await tx.of(Notices).recipients(notice.code)
        if each.taken_at is not None
    }
    people = await tx.of(People).those(taken) if taken else {}
    return [
        text("notice-taken-by", who=people[person].name, at=at)
        for person, at in taken.items()
        if person in people
    ]


def _history(tx: Tx, notice: Notice, escalation_step: EscalationTarget | None) -> Iterator[Text]:
    """The delay, an outage, and the last escalation step."""
    if notice.late and escalation_step is None:
        yield text("notice-late", **span(notice.late))
    if notice.repeat_for is not None:
        yield text("notice-after-outage", start=notice.repeat_for.start, end=notice.repeat_for.end)
    reached_step = escalation_step or (
        EscalationTarget.SAME_PEOPLE if notice.escalation_step else None
    )
    if reached_step is not None:
        at = notice.made_at
        since = at if notice.escalates else next_open(at, hours_of(tx, notice.party))
        yield named("escalation", reached_step, since=since)


def span(length: timedelta) -> dict[str, int]:
    """A length of time as values of a text."""
    minutes = int(length.total_seconds()) // 60
    return {"days": minutes // 1440, "hours": minutes // 60 % 24, "minutes": minutes % 60}
