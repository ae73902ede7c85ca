"""Letters: ``letter REF`` lists those of a record, ``letter REF ACT LANGUAGE`` makes one, with
``docx`` behind it as a Word file, ``scan CODE`` opens what a letter calls for, and ``number
COMMAND`` gives one its number.
"""

from dataclasses import replace

from handlers.input.command_router import CommandContext, Commands, run_inner
from handlers.input.commands import Reply, parse_command
from handlers.requests.steps import requests_for
from liaison.core.cards import named, text
from liaison.core.errors import UserError
from liaison.letters.rules import NEXT_NUMBER, SCAN
from liaison.letters.service import (
    COMMAND,
    LAYOUT,
    WORD_LAYOUT,
    called_for,
    letters_of,
    make,
    next_number,
    record_code,
    record_line,
)
from liaison.letters.views import letters_card, made_card, scanned_line

COMMANDS = Commands()
WORD = "docx"
"""What is written behind the language for a Word file."""


@COMMANDS.handle(COMMAND, targets=requests_for())
async def letter(context: CommandContext) -> Reply:
    """List the letters of a record, or make one."""
    tx, person, command = context.tx, context.person, context.command
    code = record_code(command.args[0])
    found = {each.act.value: each for each in await letters_of(tx, person, code)}
    back = record_line(tx, code)
    if command.argument(1) is None:
        return context.finish(letters_card(code, [*found.values()], back=back))
    wanted = found.get(command.argument(1) or "")
    language = command.argument(2) or tx.agreement.party(person.party).language
    kind, languages = command.argument(3), tx.agreement.languages
    if wanted is None or language not in languages or kind not in (None, WORD):
        raise UserError("error-no-such-letter", code=code)
    await make(tx, context.reader, wanted, language, layout=WORD_LAYOUT if kind else LAYOUT)
    others = [each for each in languages if each != language]
    names = [(each, tx.agreement.language_name(each)) for each in others]
    done = text("recorded-letter", act=named("letter", wanted.act), code=code)
    return context.confirm(done, made_card(wanted, language, names, back=back))


@COMMANDS.handle(SCAN)
async def scan(context: CommandContext) -> Reply:
    """Open what a letter calls for. Raises ``UnknownLetter``."""
    typed = context.command.args[0] if context.command.args else ""
    code, line = await called_for(context.tx, context.person, typed)
    reply = await run_inner(context, parse_command(line))
    return replace(reply, card=reply.card and reply.card.below(scanned_line(code)))


@COMMANDS.handle(NEXT_NUMBER)
async def number(context: CommandContext) -> Reply:
    """Answer the question that is open with the next number of the Party's letters, which ends its
    command. Raises ``UserError`` if the newest card does not offer it, as after an earlier press.
    """
    offered = context.conversation.stored.offered
    if context.command not in [parse_command(each.command) for each in offered]:
        is_answered = context.conversation.stored.state is not None
        raise UserError("error-number-taken" if is_answered else "error-draft-expired")
    given = (await next_number(context.tx, context.person)).split()
    answer = parse_command(" ".join((*context.command.args, *given)))
    return await run_inner(context, replace(answer, version=context.command.version))
