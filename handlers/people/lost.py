"""``lost`` suspends the own account at once; ``lost WORDS`` that of whose words they are.
``lostword`` sets them.
"""

from dataclasses import replace

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.replies import Reply
from liaison.core.cards import MENU, Button, card, text
from liaison.core.errors import UserError
from liaison.core.transaction import Tx
from liaison.people import service

COMMANDS = Commands()


@COMMANDS.handle("lost", takes=Takes.VALUES)
async def lost(context: CommandContext) -> Reply:
    """Suspend an account, without a check; in answer to a sentence, only say how."""
    words = context.command.text_from(0)
    if words is not None:
        return await lost_by_words(context.tx, context.person.chat_id, words)
    if context.command.raw:
        at_once = (Button(text("button-sure-suspend"), "lost"),)
        return context.finish(card(text("lost-how"), rows=[at_once, MENU]))
    await service.suspend_self(context.tx, context.person)
    return Reply()


async def lost_by_words(tx: Tx, chat_id: int, words: str) -> Reply:
    """Suspend whose words these are; the answer is the same for wrong ones."""
    rejected = await service.suspend_by_words(tx, chat_id, words)
    shown = text("lost-received") if rejected is None else rejected.text()
    return Reply(card=card(shown), remove=True)


@COMMANDS.handle("lostword")
async def lostword(context: CommandContext) -> Reply:
    """Set the words. Typed ones are deleted from the chat."""
    asked, question = context.command.replace_arguments(), text("lostword-ask")
    typed = await context.require(context.command.text_from(0), asked, question)
    try:
        await service.set_lost_words(context.tx, context.person, typed)
    except UserError as error:
        again = await context.ask_for_text(asked, question, above=[error.text()])
        return replace(again, remove=True)
    shown = card(text("recorded-lostword"), rows=[MENU])
    return replace(context.finish(shown), remove=True)
