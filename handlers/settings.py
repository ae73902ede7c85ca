"""What administrators set: the tree of settings, and one value after the other.

``schedules`` shows the groups, ``schedules GROUP`` and ``schedules SETTING`` what is in them,
``schedules SETTING VALUE`` what a value would mean; the button under that ends in ``ok`` and does
it. ``default`` and ``undo`` stand for the agreement's value and for the one before.
"""

from handlers.input.command_router import Turn, command_handlers
from handlers.input.replies import Reply
from liaison.core.cards import Text
from liaison.core.errors import Refusal
from liaison.core.people import Role
from liaison.settings import service as settings_service
from liaison.settings.effects import meaning as meaning_of
from liaison.settings.holidays import TooLongOff
from liaison.settings.model import SETTINGS, Group, Setting, Value
from liaison.settings.rules import NOT_SET, UnknownSetting
from liaison.settings.values import parse_value, read_value
from liaison.settings.views import Standing, group_card, preview_card, setting_card, tree_card

SURE = "ok"
AS_NUMBERS = "="
"""Begins a value that a button carries."""


async def schedules(turn: Turn) -> Reply:
    """Show the tree, a group or a setting; or change a setting."""
    name = turn.line.argument(0)
    if name is None:
        return turn.done(tree_card())
    if name in set(Group):
        group = Group(name)
        settings = [each for each in SETTINGS.values() if each.group is group]
        found = await settings_service.standing_of(turn.tx, turn.person, *settings)
        return turn.done(group_card(group, found))
    setting = settings_service.find(name)
    given = turn.line.rest(1)
    if given is None:
        return await _one(turn, setting)
    try:
        return await _given(turn, setting, given)
    except (*NOT_SET, TooLongOff) as refusal:
        return await _one(turn, setting, refusal.text())


async def _given(turn: Turn, setting: Setting, given: str) -> Reply:
    """Show what a value would mean, or set it."""
    words = given.removesuffix(f" {SURE}")
    value = await _value(turn, setting, words)
    if words == given:
        standing, after = await settings_service.check(turn.tx, turn.person, setting, value)
        meaning = await meaning_of(turn.tx, turn.person, setting, after)
        await turn.talk.leave()
        return turn.asking(preview_card(standing, value, meaning))
    said = await settings_service.change(turn.tx, turn.person, setting, value, seen=turn.line.seen)
    await turn.talk.leave()
    standing = await _standing(turn, setting)
    return turn.done(await setting_card(turn.tx, turn.person, standing, [said]), toast=said)


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The setting as it stands, under the sentence that says why nothing changed."""
    said = refusal.text()
    try:
        setting = settings_service.find(turn.line.argument(0) or "")
    except UnknownSetting:
        return turn.done(tree_card([said]), toast=said)
    standing = await _standing(turn, setting)
    return turn.done(await setting_card(turn.tx, turn.person, standing, [said]), toast=said)


async def _one(turn: Turn, setting: Setting, *said: Text) -> Reply:
    """A setting by itself; the next typed words are its new value."""
    standing = await _standing(turn, setting)
    shown = await setting_card(turn.tx, turn.person, standing, said)
    if turn.person.role is not Role.ADMIN or standing.key is not None:
        return turn.done(shown)
    await turn.talk.wait_for_argument(turn.line.but(setting.code))
    return turn.asking(shown)


async def _value(turn: Turn, setting: Setting, words: str) -> Value:
    if words == "undo":
        return await settings_service.value_before(turn.tx, turn.person, setting)
    if words == "default":
        return setting.value(turn.tx.profile, turn.person.party)
    if words.startswith(AS_NUMBERS):
        return read_value(setting, words.removeprefix(AS_NUMBERS))
    return parse_value(setting, words)


async def _standing(turn: Turn, setting: Setting) -> Standing:
    (standing,) = await settings_service.standing_of(turn.tx, turn.person, setting)
    return standing


COMMANDS = command_handlers({"schedules": schedules}, on_conflict=show_again)
