"""Access control: known people get a ``CommandContext``, everyone else a fixed answer.

Only private chats of people who joined are accepted, and only their own text and button presses:
groups are left without an answer; forwards, edits, other bots, anonymous senders, files and
pictures have no effect. Messages without text, or with personal data, are deleted from the chat and
not stored. A press is accepted only if the message that it came from has that button: a client can
send any callback data.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeAlias

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, User

from handlers.input.command_router import CommandContext
from handlers.input.commands import Placement, Reply, parse_command
from handlers.input.conversation import (
    CONVERSATION_COMMANDS,
    WAITS_FOR_PIN,
    Conversation,
    not_sent,
    rejection_card,
    resume_buttons,
)
from handlers.input.corrections import DATE, corrected
from handlers.input.pii_detector import PersonalDataKind, find_personal
from handlers.interpretation.interpreter import Interpreter
from handlers.menu import button_expired
from handlers.pending_acts.sending import own_acts
from handlers.people.account import lost_by_words
from liaison.core.cards import Card, Row, Text, card, text
from liaison.core.channels import Address
from liaison.core.people import AccountStatus, Person
from liaison.core.references import CodePrefix
from liaison.core.text_parsing import AmbiguousDate, NotADate, parse_date
from liaison.core.transaction import People, Timestamps, Tx
from liaison.letters.rules import read_code
from liaison.notifications.reachability import mark_reachable, touch_last_seen
from liaison.pending_acts.views import take_back_row
from liaison.people.invitation_service import Newcomer, join
from liaison.people.repository import Invites
from liaison.people.views import language_card

_PAGE = re.compile("intro [2-9]")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
Data: TypeAlias = dict[str, Any]
"""What aiogram passes with an update: its transaction, then the ``context`` of its command."""
Next: TypeAlias = Callable[[TelegramObject, Data], Awaitable[Any]]


class AccessMiddleware(BaseMiddleware):
    """Checks every message and press, and makes the ``context`` for handlers."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter

    async def __call__(self, handler: Next, event: TelegramObject, data: Data) -> Any:
        """Call the handler with a ``context``, or answer in its place."""
        if not isinstance(event, Message | CallbackQuery):
            return None
        chat, sender = _sender(event)
        if chat is None or chat.type != ChatType.PRIVATE:
            return Reply(leave=True)
        tx: Tx = data["tx"]
        if sender is None or sender.is_bot or sender.id != chat.id:
            return Reply(remove=_must_be_deleted(event, tx))
        address = Address(chat.id)
        person = await tx.of(People).by_address(address)
        if (person is None or not person.active) and (words := _lost_words(event)) is not None:
            return await lost_by_words(tx, address, words)
        if person is None or person.status is AccountStatus.REMOVED:
            return await _answer_stranger(tx, event, sender)
        if person.status is AccountStatus.SUSPENDED:
            return await _answer_suspended(tx, event, person)
        tx.acts_for(person)
        if person.unreachable_since is not None and address == person.address:
            await mark_reachable(tx, person)
        conversation = await Conversation.load(tx, person.address)
        before = conversation.stored
        reply = await self._answer_person(handler, event, data, person, conversation)
        await touch_last_seen(tx, person)
        if isinstance(reply, Reply) and (
            reply.ends_question or conversation.stored.open_questions < before.open_questions
        ):
            lines = {each.command for each in before.offered}
            in_place = isinstance(event, CallbackQuery) and event.data in lines
            return replace(reply, ends_question=not in_place)
        return reply

    async def _answer_person(
        self,
        handler: Next,
        event: Message | CallbackQuery,
        data: Data,
        person: Person,
        conversation: Conversation,
    ) -> Any:
        context = await self._interpreter.context_of(data["tx"], person, event, conversation)
        rejected = await _rejection(
            event, context, lambda: self._interpreter.alarm_rows(context, event)
        )
        if rejected is not None:
            return rejected
        if person.language is None and context.command.name not in ("language", "lost"):
            return Reply(card=language_card(context.tx.agreement))

        async def run(context: CommandContext) -> Any:
            before = conversation.stored
            reply: Reply = await handler(event, data | {"context": context})
            command = context.command
            own = [each.command for each in before.offered] if context.pressed else ()
            if context.is_answer or command.name in CONVERSATION_COMMANDS or command.line in own:
                return reply
            shown = reply.card or card()
            shows_check = any(each.sends for row in shown.rows for each in row)
            asked = (conversation.stored.line or "").removeprefix(WAITS_FOR_PIN)
            begun = before.writing or parse_command(before.line or "").name
            begins = parse_command(asked or command.line)
            ended = () if begun in before.drafts else not_sent(before.line, begins)
            if begun in {*before.drafts} - {conversation.stored.writing}:
                ended = (text(f"waits-{begun}"),)
            elif before.check is not None and (
                conversation.stored.writing
                or (not (shows_check or context.pressed) and any(e.sends for e in before.offered))
            ):
                by = parse_command(asked)
                ended = not_sent(before.check.line, by) if conversation.stored.check else ()
            if not ended:
                return reply
            told = tuple(each for each in ended if each not in shown.lines)
            known = {each.command for row in shown.rows for each in row}
            resumes = [row for row in resume_buttons(before) if row[0].command not in known]
            at = 1 if shown.view else -1  # in front of what is behind More, or of the way back
            last = replace(
                shown,
                paragraphs=(*shown.paragraphs, told),
                rows=(*shown.rows[:at], *resumes, *shown.rows[at:]),
            )
            return replace(reply, card=last, ends_question=True)

        reply = await (
            run(context)
            if isinstance(event, CallbackQuery)
            else self._interpreter.answer(run, event, context)
        )
        if isinstance(reply, Reply) and reply.card is not None:
            shown = reply.card if context.pressed else _with_orientation(reply.card, context)
            await conversation.offer(shown)
            return replace(reply, card=shown)
        return reply


