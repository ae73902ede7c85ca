"""The numbers of letters that people typed into a request."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter

from liaison.audit.digests import RecordRef
from liaison.core.agreement import PartyCode
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.lifecycle.steps import found_or_raise
from liaison.redactions.service import TypedText
from liaison.requests.corrections import LETTERS
from liaison.requests.model import REQUEST_RECORD, Event
from liaison.requests.repository import Requests
from liaison.requests.rules import BEFORE

_TYPED = {"sent", "letter", *LETTERS.values()}


def is_typed(fact: str) -> bool:
    """Whether a fact of the history is the number of a letter."""
    return fact.removeprefix(BEFORE) in _TYPED


async def find_typed_texts(tx: Tx, party: PartyCode, code: str) -> Sequence[TypedText]:
    """The numbers of letters in a request and its history. Raises ``WrongValue``."""
    reference, requests = Reference(code), tx.of(Requests)
    request = found_or_raise(await requests.get(reference, party=party), "/requests")
    events = await requests.events(reference, party=party)
    typed = dict[str, datetime]()
    for event in events:
        for given in (event.letter, *_letters(event, replaced=False)):
            if given is not None:
                typed.setdefault(given, event.at)
    replaced = [each for event in events for each in _letters(event, replaced=True)]
    for given in (request.details.letter.reference, *replaced):
        if given is not None:  # what no step has given was there when the request was logged
            typed.setdefault(given, request.logged_at)
    record = RecordRef(REQUEST_RECORD, reference)
    by_time = sorted(typed.items(), key=itemgetter(1))
    return [TypedText("letter", value, at, record) for value, at in by_time]


def _letters(event: Event, *, replaced: bool) -> Sequence[str]:
    """The numbers of letters in the facts of a step: the new ones, or those that it replaced."""
    found = event.facts.items()
    return [
        str(each) for name, each in found if is_typed(name) and name.startswith(BEFORE) == replaced
    ]
