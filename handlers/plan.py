"""The plan of action: lists, one activity, and how it stands."""

from aiogram import Router

from handlers.replies import Reply
from handlers.turns import Turn, on
from liaison.domain.activities import ActivityAction, ActivityNumber, UnknownActivity
from liaison.domain.cards import named, text
from liaison.domain.digits import NotACount, parse_count
from liaison.domain.drafts import NotAChoice
from liaison.domain.errors import Refusal
from liaison.usecases import activities as usecase
from liaison.usecases.activities import ActivityPress
from liaison.usecases.activity_cards import PLANS, activity_card, plan_card

MOST_PAGES = 10**6
MOST_ACTIVITIES = 10**9 - 1


def router() -> Router:
    """The routes of this column."""
    made = Router(name="plan")
    on(made, "plan", plan)
    on(made, "activity", activity, again=show_again)
    return made


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The activity as it stands, under the sentence that says why nothing changed."""
    said = refusal.text()
    found = await usecase.find(turn.tx, _number(turn.line.argument(0) or ""))
    shown = await activity_card(turn.tx, turn.person, found, headline=said)
    return turn.done(shown, toast=said)


async def plan(turn: Turn) -> Reply:
    """List activities: ``plan WHICH PAGE``."""
    which = turn.line.argument(0) or PLANS[0]
    if which not in PLANS:
        raise NotAChoice
    page = parse_count(turn.line.argument(1) or "1", 1, MOST_PAGES)
    return turn.done(await plan_card(turn.tx, which=which, page=page))


async def activity(turn: Turn) -> Reply:
    """Show an activity, or say how it stands: ``activity NUMBER``, ``activity NUMBER done``."""
    given, what = turn.line.argument(0), turn.line.argument(1)
    if given is None:
        return await turn.ask_for_words(turn.line, text("activity-which"))
    number = _number(given)
    await turn.talk.leave()
    if what is None:
        found = await usecase.find(turn.tx, number)
        return turn.done(await activity_card(turn.tx, turn.person, found))
    if what not in list(ActivityAction):
        raise NotAChoice
    action = ActivityAction(what)
    press = ActivityPress(number=number, seen=turn.line.seen)
    moved = await usecase.move(turn.tx, turn.person, press, action)
    said = named("recorded-activity", action, number=moved.number)
    return turn.done(await activity_card(turn.tx, turn.person, moved, headline=said), toast=said)


def _number(given: str) -> ActivityNumber:
    """The activity that a line is about. Raises ``UnknownActivity``."""
    try:
        return ActivityNumber(parse_count(given, 1, MOST_ACTIVITIES))
    except NotACount:
        raise UnknownActivity from None
