"""Differences about the Agreement: opened by one Party, closed by both (Article 11)."""

from liaison.domain import differences as life
from liaison.domain.cards import text
from liaison.domain.differences import (
    Difference,
    DifferenceCode,
    UnknownDifference,
    check_open,
    check_opener,
    new_difference_code,
)
from liaison.domain.ladders import Priority
from liaison.domain.notices import Audience, Subject
from liaison.domain.people import Person
from liaison.domain.two_keys import Change, TwoKey, TwoKeyKind
from liaison.usecases import joint, notices, proofs
from liaison.usecases.codes import new_code
from liaison.usecases.key_cards import matter_text
from liaison.usecases.notices import Draft
from liaison.usecases.ports import Tx

OPENED = "opened"
"""The topic of the notice that says that a difference was opened."""
OPEN, CLOSED = "open", "closed"
SETTLED = "settled"
"""The reason of a proposal to close a difference."""


async def find(tx: Tx, code: DifferenceCode) -> Difference:
    """One difference. Raises ``UnknownDifference``."""
    found = await tx.differences.get(code)
    if found is None:
        raise UnknownDifference
    return found


async def begin(tx: Tx, person: Person, title: str) -> Difference:
    """Open a difference, and let the other Party hear of it. Raises ``NotYourRole``."""
    check_opener(person)
    difference = Difference(
        code=await new_code(tx, person.party, new_difference_code, tx.differences.exists),
        title=title,
        party=person.party,
        by=person.id,
        opened_at=tx.now,
    )
    await tx.differences.add(difference)
    await proofs.record_step(tx, "open", difference, by=person)
    await notices.tell(
        tx,
        Draft(
            party=tx.agreement.other(person.party).code,
            subject=Subject.AGREEMENT,
            of=difference.code,
            topic=OPENED,
            headline=text("notice-difference-opened", code=difference.code),
            audience=Audience.KEYHOLDERS,
            priority=Priority.IMPORTANT,
            actor=person.id,
        ),
    )
    return difference


async def propose_closing(tx: Tx, person: Person, code: DifferenceCode) -> TwoKey:
    """Propose to the other Party that a difference is settled.

    Raises ``UnknownDifference``, ``DifferenceClosed`` or what ``joint.propose`` raises.
    """
    check_open(await find(tx, code))
    change = Change(kind=TwoKeyKind.DIFFERENCE, of=code, before=OPEN, after=CLOSED, reason=SETTLED)
    return await joint.propose(tx, person, change, matter=matter_text(change))


async def put_in_force(tx: Tx, person: Person, change: Change) -> None:
    """Close what both Parties settled. Raises ``UnknownDifference`` or ``DifferenceClosed``."""
    closed = life.close(await find(tx, DifferenceCode(change.of)), at=tx.now)
    await proofs.save(tx, tx.differences, closed, "close", by=person)
    await notices.after_step(tx, Subject.AGREEMENT, closed.code, by=person, is_moot=lambda _: True)
