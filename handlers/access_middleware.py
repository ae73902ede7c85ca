"""Access control: known people get a ``CommandContext``, everyone else a fixed answer.

Only private chats of people who joined are accepted, and only their own text and button presses:
groups are left without an answer; forwards, edits, other bots, anonymous senders, files and
pictures have no effect. Messages without text, or with personal data, are deleted from the chat and
not stored. A press is accepted only if the message that it came from has that button: a client can
send any callback data.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from string import digits
from typing import Any, TypeAlias

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, User

from handlers.input.command_router import CommandContext
from handlers.input.commands import NOT_A_COMMAND, Command, parse_command
from handlers.input.conversation import Conversation
from handlers.input.free_text import COURTESY, MOST_NEAR, SEARCH, Phrases
from handlers.input.labels import Labels, fold_label
from handlers.input.pii_detector import PersonalDataKind, find_personal
from handlers.input.record_codes import code_in, with_code
from handlers.input.replies import Placement, Reply
from handlers.menu import button_expired, draft_rows
from handlers.pending_acts import other_party
from handlers.people.lost import lost_by_words
from handlers.people.router import join, stranger_card
from handlers.requests.search import found_rows, with_reference
from handlers.todos import open_buttons
from liaison.core.cards import BELOW, MENU, Button, Row, Text, card, fits_button, named, text
from liaison.core.errors import UserError
from liaison.core.form import SKIPPED
from liaison.core.outbox import Urgency
from liaison.core.people import AccountStatus, Person
from liaison.core.references import CodePrefix, any_code
from liaison.core.repository import Conversations, People, Timestamps
from liaison.core.text_parsing import AmbiguousDate, NotADate, parse_date
from liaison.core.transaction import Tx, today_of
from liaison.notifications.chat_messages import resume_buttons
from liaison.notifications.reachability import mark_reachable, touch_last_seen
from liaison.people.invitation_service import Newcomer
from liaison.people.orientation import language_card

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
IN_MIND = timedelta(hours=4)
"""How long typed text answers a question."""
Data: TypeAlias = dict[str, Any]
"""What aiogram passes with an update: its transaction, then the ``context`` of its command."""
Next: TypeAlias = Callable[[TelegramObject, Data], Awaitable[Any]]


class AccessMiddleware(BaseMiddleware):
    """Checks every message and press, and makes the ``context`` for handlers."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._phrases: Phrases | None = None

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
        person = await tx.of(People).by_chat(chat.id)
        if person is None or person.status is AccountStatus.REMOVED:
            return await _answer_stranger(tx, event, sender)
        if person.status is AccountStatus.SUSPENDED:
            return await _answer_suspended(tx, event, person)
        if person.unreachable_since is not None:
            await mark_reachable(tx, person)
        reply = await self._authorize(handler, event, data, person)
        await touch_last_seen(tx, person)
        return reply

    async def _authorize(
        self, handler: Next, event: Message | CallbackQuery, data: Data, person: Person
    ) -> Any:
        conversation = await Conversation.load(data["tx"], person.chat_id)
        before = conversation.stored
        reply = await self._answer_person(handler, event, data, person, conversation)
        if isinstance(reply, Reply) and conversation.stored.open_questions < before.open_questions:
            lines = {line for row in before.buttons for _, line in row}
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
        context = await self._command_context(data["tx"], person, event, conversation)
        rejected = await _rejection(event, context, lambda: self._alarm_rows(context, event))
        if rejected is not None:
            return rejected
        data["context"] = context
        if person.language is None and context.command.name not in ("language", "lost"):
            return Reply(card=language_card(context.tx.agreement))
        if isinstance(event, CallbackQuery) or not context.is_answer:
            return await handler(event, data)
        return await self._answer_question(handler, event, data, context)

    async def _answer_question(
        self, handler: Next, event: Message, data: Data, context: CommandContext
    ) -> Any:
        """Answer the question that waits; what it refuses may be a label or a phrase, if it is more
        than a code.
        """
        shown: Reply | UserError
        try:
            shown = await handler(event, data)
        except UserError as error:
            shown = error
        phrases, offered = self._phrases_for(context), context.conversation.stored.offered
        typed = with_code(event.text or "", offered)
        if isinstance(shown, UserError) or shown.placement is Placement.AGAIN:
            other = await self._understand(context, event, typed, exactly=True)
            if (
                not phrases.resembles(typed, offered)
                and other.command.line != COURTESY
                and other.command.name != SEARCH
                and not any_code(typed)
            ):
                data["context"] = other
                return await handler(event, data)
        if isinstance(shown, UserError):
            raise shown
        if shown.card is None or shown.placement is not Placement.AGAIN:
            return shown
        rows = [*self._alarm_rows(context, event), *await found_rows(context, typed)]
        asked = replace(shown.card, rows=(*rows, *shown.card.rows))
        await context.conversation.offer(asked)
        return replace(shown, card=asked)

    async def _command_context(
        self, tx: Tx, person: Person, event: Message | CallbackQuery, conversation: Conversation
    ) -> CommandContext:
        typed = (event.data if isinstance(event, CallbackQuery) else event.text) or ""
        context = CommandContext(
            command=_pressed(typed) if isinstance(event, CallbackQuery) else parse_command(typed),
            tx=tx,
            person=person,
            conversation=conversation,
            pressed=isinstance(event, CallbackQuery),
            awaited_command=conversation.awaited_command,
        )
        if isinstance(event, CallbackQuery):
            return context
        is_slashed = typed.startswith("/")
        if is_slashed and context.command.name != NOT_A_COMMAND:
            return context
        typed = typed.removeprefix("/")
        earlier = await _end_old_question(context)
        stored, asked = conversation.stored, conversation.stored.state is not None
        phrases = self._phrases_for(context)
        typed = with_code(typed, stored.offered)
        pressed = _buttons_of(event.reply_to_message).get(fold_label(typed)) or phrases.pressed(
            typed, stored.offered, partly=stored.open_questions > 0
        )
        pressed = pressed or phrases.pressed(typed, _labels_of_unsent(context))
        if pressed is not None:
            return replace(context, command=_pressed(pressed), is_answer=asked)
        skips = phrases.labelled(typed, [(text("button-skip"), SKIPPED)])
        parts = phrases.parts(typed, today=today_of(tx, person.party))
        is_whole = bool(parts.rest.strip(digits)) or None not in (parts.day, parts.time)
        answer = SKIPPED if skips else typed
        continued = None if is_slashed else conversation.complete(answer, is_whole=is_whole)
        if continued is not None:
            return replace(context, command=continued, is_answer=True)
        return await self._understand(replace(context, near=earlier), event, typed)

    def _alarm_rows(self, context: CommandContext, event: Message | CallbackQuery) -> list[Row]:
        """A button for an emergency, if typed text has a word of urgency or danger."""
        typed = event.text if isinstance(event, Message) else None
        found = self._phrases_for(context).alarm(typed or "")
        return [(Button(text(f"command-{each.name}"), each.line),) for each in found]

    def _phrases_for(self, context: CommandContext) -> Phrases:
        self._phrases = self._phrases or Phrases(
            self._labels, context.tx.registry, context.tx.profile
        )
        return self._phrases.for_reader(context.person.party, context.tx.now)

    async def _understand(
        self, context: CommandContext, event: Message, typed: str, *, exactly: bool = False
    ) -> CommandContext:
        """The command that text without the name of one means: a button of what is to be done, a
        phrase, with other words around it unless ``exactly``, or a search.
        """
        context = replace(context, is_answer=False)
        tx, conversation = context.tx, context.conversation
        replied, phrases = _buttons_of(event.reply_to_message), self._phrases_for(context)
        typed = typed.removeprefix("/")
        about = next(filter(None, map(code_in, replied.values())), None)
        waiting: Sequence[tuple[str, Button]] = ()
        begun = False
        if about is not None or not replied:
            found = await open_buttons(tx, context.person)
            waiting = [*phrases.by_record(typed, found, about=about).items()]
            if not (waiting or exactly):
                waiting = phrases.begun(typed, found, about=about)
                begun = bool(waiting)
        if len(waiting) == 1:
            return replace(context, command=_pressed(waiting[0][1].command))
        today = today_of(tx, context.person.party)
        command = phrases.command(typed, today=today, about=about, exactly=exactly)
        if command is None or phrases.can_name_one(command.name):
            named = await with_reference(context, typed)
            command = phrases.command(named, today=today, about=about, exactly=exactly) or command
        names = {button.command.split()[0] for _, button in waiting}
        if command is not None and not begun and names <= {command.name}:
            return replace(context, command=command)
        if waiting:
            near = [
                Button(text("act-about", act=e.label, about=of), e.command) for of, e in waiting
            ]
            return replace(context, command=Command(name=NOT_A_COMMAND), near=near[:MOST_NEAR])
        meant = phrases.near(typed, today=today, about=about)
        near = [*context.near]
        near += [Button(*each) for each in phrases.partly(typed, conversation.stored.offered)]
        # A long text does not fit into a button: then the command asks for everything.
        near += [
            Button(text(f"command-{each.name}"), each.line if fits_button(each.line) else each.name)
            for each in meant
        ]
        search = Command(name=SEARCH, args=tuple(typed.split()), raw=typed)
        return replace(context, command=search, near=near[:MOST_NEAR])


