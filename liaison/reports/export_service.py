"""Exports to a file: of requests for the own authority or under a consent (Article 9), of one
request for the archive, and of the annual report.
"""

from collections.abc import Sequence

from liaison.core.agreement import PartyCode, party_name, term
from liaison.core.cards import MENU, Button, Card, Text, card, named, text
from liaison.core.outbox import (
    AGREEMENT_SUBJECT,
    Document,
    Message,
    Op,
    SendPrecondition,
    Spreadsheet,
    Urgency,
)
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.disclosures.repository import Disclosures
from liaison.disclosures.rules import (
    ALL_REQUESTS,
    Disclosure,
    DisclosureCode,
    DisclosureState,
    ExportScope,
    Scope,
    check_export,
    item_text,
)
from liaison.disclosures.service import lock
from liaison.letters.service import check_language
from liaison.meetings.model import Meeting
from liaison.reports.annual import report_sheet
from liaison.reports.documents import report_document
from liaison.reports.exports import MAX_REQUESTS, check_count, spreadsheet_of
from liaison.reports.minutes import minutes_document
from liaison.reports.request_file import request_file
from liaison.reports.years import Year
from liaison.requests.model import Request
from liaison.requests.repository import RequestFilter, Requests
from liaison.requests.service import find

OWN = "own"
COMMAND, REPORT = "export", "report"
"""The commands that a person must still be allowed to use when the file is sent."""


async def export_own(tx: Tx, person: Person, *, year: int | None) -> int:
    """Send a person the own Party's requests, of one ``year`` if given, for its competent
    authority; needs no consent. Returns their number. Raises ``UserError``.
    """
    authority = text(tx.agreement.party(person.party).authority)
    return await _send(
        tx,
        person,
        text("export-for-own", authority=authority),
        name=f"{OWN}-{person.party}",
        precondition=SendPrecondition(command=COMMAND),
        third_party=OWN,
        scope=Scope.RECORD,
        item=ALL_REQUESTS,
        year=year,
    )


async def export_under(
    tx: Tx, person: Person, code: DisclosureCode, wanted: ExportScope, *, year: int | None
) -> int:
    """Send a person the requests of a consent; returns their number. Raises ``UserError``."""
    disclosure = await lock(tx, code)
    check_export(disclosure, person, wanted, tx.now)
    terms = disclosure.terms
    return await _send(
        tx,
        person,
        *_consent_lines(disclosure),
        name=code,
        precondition=SendPrecondition(
            subject=AGREEMENT_SUBJECT,
            subject_id=code,
            states=(DisclosureState.GRANTED,),
            command=COMMAND,
        ),
        third_party=terms.third_party,
        scope=wanted.scope or terms.scope,
        item=wanted.item or terms.item,
        year=year,
    )


async def export_card(tx: Tx, person: Person) -> Card:
    """The exports that a person may make now: of the own Party's requests, and under a consent."""
    agreed = await tx.of(Disclosures).agreed(person.party)
    granted = [each for each in agreed if each.state(tx.now) is DisclosureState.GRANTED]
    own = (Button(text("button-export-own"), f"export {OWN}"),)
    rows = [
        (
            Button(
                text("button-export-under", code=each.code),
                f"export {each.code} {each.terms.third_party}",
            ),
        )
        for each in granted
    ]
    lines = [
        text(
            "export-line",
            code=each.code,
            item=item_text(each.terms),
            third=term("third-party", each.terms.third_party),
            last=each.terms.until,
        )
        for each in granted
    ]
    ledger = (Button(text("command-disclosures"), "disclosures"), *MENU)
    article = tx.agreement.articles["confidentiality"]
    return card(
        text("export-which", article=article),
        lines or [text("export-no-consents")],
        rows=[own, *rows, ledger],
    )


