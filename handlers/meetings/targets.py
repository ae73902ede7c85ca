"""The meetings that a command can apply to."""

from collections.abc import Callable

from handlers.input.targets import Target, Targets
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.meetings.lists import target_line
from liaison.meetings.model import Meeting, MeetingAction, MeetingState
from liaison.meetings.permissions import may_take
from liaison.meetings.repository import Meetings

MAX_LISTED = 100
"""The maximum number of meetings of a list that are looked at."""


def meetings_for(action: MeetingAction) -> Targets:
    """The meetings in which a coordinator of the Party may take a step."""

    def may(tx: Tx, person: Person, found: Meeting) -> bool:
        return may_take(action, found, person, binding=True, over=found.is_over(tx.now))

    return _meetings("open", "coming", applies=may)


def _meetings(*which: str, applies: Callable[[Tx, Person, Meeting], bool]) -> Targets:
    async def find(tx: Tx, person: Person) -> list[Target]:
        found = [each for each in await _listed(tx, *which) if applies(tx, person, each)]
        return [Target(target_line(tx, each), each.code) for each in found]

    return Targets(find=find)


async def _offers(tx: Tx, person: Person) -> list[Target]:
    """Each option and own proposal that a coordinator of the Party may accept or confirm."""
    found = []
    listed = await _listed(tx, "open", "coming")
    for meeting, offer in ((each, each.offer) for each in listed if each.offer is not None):
        if may_take(MeetingAction.ACCEPT, meeting, person, binding=True, over=False):
            found += [
                Target(target_line(tx, meeting, at=each.start), f"{meeting.code} {at}")
                for at, each in enumerate(offer.options, 1)
                if each.number != offer.chosen
            ]
        elif may_take(MeetingAction.CONFIRM, meeting, person, binding=True, over=False):
            found += [] if offer.confirmed else [Target(target_line(tx, meeting), meeting.code)]
    return found


async def _listed(tx: Tx, *which: str) -> list[Meeting]:
    """The meetings of these lists, each once, the nearest first."""
    found: dict[str, Meeting] = {}
    for each in which:
        listed, _ = await tx.of(Meetings).listed(each, limit=MAX_LISTED)
        found |= {meeting.code: meeting for meeting in listed}
    return [*found.values()]


ALL_MEETINGS = _meetings("coming", "open", "past", applies=lambda *_: True)
MEETINGS_TO_ATTEND = _meetings("coming", applies=lambda *_: True)
MEETINGS_BEGUN = _meetings(
    "coming",
    "past",
    applies=lambda tx, _, each: each.state is MeetingState.AGREED and each.has_begun(tx.now),
)
OFFERS = Targets(find=_offers)
