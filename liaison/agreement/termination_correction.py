"""Correction of a termination entry that the other Party has not acknowledged yet."""

from liaison.agreement.repository import Terminations
from liaison.agreement.terminations import Termination, check_recorder, check_strike
from liaison.core.errors import Conflict, UserError
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.repository import Notices

GIVEN, ENDS, WITHDRAWN, STRUCK = "given", "ends", "withdrawn", "struck"
"""Keys of the notices about a termination: recorded, ends soon, withdrawn, entry deleted."""


async def check(tx: Tx, person: Person) -> Termination:
    """Check that a person may delete the latest entry: recorded by the own Party and not
    acknowledged by the other. Raises ``NotYourRole`` or ``Conflict``.
    """
    check_recorder(person)
    found = await tx.of(Terminations).latest()
    if found is None:
        raise Conflict("error-entry-exists")
    entry = found.withdrawal or found.notice
    recorder = await tx.of(People).get(entry.by)
    own = recorder is not None and recorder.party == person.party
    return check_strike(
        found,
        own=own,
        other_party_notified=await _other_party_notified(tx, person, found),
        now=tx.now,
    )


async def may_strike(tx: Tx, person: Person) -> bool:
    """Whether a person may delete the latest entry."""
    try:
        await check(tx, person)
    except UserError:
        return False
    return True


async def _other_party_notified(tx: Tx, person: Person, termination: Termination) -> bool:
    """Whether the other Party has acknowledged the entry; false if it has no active people."""
    other = tx.agreement.other(person.party).code
    topic = GIVEN if termination.withdrawal is None else WITHDRAWN
    open_notice = await tx.of(Notices).find_open(other, AGREEMENT_SUBJECT, termination.code, topic)
    return open_notice is None and bool(await tx.of(People).team(other))