async def _end_old_question(context: CommandContext) -> Sequence[Button]:
    """End a question without an end of its own that was asked too long ago to be in mind; a button
    to ask it again.
    """
    asked, now = context.conversation.stored, context.tx.now
    if asked.until is not None or asked.at is None or now - asked.at < IN_MIND:
        return ()
    await context.conversation.stop_waiting()
    return [button for row in resume_buttons(asked) for button in row]


def _labels_of_unsent(context: CommandContext) -> Sequence[tuple[Text, str]]:
    """The labels that show again a check or a draft that was not sent, whichever card is newest."""
    rows = draft_rows(context)
    found = [(each.label, each.command) for row in rows for each in row]
    sent = [text("button-submit-act"), text("button-send-to", party=other_party(context))]
    return [*found, *((label, rows[0][0].command) for label in sent if rows)]


def _buttons_of(message: Message | None) -> Mapping[str, str]:
    """The commands of the buttons of a message of the bot, by their labels."""
    markup = None if message is None else message.reply_markup
    rows = () if markup is None else markup.inline_keyboard
    buttons = [button for row in rows for button in row]
    return {fold_label(each.text): each.callback_data or "" for each in buttons}


def _pressed(data: str) -> Command:
    return parse_command(data.removesuffix(f" {BELOW}"))


