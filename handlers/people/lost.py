"""``lost`` suspends the own account at once; ``lost WORDS`` that of whose words they are.
``lostword`` sets them.
"""

from dataclasses import replace

from handlers.input.command_router import CommandContext, command_handlers
from handlers.input.replies import Reply
from liaison.core.cards import MENU, card, text
from liaison.core.transaction import Tx
from liaison.people import service
from liaison.people.service import LostWordsLength


async def lost(context: CommandContext) -> Reply:
    """Suspend an account, without a check."""
    words = context.command.text_from(0)
    if words is not None:
        return await lost_by_words(context.tx, context.person.chat_id, words)
    await service.suspend_self(context.tx, context.person)
    return Reply()


async def lost_by_words(tx: Tx, chat_id: int, words: str) -> Reply:
    """Suspend whose words these are; the answer is the same for wrong ones."""
    rejected = await service.suspend_by_words(tx, chat_id, words)
    shown = text("lost-received") if rejected is None else rejected.text()
    return Reply(card=card(shown), remove=True)


async def lostword(context: CommandContext) -> Reply:
    """Set the words. Typed ones are deleted from the chat."""
    typed, asked = context.command.text_from(0), context.command.replace_arguments()
    if typed is None:
        return await context.ask_for_text(asked, text("lostword-ask"))
    try:
        await service.set_lost_words(context.tx, context.person, typed)
    except LostWordsLength as error:
        again = await context.ask_for_text(asked, text("lostword-ask"), above=[error.text()])
        return replace(again, remove=True)
    shown = card(text("recorded-lostword"), rows=[MENU])
    return replace(context.finish(shown), remove=True)


COMMANDS = command_handlers({"lost": lost, "lostword": lostword})
