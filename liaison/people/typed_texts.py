"""The agencies and letters of appointment that administrators typed for people."""

from collections.abc import Sequence

from liaison.audit.digests import PERSON_RECORD, RecordKind, RecordRef
from liaison.core.agreement import PartyCode
from liaison.core.errors import UNKNOWN_CODE, WrongValue
from liaison.core.transaction import People, Tx
from liaison.redactions.service import TypedText, person_code

_INVITATIONS = RecordKind("invitations")


async def find_typed_texts(tx: Tx, party: PartyCode, code: str) -> Sequence[TypedText]:
    """The texts about a person of the own Party but an agency that others are of, too; or, by the
    code of the Party, the agencies of those who are not here, as in invitations. Raises
    ``WrongValue``.
    """
    if code == party:
        former = await tx.of(People).former_agencies(party)
        record = RecordRef(_INVITATIONS, party)
        return [TypedText("agency", agency, at, record, dated) for agency, at, dated in former]
    people = await tx.of(People).listed(party)
    for each in people:
        if code == person_code(each):
            record, known = RecordRef(PERSON_RECORD, str(each.id)), each.appointment
            shared = [other for other in people if other.agency == each.agency][1:]
            own = TypedText("agency", each.agency, each.joined_at, record, "joined")
            texts = [] if shared else [own]
            if known is not None:
                texts.append(TypedText("letter", known.letter, known.since, record, "since"))
            return texts
    raise WrongValue(UNKNOWN_CODE, list="/requests")
