"""The form of a meeting proposal: its questions, the calendar, the check, and sending."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from handlers.input.command_router import CommandContext
from handlers.input.conversation import PROPOSAL, ProposalDraft, SentProposal
from handlers.input.drafting import DraftForm, Page
from handlers.input.replies import Reply
from liaison.core.agreement import MeetingKind, party_name
from liaison.core.cards import Button, Card, Paragraph, Row, Text, named, text, time_text
from liaison.core.form import Question, current
from liaison.core.references import Reference
from liaison.core.text_parsing import parse_time
from liaison.core.working_time import local_date
from liaison.lifecycle.conflicts import AlreadyRecorded
from liaison.meetings import service as meeting_service
from liaison.meetings.drafts import (
    IN_AN_HOUR,
    REPLACING,
    ProposalContext,
    about,
    finished,
    host,
    known_venues,
    number_of,
    objection,
    places,
    questions,
    start_of,
)
from liaison.meetings.model import Meeting, MeetingAction
from liaison.meetings.rules import CONFLICTS, MOST_OPTIONS
from liaison.meetings.time_warnings import warnings_of
from liaison.meetings.views import show_meeting
from liaison.requests.lists import list_of
from liaison.requests.repository import Requests
from liaison.requests.service import find, is_alone

WIDTHS = {"time": 4, "urgency": 2, "more": 2, "host": 2}
"""The number of answers in a row, by question; one by default."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CASES_OFFERED = 3
_A_MONTH = timedelta(days=31)

ProposalPage: TypeAlias = Page[ProposalDraft]


class ProposalForm(DraftForm[ProposalDraft, SentProposal]):
    """A new meeting, or other times for one."""

    kind = PROPOSAL

    async def questions(self, context: CommandContext, draft: ProposalDraft) -> list[Question]:
        asked = questions(facts_of(context, draft), draft.answers)
        now = current(asked, draft.answers, draft.changing)
        if now is not None and now.name == "case":
            cases = await _open_cases(context)
            asked[asked.index(now)] = replace(now, offered=cases)
        return asked

    def ask(
        self, page: ProposalPage, question: Question
    ) -> tuple[Sequence[Paragraph], Sequence[Row]]:
        kind, number = about(question.name), number_of(question.name)
        offered = [
            Button(_label(page, question, choice), f"{page.line} {question.name} {choice}")
            for choice in question.offered
        ]
        width = WIDTHS.get(kind, 1)
        rows: list[Row] = [tuple(offered[at : at + width]) for at in range(0, len(offered), width)]
        if kind != "day" or number is None:
            return [(_words(page, kind, number),)], rows
        month = _month_shown(page, number)
        if rows and page.month is None:
            other = Button(text("button-other-time"), f"{page.line} month {month:%Y-%m}")
            return [(_words(page, "when", number),)], [*rows, (other,)]
        words = (_words(page, kind, number), _month_name(month))
        return [words], _grid(page, question.name, month)

    def name(self, question: str) -> Text:
        number = number_of(question)
        return named("field", about(question), **({} if number is None else {"number": number}))

    async def check(self, page: ProposalPage) -> Sequence[Paragraph]:
        context, answers = page.context, page.draft.answers
        facts = facts_of(context, page.draft)
        other = context.tx.agreement.other(context.person.party)
        title = text(f"proposal-check-{facts.purpose}", party=text(other.name))
        options = [
            _option(context, number, place)
            for number, place in enumerate(places(facts, answers), 1)
        ]
        hosted = text("meeting-host", party=party_name(host(answers)))
        return [(title,), (*_reasons(page, facts), hosted), *options]

    def button_to_send(self, draft: ProposalDraft) -> Text:
        return text("button-send-proposal")

    async def send(self, page: ProposalPage) -> tuple[SentProposal, Card, Text]:
        context, tx, person = page.context, page.context.tx, page.context.person
        facts = facts_of(context, page.draft)
        meeting = await _submit(context, page.draft, facts)
        result = "alone" if await is_alone(tx, person) else _result(facts, meeting)
        other = tx.agreement.other(person.party)
        done = text(f"proposal-sent-{result}", code=meeting.code, party=text(other.name))
        sent = SentProposal(id=page.draft.id, code=meeting.code, at=tx.now)
        return sent, await show_meeting(tx, person, meeting, banner=done), done

    async def sent_before(self, context: CommandContext, sent: SentProposal) -> Reply:
        raise AlreadyRecorded(CONFLICTS.recorded, code=sent.code, at=sent.at)

    async def check_answer(
        self, context: CommandContext, question: Question, given: str | int
    ) -> None:
        if question.name == "case":
            await find(context.tx, context.person, Reference(str(given)))


FORM = ProposalForm()


def facts_of(context: CommandContext, draft: ProposalDraft) -> ProposalContext:
    """The context of the questions of a draft."""
    return ProposalContext(
        purpose=draft.purpose,
        agreement=context.tx.agreement,
        party=context.person.party,
        now=context.tx.now,
        kind=draft.kind,
    )


async def _submit(context: CommandContext, draft: ProposalDraft, facts: ProposalContext) -> Meeting:
    answers = draft.answers
    if draft.meeting is None:
        plan = finished(facts, answers)
        if plan.kind is MeetingKind.DIFFERENCE:
            plan = replace(plan, difference=draft.difference)
        return await meeting_service.propose(context.tx, context.person, plan)
    permit = await meeting_service.check(
        context.tx, context.person, draft.meeting, MeetingAction.COUNTER
    )
    return await meeting_service.counter(
        context.tx,
        permit,
        options=places(facts, answers),
        host=host(answers),
        objection=objection(answers),
    )