def _with_orientation(shown: Card, context: CommandContext) -> Card:
    """A card of no record with a last button that goes on with the orientation, if typed text has
    left it. Its own label is that of an act.
    """
    stored = context.conversation.stored
    if stored.open_questions or shown.view or not _PAGE.search(stored.shown or ""):
        return shown
    label = text("button-intro-resume")
    pages = [(replace(e, label=label),) for e in stored.offered if _PAGE.fullmatch(e.command)]
    return replace(shown, rows=(*shown.rows, *pages))


def _sender(event: Message | CallbackQuery) -> tuple[Chat | None, User | None]:
    if isinstance(event, Message):
        own = event.via_bot is None and event.sender_chat is None
        return event.chat, event.from_user if own else None
    return None if event.message is None else event.message.chat, event.from_user


def _lost_words(event: Message | CallbackQuery) -> str | None:
    typed = event.text if isinstance(event, Message) and event.forward_origin is None else None
    command = parse_command(typed or "")
    return command.text_from(0) if command.name == "lost" else None


async def _answer_stranger(tx: Tx, event: Message | CallbackQuery, sender: User) -> Reply:
    """Answer a person who has not joined; only an invitation has an effect."""
    typed = event.text or "" if isinstance(event, Message) else ""
    command = parse_command(typed)
    forwarded = isinstance(event, Message) and event.forward_origin is not None
    is_scanned = command.args and read_code(command.args[0]) is not None  # printed letters travel
    if command.name == "start" and command.args and not forwarded and not is_scanned:
        # The profile name is chosen freely and may be anything.
        name = "" if personal_in(sender.full_name, tx) else sender.full_name
        newcomer = Newcomer(address=Address(sender.id), name=name, username=sender.username)
        joined = await join(tx, newcomer, command.args[0])
        return Reply(card=joined, remove=_must_be_deleted(event, tx))
    key = "invite-waits" if await tx.of(Invites).waits(Address(sender.id)) else "stranger"
    return Reply(card=card(text(key)), remove=_must_be_deleted(event, tx))


async def _answer_suspended(tx: Tx, event: Message | CallbackQuery, person: Person) -> Reply:
    key, remove = f"suspended {person.id}", _must_be_deleted(event, tx)
    answered = (await tx.of(Timestamps).get(key)).get(key)
    if answered is not None and tx.now < answered + timedelta(days=1):
        return Reply(remove=remove)
    await tx.of(Timestamps).record(tx.now, key)
    return Reply(card=card(text("status-suspended")), remove=remove)


