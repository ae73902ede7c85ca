"""Joining by an invitation, and the people of one's own Party."""

from collections.abc import Sequence

from aiogram import Router

from handlers.menu import language_card
from handlers.replies import Reply
from handlers.turns import MENU, Turn, on
from liaison.domain.cards import Button, Card, Row, Text, card, named, text
from liaison.domain.deadlines import local_date
from liaison.domain.drafts import NotAChoice
from liaison.domain.people import Person, Role, Standing, UnknownPerson, check_standing_change
from liaison.usecases import people as usecase
from liaison.usecases.audiences import staff
from liaison.usecases.away import away_lines
from liaison.usecases.ports import Tx
from liaison.usecases.request_cards import party_name

OWN_AGENCY = "="
SURE = "ok"


def router() -> Router:
    """The routes of this column."""
    made = Router(name="people")
    for name, handler in {
        "people": people,
        "invite": invite,
        "suspend": suspend,
        "restore": restore,
        "remove": remove,
    }.items():
        on(made, name, handler)
    return made


def stranger_card() -> Card:
    """What somebody is told who has not joined."""
    return card(text("stranger"))


async def join(tx: Tx, *, chat_id: int, token: str, name: str) -> Reply:
    """Follow an invitation; then the language is asked, as nobody knows it yet."""
    joined = await usecase.join(tx, chat_id=chat_id, token=token, name=name)
    if joined.refused is not None:
        return Reply(card=card(joined.refused.text()))
    return Reply(card=language_card(tx.agreement))


async def people(turn: Turn) -> Reply:
    """List the own Party's people, or show one; of the other Party only the number."""
    if turn.line.args:
        return turn.done(await _person_card(turn, await _person(turn)))
    listed = await turn.tx.people.listed(turn.person.party)
    other = turn.tx.agreement.other(turn.person.party)
    lines = await _lines(turn, listed)
    there = text(
        "people-other", party=party_name(other.code), count=len(await staff(turn.tx, other.code))
    )
    rows: list[Row] = []
    if turn.person.role is Role.ADMIN:
        rows = [
            (Button(text("button-person", name=each.name), f"people {each.number}"),)
            for each in listed
            if each.id != turn.person.id
        ]
        rows.append((Button(text("menu-invite"), "invite"),))
    title = text("people-title", party=party_name(turn.person.party))
    return turn.done(card(title, lines, there, rows=[*rows, MENU]))


async def invite(turn: Turn) -> Reply:
    """Make an invitation: role, then agency, then the link to pass on."""
    chosen = turn.line.argument(0)
    if chosen is None:
        roles: list[Row] = [(Button(_role(role), f"invite {role}"),) for role in Role]
        return turn.asking(card(text("invite-role"), rows=[*roles, MENU]))
    if chosen not in set(Role):
        raise NotAChoice
    agency = turn.line.rest(1)
    if agency is None:
        same = (Button(text("button-own-agency", agency=turn.person.agency), f"invite {chosen} ="),)
        return await turn.ask_for_words(turn.line, text("invite-agency"), same)
    role = Role(chosen)
    named = turn.person.agency if agency == OWN_AGENCY else agency
    token = await usecase.invite(
        turn.tx, party=turn.person.party, role=role, agency=named, by=turn.person
    )
    await turn.talk.leave()
    return turn.done(card(text("invite-made", role=_role(role), token=token), rows=[MENU]))


async def suspend(turn: Turn) -> Reply:
    """Take a person's access away for a time."""
    return await _change(turn, Standing.SUSPENDED)


async def restore(turn: Turn) -> Reply:
    """Give a suspended person the access back."""
    return await _change(turn, Standing.ACTIVE)


async def remove(turn: Turn) -> Reply:
    """Remove a person for good, after asking once more."""
    if turn.line.argument(1) == SURE:
        return await _change(turn, Standing.REMOVED)
    person = check_standing_change(turn.person, await _person(turn))
    sure = (Button(text("button-remove-sure"), f"remove {person.number} {SURE}"),)
    return turn.asking(card(text("remove-sure", name=person.name), rows=[sure, MENU]))


async def _change(turn: Turn, standing: Standing) -> Reply:
    chosen = await _person(turn)
    held = await usecase.change_standing(turn.tx, turn.person, chosen, standing)
    done = text(f"people-{standing}", name=chosen.name)
    if not held:
        return turn.done(card(done, rows=[MENU]), toast=done)
    handover = usecase.handover_card(chosen, held)
    return turn.done(card(done, *handover.paragraphs, rows=handover.rows), toast=done)


async def _person(turn: Turn) -> Person:
    """The person of the own Party whose number the line gives. Raises ``UnknownPerson``."""
    number = turn.line.argument(0)
    for person in await turn.tx.people.listed(turn.person.party):
        if number == str(person.number):
            return person
    raise UnknownPerson


async def _person_card(turn: Turn, person: Person) -> Card:
    steps: list[Row] = []
    if turn.person.role is Role.ADMIN and person.id != turn.person.id:
        change = "suspend" if person.active else "restore"
        steps = [
            (
                Button(text(f"button-{change}"), f"{change} {person.number}"),
                Button(text("button-remove"), f"remove {person.number}"),
            )
        ]
    back = (Button(text("menu-people"), "people"),)
    return card(await _lines(turn, [person]), rows=[*steps, back, MENU])


async def _lines(turn: Turn, people: Sequence[Person]) -> list[Text]:
    """A line for each person of the own Party; under it, why somebody may not answer."""
    party = turn.tx.agreement.party(turn.person.party)
    away = await away_lines(turn.tx, party.code)
    lines: list[Text] = []
    for person in people:
        lines.append(_line(person))
        if person.id in away:
            lines.append(text("people-note", note=away[person.id]))
        if person.unreachable_since is not None:
            since = text("people-unreachable", day=local_date(person.unreachable_since, party.zone))
            lines.append(text("people-note", note=since))
    return lines


def _line(person: Person) -> Text:
    return text(
        "people-line",
        number=str(person.number),
        name=person.name,
        agency=person.agency,
        role=_role(person.role),
        standing=person.standing.value,
    )


def _role(role: Role) -> Text:
    return named("role", role)
