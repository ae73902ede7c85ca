"""The timeline of a request: each step with who took it, its value, its letter and its time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from liaison.core.agreement import party_name, term
from liaison.core.cards import Button, Card, Text, card, named, text
from liaison.core.people import Person, PersonId
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.requests.corrections import told_outcome
from liaison.requests.model import Action, Event, Request
from liaison.requests.reassignment import DECLINED, OFFERED, TAKEN
from liaison.requests.request_lines import followed_lines, following


def _safety_line(fact: str) -> Text:
    point, _, answer = fact.partition("=")
    return text("request-safety", check=term("check", point), answer=named("check", answer))


_CODES: Mapping[str, Callable[[str], Text]] = {
    "missing": partial(named, "missing"),
    "grounds": partial(term, "ground"),
    "assistance": partial(term, "assistance"),
    "safety": _safety_line,
}
"""The texts of codes of closed lists, by the fact that holds them."""
_REASONS: Mapping[Action, str] = {
    Action.WITHDRAW: "withdrawal",
    Action.EXTEND: "extension-reason",
    Action.APPROVE_SAFETY: "safety-reason",
}


async def show_history(tx: Tx, viewer: Person, request: Request, events: Sequence[Event]) -> Card:
    """The steps of a request that the viewer's Party may see, oldest first."""
    lines = await step_lines(tx, viewer, request, events)
    lines += followed_lines(await following(tx, request, viewer))
    back = Button(text("button-request"), f"request {request.reference}")
    return card(text("history-title", reference=request.reference), lines, rows=[(back,)])


async def step_lines(
    tx: Tx, viewer: Person, request: Request, events: Sequence[Event]
) -> list[Text]:
    """Steps of a request; people of the other Party are shown by their role only."""
    assigned = [each.facts["person"] for each in events if "person" in each.facts]
    ids = {each.person for each in events} | {PersonId(int(each)) for each in assigned}
    people = await tx.of(People).those(ids)
    lines = []
    for event in events:
        own = people.get(event.person) if event.party == viewer.party else None
        role = text("history-role", role=named("role", event.role), party=party_name(event.party))
        who = role if own is None else text("answer", value=own.name)
        values = tuple(_values(request, event, people))
        lines.append(
            text(
                "history-line",
                action=_action_name(event),
                at=event.at,
                who=who,
                values=values,
                with_values="yes" if values else "no",
            )
        )
    return lines


def _values(request: Request, event: Event, people: Mapping[PersonId, Person]) -> Iterator[Text]:
    """What was said in a step: a day, a result, reasons, a person, a letter."""
    for name, value in event.facts.items():
        match name:
            case "day" | "due":
                yield text("answer", value=date.fromisoformat(str(value)))
            case "missing" | "grounds" | "assistance" | "safety":
                yield from map(_CODES[name], str(value).split(","))
            case "result":
                yield told_outcome(event.facts, persons=request.details.persons)
            case "numbers-confirmed" | "numbers-not-confirmed":
                yield text(name, numbers=str(value))
            case "reason":
                yield named(_REASONS[event.action], str(value))
            case "follows":
                yield text("request-follows", reference=str(value))
            case "progress":
                yield named("progress", str(value))
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
