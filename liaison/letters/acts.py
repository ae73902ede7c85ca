"""The letters of a record, as pure functions of it: which acts have one, and what each says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from liaison.approvals.rules import Approval
from liaison.core.agreement import Agreement, PartyCode, party_name, term
from liaison.core.cards import Text, Value, field_line, named, text
from liaison.disclosures.rules import Disclosure, DisclosureState, DisclosureTerms, item_text
from liaison.letters.model import Letter, LetterAct
from liaison.meetings.model import Meeting
from liaison.meetings.views import venue_line
from liaison.requests.corrections import ground_names, number_values
from liaison.requests.model import Action, Kind, Request, RequestDetails, State
from liaison.requests.request_lines import assistance_names, result_value

RULED = 5
"""The lines for what is written by hand."""


def request_letters(
    agreement: Agreement,
    party: PartyCode,
    request: Request,
    *,
    extension: Approval | None = None,
    numbers: Mapping[Action, str] = MappingProxyType({}),
) -> Sequence[Letter]:
    """The letters that a Party can make on a request: with the ``extension`` that is proposed, and
    the ``numbers`` of the letters by which it last took a step.
    """
    details = request.details
    kind = agreement.request_type(details.kind)
    values = _common(agreement, party, request.reference, kind.articles)
    values = {**values, "kind": term("request", details.kind)}
    answering = values | _answered(request)
    if party == request.requesting:
        act = LetterAct.NOTICE if details.kind is Kind.REPATRIATION else LetterAct.REQUEST
        asks = values | ({"needed_by": details.needed_by} if details.needed_by else {})
        asks |= {"days": agreement.verification.days} if kind.counts_from_receipt else {}
        first = _letter(act, request, asks, *_request_facts(details))
        letter = details.letter
        found = [replace(first, number=letter.reference, day=letter.day, rows=details.persons)]
        if (supplied := numbers.get(Action.SUPPLY)) is not None:
            sent = _letter(
                LetterAct.SUPPLY, request, values, *_act_facts(LetterAct.SUPPLY, request)
            )
            found.append(replace(sent, number=supplied, ruled=RULED))
    else:
        answering["refusal_article"] = agreement.articles["refusal"]
        found = [_answer(each, request, answering) for each in _answers(request)]
        if request.numbers and request.state is State.RECEIVED:
            facts = _act_facts(LetterAct.PART, request)
            part = _letter(LetterAct.PART, request, answering, *facts)
            found.append(replace(part, number=numbers.get(Action.ANSWER_PART)))
    if extension is not None and extension.party == party:
        facts = _extension_facts(extension, request)
        found.append(_letter(LetterAct.EXTENSION, request, answering, *facts))
    return found


def meeting_letters(
    agreement: Agreement, party: PartyCode, meeting: Meeting, now: datetime
) -> Sequence[Letter]:
    """The invitation of a Party to a meeting that it offers, or has proposed and was agreed, and
    that is not over.
    """
    if meeting.is_over(now) or not meeting.invites(party):
        return ()
    values = _common(agreement, party, meeting.code, (agreement.articles["meetings"],))
    values = {**values, "kind": named("meeting-kind", meeting.kind)}
    facts = tuple(_meeting_facts(meeting))
    return [Letter(act=LetterAct.INVITATION, of=meeting.code, values=values, facts=facts)]


def disclosure_letters(
    agreement: Agreement, party: PartyCode, disclosure: Disclosure, now: datetime
) -> Sequence[Letter]:
    """The written consent of the providing Party to a disclosure that is proposed or granted."""
    is_valid = disclosure.state(now) in (DisclosureState.PROPOSED, DisclosureState.GRANTED)
    if party != disclosure.providing or not is_valid:
        return ()
    terms, article = disclosure.terms, agreement.articles["confidentiality"]
    return [
        Letter(
            act=LetterAct.CONSENT,
            of=disclosure.code,
            values=_common(agreement, party, disclosure.code, (article,)),
            facts=tuple(_consent_facts(terms)),
            number=terms.letter,
            day=terms.letter_day,
        )
    ]


def _common(
    agreement: Agreement, party: PartyCode, code: str, articles: Sequence[int]
) -> Mapping[str, Value]:
    own, other = agreement.party(party), agreement.other(party)
    several = tuple(text("answer", value=each) for each in articles)
    return {
        "agreement": text(agreement.name),
        "article": articles[0] if len(articles) == 1 else several,
        "own_authority": text(own.authority),
        "other_authority": text(other.authority),
        "own_capital": text(own.capital),
        "reference": code,
    }


def _answered(request: Request) -> dict[str, Value]:
    """The letter and the dates of a request, for the letters that answer it."""
    letter = request.details.letter
    undated = letter.reference if letter.day is None else None
    found = {
        "letter": letter.reference,
        "undated_letter": undated,
        "letter_day": letter.day,
        "received_on": request.received_on,
        "due_on": request.due_on,
    }
    return {name: each for name, each in found.items() if each is not None}


def _answers(request: Request) -> Iterator[LetterAct]:
    """The letters of the requested Party, by what the request has."""
    if request.received_on is not None:
        yield LetterAct.RECEIPT
    if request.missing:
        yield LetterAct.ASK
    if request.outcome is not None:
        yield LetterAct.REPLY
    if request.refusal is not None:
        yield LetterAct.REFUSAL


def _answer(act: LetterAct, request: Request, values: Mapping[str, Value]) -> Letter:
    letter = _letter(act, request, values, *_act_facts(act, request))
    match act:
        case LetterAct.ASK:
            return replace(letter, ruled=RULED)
        case LetterAct.REPLY if request.outcome is not None:
            by_person = request.details.kind is Kind.VERIFICATION
            rows, ruled = (request.details.persons, 0) if by_person else (0, RULED)
            return replace(letter, number=request.outcome.letter, rows=rows, ruled=ruled)
        case LetterAct.REFUSAL if request.refusal is not None:
            return replace(letter, number=request.refusal.letter, ruled=RULED)
    return letter


def _letter(act: LetterAct, request: Request, values: Mapping[str, Value], *facts: Text) -> Letter:
    return Letter(act=act, of=request.reference, values=values, facts=facts)


def _request_facts(details: RequestDetails) -> Iterator[Text]:
    """What a request asks for, and for how many persons."""
    yield field_line("kind", term("request", details.kind))
    if details.urgent:
        yield field_line("urgency", named("urgency", "urgent"))
    yield field_line("persons", details.persons)
    if details.children:
        yield field_line("children", details.children)
    if details.assistance is not None:
        yield field_line("assistance", assistance_names(details.assistance))
    if (plan := details.repatriation) is not None:
        if plan.planned_on is not None:
            yield field_line("planned-on", plan.planned_on)
        if plan.crossing is not None:
            yield field_line("crossing", term("crossing", plan.crossing))


def _act_facts(act: LetterAct, request: Request) -> Iterator[Text]:
    """What an act says of a request."""
    yield field_line("kind", term("request", request.details.kind))
    yield field_line("persons", request.details.persons)
    match act:
        case LetterAct.ASK:
            yield field_line("missing", tuple(named("missing", each) for each in request.missing))
        case LetterAct.REPLY:
            yield field_line("result", result_value(request))
        case LetterAct.PART if request.numbers is not None:
            yield field_line("result", number_values(request.numbers, request))
        case LetterAct.REFUSAL if request.refusal is not None:
            yield field_line("grounds", ground_names(request.refusal.codes))


def _extension_facts(proposed: Approval, request: Request) -> Iterator[Text]:
    """What an extension changes."""
    yield field_line("kind", term("request", request.details.kind))
    before, after = map(date.fromisoformat, (proposed.change.before, proposed.change.after))
    yield field_line("due", text("letter-extended", before=before, after=after))
    yield field_line("reason", named("extension-reason", proposed.change.reason))


def _meeting_facts(meeting: Meeting) -> Iterator[Text]:
    """What a meeting is about, and the offered or agreed times."""
    yield field_line("occasion", named("occasion", meeting.occasion))
    if meeting.case is not None:
        yield field_line("request", meeting.case)
    offer, slot = meeting.offer, meeting.slot
    host = offer.host if offer else slot.host if slot else None
    times = [(each.start, each.venue) for each in offer.options] if offer else []
    if offer is None and slot is not None:
        times.append((slot.start, slot.venue))
    yield from (_time_line(at, *each) for at, each in enumerate(times, 1))
    if host is not None:
        yield field_line("host", party_name(host))


def _time_line(number: int, start: datetime, venue: str | None) -> Text:
    place = venue_line(venue)
    return text("meeting-option", number=number, at=start, place=place, placed="yes", chosen="no")


def _consent_facts(terms: DisclosureTerms) -> Iterator[Text]:
    """What may be disclosed, to whom, for what, and until when."""
    yield field_line("disclosed", item_text(terms))
    yield field_line("third-party", term("third-party", terms.third_party))
    yield field_line("purpose", term("purpose", terms.purpose))
    yield field_line("scope", named("disclosure-scope", terms.scope))
    yield field_line("until", terms.until)
