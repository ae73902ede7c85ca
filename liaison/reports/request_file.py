"""The file of a request for the archive of a Party: its facts, due date, procedure, and steps
with their letters. People are named by their roles, and steps within one Party are left out.
"""

from collections.abc import AsyncIterator, Iterator, Sequence

from liaison.core.agreement import party_name
from liaison.core.audit_chain import ChainHead
from liaison.core.cards import Button, Row, Text, Value, field_line, named, text
from liaison.core.outbox import Document
from liaison.core.people import Person, may_use
from liaison.core.transaction import Tx
from liaison.procedures import service as procedure_service
from liaison.procedures.views import state_line
from liaison.requests import request_lines
from liaison.requests.history import shared_lines
from liaison.requests.model import Request

LAYOUT = "record"


async def request_file(
    tx: Tx, person: Person, request: Request, *, language: str, head: ChainHead
) -> Document:
    """The file of a request, with the audit code of the record so far, its ``head``."""
    article = tx.agreement.articles["confidentiality"]
    made: dict[str, Value] = {"role": named("role", person.role), "party": party_name(person.party)}
    return Document(
        name=f"{request.reference}-{language}",
        made_at=tx.now,
        layout=LAYOUT,
        language=language,
        content=text(
            "file-title",
            reference=request.reference,
            lines=(
                text("export-made", at=tx.now, **made),
                text("export-no-other-use", article=article),
                text("file-audit-code", code=head.written),
            ),
            sections=tuple([each async for each in _sections(tx, person, request)]),
            code=head.written,
        ),
    )


async def _sections(tx: Tx, person: Person, request: Request) -> AsyncIterator[Text]:
    """The parts of the file that there are: a title, with its lines as values."""
    yield _section("request", [*_facts(tx, request)])
    if request.received_on is not None and request.due_on is not None:
        yield _section("due-date", request_lines.due_date_lines(tx, request))
    if (found := await procedure_service.followed(tx, request)) is not None:
        yield _section("procedure", [state_line(each) for each in found.states])
    yield _section("steps", await shared_lines(tx, person, request))


def _section(name: str, lines: Sequence[Text]) -> Text:
    return text(f"file-{name}", lines=tuple(lines))


def _facts(tx: Tx, request: Request) -> Iterator[Text]:
    yield request_lines.title(request)
    yield request_lines.parties_line(request)
    yield from request_lines.detail_lines(request)
    yield from request_lines.repatriation_lines(request)
    yield from request_lines.safety_check_lines(tx, request)
    yield field_line("state", text("state", state=request.state))
    if request.outcome is not None or request.refusal is not None:
        yield field_line("result", request_lines.result_value(request))


async def request_buttons(tx: Tx, viewer: Person, request: Request) -> Row:
    """The button that makes the file of a request, for people who may export."""
    if not may_use(tx.registry, "export", viewer.role):
        return ()
    return (Button(text("button-file"), f"export {request.reference}"),)
