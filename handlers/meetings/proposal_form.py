"""The form of a meeting proposal: its questions, the calendar, the check, and sending."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TypeAlias

from handlers.draft_form import DraftForm, Page, days_of
from handlers.input.command_router import CommandContext
from handlers.input.conversation import Draft
from handlers.input.parsed_text import TextParser
from liaison.core.agreement import MeetingKind, party_name
from liaison.core.cards import (
    Button,
    Card,
    Paragraph,
    Row,
    Text,
    field_line,
    in_rows,
    named,
    open_button,
    text,
    time_text,
)
from liaison.core.errors import UserError
from liaison.core.form import Question, choice, current_question
from liaison.core.outbox import PHONE
from liaison.core.references import DifferenceCode, Reference
from liaison.core.text_parsing import parse_time
from liaison.letters.model import LetterAct
from liaison.letters.views import with_letter
from liaison.lifecycle.model import VersionedRef
from liaison.meetings import drafts
from liaison.meetings import service as meeting_service
from liaison.meetings.drafts import (
    IN_AN_HOUR,
    REPLACING,
    VIDEO,
    ProposalContext,
    Purpose,
    questions,
)
from liaison.meetings.model import Meeting, MeetingAction, MeetingCode
from liaison.meetings.rules import MAX_OPTIONS
from liaison.meetings.views import show_meeting, venue_line, warnings_of
from liaison.requests.lists import list_of
from liaison.requests.repository import Requests
from liaison.requests.service import lock, other_party_absent

WIDTHS = {"time": 4, "urgency": 2, "host": 2}
"""The number of answers in a row, by question; one by default."""
CASES_OFFERED = 3


class ProposalDraft(Draft):
    """A meeting proposal. A counterproposal has the ``code`` of its meeting and the version that
    the person has ``seen``.
    """

    purpose: Purpose
    kind: MeetingKind | None = None
    code: MeetingCode | None = None
    seen: int | None = None
    difference: DifferenceCode | None = None

    @property
    def at_once(self) -> bool:
        """Whether it is about an emergency."""
        return self.purpose is Purpose.EMERGENCY or self.kind is MeetingKind.EMERGENCY

    @property
    def about(self) -> str:
        if self.at_once:
            return self.code or self.id
        return self.code or f"{self.purpose}-{self.kind or self.answers.get('kind')}"

    @property
    def meeting(self) -> VersionedRef[MeetingCode] | None:
        """The meeting of a counterproposal; None for a new meeting."""
        return None if self.code is None else VersionedRef(self.code, version=self.seen)


ProposalPage: TypeAlias = Page[ProposalDraft]


class ProposalForm(DraftForm[ProposalDraft]):
    """A new meeting, or other times for one."""

    draft = ProposalDraft

    def __init__(self, command: str) -> None:
        self.command = command

    async def questions(self, context: CommandContext, draft: ProposalDraft) -> list[Question]:
        facts, answers = facts_of(context, draft), draft.answers
        asked = questions(facts, answers, adding=drafts.number_of(draft.changing or ""))
        if facts.purpose is Purpose.EMERGENCY and "occasion" in answers:
            other = await meeting_service.open_emergency(
                context.tx, answers["occasion"], answers.get("request")
            )
            asked[1:1] = [] if other is None else [choice("another", [other.code])]
        now = current_question(asked, draft.answers, draft.changing)
        if now is not None and now.name == "request":
            chosen = replace(list_of(context.tx, context.person.party, "open"), limit=CASES_OFFERED)
            found, _ = await context.tx.of(Requests).listed(context.person.party, chosen)
            cases = tuple(each.reference for each in found)
            asked[asked.index(now)] = replace(now, offered=cases)
        return asked

    def ask(
        self, page: ProposalPage, question: Question
    ) -> tuple[Sequence[Paragraph], Sequence[Row]]:
        kind, number = drafts.about(question.name), drafts.number_of(question.name)
        if kind == "another":
            [code] = question.offered
            first = open_button("meeting", code)
            other = Button(named("field", kind), f"{page.line} {kind} {code}")
            return [(text("proposal-ask-another", code=code),)], [(first,), (other,)]
        offered = [
            Button(_label(page, question, choice), f"{page.line} {question.name} {choice}")
            for choice in question.offered
        ]
        rows, cause = in_rows(offered, WIDTHS.get(kind, 1)), _cause_given(page)
        days = days_of(page, question)
        if offered and days and page.context.month is None:
            *_, other = days[-1]
            return [(*cause, _words(page, "when", number))], [*rows, (other,)]
        return [(*cause, _words(page, kind, number))], days or rows

    def name(self, page: ProposalPage, question: str) -> Text:
        number, kind = drafts.number_of(question), drafts.about(question)
        if number is None:
            return named("field", question)
        return named("field-option", "when" if _is_moment(page, question) else kind, number=number)

    def answer(self, page: ProposalPage, question: str) -> Text:
        given, number = str(page.draft.answers[question]), drafts.number_of(question)
        if drafts.about(question) == "venue":
            return venue_line(None if given == VIDEO else given)
        if number is None or drafts.about(question) == "time":
            return _label(page, Question(name=question, read=str), given)
        start = drafts.start_of(facts_of(page.context, page.draft), page.draft.answers, number)
        moment = start if _is_moment(page, question) else None
        return text("answer", value=moment or date.fromisoformat(given))

    async def check(self, page: ProposalPage) -> tuple[Paragraph, Sequence[Paragraph], Paragraph]:
        context, answers = page.context, page.draft.answers
        facts = facts_of(context, page.draft)
        other = context.tx.agreement.other(context.person.party)
        title = text("proposal-check", purpose=facts.purpose, party=text(other.name))
        options = [
            _option(context, number, place)
            for number, place in enumerate(drafts.places(facts, answers), 1)
        ]
        hosted = [field_line("host", party_name(drafts.host(answers)))]
        turn = drafts.host_in_turn(facts, answers)
        if turn is not None and turn != drafts.host(answers):
            hosted.append(text("proposal-not-in-turn", party=party_name(turn)))
        return (*await _cause(page), title), [(*_reasons(page, facts), *hosted), *options], ()

    def addition(self, page: ProposalPage) -> Button | None:
        facts = facts_of(page.context, page.draft)
        number = len(drafts.places(facts, page.draft.answers)) + 1
        add = Button(text("button-add-time"), f"{page.line} change day{number}")
        return add if number <= MAX_OPTIONS else None

    def says_addition(self, page: ProposalPage, typed: str) -> bool:
        """Whether it is a time on another day than those that are there."""
        facts, answers = facts_of(page.context, page.draft), page.draft.answers
        number = len(drafts.places(facts, answers)) + 1
        days = {str(answers[f"day{each}"]).split()[0] for each in range(1, number)}
        asked = questions(facts, answers, adding=number)
        said = TextParser(facts.vocabularies).parse(typed, today=page.context.today)
        for question in asked if said.day else ():
            with suppress(UserError):
                if question.name == f"day{number}":
                    day, _, time = str(question.read(typed)).partition(" ")
                    return time != "" and day not in days
        return False

    def act(self, draft: ProposalDraft) -> Text:
        return text("command-counter" if draft.code else "command-propose")

    async def send(self, page: ProposalPage) -> tuple[Card, Text]:
        context, tx, person = page.context, page.context.tx, page.context.person
        facts = facts_of(context, page.draft)
        meeting = await _submit(context, page.draft, facts)
        result = "alone" if await other_party_absent(tx, person) else _result(facts, meeting)
        other = tx.agreement.other(person.party)
        done = text("proposal-sent", how=result, party=text(other.name))
        shown = await show_meeting(tx, person, meeting)
        if meeting.kind is not MeetingKind.EMERGENCY:
            shown = with_letter(shown, LetterAct.INVITATION, meeting.code)
        return shown, done

    async def check_answer(
        self, context: CommandContext, question: Question, given: str | int
    ) -> None:
        if question.name == "request":
            await lock(context.tx, context.person, Reference(str(given)))

    async def renewed(self, context: CommandContext, draft: ProposalDraft) -> ProposalDraft:
        if draft.code is None:
            return draft
        ref = VersionedRef(draft.code)
        permit = await meeting_service.check(context.tx, context.person, ref, MeetingAction.COUNTER)
        purpose = Purpose.COUNTER if permit.meeting.slot is None else Purpose.CHANGE
        changes = {"purpose": purpose, "seen": permit.meeting.version}
        return draft.model_copy(update=changes)


FORM, EMERGENCY_FORM = ProposalForm("proposal"), ProposalForm("emergencydraft")
"""A draft of another meeting does not stand in the way of an emergency."""


def facts_of(context: CommandContext, draft: ProposalDraft) -> ProposalContext:
    """The context of the questions of a draft."""
    return ProposalContext(
        purpose=draft.purpose,
        agreement=context.tx.agreement,
        vocabularies=context.vocabularies,
        party=context.person.party,
        now=context.tx.now,
        kind=draft.kind,
    )


async def _submit(context: CommandContext, draft: ProposalDraft, facts: ProposalContext) -> Meeting:
    answers = draft.answers
    if draft.meeting is None:
        plan = drafts.finished(facts, answers)
        if plan.kind is MeetingKind.DIFFERENCE:
            plan = replace(plan, difference=draft.difference)
        seen = answers.get("another")
        return await meeting_service.propose(context.tx, context.person, plan, seen=seen)
    permit = await meeting_service.check(
        context.tx, context.person, draft.meeting, MeetingAction.COUNTER
    )
    return await meeting_service.counter(
        context.tx,
        permit,
        options=drafts.places(facts, answers),
        host=drafts.host(answers),
        objection=drafts.objection(answers),
    )


def _result(facts: ProposalContext, meeting: Meeting) -> str:
    """The kind of result: the other Party may have proposed first."""
    if facts.purpose in REPLACING:
        return "counter"
    return "new" if meeting.made_by == facts.party else "second"


async def _cause(page: ProposalPage) -> Paragraph:
    """The cause of an emergency, of other times that of its meeting."""
    draft = page.draft
    if not draft.at_once or draft.meeting is None:
        return _cause_given(page)
    occasion = (await meeting_service.lock(page.context.tx, draft.meeting.key)).occasion
    return (text("meeting-cause", occasion=named("occasion", occasion)),)


def _cause_given(page: ProposalPage) -> Paragraph:
    """The cause of an emergency, if it is among the answers."""
    given = page.draft.answers.get("occasion") if page.draft.at_once else None
    return () if given is None else (text("meeting-cause", occasion=named("occasion", str(given))),)


def _reasons(page: ProposalPage, facts: ProposalContext) -> list[Text]:
    purpose, answers = facts.purpose, page.draft.answers
    meeting, kind = page.draft.meeting, page.draft.kind
    if meeting is not None and kind is not None:
        which = named("meeting-kind", kind)
        what = text(f"proposal-{purpose}s", code=meeting.key, kind=which)
        why = drafts.objection(answers)
        banners = [] if why is None else [field_line("objection", named("objection", why))]
        return [what, *banners]
    plan = drafts.finished(facts, answers)
    case = [] if plan.case is None else [field_line("request", plan.case)]
    if plan.kind is MeetingKind.EMERGENCY:
        return case
    urgency = named("urgency", drafts.URGENT if plan.urgent else drafts.ROUTINE)
    occasion = field_line("occasion", named("occasion", plan.occasion))
    return [
        text("proposal-kind", kind=named("meeting-kind", plan.kind)),
        *([] if plan.kind is MeetingKind.ANNUAL else [occasion]),
        field_line("urgency", urgency),
        *case,
    ]


def _option(context: CommandContext, number: int, place: tuple[datetime, str | None]) -> Paragraph:
    """One option, and its warnings."""
    start, venue = place
    shown = text("proposal-option", number=number, at=start, place=venue_line(venue))
    return (shown, *warnings_of(context.tx, start))


def _is_moment(page: ProposalPage, question: str) -> bool:
    """Whether the answer to a question for a day has its time as well."""
    time = question.replace("day", "time")
    return time != question and time not in {each.name for each in page.asked}


def _words(page: ProposalPage, kind: str, number: int | None) -> Text:
    facts, answers = facts_of(page.context, page.draft), page.draft.answers
    if number is None:
        return named("proposal-ask", kind)
    place = text(facts.agreement.party(facts.party).capital)
    start = drafts.start_of(facts, answers, number)
    if kind == "venue" and start is not None:
        return text("proposal-ask-venue", at=start)
    return named("proposal-ask", kind, number=number, place=place)


def _label(page: ProposalPage, question: Question, choice: str) -> Text:
    facts, number = facts_of(page.context, page.draft), drafts.number_of(question.name)
    match drafts.about(question.name):
        case "kind":
            return named("meeting-kind", choice)
        case "occasion" | "objection" | "urgency" as concept:
            return named(concept, choice)
        case "day":
            return _soon(facts, choice)
        case "time":
            return time_text(parse_time(choice, facts.vocabularies))
        case "venue" if number is not None:
            known = drafts.known_venues(facts, page.draft.answers, number)
            named_there = dict(zip(question.offered, (None, PHONE, *known), strict=True))
            return venue_line(named_there[choice])
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
    return text(f"button-{key}-at", time=time_text(parse_time(time, facts.vocabularies)))
