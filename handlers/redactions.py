"""Redactions: ``redact CODE`` offers the texts that people typed into a record, and
``redact CODE TEXT`` proposes to take one of them out, by its name on a button.
"""

from handlers.input.command_router import CANCEL, CommandContext, Commands
from handlers.input.commands import Reply
from handlers.pending_acts.confirmation import Line, require_confirmation
from handlers.requests.steps import requests_for
from liaison.approvals.views import approval_card
from liaison.core.cards import Button, card, named, text
from liaison.core.errors import UNKNOWN_CODE, Conflict, WrongValue
from liaison.core.references import any_code
from liaison.redactions import service

COMMANDS = Commands(shows="approval")


@COMMANDS.handle("redact", targets=requests_for())
async def redact(context: CommandContext) -> Reply:
    """Offer the typed texts of a record, or propose to take one out."""
    said, chosen = context.command.argument(0), context.command.argument(1)
    if said is None:
        raise WrongValue(UNKNOWN_CODE, list="/requests")
    code = any_code(said) or said.upper()
    texts = await service.typed_texts(context.tx, context.person.party, code)
    called = service.record_name(code)
    if chosen is None:
        lines, rows = [text("redaction-which", code=called)], []
        for number, (digest, each) in enumerate(texts.items(), 1):
            field = named("field", each.field)
            lines.append(text("redaction-text", number=number, field=field, at=each.at))
            label = text("button-typed-text", number=number)
            rows.append((Button(label, f"redact {code} {service.name_of(digest)}"),))
        return context.ask(card(lines, rows=[*rows, CANCEL]))
    found = [each for each in texts.items() if service.name_of(each[0]) == chosen]
    if not found:
        raise Conflict("error-nothing-to-redact", code=called)
    [(digest, typed)] = found
    does = text("approval-redaction", code=called, field=named("field", typed.field))
    shown = [Line(name="proposal", value=does), Line(name="typed-on", value=typed.at)]
    await require_confirmation(context, text("button-redact"), about=code, lines=shown)
    approval = await service.propose(
        context.tx, context.person, code, digest=digest, field=typed.field
    )
    done = text("recorded-proposed", code=approval.code)
    return context.confirm(done, await approval_card(context.tx, context.person, approval))
