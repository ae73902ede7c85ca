"""Views of a meeting proposal that is being written: questions, calendar grid, confirmation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.input.command_router import CommandContext
from handlers.input.conversation import ProposalDraft
from handlers.requests.drafts import check_rows, exit_rows, question_days
from liaison.core.agreement import party_name
from liaison.core.cards import (
    Button,
    Card,
    Paragraph,
    Row,
    Text,
    card,
    in_rows,
    named,
    text,
    time_text,
)
from liaison.core.form import Question
from liaison.core.text_parsing import parse_time
from liaison.core.working_time import local_date
from liaison.meetings.drafts import (
    ProposalContext,
    about,
    finished,
    host,
    known_venues,
    number_of,
    objection,
    places,
    start_of,
)
from liaison.meetings.rules import MOST_OPTIONS
from liaison.meetings.time_warnings import warnings_of

WIDTHS = {"time": 4, "urgency": 2, "more": 2, "host": 2}
"""The number of answers in a row, by question; one by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """A draft with its questions."""

    proposal: ProposalDraft
    facts: ProposalContext
    asked: Sequence[Question]

    @property
    def line(self) -> str:
        """The command that each button of the draft begins with."""
        return f"proposal {self.proposal.id}"


def question_card(
    context: CommandContext, page: ProposalPage, question: Question, wrong: Text | None
) -> Card:
    """The present question with its answer buttons, under the error ``wrong``."""
    kind, number = about(question.name), number_of(question.name)
    offered = [
        Button(_label(page, question, choice), f"{page.line} {question.name} {choice}")
        for choice in question.offered
    ]
    width = WIDTHS.get(kind, 1)
    rows: list[Row] = in_rows(offered, width)
    rows += question_days(context, page.line, question)
    back = page.asked.index(question) > 0
    return card(
        wrong, _words(page, kind, number), rows=[*rows, exit_rows(page.line, question, back=back)]
    )


def confirmation(context: CommandContext, page: ProposalPage, wrong: Text | None) -> Card:
    """All answers before sending, with warnings for each time, under the error ``wrong``."""
    other = context.tx.agreement.other(context.person.party)
    answers = page.proposal.answers
    title = text(f"proposal-check-{page.facts.purpose}", party=text(other.name))
    options = [
        _option(context, number, place)
        for number, place in enumerate(places(page.facts, answers), 1)
    ]
    hosted = text("meeting-host", party=party_name(host(answers)))
    rows = check_rows(context, page.line)
    return card(wrong, title, [*_reasons(page), hosted], *options, rows=rows)


def _reasons(page: ProposalPage) -> list[Text]:
    purpose, answers = page.facts.purpose, page.proposal.answers
    meeting, kind = page.proposal.meeting, page.proposal.kind
    if meeting is not None and kind is not None:
        which = named("meeting-kind", kind)
        what = text(f"proposal-{purpose}s", code=meeting.code, kind=which)
        why = objection(answers)
        banners = (
            [] if why is None else [text("meeting-objection", objection=named("objection", why))]
        )
        return [what, *banners]
    plan = finished(page.facts, answers)
    lines = [
        text("proposal-kind", kind=named("meeting-kind", plan.kind)),
        text("meeting-occasion", occasion=named("occasion", plan.occasion)),
        text(
            "draft-line",
            question=text("field-urgency"),
            answer=text("urgency-urgent" if plan.urgent else "urgency-routine"),
        ),
    ]
    if plan.case is not None:
        lines.append(text("meeting-case", reference=plan.case))
    return lines


def _option(context: CommandContext, number: int, place: tuple[datetime, str | None]) -> Paragraph:
    """One option with its weekday in the first Party's zone, and its warnings."""
    start, venue = place
    day = local_date(start, context.tx.agreement.parties[0].zone)
    shown = text("proposal-option", number=number, day=day, at=start, place=_where(venue))
    return (shown, *warnings_of(context.tx, start))


def _where(venue: str | None) -> Text:
    return text("meeting-video") if venue is None else text("answer", value=venue)


def _words(page: ProposalPage, kind: str, number: int | None) -> Text:
    facts, answers = page.facts, page.proposal.answers
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
    number = number_of(question.name)
    match about(question.name):
        case "kind":
            return named("meeting-kind", choice)
        case "occasion" | "objection" | "urgency" as concept:
            return named(concept, choice)
        case "time":
            return time_text(parse_time(choice, page.facts.agreement.vocabularies))
        case "venue" if number is not None:
            known = known_venues(page.facts, page.proposal.answers, number)
            named_there = dict(zip(question.offered, (None, *known), strict=True))
            return _where(named_there[choice])
        case "more":
            return named("proposal-more", choice)
        case "host":
            return text(page.facts.agreement.party(choice).name)
        case _:
            return text("answer", value=choice)