def _result(facts: ProposalContext, meeting: Meeting) -> str:
    """The kind of result: the other Party may have proposed first."""
    if facts.purpose in REPLACING:
        return "counter"
    return "new" if meeting.made_by == facts.party else "second"


async def _open_cases(context: CommandContext) -> tuple[Reference, ...]:
    """Some open cases of the Party, earliest due first."""
    chosen = replace(list_of(context.tx, context.person.party, "open"), limit=CASES_OFFERED)
    found, _ = await context.tx.of(Requests).listed(context.person.party, chosen)
    return tuple(each.reference for each in found)


def _reasons(page: ProposalPage, facts: ProposalContext) -> list[Text]:
    purpose, answers = facts.purpose, page.draft.answers
    meeting, kind = page.draft.meeting, page.draft.kind
    if meeting is not None and kind is not None:
        which = named("meeting-kind", kind)
        what = text(f"proposal-{purpose}s", code=meeting.code, kind=which)
        why = objection(answers)
        banners = (
            [] if why is None else [text("meeting-objection", objection=named("objection", why))]
        )
        return [what, *banners]
    plan = finished(facts, answers)
    case = [] if plan.case is None else [text("meeting-case", reference=plan.case)]
    if plan.kind is MeetingKind.EMERGENCY:
        return [text("meeting-cause", occasion=named("occasion", plan.occasion)), *case]
    return [
        text("proposal-kind", kind=named("meeting-kind", plan.kind)),
        text("meeting-occasion", occasion=named("occasion", plan.occasion)),
        text(
            "draft-line",
            question=text("field-urgency"),
            answer=text("urgency-urgent" if plan.urgent else "urgency-routine"),
        ),
        *case,
    ]


def _option(context: CommandContext, number: int, place: tuple[datetime, str | None]) -> Paragraph:
    """One option with its weekday in the first Party's zone, and its warnings."""
    start, venue = place
    day = local_date(start, context.tx.agreement.parties[0].zone)
    shown = text("proposal-option", number=number, day=day, at=start, place=_where(venue))
    return (shown, *warnings_of(context.tx, start))


def _where(venue: str | None) -> Text:
    return text("meeting-video") if venue is None else text("answer", value=venue)


def _words(page: ProposalPage, kind: str, number: int | None) -> Text:
    facts, answers = facts_of(page.context, page.draft), page.draft.answers
    if number is None:
        return named("proposal-ask", kind)
    place = text(facts.agreement.party(facts.party).capital)
    start = start_of(facts, answers, number)
    if kind == "venue" and start is not None:
        day = local_date(start, facts.agreement.parties[0].zone)
        return text("proposal-ask-venue", number=number, at=start, day=day)
    return named("proposal-ask", kind, number=number, most=MOST_OPTIONS, place=place)


def _label(page: ProposalPage, question: Question, choice: str) -> Text:
    """The label of an answer button."""
    facts, number = facts_of(page.context, page.draft), number_of(question.name)
    match about(question.name):
        case "kind":
            return named("meeting-kind", choice)
        case "occasion" | "objection" | "urgency" as concept:
            return named(concept, choice)
        case "day":
            return _soon(facts, choice)
        case "time":
            return time_text(parse_time(choice, facts.agreement.vocabularies))
        case "venue" if number is not None:
            known = known_venues(facts, page.draft.answers, number)
            named_there = dict(zip(question.offered, (None, *known), strict=True))
            return _where(named_there[choice])
        case "more":
            return named("proposal-more", choice)
        case "host":
            return text(facts.agreement.party(choice).name)
        case _:
            return text("answer", value=choice)


def _soon(facts: ProposalContext, choice: str) -> Text:
    """A time that is offered for an emergency."""
    if choice == IN_AN_HOUR:
        return text("button-in-an-hour")
    day, _, time = choice.partition(" ")
    key = "today" if date.fromisoformat(day) == facts.today else "tomorrow"
    return text(f"button-{key}-at", time=time_text(parse_time(time, facts.agreement.vocabularies)))


def _month_shown(page: ProposalPage, number: int) -> date:
    """The month to show: the requested one within the possible range, else that of the option
    before, else the present one.
    """
    facts = facts_of(page.context, page.draft)
    before = start_of(facts, page.draft.answers, number - 1)
    day = facts.today if before is None else local_date(before, facts.zone)
    wanted = page.month or day
    return max(_first(facts.today), min(_first(wanted), _first(facts.last_day)))


def _grid(page: ProposalPage, name: str, month: date) -> list[Row]:
    """A month with a button for each possible day, and buttons to other months."""
    facts = facts_of(page.context, page.draft)
    same = f"{page.line} month {month:%Y-%m}"

    def cell(day: int) -> Button:
        at = month.replace(day=day) if day else None
        if at is None or not facts.today <= at <= facts.last_day:
            return Button(text("grid-blank"), same)
        return Button(text("answer", value=day), f"{page.line} {name} {at.isoformat()}")

    rows: list[Row] = [tuple(Button(named("weekday", each), same) for each in WEEKDAYS)]
    weeks = Calendar().monthdayscalendar(month.year, month.month)
    rows += [tuple(cell(day) for day in week) for week in weeks]
    turns = []
    earlier, later = _first(month - timedelta(days=1)), _first(month + _A_MONTH)
    if earlier >= _first(facts.today):
        label = text("button-earlier-month", month=_month_name(earlier))
        turns.append(Button(label, f"{page.line} month {earlier:%Y-%m}"))
    if later <= facts.last_day:
        label = text("button-later-month", month=_month_name(later))
        turns.append(Button(label, f"{page.line} month {later:%Y-%m}"))
    return [*rows, tuple(turns)]


def _month_name(month: date) -> Text:
    return text("month-of-year", month=named("month", str(month.month)), year=month.year)


def _first(day: date) -> date:
    return day.replace(day=1)
