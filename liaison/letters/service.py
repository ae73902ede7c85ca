"""Letters of acts: which ones a Party can make, their files, and what the code of one opens."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from liaison.approvals.repository import Approvals
from liaison.core.agreement import PartyCode
from liaison.core.cards import Card, Text, Value, card, named, text
from liaison.core.errors import UNKNOWN_CODE, UserError, WrongValue
from liaison.core.form import NotAChoice
from liaison.core.outbox import Document, Message, Op, SendPrecondition, Urgency
from liaison.core.people import STAFF, Person
from liaison.core.references import CodePrefix, Reference, opening, parse_coded
from liaison.core.transaction import Tx, today_of
from liaison.disclosures.repository import Disclosures
from liaison.disclosures.rules import CODE_PREFIX as DISCLOSURE
from liaison.disclosures.rules import DisclosureCode
from liaison.letters.acts import disclosure_letters, meeting_letters, request_letters
from liaison.letters.model import Letter, LetterAct
from liaison.letters.repository import LetterCounters
from liaison.letters.rules import LetterCode, check_value, new_code, read_code
from liaison.meetings.model import MeetingCode
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import CODE_PREFIX as MEETING
from liaison.requests.lists import RECENT
from liaison.requests.model import EXTENSION_APPROVAL, Request, State
from liaison.requests.repository import Requests

COMMAND = "letter"
LAYOUT = "letter"
WORD_LAYOUT = "letter-word"
"""The letter as a Word file, to be edited."""


class UnknownLetter(UserError):
    """A code is of no letter, of none that the person may open, or has a wrong check value."""


async def letters_of(tx: Tx, person: Person, code: str) -> Sequence[Letter]:
    """The letters that a person's Party can make now on a record. Raises ``WrongValue``."""
    agreement, party = tx.agreement, person.party
    if code.startswith(MEETING) and code[1].isdigit():
        if (meeting := await tx.of(Meetings).lock(MeetingCode(code))) is not None:
            return meeting_letters(agreement, party, meeting, tx.now)
    elif code.startswith(DISCLOSURE) and code[1].isdigit():
        if (disclosure := await tx.of(Disclosures).lock(DisclosureCode(code))) is not None:
            return disclosure_letters(agreement, party, disclosure, tx.now)
    elif (request := await _request(tx, person, code)) is not None:
        events = await tx.of(Requests).events(request.reference, party=party)
        own = [each for each in events if each.letter is None]  # not reported from a letter
        last = {each.action: each.facts.get("sent") for each in own}
        numbers = {each: str(sent) for each, sent in last.items() if sent is not None}
        proposed = await tx.of(Approvals).find_open(EXTENSION_APPROVAL, code)
        return request_letters(agreement, party, request, extension=proposed, numbers=numbers)
    raise WrongValue(UNKNOWN_CODE, list="/requests")


async def _request(tx: Tx, person: Person, code: str) -> Request | None:
    return await tx.of(Requests).get(Reference(code), party=person.party)


async def make(
    tx: Tx, person: Person, letter: Letter, language: str, *, layout: str = LAYOUT
) -> None:
    """Send a person the file of a letter, and audit it. Raises ``UserError``."""
    check_language(tx, language)
    code = new_code(letter.of, letter.act, letter.number)
    signed = str(replace(code, check=check_value(tx.signatures(code.signed)[0])))
    link = text("letter-link", code=signed)
    if tx.page_url is not None:
        link = text("answer", value=f"{tx.page_url}/letter/{signed}")
    document = Document(
        name=f"{letter.of}-{letter.act}-{language}",
        made_at=tx.now,
        layout=layout,
        language=language,
        content=content_of(letter, person.party, link),
    )
    await tx.audit("letter", letter.of, actor=person, act=letter.act, language=language)
    await tx.enqueue(
        Message(
            person.address,
            Op.FILE,
            recipient=person.id,
            card=_caption(letter),
            document=document,
            precondition=SendPrecondition(command=COMMAND),
            urgency=Urgency.REPLY,
        )
    )


