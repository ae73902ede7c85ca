"""Which button typed text presses: by its label, or by a word such as "yes" or "send"."""

import re
from collections.abc import Collection, Mapping, Sequence

from aiogram.types import Message

from handlers.input.command_router import CommandContext
from handlers.input.commands import Command, code_in, parse_command
from handlers.input.conversation import change_rows, resume_buttons
from handlers.input.free_text import SEARCH, Phrases
from handlers.input.labels import fold_label, only_mentions
from handlers.menu import draft_rows
from handlers.pending_acts.confirmation import other_party
from liaison.core.cards import BELOW, Button, Sends, text
from liaison.core.channels import PAGE, channel_of
from liaison.core.vocabulary import COURTESY, Sign, is_phrase, signs_of
from liaison.notifications.message_expiry import CONVERSATION_SLOT, ChatMessageKind
from liaison.notifications.repository import ChatMessages

YES, NO = re.compile("button-sure.*|.*-yes"), re.compile(".*-no|button-cancel|button-menu")
"""The labels that "yes" and "no" press, of "no" the first one of a card."""
OPPOSING = {"decline", "object"}
SENDING = ("button-send-to", "button-submit-act")
"""The labels of what sends a check."""
RECEIVE, APPROVE = "receive", "approve"


async def pressed_by(
    context: CommandContext, phrases: Phrases, replied: Message | None, typed: str
) -> Command | None:
    """The command of the button that a text presses: of the message that it replies to, of the
    present card, or of what was not sent; None if it presses none.
    """
    stored = context.conversation.stored
    label, shown = "" if only_mentions(typed) else fold_label(typed), buttons_of(replied)
    if replied is not None and _records_of(context, shown) is not None:
        return pressed(shown[label]) if label in shown else None  # another matter
    line = (
        shown.get(label)
        or phrases.by_label(typed, stored.offered, partly=stored.open_questions > 0)
        or phrases.by_label(typed, [*_labels_of_unsent(context), *stored.further])
        or await _pressed_by_word(context, replied, typed)
    )
    return None if line is None else pressed(line)


def is_of_other(context: CommandContext, replied: Message | None) -> bool:
    """Whether text replies to a message of other records than the open question or check."""
    return bool(_records_of(context, buttons_of(replied)))


def _records_of(context: CommandContext, shown: Mapping[str, str]) -> Collection[str] | None:
    """The records in these buttons, if they are neither of the newest card nor of what is open."""
    stored = context.conversation.stored
    lines = (stored.line, stored.check and stored.check.line)
    about = {*filter(None, map(code_in, shown.values()))}
    is_card = not {*shown.values()}.isdisjoint(each.command for each in stored.offered)
    is_open = not about.isdisjoint(code_in(each or "") for each in lines)
    return None if is_card or is_open or stored.asks_for_pin else about


def buttons_of(message: Message | None) -> Mapping[str, str]:
    """The commands of the buttons of a message of the bot, by their labels."""
    markup = None if message is None else message.reply_markup
    rows = () if markup is None else markup.inline_keyboard
    return {fold_label(each.text): each.callback_data or "" for row in rows for each in row}


def pressed(data: str) -> Command:
    """The command of a button, wherever its answer appears."""
    return parse_command(data.removesuffix(f" {BELOW}"))


async def _pressed_by_word(
    context: CommandContext, replied: Message | None, typed: str
) -> str | None:
    """The command that a word such as "send", "yes" or "no" presses, if text is nothing else, and a
    reply to nothing but a check or another question with one "yes", below which no other message
    has come. A check that calls a value doubtful is shown again, and what waits for approval if the
    word may only be polite.
    """
    known, stored, word = context.vocabularies, context.conversation.stored, typed.strip()
    yes, no = ([e for e in stored.offered if keys.fullmatch(e.label.key)] for keys in (YES, NO))
    sending, check = [e for e in stored.offered if e.sends is not None], stored.check
    acts = {*check.line.split()} if check else set[str]()
    meant: Mapping[Sign, Sequence[Button]] = {
        "send": sending,
        "yes": [*sending, *yes],
        "no": () if sending else no,  # at a check it may mean that a value is wrong
    }
    folded, asked = fold_label(typed), stored.state is not None
    said = [e for e in meant if meant[e] and folded in map(fold_label, signs_of(known, e))]
    is_contrary = acts & OPPOSING and folded in map(fold_label, signs_of(known, "agreed"))
    if "yes" in said and "yes" in stored.answers.values():
        return None  # it may be meant for the question before the check
    receives = check is not None and check.line.split()[0] == RECEIVE
    unsent = asked and not sending and folded in map(fold_label, signs_of(known, "send"))
    if unsent or (receives and sending and is_phrase(word, known, RECEIVE)):
        return "send"  # without an id it only shows the check again, or the open question
    if is_contrary or not said or len(meant["yes"]) != 1 or only_mentions(typed):
        return None
    button = meant[said[0]][0]
    if is_phrase(word, known, COURTESY):  # it may be meant for an earlier message
        if button.label.key.startswith("button-sure"):
            return f"{SEARCH} {word}"
        if button.command.split()[0] == APPROVE:
            return APPROVE
    if replied is not None and button.command not in buttons_of(replied).values():
        return None
    found = await context.tx.of(ChatMessages).of_chat(context.person.address)
    cards = [each for each in found if each.kind is not ChatMessageKind.INPUT]
    checks = [each.changed_at for each in cards if each.message_slot == CONVERSATION_SLOT]
    line = "send" if button.sends is Sends.BY_ITSELF else button.command
    is_above = channel_of(context.person.address) is PAGE  # a page has it above all messages
    return line if is_above or (checks and cards[-1].sent_at <= checks[-1]) else None


def _labels_of_unsent(context: CommandContext) -> Sequence[Button]:
    """The labels that show again or change what was not sent, whichever card is newest."""
    rows, stored = draft_rows(context), context.conversation.stored
    open_first = () if stored.writing is None else resume_buttons(stored)
    found = [each for row in (*open_first, *rows, *change_rows(stored.check)) for each in row]
    sent = [text(each, party=other_party(context)) for each in SENDING]
    return [*found, *(Button(label, "send") for label in sent if rows)]
