"""The dashboard: counts of a Party's open records, each with a button to its list.

Its lines are also in the morning messages of coordinators and administrators.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import MENU, Button, Card, Text, card, in_rows, text
from liaison.core.people import Person, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.meetings.repository import Meetings
from liaison.notifications.repository import Notices
from liaison.requests.lists import list_of
from liaison.requests.repository import Requests

REQUESTS = ("overdue", "soon", "sent", "forgotten")
"""The lists of requests that the dashboard counts."""
_COMMANDS = {
    **{which: f"requests {which}" for which in REQUESTS},
    "unacknowledged": "inbox all",
    "unreachable": "people",
    "proposals": "meetings open",
    "meetings": "meetings coming",
}
_MEETINGS = {"proposals": "open", "meetings": "coming"}
"""The lists of meetings that the dashboard counts."""


async def count_board(tx: Tx, party: PartyCode) -> Mapping[str, int]:
    """The counts on the dashboard of a Party."""
    requests = await tx.of(Requests).counted(
        party, *(list_of(tx, party, which) for which in REQUESTS)
    )
    people = await tx.of(People).team(party)
    return {
        **dict(zip(REQUESTS, requests, strict=True)),
        "unacknowledged": len(await tx.of(Notices).unread(party)),
        "unreachable": sum(not person.reachable for person in people),
        **dict(zip(_MEETINGS, await tx.of(Meetings).counted(*_MEETINGS.values()), strict=True)),
    }


async def board_card(tx: Tx, viewer: Person) -> Card:
    """The dashboard of the viewer's Party."""
    counts = await count_board(tx, viewer.party)
    lines = board_lines(tx, counts)
    lists = [
        Button(text(f"button-overview-{name}", count=count), _COMMANDS[name])
        for name, count in counts.items()
        if count
    ]
    rows = in_rows(lists, 2)
    score = (Button(text("button-scorecard"), "overview score"),)
    clear = [] if lists else [text("overview-clear")]
    title = text("overview-title", party=party_name(viewer.party))
    return card(title, lines, clear, rows=[*rows, score, MENU])


def board_lines(tx: Tx, counts: Mapping[str, int]) -> list[Text]:
    """A line for each count."""
    rules = tx.agreement.notices
    days = {"soon": rules.due_soon_days, "forgotten": rules.forgotten_after_days}
    return [
        text(f"overview-{name}", count=count, days=days.get(name, 0))
        for name, count in counts.items()
    ]


SECTION = "overview"


async def find_sections(
    tx: Tx, party: PartyCode, weekly: bool, at: datetime
) -> Mapping[Role, Sequence[Text]]:
    """What is not zero, for the coordinators and, once a week, for the administrators.

    Once a week the coordinators get the code of the audit record, too, so that they hold a recent
    one.
    """
    counts = await count_board(tx, party)
    lines = board_lines(tx, {name: count for name, count in counts.items() if count})
    if not weekly:
        return {Role.COORDINATOR: lines}
    head = await tx.audit_chain_head(before=at)  # the same when the message is edited
    found = {Role.COORDINATOR: [*lines, text("audit-head", head=head.grouped)]}
    # Coming meetings have their own reminders.
    needs_attention = any(count for name, count in counts.items() if name != "meetings")
    return found | ({Role.ADMIN: lines} if needs_attention else {})
