"""Redactions: ``redact CODE`` offers the texts that people typed into a record, and
``redact CODE TEXT`` proposes to take one of them out, by its name on a button or its number there.
Without a code the records with the latest letters are offered.
"""

from dataclasses import replace

from handlers.input.command_router import CANCEL, CommandContext, Commands
from handlers.input.commands import Reply
from handlers.input.targets import Target, Targets
from handlers.pending_acts.confirmation import Line, require_confirmation
from liaison.approvals.views import approval_card
from liaison.core.cards import Button, card, named, text
from liaison.core.errors import Conflict
from liaison.core.people import Person
from liaison.core.redaction import TAKEN_OUT
from liaison.core.references import any_code
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.core.transaction import Tx
from liaison.redactions import service
from liaison.requests.lists import RECENT
from liaison.requests.repository import Requests

COMMANDS = Commands(shows="approval")


async def _with_letters(tx: Tx, _: Person) -> list[Target]:
    """The records with the latest letters of both Parties, each by one of these."""
    found: dict[str, str] = {}
    for party in tx.agreement.parties:
        for code, letter in await tx.of(Requests).letters(party.code, limit=RECENT):
            if code and TAKEN_OUT not in letter:
                found.setdefault(code, letter)
    return [
        Target(
            text(
                "target-request",
                typed=letter,
                lettered="yes",
                reference=code,
                standing="still",
                days=0,
            ),
            code,
        )
        for code, letter in found.items()
    ]


@COMMANDS.handle("redact", targets=Targets(find=_with_letters, about="redact"))
async def redact(context: CommandContext) -> Reply:
    """Offer the typed texts of a record, or propose to take one out."""
    said, chosen = context.command.argument(0) or "", context.command.text_from(1)
    code = any_code(said) or said.upper()
    texts = await service.typed_texts(context.tx, context.person.party, code)
    called, command = service.record_name(code), context.command.replace_arguments(code)
    if chosen is None:
        lines, rows = [text("redaction-which", code=called)], []
        for number, (digest, each) in enumerate(texts.items(), 1):
            fields = {"field": named("field", each.field), "dated": named("field", each.dated)}
            lines.append(text("redaction-text", number=number, at=each.at, **fields))
            label = text("button-typed-text", number=number)
            rows.append((Button(label, f"redact {code} {service.name_of(digest)}"),))
        await context.conversation.wait_for_argument(command)
        return context.ask(card(lines, rows=[*rows, CANCEL]))
    named_so = {service.name_of(digest): digest for digest in texts}
    if chosen not in named_so and (context.is_answer or fold_typed(chosen).isdecimal()):
        number = parse_count(chosen, 1, len(named_so), context.vocabularies)
        chosen = [*named_so][number - 1]
    if chosen not in named_so:
        raise Conflict("error-nothing-to-redact", code=called)
    digest, context = named_so[chosen], replace(context, command=command.with_arguments(chosen))
    typed = texts[digest]
    does = text("approval-redaction", code=called, field=named("field", typed.field))
    shown = [Line(name="proposal", value=does), Line(name=typed.dated, value=typed.at)]
    await require_confirmation(context, text("button-redact"), about=code, lines=shown)
    approval = await service.propose(
        context.tx, context.person, code, digest=digest, field=typed.field
    )
    done = text("recorded-proposed", code=approval.code)
    return context.confirm(done, await approval_card(context.tx, context.person, approval))