async def _requests(tx: Tx, party: PartyCode, *, item: str, year: int | None) -> Sequence[Request]:
    if item != ALL_REQUESTS:
        one = await tx.of(Requests).lock(Reference(item), party=party)
        found = [] if one is None else [one]
        total = len(found)
    else:
        chosen = RequestFilter(which="all", today={}, year=year, limit=MAX_REQUESTS)
        listed, total = await tx.of(Requests).listed(party, chosen)
        found = list(listed)
    check_count(total)
    return found


def _consent_lines(disclosure: Disclosure) -> tuple[Text, ...]:
    terms = disclosure.terms
    return (
        text(
            "export-for-third",
            third=term("third-party", terms.third_party),
            purpose=term("purpose", terms.purpose),
        ),
        text(
            "export-consent",
            code=disclosure.code,
            party=party_name(disclosure.providing),
            item=item_text(terms),
            letter=terms.letter,
            day=terms.letter_day,
            last=terms.until,
        ),
    )


async def _send(
    tx: Tx,
    person: Person,
    *consent: Text,
    name: str,
    precondition: SendPrecondition,
    third_party: str,
    scope: Scope,
    item: str,
    year: int | None,
) -> int:
    """Enqueue the file of the requests and audit the export; returns their number."""
    requests = await _requests(tx, person.party, item=item, year=year)
    lines = (
        text("export-title", total=len(requests)),
        *consent,
        text("export-contains", scope=scope),
        text("export-never-contains"),
        text("export-no-other-use", article=tx.agreement.articles["confidentiality"]),
        text(
            "export-made",
            at=tx.now,
            role=named("role", person.role),
            party=party_name(person.party),
        ),
    )
    zones = {each.code: each.zone for each in tx.agreement.parties}
    spreadsheet = spreadsheet_of(requests, scope, name=name, lines=lines, zones=zones)
    await tx.audit(
        "export",
        name,
        actor=person,
        third_party=third_party,
        scope=scope,
        item=item,
        year=year,
        count=len(requests),
    )
    await _enqueue(tx, person, lines, spreadsheet, precondition)
    return len(requests)


async def export_request(tx: Tx, person: Person, reference: Reference, language: str) -> None:
    """Send a person the file of a request. Raises ``UserError``."""
    check_language(tx, language)
    request = await find(tx, person, reference)
    head = await tx.audit_chain_head()
    await tx.audit("export", reference, actor=person, item=reference, until=head.seq)
    made = await request_file(tx, person, request, language=language, head=head)
    title = text("file-title", reference=reference)
    await _enqueue(tx, person, [title], made, SendPrecondition(command=COMMAND))


async def export_report(tx: Tx, person: Person, year: Year, *, language: str | None = None) -> None:
    """Send a person the annual report of a year, as a table or as a document in a ``language``.
    Raises ``UserError`` if the service makes none in it.
    """
    if language is not None:
        check_language(tx, language)
    sheet = await report_sheet(tx, person.party, year)
    await tx.audit("export", sheet.name, actor=person)
    made = sheet if language is None else report_document(sheet, language, tx.now)
    await _enqueue(tx, person, sheet.lines, made, SendPrecondition(command=REPORT))


async def export_minutes(tx: Tx, person: Person, meeting: Meeting, language: str) -> None:
    """Send a person the minutes of a meeting as a document. Raises ``UserError``."""
    check_language(tx, language)
    title, made = await minutes_document(tx, meeting, language)
    await tx.audit("export", made.name, actor=person)
    await _enqueue(tx, person, [title], made, SendPrecondition(command="agenda"))


async def _enqueue(
    tx: Tx,
    person: Person,
    caption: Sequence[Text],
    file: Spreadsheet | Document,
    precondition: SendPrecondition,
) -> None:
    await tx.enqueue(
        Message(
            person.address,
            Op.FILE,
            recipient=person.id,
            card=card(caption),
            spreadsheet=file if isinstance(file, Spreadsheet) else None,
            document=file if isinstance(file, Document) else None,
            precondition=precondition,
            urgency=Urgency.REPLY,
        )
    )
