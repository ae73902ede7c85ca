"""The action plan: lists, one activity, and its status."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Reply
from handlers.input.date_extraction import day_until
from handlers.input.said_values import own_codes
from handlers.input.targets import Target, Targets
from handlers.pending_acts.confirmation import Line, require_confirmation
from liaison.approvals.rules import Approval
from liaison.core.cards import Button, Text, named, text
from liaison.core.errors import UNKNOWN_CODE, WrongValue
from liaison.core.form import parse_code
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.lifecycle.model import VersionedRef
from liaison.plan import service as plan_service
from liaison.plan.repository import Activities
from liaison.plan.rules import (
    APPROVERS,
    Activity,
    ActivityAction,
    ActivityNumber,
    Intent,
    last_days_of,
)
from liaison.plan.views import PLANS, activity_card, plan_card, title_of

MOVE, DROP, IMPORT = "move", "drop", "import"
MAX_LISTED = 1000

COMMANDS = Commands(shows="activity")


async def _open_activities(tx: Tx, _person: Person) -> list[Target]:
    found, _ = await tx.of(Activities).listed(PLANS[0], limit=MAX_LISTED)
    names = [text("target-activity", number=e.number, typed=title_of(tx, e)) for e in found]
    return [Target(name, str(each.number)) for name, each in zip(names, found, strict=True)]


@COMMANDS.handle("plan")
async def plan(context: CommandContext) -> Reply:
    """List activities, ``plan WHICH PAGE``; or propose the example, ``plan import``."""
    tx, person = context.tx, context.person
    example = await plan_service.example_plan(tx) if person.role in APPROVERS else ()
    if context.command.argument(0) == IMPORT and example:
        return await _import(context, example)
    which, page = context.command.choice(0, PLANS, "button-plan"), context.command.page(1)
    button = Button(text("button-plan-import"), f"plan {IMPORT}") if example else None
    return context.finish(await plan_card(tx, which=which, page=page, example=button))


async def _import(context: CommandContext, example: Sequence[Intent]) -> Reply:
    titles = [text("activity-words", **each.titles) for each in example]
    lines = [Line(name="activity", value=each) for each in titles]
    await require_confirmation(context, text("button-plan-import"), about="plan", lines=lines)
    approval = await plan_service.propose_example(context.tx, context.person)
    done = text("recorded-proposed", code=approval.code)
    return context.confirm(done, await plan_card(context.tx, which=PLANS[0], page=1))


@COMMANDS.handle(
    "activity", takes=Takes.VALUES | Takes.NUMBER, targets=Targets(find=_open_activities)
)
async def activity(context: CommandContext) -> Reply:
    """Show an activity, record its status, or propose to change the plan. ``activity NUMBER``,
    ``activity NUMBER done``, ``activity NUMBER move DATE``, ``activity NUMBER drop``.
    """
    unknown, raw = WrongValue(UNKNOWN_CODE, list="/plan"), context.command.raw
    number = ActivityNumber(context.command.number(0, unknown))
    said = own_codes("activity", [*ActivityAction, MOVE, DROP], raw, context.vocabularies)
    what = context.command.argument(1) or next(iter(said), None)
    if what is None:
        found = await plan_service.lock(context.tx, number)
        return context.finish(await activity_card(context.tx, context.person, found))
    ref = VersionedRef(number, version=context.command.version)
    if what == MOVE:
        return await _move(context, ref)
    if what == DROP:
        found = await plan_service.check_activity_change(context.tx, context.person, ref)
        await _check(context, found, DROP)
        approval = await plan_service.propose_change(context.tx, context.person, found, None)
        return await _proposed(context, found, approval)
    action = ActivityAction(parse_code(what, [*ActivityAction]))
    await _check(context, await plan_service.lock(context.tx, number), action)
    moved = await plan_service.move(context.tx, context.person, ref, action)
    done = text("recorded-activity", action=action, number=moved.number)
    return await _shown(context, moved, done)


async def _check(context: CommandContext, found: Activity, what: str, *lines: Line) -> None:
    called = text("button-open-activity", number=found.number)
    act = text("act-about", act=named("button-activity", what), about=called)
    about = f"activity_{found.number}"
    title = Line(name="activity", value=title_of(context.tx, found))
    context = context.with_argument(1, what)
    await require_confirmation(context, act, about=about, lines=[title, *lines])


async def _move(context: CommandContext, ref: VersionedRef[ActivityNumber]) -> Reply:
    found = await plan_service.check_activity_change(context.tx, context.person, ref)
    days, near = last_days_of(found, context.today), found.intent.last_on
    if context.command.argument(1) != MOVE:  # said in words
        said = day_until(context.command.raw, days, context.vocabularies)
        values = (MOVE,) if said is None else (MOVE, said.isoformat())
        command = context.command.replace_arguments(str(found.number), *values)
        context = replace(context, command=command)
    question = text("activity-until", number=found.number, last=near)
    context, day = await context.require_day(2, question, days, near=near)
    command = context.command.replace_arguments(str(found.number), MOVE, day.isoformat())
    line = Line(name="last-day", value=day, at=2)
    await _check(replace(context, command=command), found, MOVE, line)
    approval = await plan_service.propose_change(context.tx, context.person, found, day)
    return await _proposed(context, found, approval)


async def _proposed(context: CommandContext, found: Activity, approval: Approval) -> Reply:
    done = text("recorded-proposed", code=approval.code)
    return await _shown(context, found, done)


async def _shown(context: CommandContext, found: Activity, done: Text) -> Reply:
    return context.confirm(done, await activity_card(context.tx, context.person, found))
