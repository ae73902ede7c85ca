"""The plan of action: lists, one activity, and how it stands."""

from handlers.input.command_router import CANCEL, Turn, command_handlers
from handlers.input.replies import Reply
from liaison.approvals.rules import TwoKey
from liaison.core.cards import Text, card, named, text
from liaison.core.errors import Refusal
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import NotACount, parse_count, parse_date
from liaison.plan import changes as plan_changes
from liaison.plan import service as plan_service
from liaison.plan.rules import (
    Activity,
    ActivityAction,
    ActivityNumber,
    SameLastDay,
    UnknownActivity,
)
from liaison.plan.service import ActivityPress
from liaison.plan.views import PLANS, activity_card, plan_card

MOVE, DROP = "move", "drop"
MOST_ACTIVITIES = 10**9 - 1


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The activity as it stands, under the sentence that says why nothing changed."""
    said = refusal.text()
    found = await plan_service.find(turn.tx, _number(turn.line.argument(0) or ""))
    shown = await activity_card(turn.tx, turn.person, found, headline=said)
    return turn.done(shown, toast=said)


async def plan(turn: Turn) -> Reply:
    """List activities: ``plan WHICH PAGE``."""
    which, page = turn.line.choice(0, PLANS), turn.line.page(1)
    return turn.done(await plan_card(turn.tx, which=which, page=page))


async def activity(turn: Turn) -> Reply:
    """Show an activity, say how it stands, or propose to change the plan.

    ``activity NUMBER``, ``activity NUMBER done``, ``activity NUMBER move DATE``, ``activity NUMBER
    drop``.
    """
    given, what = turn.line.argument(0), turn.line.argument(1)
    if given is None:
        return await turn.ask_for_words(turn.line, text("activity-which"))
    number = _number(given)
    await turn.talk.leave()
    if what is None:
        found = await plan_service.find(turn.tx, number)
        return turn.done(await activity_card(turn.tx, turn.person, found))
    press = ActivityPress(number=number, seen=turn.line.seen)
    if what == MOVE:
        return await _move(turn, press)
    if what == DROP:
        found = await plan_changes.check(turn.tx, turn.person, press)
        key = await plan_changes.propose_dropping(turn.tx, turn.person, found)
        return await _proposed(turn, found, key)
    if what not in list(ActivityAction):
        raise NotAChoice
    action = ActivityAction(what)
    moved = await plan_service.move(turn.tx, turn.person, press, action)
    said = named("recorded-activity", action, number=moved.number)
    return turn.done(await activity_card(turn.tx, turn.person, moved, headline=said), toast=said)


async def _move(turn: Turn, press: ActivityPress) -> Reply:
    """Propose another last day; without one, ask for it."""
    found = await plan_changes.check(turn.tx, turn.person, press)
    typed = turn.line.rest(2)
    if typed is None:
        return await _until_when(turn, found)
    day = parse_date(typed, found.intent.last_on)
    try:
        key = await plan_changes.propose_last_day(turn.tx, turn.person, found, day)
    except SameLastDay as refusal:
        return await _until_when(turn, found, wrong=refusal.text())
    return await _proposed(turn, found, key)


async def _until_when(turn: Turn, found: Activity, *, wrong: Text | None = None) -> Reply:
    """Ask for another last day; ``wrong`` is put on top."""
    await turn.talk.wait_for_argument(turn.line.but(*turn.line.args[:2]))
    question = text("activity-until", number=found.number, last=found.intent.last_on)
    return turn.asking(card(wrong, question, rows=[CANCEL]), again=wrong is not None)


async def _proposed(turn: Turn, found: Activity, key: TwoKey) -> Reply:
    said = text("recorded-activity-proposed", number=found.number, code=key.code)
    return turn.done(await activity_card(turn.tx, turn.person, found, headline=said), toast=said)


def _number(given: str) -> ActivityNumber:
    """The activity that a line is about. Raises ``UnknownActivity``."""
    try:
        return ActivityNumber(parse_count(given, 1, MOST_ACTIVITIES))
    except NotACount:
        raise UnknownActivity from None


COMMANDS = command_handlers({"plan": plan, "activity": activity}, on_conflict=show_again)