async def _rejection(
    event: Message | CallbackQuery, context: CommandContext, alarm: Callable[[], list[Row]]
) -> Reply | None:
    """The answer to input that never has an effect; None if it may."""
    tx, person = context.tx, context.person
    if isinstance(event, CallbackQuery):
        return None if _is_button(event, tx) else button_expired()
    if event.text is None:
        return await _rejected(tx, person, text("error-only-text"), *alarm())
    kind = personal_in(event.text, tx, mail_allowed=context.command.name == "email")
    if kind is not None and not _is_day_of_form(event.text, context):
        return await _reject_personal_data(tx, person, kind, *alarm())
    if event.forward_origin is not None:
        return await _rejected(tx, person, text("error-forwarded"), *alarm(), remove=False)
    return None


def _is_button(press: CallbackQuery, tx: Tx) -> bool:
    """Whether a press belongs to a button of the bot and contains no personal data. A button may
    name any day: the day of a letter can be as old as a date of birth.
    """
    shown = press.message.reply_markup if isinstance(press.message, Message) else None
    rows = () if shown is None else shown.inline_keyboard
    there = any(each.callback_data == press.data for row in rows for each in row)
    line = press.data or ""
    others = " ".join(each for each in line.split() if not _DAY.fullmatch(each))
    is_mail = line.startswith(f"{WAITS_FOR_PIN}email ")
    return there and line != "" and personal_in(others, tx, mail_allowed=is_mail) is None


async def _rejected(tx: Tx, person: Person, banner: Text, *rows: Row, remove: bool = True) -> Reply:
    """A rejection as the conversation's card, also with what takes back the acts of the person:
    the next typed text is answered below it.
    """
    back = map(take_back_row, await own_acts(tx, person))
    shown = await rejection_card(tx, person.address, banner, *rows, *back)
    return Reply(card=shown, placement=Placement.START, remove=remove)


def personal_in(typed: str, tx: Tx, *, mail_allowed: bool = False) -> PersonalDataKind | None:
    """The kind of personal data that a text seems to contain; None if there is none."""
    return find_personal(
        typed,
        tx.agreement.vocabularies,
        prefixes=tx.registry.all(CodePrefix),
        today=tx.now.date(),
        mail_allowed=mail_allowed,
    )


def _is_day_of_form(typed: str, context: CommandContext) -> bool:
    """Whether text is only a date that is asked for, or one of a form, also named as a letter's."""
    stored, known = context.conversation.stored, context.vocabularies
    if DATE in stored.answers:
        _, _, about, rest = corrected(typed, [DATE], known)
        typed = rest if not about else "" if rest else about[DATE]
    elif not (context.is_answer and stored.is_day):
        return False
    try:
        parse_date(typed, context.tx.now.date(), known)
    except (AmbiguousDate, NotADate) as error:
        return isinstance(error, AmbiguousDate)
    return True


def _must_be_deleted(event: Message | CallbackQuery, tx: Tx) -> bool:
    """Whether the message must be deleted from the chat, for any sender."""
    if isinstance(event, CallbackQuery):
        return False
    return event.text is None or personal_in(event.text, tx) is not None


async def _reject_personal_data(
    tx: Tx, person: Person, kind: PersonalDataKind, *rows: Row
) -> Reply:
    """Reject personal data. Only its kind is audited; the conversation state is unchanged."""
    await tx.audit("guard.blocked", str(person.id), actor=person, kind=kind.value)
    blocked = text("guard-blocked", kind=text("personal-data", kind=kind))
    reply = await _rejected(tx, person, blocked, *rows)
    if kind is not PersonalDataKind.BIRTH_DATE or reply.card is None:
        return reply
    hint = (text("guard-letter-day"),)
    return replace(reply, card=replace(reply.card, paragraphs=(*reply.card.paragraphs, hint)))


async def edited(event: Message, tx: Tx) -> Reply | None:
    """Answer an edited message: edits have no effect, but personal data in them is rejected."""
    if event.chat.type != ChatType.PRIVATE:
        return Reply(leave=True)
    person = await tx.of(People).by_address(Address(event.chat.id))
    if person is None or not person.active:
        return Reply(remove=_must_be_deleted(event, tx))
    kind = None if event.text is None else personal_in(event.text, tx)
    if kind is not None:
        return await _reject_personal_data(tx, person, kind)
    return await _rejected(tx, person, text("error-edited"), remove=event.text is None)
