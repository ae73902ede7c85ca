"""The lines of the dashboard in the morning messages of coordinators and administrators."""

from collections.abc import Mapping, Sequence

from liaison.core.agreement import PartyCode
from liaison.core.cards import Text, text
from liaison.core.people import Role
from liaison.core.transaction import Tx
from liaison.reports.dashboard import board_lines, count_board, needs_attention

SECTION = "overview"


async def find(tx: Tx, party: PartyCode, weekly: bool) -> Mapping[Role, Sequence[Text]]:
    """What is not zero, for the coordinators and, once a week, for the administrators.

    Once a week the coordinators get the code of the audit record, too, so that they hold a recent
    one.
    """
    counts = await count_board(tx, party)
    lines = board_lines(tx, {name: count for name, count in counts.items() if count})
    if not weekly:
        return {Role.COORDINATOR: lines}
    head = await tx.audit_chain_head()
    found = {Role.COORDINATOR: [*lines, text("audit-head", head=head.grouped)]}
    return found | ({Role.ADMIN: lines} if needs_attention(counts) else {})
