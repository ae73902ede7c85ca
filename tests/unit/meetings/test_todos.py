"""What each Party owes of a meeting, from its proposal to what it decided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.people import PersonId
from liaison.meetings import rules
from liaison.meetings.model import Attendance, Meeting, Objection, Presence
from liaison.meetings.todos import again_todos, todos_of
from liaison.todos.model import Rank, Todo
from tests.unit.meetings.sample_meetings import HOUR, NOW, TOMORROW, act, proposed
from tests.unit.meetings.test_reminders import START, agreed
from tests.unit.quiet_hours import DAY, MINUTE
from tests.unit.requests.party_contexts import party_context
from tests.unit.samples import AGREEMENT, CN, DARA, KH, LI, SOKHA, WANG

PARTIES = (KH, CN)
CONFIRM = [("confirm", True, frozenset({DARA.id})), ("back", False, frozenset({SOKHA.id}))]


def owed(
    meeting: Meeting,
    party: PartyCode,
    now: datetime = NOW,
    *,
    replies: Sequence[Attendance] = (),
    undecided: bool = True,
) -> list[Todo]:
    return [*todos_of(meeting, replies, party_context(party, now), undecided=undecided)]


def acts(todos: Sequence[Todo]) -> list[str]:
    return [each.act.removeprefix("todo-meeting-") for each in todos]


def expired(kind: MeetingKind) -> Meeting:
    step = rules.expire(replace(proposed(), kind=kind), TOMORROW + HOUR)
    assert step is not None
    return step[0]


@pytest.mark.parametrize(
    ("confirmed", "chosen", "own", "others"),
    [
        (False, False, CONFIRM, "answer"),
        (True, False, [("wait", False, frozenset({DARA.id, SOKHA.id}))], "answer"),
        (False, True, CONFIRM, "wait"),
    ],
)
def test_an_offer_is_owed_by_who_has_not_consented_to_it(
    own: list[tuple[str, bool, frozenset[PersonId]]], others: str, *, confirmed: bool, chosen: bool
) -> None:
    meeting = proposed(binds=confirmed)
    if chosen:
        meeting, _ = rules.accept(meeting, act(CN), option=1, length=HOUR)
    for party, expected, waits in (
        (KH, own, confirmed),
        (CN, [(others, not chosen, frozenset({WANG.id}))], chosen),
    ):
        found = owed(meeting, party)
        told = [(each.is_owed, each.people) for each in found]
        assert [(name, *each) for name, each in zip(acts(found), told, strict=True)] == expected
        assert found[0].due_on == (None if waits else date(2026, 3, 3))


def test_who_made_an_offer_and_has_left_waits_for_nothing() -> None:
    meeting = proposed(binds=False)
    assert meeting.offer is not None
    left = replace(meeting.offer, person=PersonId(99))
    assert acts(owed(replace(meeting, offer=left), KH)) == ["confirm"]


@pytest.mark.parametrize(
    ("kind", "rank", "days"),
    [
        (MeetingKind.EMERGENCY, Rank.DUE, ()),
        (MeetingKind.ANNUAL, Rank.OPEN, AGREEMENT.reminders.proposal_days),
    ],
)
def test_only_an_emergency_is_to_be_answered_at_once(
    kind: MeetingKind, rank: Rank, days: Sequence[int]
) -> None:
    (found,) = owed(replace(proposed(), kind=kind), CN)
    assert (found.rank, found.days_before) == (rank, days)
    assert found.urgent is (kind is MeetingKind.EMERGENCY)


def test_only_who_proposed_the_last_emergency_in_vain_may_propose_it_again() -> None:
    late = expired(MeetingKind.EMERGENCY)
    newer = replace(proposed(), made_at=NOW + HOUR)
    for current, party, found in (
        ([late], KH, ["again"]),
        ([late], CN, []),
        ([expired(MeetingKind.ANNUAL)], KH, []),
        ([late, newer], KH, []),
        ([], KH, []),
    ):
        assert acts([*again_todos(current, party_context(party))]) == found
    (again,) = again_todos([late], party_context(KH))
    assert (again.rank, again.repeat_on) == (Rank.DUE, date(2026, 3, 4))


def test_who_has_not_answered_is_asked_until_it_begins_and_who_comes_is_reminded() -> None:
    meeting = agreed(MeetingKind.ANNUAL)
    no = Attendance(person=WANG.id, party=CN, presence=Presence.NO, substitute=None, at=START)
    for replies, now, asked, coming in (
        ([], START - DAY, {LI.id, WANG.id}, None),
        ([no], START - DAY, {LI.id}, None),
        ([replace(no, presence=Presence.YES)], START - DAY, {LI.id}, {WANG.id}),
        ([no], START, None, {LI.id}),
    ):
        found = owed(meeting, CN, now, replies=replies)
        people = {each.rank: each.people for each in found}
        expected = {Rank.OPEN: asked, Rank.WATCH: coming}
        assert people == {rank: each for rank, each in expected.items() if each}
        assert all(each.is_event is (now < START) for each in found)


def test_its_days_are_told_before_unless_a_reminder_has_told_them() -> None:
    before = START - max(AGREEMENT.meetings.minutes_before) * MINUTE
    for kind, now, days, repeated in (
        (MeetingKind.ANNUAL, NOW, AGREEMENT.meetings.days_before, True),
        (MeetingKind.ANNUAL, before - MINUTE, AGREEMENT.meetings.days_before, False),
        (MeetingKind.ANNUAL, before, (), False),
        (MeetingKind.EMERGENCY, NOW, (), True),
    ):
        (found,) = owed(agreed(kind), CN, now)
        assert (found.days_before, found.repeat_on is not None) == (days, repeated)


def test_it_is_recorded_by_both_that_it_took_place_and_then_what_it_decided() -> None:
    over, meeting = START + HOUR, agreed(MeetingKind.ANNUAL)
    assert [acts(owed(meeting, party, over)) for party in PARTIES] == [["held"], ["held"]]
    by_one, _ = rules.record_held(meeting, act(KH, at=over), held=True)
    assert [acts(owed(by_one, party, over)) for party in PARTIES] == [["record"], ["held"]]
    assert acts(owed(by_one, KH, over, undecided=False)) == []
    differing, _ = rules.record_held(by_one, act(CN, at=over), held=False)
    for party in PARTIES:
        (found,) = owed(differing, party, over)
        assert acts([found]) == ["disputed"]
        assert found.repeat_on == date(2026, 4, 13)
    missed, _ = rules.record_held(meeting, act(KH, at=over), held=False)
    assert acts(owed(missed, KH, over)) == []


def test_of_a_cancelled_meeting_nothing_is_owed() -> None:
    cancelled, _ = rules.cancel(
        agreed(MeetingKind.ANNUAL), act(KH), objection=Objection.PREPARATION
    )
    assert [owed(cancelled, party) for party in PARTIES] == [[], []]