def check_language(tx: Tx, language: str) -> None:
    """Raises ``UserError`` if no document can be made in a language, and ``NotAChoice`` if it is
    none of the agreement.
    """
    if language not in tx.agreement.languages:
        raise NotAChoice
    made = tx.document_languages()
    if language not in made:
        name, none = tx.agreement.language_name(language), "no" if made else "yes"
        raise UserError("error-no-documents", language=name, none=none)


def content_of(letter: Letter, party: PartyCode, link: Text) -> Text:
    """The values of a letter of a Party, with the ``link`` that its code is."""
    own: dict[str, Value] = {} if letter.number is None else {"number": letter.number}
    own |= {} if letter.day is None else {"day": letter.day}
    return text(
        letter.act,
        **letter.values,
        **own,
        lines=letter.facts,
        rows=letter.rows,
        ruled=letter.ruled,
        party=party,
        link=link,
    )


def _caption(letter: Letter) -> Card:
    return card(text("letter-title", act=named("letter", letter.act), code=letter.of))


async def called_for(tx: Tx, person: Person, typed: str) -> tuple[LetterCode, str]:
    """The code of a letter, and the command line of what it calls for now. A number that the
    record no longer has, as one that was corrected or taken out, is empty. Raises
    ``UnknownLetter``.
    """
    code = read_code(typed)
    if code is None or code.check not in map(check_value, tx.signatures(code.signed)):
        raise UnknownLetter
    request = await _request(tx, person, code.of)
    line = await _line_of(tx, person, request, code)
    known = () if request is None else await _numbers(tx, person, request)
    if code.number is not None and code.number not in known:
        code = replace(code, number="")
    return code, line


async def _numbers(tx: Tx, person: Person, request: Request) -> Collection[object]:
    """The numbers of the letters of a request, as it has them now."""
    events = await tx.of(Requests).events(request.reference, party=person.party)
    results = (each.letter for each in (request.outcome, request.refusal) if each is not None)
    sent = (each.facts.get("sent") for each in events)
    return {request.details.letter.reference, *results, *sent}


async def _line_of(tx: Tx, person: Person, request: Request | None, code: LetterCode) -> str:
    if request is None:
        try:
            await letters_of(tx, person, code.of)
        except WrongValue:
            raise UnknownLetter from None
        return record_line(tx, code.of)
    if person.role not in STAFF:
        return record_line(tx, code.of)
    is_requested = person.party == request.requested
    match code.act:
        case LetterAct.REQUEST | LetterAct.NOTICE if is_requested and request.state is State.SENT:
            return f"receive {code.of} today"
        case LetterAct.ASK if request.missing and not is_requested:
            return f"supply {code.of}"
        case LetterAct.EXTENSION:
            proposed = await tx.of(Approvals).find_open(EXTENSION_APPROVAL, code.of)
            if proposed is not None and proposed.party != person.party:
                return f"approval {proposed.code}"
    return record_line(tx, code.of)


async def next_number(tx: Tx, person: Person) -> str:
    """Reserve the next number of a letter of a person's Party, above those of its recent letters;
    the year is that of the Party's zone. Raises ``UserError`` without a scheme.
    """
    party, year = tx.agreement.party(person.party), today_of(tx, person.party).year
    if party.letter_numbers is None:
        raise UserError("error-draft-expired")
    sent = await tx.of(Requests).letters(party.code, limit=RECENT)
    highest = max((party.counted_letter(letter, year) for _, letter in sent), default=0)
    taken = await tx.of(LetterCounters).take(party.code, year, above=highest)
    await tx.audit("letter.number", party.code, actor=person, number=taken, year=year)
    return party.letter_number(taken, year)


def record_line(tx: Tx, code: str) -> str:
    """The command line that shows the record of a code."""
    return opening(tx.registry.all(CodePrefix), code) or f"request {code}"


def record_code(typed: str) -> str:
    """The code of a record that can have letters. Raises ``WrongValue``."""
    found = parse_coded(typed, letters=2) or parse_coded(typed, letters=1)
    if found is None:
        raise WrongValue(UNKNOWN_CODE, list="/requests")
    return found
