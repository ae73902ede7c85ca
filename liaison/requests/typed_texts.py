"""The numbers of letters that people typed into a request."""

from collections.abc import Sequence

from liaison.audit.digests import RecordRef
from liaison.core.agreement import PartyCode
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.lifecycle.steps import found_or_raise
from liaison.redactions.service import TypedText
from liaison.requests.corrections import LETTERS
from liaison.requests.model import REQUEST_RECORD
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
    typed = [(request.details.letter.reference, request.logged_at)]
    for event in events:
        typed.append((event.letter, event.at))
        typed += [(str(each), event.at) for name, each in event.facts.items() if is_typed(name)]
    record = RecordRef(REQUEST_RECORD, reference)
    return [TypedText("letter", value, at, record) for value, at in typed if value is not None]
