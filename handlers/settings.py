"""Settings, changed by administrators one at a time, and the calendars of the Parties.

``settings`` shows the groups, ``settings GROUP`` and ``settings SETTING`` their contents,
``settings SETTING VALUE`` the check of a change that the other Party is told of, or a preview whose
button ends in ``ok`` and applies it. ``default`` and ``undo`` as values mean the agreement's value
and the previous one.

``holidays`` and ``holidays PARTY`` show a calendar. ``holidays add DAY NAME``, ``holidays strike
DAY``, ``holidays back DAY`` (restore the calendar's value), ``holidays import`` with a list and
``holidays published YEAR`` change it. The other Party is told of a change, so it is checked before
it leaves.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from handlers.input.command_router import CommandCheck, CommandContext, Commands, Takes
from handlers.input.commands import MISSING_ARGUMENT, Command, Reply
from handlers.input.said_values import bare
from handlers.pending_acts.confirmation import Line, require_confirmation
from liaison.core.cards import MENU, Button, Text, card, text
from liaison.core.errors import UserError
from liaison.core.form import NotAChoice
from liaison.core.people import Role
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.core.vocabulary import phrases_for, words_of
from liaison.settings import service as settings_service
from liaison.settings import views
from liaison.settings.effects import preview as meaning_of
from liaison.settings.holidays import (
    YEARS_AHEAD,
    CalendarDay,
    DayKind,
    TooLongOff,
    changeable_days,
    check_name,
    parse_list,
    read_day,
)
from liaison.settings.model import SETTINGS, Numbers, Setting, Topic
from liaison.settings.rules import UnknownSetting
from liaison.settings.values import NotSettable, how_text, parse_value, read_value
from liaison.settings.views import SettingState

SURE = "ok"
AS_NUMBERS = "="
"""Prefix of a value that a button carries."""


async def _setting_state(context: CommandContext, setting: Setting) -> SettingState:
    (state,) = await settings_service.setting_state(context.tx, context.person, setting)
    return state


async def render_conflict(context: CommandContext, error: UserError) -> Reply:
    """The present setting under the error message."""
    try:
        setting = settings_service.find(context.command.argument(0) or "")
    except UnknownSetting:
        return context.confirm(error.text(), views.tree_card())
    state = await _setting_state(context, setting)
    return context.confirm(
        error.text(), await views.setting_card(context.tx, context.person, state)
    )


COMMANDS = Commands(shows="settings", on_conflict=render_conflict)


@COMMANDS.handle("settings", takes=Takes.VALUE)
async def settings(context: CommandContext) -> Reply:
    """Show the groups, a group or a setting; or change a setting, also one of several."""
    name = context.command.argument(0)
    if name is None:
        return context.finish(views.tree_card())
    if name in set(Topic):
        group = Topic(name)
        settings = [each for each in SETTINGS.values() if each.group is group]
        found = await settings_service.setting_state(context.tx, context.person, *settings)
        return context.finish(views.group_card(group, found))
    given = _said(context, name)
    setting, *others = map(settings_service.find, name.split(","))
    if others:
        lines = {each: f"settings {each.code} {given}".rstrip() for each in (setting, *others)}
        rows = [(Button(views.setting_name(each), lines[each]),) for each in lines]
        return context.ask(card(text("setting-which"), rows=[*rows, MENU]))
    if not given:
        return await _show_setting(context, setting)
    try:
        return await _preview_or_apply(context, setting, given)
    except (NotSettable, TooLongOff) as error:
        return await _show_setting(context, setting, error.text(given))


async def new_value(context: CommandContext, command: Command) -> Text | None:
    """The name and the new value of the setting that the command changes; None if it does not.
    Raises ``NotSettable``.
    """
    setting = SETTINGS.get(command.argument(0) or "")
    if command.name != "settings" or setting is None or command.argument(1) is None:
        return None
    changing = replace(context, command=command)
    given = _said(changing, setting.code).removesuffix(f" {SURE}")
    shown = views.value_text(setting, await _value(changing, setting, given))
    return text("named-value", name=views.setting_name(setting), value=shown)


async def _check_value(context: CommandContext, command: Command) -> Reply | None:
    """A setting under what is wrong with its new value, before the PIN is asked for."""
    try:
        await new_value(context, command)
    except NotSettable as error:
        changing, setting = replace(context, command=command), SETTINGS[command.args[0]]
        return await _show_setting(changing, setting, error.text(_said(changing, setting.code)))
    return None


COMMANDS.append(CommandCheck("setting", _check_value))


def _said(context: CommandContext, name: str) -> str:
    """The value that is given, in a sentence what comes after the words for the setting."""
    given, known = context.command.text_from(1), context.vocabularies
    phrase = words_of(phrases_for(f"settings {name}", known))
    _, *said = phrase.split(fold_typed(given or context.command.raw), 1)
    return bare(said[0], known).removesuffix(f" {SURE}") if said else given or ""


async def _preview_or_apply(context: CommandContext, setting: Setting, given: str) -> Reply:
    words, seen = given.removesuffix(f" {SURE}"), context.command.version
    value = await _value(context, setting, words)
    if not context.leaving and (setting.is_told or words == given):
        state, after = await settings_service.check_setting(
            context.tx, context.person, setting, value, seen=seen if setting.is_told else None
        )
        meaning = await meaning_of(context.tx, context.person, setting, after)
        await context.conversation.stop_waiting()
        if setting.is_told:
            await _check(context, state, value, meaning)
        return context.ask(views.preview_card(state, value, meaning))
    done = await settings_service.change_setting(
        context.tx, context.person, setting, value, seen=seen
    )
    state = await _setting_state(context, setting)
    return context.confirm(done, await views.setting_card(context.tx, context.person, state))


async def _check(
    context: CommandContext, state: SettingState, value: Numbers, meaning: Sequence[Text]
) -> None:
    setting = state.setting
    command = context.command.replace_arguments(setting.code, views.typed(value))
    command = replace(command, version=state.version)
    now, after = views.value_text(setting, state.value), views.value_text(setting, value)
    await require_confirmation(
        replace(context, command=command),
        text("act-setting", name=views.setting_name(setting)),
        about=setting.code,
        lines=[
            Line(name="change", value=text("changed-value", before=now, after=after), at=1),
            *meaning,
            *([text("setting-shared-how")] if setting.shared else []),
        ],
    )


async def _show_setting(context: CommandContext, setting: Setting, *wrong: Text) -> Reply:
    """One setting; the next typed text is its new value. A second ``wrong`` one in a row is
    answered with the possible values and the present one as an example, too.
    """
    state = await _setting_state(context, setting)
    above = list(wrong)
    if wrong and context.is_answer and context.conversation.stored.rejected:
        now = views.value_text(setting, state.value)
        above.append(text("setting-again", how=how_text(setting), now=now))
    shown = (await views.setting_card(context.tx, context.person, state)).below(*above)
    if context.person.role is not Role.ADMIN or state.approval is not None:
        return context.finish(shown)
    command = context.command.replace_arguments(setting.code)
    await context.conversation.wait_for_argument(command, rejected=bool(wrong))
    return context.ask(shown, repeated=bool(wrong))


async def _value(context: CommandContext, setting: Setting, words: str) -> Numbers:
    if words == "undo":
        return await settings_service.value_before(context.tx, context.person, setting)
    if words == "default":
        return setting.access.read(context.tx.profile, context.person.party)
    if words.startswith(AS_NUMBERS):
        return read_value(setting, words.removeprefix(AS_NUMBERS))
    return parse_value(setting, words, context.vocabularies)


# Holidays

HOLIDAYS = Commands(shows="holidays")


@HOLIDAYS.handle("holidays", takes=Takes.DAY)
async def holidays(context: CommandContext) -> Reply:
    """Show the calendar of a Party, or change the own one."""
    words = [each for each in context.command.args if MISSING_ARGUMENT not in each]
    party = context.tx.agreement.party(context.person.party)
    named = [
        each for each in context.tx.agreement.parties if words and each.code == words[0].upper()
    ]
    if named:
        party, words = named[0], words[1:]
    if not words or any(map(str.isdigit, words[0])):  # a day alone is among those shown
        return context.finish(await views.holidays_card(context.tx, context.person, party))
    settings_service.check_admin(context.person, party.code)
    step = STEPS.get(words[0].lower())
    if step is None:
        raise NotAChoice
    return await step(context, words[1:])


async def add(context: CommandContext, words: Sequence[str]) -> Reply:
    """Add a holiday: its day, then its name."""
    if not words:
        return await _ask_for_day(context)
    day, name = read_day(words, context.today, context.vocabularies)
    if not name:
        command = context.command.replace_arguments("add", day.isoformat())
        return await context.ask_for_text(command, text("holiday-which-name", day=day))
    named = check_name(name, context.vocabularies)
    holiday = CalendarDay(day=day, kind=DayKind.OFF, name=named)
    return await _record_days(context, [holiday])


async def import_list(context: CommandContext, words: Sequence[str]) -> Reply:
    """Add the holidays of a list, all or none."""
    if not words:
        return await context.ask_for_text(context.command, text("holiday-which-list"))
    command = context.command
    written = command.filled or command.raw_from(len(command.args) - len(words))
    days = parse_list(written, context.today, context.vocabularies)
    entries = [f"{each.day.isoformat()} {each.name}" for each in days]
    command = command.replace_arguments("import", *entries)
    return await _record_days(replace(context, command=command), days)


async def published(context: CommandContext, words: Sequence[str]) -> Reply:
    """Record that the holidays of a year are published."""
    this = context.today.year
    if not words:
        command = context.command.asking(1)
        years = [str(each) for each in range(this, this + YEARS_AHEAD + 1)]
        row = [Button(text("answer", value=e), str(command.with_arguments(e))) for e in years]
        return await context.ask_for_text(command, text("holiday-which-year"), tuple(row))
    year = parse_count(" ".join(words), this, this + YEARS_AHEAD)
    return await _record_days(context, [CalendarDay(day=date(year, 1, 1), kind=DayKind.PUBLISHED)])


async def _record_day(context: CommandContext, words: Sequence[str], *, kind: DayKind) -> Reply:
    if not words:
        return await _ask_for_day(context)
    day, _ = read_day(words, context.today, context.vocabularies)
    return await _record_days(context, [CalendarDay(day=day, kind=kind)])


STEPS: Mapping[str, Callable[[CommandContext, Sequence[str]], Awaitable[Reply]]] = {
    "add": add,
    "strike": partial(_record_day, kind=DayKind.WORKED),
    "back": partial(_record_day, kind=DayKind.CALENDAR),
    "import": import_list,
    "published": published,
}


async def _ask_for_day(context: CommandContext) -> Reply:
    days = changeable_days(context.today)
    return await context.ask_for_day(context.command, text("holiday-which-day"), days)


async def _record_days(context: CommandContext, days: Sequence[CalendarDay]) -> Reply:
    party = context.tx.agreement.party(context.person.party)
    first, *others = views.change_lines(party, days)
    lines = [Line(name="change", value=first, at=1, to_end=True)]
    lines += [Line(name="change", value=each) for each in others]
    act = text("act-holidays")
    await require_confirmation(context, act, about="holidays", lines=lines, several=True)
    affected = await settings_service.record_days(context.tx, party, days, actor=context.person)
    done = text("recorded-holidays", days=len(days), requests=affected)
    return context.confirm(done, await views.holidays_card(context.tx, context.person, party))


COMMANDS += HOLIDAYS
