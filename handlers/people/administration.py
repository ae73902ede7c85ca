"""What administrators do with the people of their Party: let them in and out, change their role.

``invite ROLE AGENCY``, ``role NUMBER ROLE``, ``suspend NUMBER``, ``restore NUMBER``,
``remove NUMBER ok``, ``unpin NUMBER``; without a number they show the people to choose from.
``confirm CODE ok`` says yes to what another administrator asked for, ``confirm CODE no`` says no,
or takes back what one asked for oneself.
"""

from collections.abc import Sequence

from handlers.input.command_router import Handler, Turn, command_handlers
from handlers.input.replies import Reply
from handlers.people.router import chosen_person, people
from liaison.core.cards import MENU, Button, Row, Text, card, named, text
from liaison.core.form import NotAChoice
from liaison.core.people import Person, Role, Standing
from liaison.people import administration, nomination_service, pin_service
from liaison.people.administrators import check_role_change
from liaison.people.nomination_views import NOT, SURE, nomination_card, nominations_card
from liaison.people.nominations import Nomination, parse_nomination_code
from liaison.people.offboarding import handover_card
from liaison.people.service import change_standing, check_change
from liaison.requests.model import Request

OWN_AGENCY = "="


def _about_somebody(handler: Handler) -> Handler:
    """Show the people of the own Party where the line names nobody."""

    async def chosen(turn: Turn) -> Reply:
        return await (handler if turn.line.args else people)(turn)

    return chosen


async def invite(turn: Turn) -> Reply:
    """Make an invitation: role, then agency, then the link to pass on."""
    chosen = turn.line.argument(0)
    if chosen is None:
        roles: list[Row] = [(Button(named("role", each), f"invite {each}"),) for each in Role]
        return turn.asking(card(text("invite-role"), rows=[*roles, MENU]))
    wanted = _role(chosen)
    agency = turn.line.rest(1)
    if agency is None:
        same = (Button(text("button-own-agency", agency=turn.person.agency), f"invite {chosen} ="),)
        return await turn.ask_for_words(turn.line, text("invite-agency"), same)
    own = turn.person.agency if agency == OWN_AGENCY else agency
    done = await administration.invite(turn.tx, turn.person, role=wanted, agency=own)
    await turn.talk.leave()
    if isinstance(done, Nomination):
        return await _shown(turn, done, text("nomination-first"))
    return turn.done(administration.invite_card(wanted, done.token))


async def role(turn: Turn) -> Reply:
    """Give a person another role; without one, show those that are possible."""
    person = await chosen_person(turn)
    chosen = turn.line.argument(1)
    if chosen is None:
        others = [each for each in Role if each is not person.role]
        check_role_change(turn.person, person, others[0])
        rows: list[Row] = [
            (Button(named("role", each), f"role {person.number} {each}"),) for each in others
        ]
        question = text("role-which", name=person.name, role=named("role", person.role))
        return turn.asking(card(question, rows=[*rows, MENU]))
    done = await administration.change_role(turn.tx, turn.person, person, _role(chosen))
    if isinstance(done, Nomination):
        return await _shown(turn, done, text("nomination-first"))
    return _changed(turn, done)


async def confirm(turn: Turn) -> Reply:
    """Answer what another administrator asked for; without a code, list what waits."""
    if not turn.line.args:
        return turn.done(await nominations_card(turn.tx, turn.person))
    code = parse_nomination_code(turn.line.args[0])
    word = turn.line.argument(1)
    if word == SURE:
        done = await administration.confirm(turn.tx, turn.person, code)
        if isinstance(done, Nomination):
            return await _shown(turn, done, text("nomination-link-below"))
        return _changed(turn, done)
    if word == NOT:
        return await _shown(turn, await nomination_service.decline(turn.tx, turn.person, code))
    if word is not None:
        raise NotAChoice
    return await _shown(turn, await nomination_service.find(turn.tx, turn.person, code))


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
    chosen = await chosen_person(turn)
    person = await check_change(turn.tx, turn.person, chosen, Standing.REMOVED)
    sure = (Button(text("button-remove-sure"), f"remove {person.number} {SURE}"),)
    return turn.asking(card(text("remove-sure", name=person.name), rows=[sure, MENU]))


async def unpin(turn: Turn) -> Reply:
    """Take off the PIN that somebody forgot."""
    person = await chosen_person(turn)
    await pin_service.take_off(turn.tx, turn.person, person)
    told = "yes" if person.active else "no"
    said = text("recorded-unpin", name=person.name, told=told)
    return turn.done(card(said, rows=[MENU]), toast=said)


async def _change(turn: Turn, standing: Standing) -> Reply:
    person = await chosen_person(turn)
    held = await change_standing(turn.tx, turn.person, person, standing)
    return _handing_over(turn, text(f"people-{standing}", name=person.name), person, held)


def _changed(turn: Turn, done: administration.RoleGiven) -> Reply:
    said = text("people-role", name=done.person.name, role=named("role", done.person.role))
    return _handing_over(turn, said, done.person, done.held)


def _handing_over(turn: Turn, said: Text, person: Person, held: Sequence[Request]) -> Reply:
    """What was done, with the open cases that are left to others."""
    if not held:
        return turn.done(card(said, rows=[MENU]), toast=said)
    handover = handover_card(person, held)
    return turn.done(card(said, *handover.paragraphs, rows=handover.rows), toast=said)


async def _shown(turn: Turn, nomination: Nomination, *said: Text) -> Reply:
    return turn.done(await nomination_card(turn.tx, turn.person, nomination, said=said))


def _role(chosen: str) -> Role:
    if chosen not in set(Role):
        raise NotAChoice
    return Role(chosen)


COMMANDS = command_handlers(
    {
        "invite": invite,
        "confirm": confirm,
        "role": _about_somebody(role),
        "suspend": _about_somebody(suspend),
        "restore": _about_somebody(restore),
        "remove": _about_somebody(remove),
        "unpin": _about_somebody(unpin),
    }
)
