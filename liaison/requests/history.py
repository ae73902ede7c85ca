"""The timeline of a request: each step with who took it, its value, its letter and its time."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from operator import itemgetter

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import ApprovalState
from liaison.approvals.views import name_for
from liaison.core.agreement import PartyCode, party_name, term
from liaison.core.cards import Button, Card, Text, card, changed, named, paging, short, text
from liaison.core.people import Person, PersonId
from liaison.core.transaction import People, Tx
from liaison.requests.corrections import (
    SAFETY_BEFORE,
    SENT_VALUES,
    as_sent,
    correction_of,
    told_outcome,
)
from liaison.requests.model import EXTENSION_APPROVAL, Action, Event, Request
from liaison.requests.reassignment import DECLINED, OFFERED, TAKEN
from liaison.requests.repository import Requests
from liaison.requests.request_lines import (
    followed_lines,
    following,
    letter_line,
    persons_line,
    plan_line,
    safety_check_lines,
)

PAGE = 8
NO_PARTY = PartyCode("")
AUTHOR = "author"
"""The fact of a step that names who wrote what its person, a coordinator, approved."""


def _safety_line(facts: Mapping[str, str | int]) -> Text:
    point, _, given = str(facts["safety"]).partition("=")
    given_before = str(facts.get(SAFETY_BEFORE, given))
    shown = (named("check", e) if e else text("unanswered") for e in (given_before, given))
    before, after = shown
    return text("named-value", name=term("check", point), value=changed(before, after))


_CODES: Mapping[str, Callable[[str], Text]] = {
    "missing": partial(named, "missing"),
    "grounds": partial(term, "ground"),
    "assistance": partial(term, "assistance"),
}
"""The texts of codes of closed lists, by the fact that holds them."""
_REASONS: Mapping[Action, str] = {
    Action.WITHDRAW: "withdrawal",
    Action.EXTEND: "extension-reason",
    Action.APPROVE_SAFETY: "safety-reason",
}


@dataclass(frozen=True, slots=True)
class RequestHistory:
    """Lines that another concept adds to the history of a request, with the time of each. They are
    of what both Parties see; a note is confidential, so that no line says when there was one.
    """

    key: str
    lines: Callable[[Tx, Person, Request], AsyncIterator[tuple[datetime, Text]]]


async def show_history(tx: Tx, viewer: Person, request: Request, *, page: int) -> Card:
    """A page of the history of a request."""
    lines = await history_lines(tx, viewer, request)
    above, turns = paging(f"request {request.reference} history", page, len(lines), PAGE)
    back = Button(text("button-request"), f"request {request.reference}")
    shown = lines[(page - 1) * PAGE : page * PAGE]
    title = text("history-title", reference=request.reference)
    return card(title, shown, above, rows=[turns, (back,)])


async def history_lines(tx: Tx, viewer: Person, request: Request) -> Sequence[Text]:
    """The steps of a request that the viewer's Party may see, newest first."""
    events = await tx.of(Requests).events(request.reference, party=viewer.party)
    steps = await step_lines(tx, viewer, request, events)
    dated = [*zip((each.at for each in events), steps, strict=True)]
    dated += [each async for each in _extension_lines(tx, viewer, request)]
    for more in tx.registry.all(RequestHistory).values():
        dated += [each async for each in more.lines(tx, viewer, request)]
    found = await following(tx, request, viewer)
    dated += zip((each.logged_at for each in found), followed_lines(found), strict=True)
    dated.sort(key=itemgetter(0))
    return [line for _, line in reversed(dated)]


async def shared_lines(tx: Tx, viewer: Person, request: Request) -> Sequence[Text]:
    """The steps of a request that both Parties see, oldest first, with roles in place of names."""
    events = await tx.of(Requests).events(request.reference, party=viewer.party)
    shared, anyone = [each for each in events if not each.private], replace(viewer, party=NO_PARTY)
    steps = await step_lines(tx, anyone, request, shared)
    dated = [*zip((each.at for each in shared), steps, strict=True)]
    dated += [each async for each in _extension_lines(tx, anyone, request)]
    for more in tx.registry.all(RequestHistory).values():
        dated += [each async for each in more.lines(tx, anyone, request)]
    dated.sort(key=itemgetter(0))
    return [line for _, line in dated]


