"""What both Parties set together: proposed by one, told to the other, and ended by a second key.

What is about a case is not here: its proposals are told of with the case.
"""

from liaison.approvals import service as approval_service
from liaison.approvals.approval_type import approval_type, change_text
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import APPROVAL_SUBJECT, Change, TwoKey, TwoKeyKind
from liaison.core.agreement import PartyCode
from liaison.core.cards import text
from liaison.core.escalation_policy import Priority
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft

PROPOSED = "proposed"
"""The topic of the notice that asks for the second key."""


async def propose(tx: Tx, person: Person, change: Change) -> TwoKey:
    """Propose a change to the other Party and tell it.

    Raises what ``two_keys.propose`` raises.
    """
    key = await approval_service.propose(tx, person, change)
    await notification_service.tell(
        tx,
        Draft(
            party=tx.agreement.other(person.party).code,
            subject=APPROVAL_SUBJECT,
            of=key.code,
            topic=PROPOSED,
            headline=text("notice-key-proposed", code=key.code, matter=change_text(tx, change)),
            audience=_audience(tx, key),
            priority=Priority.IMPORTANT,
            actor=person.id,
        ),
    )
    return key


async def settle(tx: Tx, kind: TwoKeyKind, of: str) -> None:
    """End what is open about a matter that has ended; nobody is asked for the second key now."""
    key = await tx.of(TwoKeys).find_open(kind, of)
    if key is not None:
        await approval_service.settle(tx, kind, of)
        await notification_service.after_step(
            tx, APPROVAL_SUBJECT, key.code, by=None, is_moot=lambda _: True
        )


async def tell_end(tx: Tx, key: TwoKey, *, by: Person | None) -> None:
    """Tell what became of a proposal: who did not end it, and both Parties where its time ended it.

    What asked for the second key is answered by that.
    """
    await notification_service.after_step(
        tx, APPROVAL_SUBJECT, key.code, by=by, is_moot=lambda _: True
    )
    for party in tx.agreement.parties:
        if by is None or party.code != by.party:
            await _tell(tx, key, party.code, by=by)


async def _tell(tx: Tx, key: TwoKey, party: PartyCode, *, by: Person | None) -> None:
    """Whoever proposed hears of the end for certain."""
    pressing = Priority.IMPORTANT if party == key.party else Priority.ROUTINE
    await notification_service.tell(
        tx,
        Draft(
            party=party,
            subject=APPROVAL_SUBJECT,
            of=key.code,
            topic=key.state,
            headline=text(
                f"notice-key-{key.state}", code=key.code, matter=change_text(tx, key.change)
            ),
            audience=_audience(tx, key),
            priority=pressing,
            actor=None if by is None else by.id,
        ),
    )


def _audience(tx: Tx, key: TwoKey) -> Audience:
    """Who turns the key of a Party hears of it, and nobody else."""
    admins = Role.ADMIN in approval_type(tx, key.change).approvers
    return Audience.KEYHOLDERS if admins else Audience.CONFIRMERS