def _sender(event: Message | CallbackQuery) -> tuple[Chat | None, User | None]:
    if isinstance(event, Message):
        own = event.via_bot is None and event.sender_chat is None
        return event.chat, event.from_user if own else None
    return None if event.message is None else event.message.chat, event.from_user


async def _answer_stranger(tx: Tx, event: Message | CallbackQuery, sender: User) -> Reply:
    """Answer a person who has not joined; only an invitation has an effect."""
    typed = event.text or "" if isinstance(event, Message) else ""
    command = parse_command(typed)
    forwarded = isinstance(event, Message) and event.forward_origin is not None
    if command.name == "start" and command.args and not forwarded:
        # The profile name is chosen freely and may be anything.
        name = "" if _personal(sender.full_name, tx) else sender.full_name
        newcomer = Newcomer(chat_id=sender.id, name=name, username=sender.username)
        joined = await join(tx, newcomer, command.args[0])
        return replace(joined, remove=_must_be_deleted(event, tx))
    words = command.text_from(0)
    if command.name == "lost" and words is not None and not forwarded:
        return await lost_by_words(tx, sender.id, words)
    return Reply(
        card=await stranger_card(tx, sender.id),
        remove=_must_be_deleted(event, tx),
        urgency=Urgency.STRANGER,
    )


async def _answer_suspended(tx: Tx, event: Message | CallbackQuery, person: Person) -> Reply:
    """Answer a suspended person once a day."""
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
    kind = _personal(event.text, tx, mail_allowed=context.command.name == "email")
    if kind is not None and not _is_day_asked_for(event.text, context):
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
    words = (press.data or "").split()
    others = " ".join(each for each in words if not _DAY.fullmatch(each))
    return there and press.data is not None and _personal(others, tx) is None


async def _rejected(tx: Tx, person: Person, banner: Text, *rows: Row, remove: bool = True) -> Reply:
    """The reason of a rejection, with buttons to resume the pending question.

    It becomes the conversation's card, so that the next typed text is answered below it.
    """
    conversation = await tx.of(Conversations).get(person.chat_id)
    shown = card(banner, rows=[*rows, *resume_buttons(conversation), MENU])
    return Reply(card=shown, placement=Placement.START, remove=remove)


def _personal(typed: str, tx: Tx, *, mail_allowed: bool = False) -> PersonalDataKind | None:
    """The kind of personal data in typed text."""
    return find_personal(
        typed,
        tx.agreement.vocabularies,
        prefixes=tx.registry.all(CodePrefix),
        today=tx.now.date(),
        mail_allowed=mail_allowed,
    )


def _is_day_asked_for(typed: str, context: CommandContext) -> bool:
    """Whether typed text is a date and nothing else, at a question for a day."""
    if not (context.is_answer and context.conversation.stored.is_day):
        return False
    try:
        parse_date(typed, context.tx.now.date(), context.vocabularies)
    except AmbiguousDate:
        return True
    except NotADate:
        return False
    return True


def _must_be_deleted(event: Message | CallbackQuery, tx: Tx) -> bool:
    """Whether the message must be deleted from the chat, for any sender."""
    if isinstance(event, CallbackQuery):
        return False
    return event.text is None or _personal(event.text, tx) is not None


async def _reject_personal_data(
    tx: Tx, person: Person, kind: PersonalDataKind, *rows: Row
) -> Reply:
    """Reject personal data. Only its kind is audited; the conversation state is unchanged."""
    await tx.audit("guard.blocked", str(person.id), actor=person, kind=kind.value)
    return await _rejected(tx, person, text("guard-blocked", kind=named("personal", kind)), *rows)


async def edited(event: Message, tx: Tx) -> Reply | None:
    """Answer an edited message: edits have no effect, but personal data in them is rejected."""
    if event.chat.type != ChatType.PRIVATE:
        return Reply(leave=True)
    person = await tx.of(People).by_chat(event.chat.id)
    if person is None or not person.active:
        return Reply(remove=_must_be_deleted(event, tx))
    kind = None if event.text is None else _personal(event.text, tx)
    if kind is not None:
        return await _reject_personal_data(tx, person, kind)
    return await _rejected(tx, person, text("error-edited"), remove=event.text is None)