async def step_lines(
    tx: Tx, viewer: Person, request: Request, events: Sequence[Event]
) -> list[Text]:
    """Steps of a request; people of the other Party are shown by their role only."""
    named_in = [each.facts[name] for each in events for name in {"person", AUTHOR} & {*each.facts}]
    ids = {each.person for each in events} | {PersonId(int(each)) for each in named_in}
    people = await tx.of(People).those(ids)
    lines, sent = [], as_sent(request, events)
    for event in events:
        own = people.get(event.person) if event.party == viewer.party else None
        role = text("history-role", role=named("role", event.role), party=party_name(event.party))
        who = role if own is None else text("answer", value=own.name)
        author = people.get(PersonId(int(event.facts.get(AUTHOR, 0))))
        if own is not None and author is not None:
            who = text("history-approved", author=author.name, name=own.name)
        values = (*_asked(tx, sent, event), *_values(request, event, people))
        lines.append(history_line(_action_name(event), event.at, who, values))
    return lines


def history_line(action: Text, at: datetime, who: Text, values: tuple[Text, ...] = ()) -> Text:
    """One step of a history."""
    shown = "yes" if values else "no"
    return text("history-line", action=action, at=at, who=who, values=values, with_values=shown)


async def _extension_lines(
    tx: Tx, viewer: Person, request: Request
) -> AsyncIterator[tuple[datetime, Text]]:
    """The proposals of a later due date, and how those ended that were not agreed to."""
    for each in await tx.of(Approvals).about(EXTENSION_APPROVAL, request.reference):
        day = text("answer", value=date.fromisoformat(each.change.after))
        values = (day, named("extension-reason", each.change.reason))
        who = await name_for(tx, viewer, each.by)
        proposed = text("history-extension", state="proposed")
        yield each.made_at, history_line(proposed, each.made_at, who, values)
        if each.ended_at is not None and each.state is not ApprovalState.AGREED:
            is_overtaken = each.ended_by is None and each.ended_at < each.expires_at
            ended = text("history-extension", state="overtaken" if is_overtaken else each.state)
            who = await name_for(tx, viewer, each.ended_by)
            yield each.ended_at, history_line(ended, each.ended_at, who, (day,))


def _asked(tx: Tx, request: Request, event: Event) -> Iterator[Text]:
    """What a request asks, by the step that sent it; or a value that was corrected afterwards."""
    if event.action is Action.CORRECT and SENT_VALUES & event.facts.keys():
        yield correction_of(event.facts, persons=request.details.persons)
    if event.action not in (Action.LOG, Action.RECORD):
        return
    yield short(term("request", request.details.kind))
    if request.details.urgent:
        yield named("urgency", "urgent")
    yield persons_line(request)
    if event.letter is None:
        yield letter_line(request.details.letter)
    if request.details.needed_by is not None:
        yield text("request-needed-by", day=request.details.needed_by)
    yield from plan_line(request)
    yield from safety_check_lines(tx, request)


def _values(request: Request, event: Event, people: Mapping[PersonId, Person]) -> Iterator[Text]:
    """What was said in a step: a day, a result, reasons, a person, a letter."""
    for name, value in event.facts.items():
        match name:
            case "day" | "due":
                yield text("answer", value=date.fromisoformat(str(value)))
            case "missing" | "grounds" | "assistance":
                yield from map(_CODES[name], str(value).split(","))
            case "safety":
                yield _safety_line(event.facts)
            case "result":
                yield told_outcome(event.facts, persons=request.details.persons)
            case "numbers-confirmed" | "numbers-not-confirmed" | "numbers-unknown":
                yield text(name, numbers=str(value))
            case "reason" | "progress":
                yield named(_REASONS.get(event.action, name), str(value))
            case "follows":
                yield text("request-follows", reference=str(value))
            case "person" if (assignee := people.get(PersonId(int(value)))) is not None:
                yield text("answer", value=assignee.name)
            case "sent":
                yield text("history-letter", letter=str(value))
            case _:
                pass
    if event.letter is not None:
        yield text("history-from-letter", letter=event.letter)


def _action_name(event: Event) -> Text:
    """The name of a step; for an assignment whether it was an offer, accepted or declined."""
    for fact in (OFFERED, TAKEN, DECLINED):
        if fact in event.facts:
            return text(f"action-{fact}")
    return named("action", event.action)
