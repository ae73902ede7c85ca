"""Meetings: lists, cards, and the steps about a proposal and what was agreed, pressed or typed.

A line that lacks something is answered with buttons that complete it.
"""

from functools import partial

from handlers.input.command_router import Turn, code_rows, command_handlers, person_rows
from handlers.input.commands import Line
from handlers.input.replies import Reply
from liaison.core.cards import MENU, Button, Row, card, named, text
from liaison.core.errors import Refusal
from liaison.core.form import NotAChoice
from liaison.core.people import Person
from liaison.core.text_parsing import parse_count
from liaison.core.transaction import Tx
from liaison.meetings import rules as meeting_rules
from liaison.meetings import service as meeting_service
from liaison.meetings.model import Meeting, MeetingAction, MeetingCode, Objection, Presence
from liaison.meetings.permissions import Table, table_for
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import UnknownOption, parse_meeting_code
from liaison.meetings.service import MeetingPress
from liaison.meetings.views import LISTS, show_meeting, show_meeting_history, show_meetings
from liaison.notifications.recipients import staff

MOST_OPTION = 10**6
HISTORY, FILE = "history", "file"


_OBJECTING = {
    MeetingAction.DECLINE: meeting_rules.decline,
    MeetingAction.WITHDRAW: meeting_rules.withdraw,
    MeetingAction.CANCEL: meeting_rules.cancel,
}


class WhichMeeting(Refusal):
    """The command needs the code of a meeting."""

    key = "error-which-meeting"


def code_of(line: Line) -> MeetingCode:
    """The meeting that a line is about. Raises ``WhichMeeting`` or ``UnknownMeeting``."""
    if not line.args:
        raise WhichMeeting(command=line.name)
    return parse_meeting_code(line.args[0])


def press_of(line: Line) -> MeetingPress:
    """The step that a line asks for. Raises what ``code_of`` raises."""
    return MeetingPress(code=code_of(line), seen=line.seen)


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The meeting as it stands, under the sentence that says why nothing changed."""
    said, code = refusal.text(), refusal.values.get("code")
    named_there = None if code is None else parse_meeting_code(str(code))
    found = await meeting_service.find(turn.tx, named_there or code_of(turn.line))
    shown = await show_meeting(turn.tx, turn.person, found, headline=said)
    return turn.done(shown, toast=said)


async def meetings(turn: Turn) -> Reply:
    """List meetings: ``meetings WHICH PAGE``."""
    which, page = turn.line.choice(0, LISTS), turn.line.page(1)
    return turn.done(await show_meetings(turn.tx, turn.person, which=which, page=page))


async def meeting(turn: Turn) -> Reply:
    """Show a meeting, its history, or its file: ``meeting CODE``, ``… history``, ``… file``."""
    code, what = code_of(turn.line), turn.line.argument(1)
    if what == FILE:
        await meeting_service.give_calendar(turn.tx, turn.person, code)
        return Reply(toast=text("calendar-sent"))
    found = await meeting_service.find(turn.tx, code)
    if what == HISTORY:
        events = await turn.tx.of(Meetings).events(code)
        return turn.done(show_meeting_history(found, events))
    return turn.done(await show_meeting(turn.tx, turn.person, found))


async def accept(turn: Turn) -> Reply:
    """Accept an option: ``accept CODE NUMBER``; without one, stand behind the own proposal."""
    press, given = press_of(turn.line), turn.line.argument(1)
    option = None if given is None else parse_count(given, 1, MOST_OPTION)
    if option is None:
        found = await meeting_service.find(turn.tx, press.code)
        if table_for(found, turn.person.party) is Table.THEIRS and found.offer is not None:
            raise UnknownOption(options=" ".join(str(each.number) for each in found.offer.options))
    action = MeetingAction.BACK if option is None else MeetingAction.ACCEPT
    permit = await meeting_service.check(turn.tx, turn.person, press, action)
    done = await meeting_service.accept(turn.tx, permit, option=option)
    return await _shown(turn, done, action)


async def decline(turn: Turn) -> Reply:
    """Say no to the other Party's version: ``decline CODE REASON``."""
    return await _objecting(turn, MeetingAction.DECLINE)


async def retract(turn: Turn) -> Reply:
    """Take the own Party's version back: ``retract CODE REASON``."""
    return await _objecting(turn, MeetingAction.WITHDRAW)


async def call_off(turn: Turn) -> Reply:
    """Call an agreed meeting off: ``calloff CODE REASON``."""
    return await _objecting(turn, MeetingAction.CANCEL)


async def _objecting(turn: Turn, action: MeetingAction) -> Reply:
    press, given = press_of(turn.line), turn.line.argument(1)
    permit = await meeting_service.check(turn.tx, turn.person, press, action)
    known = [each.value for each in Objection]
    if given is None:
        line = turn.line.but(press.code)
        rows = code_rows(line, "objection", known)
        back: Row = (Button(text("button-back"), f"meeting {press.code}"),)
        return turn.asking(card(text(f"meeting-why-{action}", code=press.code), rows=[*rows, back]))
    objection = given.replace("-", "_")
    if objection not in known:
        raise NotAChoice
    rule = partial(_OBJECTING[action], objection=Objection(objection))
    done = await meeting_service.take_step(turn.tx, permit, rule)
    return await _shown(turn, done, action)


async def attend(turn: Turn) -> Reply:
    """Say whether one comes: ``attend CODE yes``, ``no``, or the NUMBER of who comes instead."""
    code, given = code_of(turn.line), turn.line.argument(1)
    if given is None or given == Presence.SUBSTITUTE:
        return await _who_instead(turn, code)
    if given in (Presence.YES, Presence.NO):
        done = await meeting_service.attend(turn.tx, turn.person, code, Presence(given))
    else:
        number = parse_count(given, 1, MOST_OPTION)
        done = await meeting_service.attend(
            turn.tx, turn.person, code, Presence.SUBSTITUTE, substitute=number
        )
    return await _shown(turn, done, "attend")


async def _who_instead(turn: Turn, code: MeetingCode) -> Reply:
    line = turn.line.but(code)
    others = await _others(turn.tx, turn.person)
    rows = person_rows(line, others)
    back: Row = (Button(text("button-back"), f"meeting {code}"),)
    asked = text("attend-who" if others else "attend-nobody", code=code)
    return turn.asking(card(asked, rows=[*rows, back, MENU]))


async def _others(tx: Tx, person: Person) -> list[Person]:
    return [each for each in await staff(tx, person.party) if each.id != person.id]


async def _shown(turn: Turn, done: Meeting, what: str) -> Reply:
    toast = named("recorded-meeting", what)
    shown = await show_meeting(turn.tx, turn.person, done)
    return turn.done(shown, toast=toast)


COMMANDS = command_handlers(
    {
        "meetings": meetings,
        "meeting": meeting,
        "accept": accept,
        "decline": decline,
        "retract": retract,
        "calloff": call_off,
        "attend": attend,
    },
    on_conflict=show_again,
)
