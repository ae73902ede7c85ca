"""Random negotiations: nothing is agreed without both Parties, and no stale answer counts."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict, UserError
from liaison.meetings import model, permissions, rules
from tests.unit.meetings.sample_meetings import CN, HOUR, KH, NOW, act, proposed

parties = st.sampled_from((KH, CN))
words = st.booleans()
objections = st.sampled_from(model.Objection)
ENDS: Mapping[model.MeetingAction, Callable[..., rules.MeetingStep]] = {
    model.MeetingAction.DECLINE: rules.decline,
    model.MeetingAction.WITHDRAW: rules.withdraw,
    model.MeetingAction.CANCEL: rules.cancel,
}


class Negotiation(RuleBasedStateMachine):
    """What was promised is written down beside, by Party, version and slot, as a notary would."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.meeting: model.Meeting = proposed()
        self.seen = {KH: self.meeting, CN: self.meeting}
        self.stands: dict[PartyCode, set[tuple[int, datetime]]] = {KH: set(), CN: set()}
        self.cancelled = False

    @initialize(binds=words)
    def begin(self, binds: bool) -> None:  # Hypothesis passes it by name
        self.meeting = proposed(binds=binds)
        self.seen = {KH: self.meeting, CN: self.meeting}
        if binds:
            self.promise(KH)

    def promise(self, party: PartyCode, only: int | None = None) -> None:
        """Note that a Party agrees to the proposed version, or to one option of it."""
        offer = self.meeting.offer
        assert offer is not None
        for option in offer.options:
            if only in (None, option.number):
                self.stands[party].add((offer.number, option.start))

    def take(
        self,
        action: model.MeetingAction,
        party: PartyCode,
        binds: bool,  # as it is drawn
        step: Callable[[model.Meeting, model.MeetingActionContext], rules.MeetingStep],
    ) -> bool:
        """Take a step on the version that the Party saw last, as the service would let it."""
        seen, before = self.seen[party], self.meeting
        try:
            if seen.version < permissions.bound_version(before, action):
                raise Conflict("error-stale")
            by, over = act(party, binds=binds, at=self.now), before.is_over(self.now)
            wrong = permissions.refusal_of(action, before, by.person, binding=binds, over=over)
            if wrong is not None:
                raise wrong
            self.meeting, event = step(before, by)
        except UserError:
            assert self.meeting is before
            return False
        assert (event.party, event.version) == (party, before.version + 1)
        self.seen[party] = self.meeting
        return True

    @rule(party=parties)
    def look(self, party: PartyCode) -> None:
        self.seen[party] = self.meeting

    @rule(party=parties, binds=words, hours=st.integers(1, 30), host=parties)
    def counters(self, party: PartyCode, binds: bool, hours: int, host: PartyCode) -> None:
        options = ((self.now + hours * HOUR, None),)
        taken = self.take(
            model.MeetingAction.COUNTER,
            party,
            binds,
            lambda meeting, by: rules.counter(
                meeting, by, options=options, host=host, objection=model.Objection.TIME
            ),
        )
        if taken:
            self.stands = {KH: set(), CN: set()}
            if binds:
                self.promise(party)

    @rule(party=parties, binds=words, number=st.integers(1, 12))
    def accepts(self, party: PartyCode, binds: bool, number: int) -> None:
        before = self.meeting.offer
        if self.take(
            model.MeetingAction.ACCEPT,
            party,
            binds,
            lambda meeting, by: rules.accept(meeting, by, option=number, length=HOUR),
        ):
            assert before is not None
            found = before.option(number)
            assert found is not None
            self.stands[party] = {(before.number, found.start)}

    @rule(party=parties, binds=words)
    def confirms(self, party: PartyCode, binds: bool) -> None:
        before = self.meeting.offer
        if self.take(
            model.MeetingAction.CONFIRM,
            party,
            binds,
            lambda meeting, by: rules.confirm(meeting, by, length=HOUR),
        ):
            assert before is not None
            self.stands[party] = {(before.number, each.start) for each in before.options}

    @rule(party=parties, binds=words, objection=objections, action=st.sampled_from(list(ENDS)))
    def ends(
        self, party: PartyCode, binds: bool, objection: model.Objection, action: model.MeetingAction
    ) -> None:
        end = ENDS[action]
        if self.take(
            action, party, binds, lambda meeting, by: end(meeting, by, objection=objection)
        ):
            self.cancelled = self.cancelled or action is model.MeetingAction.CANCEL

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        step = rules.expire(self.meeting, self.now)
        if step is not None:
            self.meeting = step[0]

    @invariant()
    def what_is_agreed_both_promised_of_one_version(self) -> None:
        slot = self.meeting.slot
        if slot is None or self.meeting.offer is not None:
            return
        if self.meeting.state is model.MeetingState.AGREED and self.agreed_now():
            both = self.stands[KH] & self.stands[CN]
            assert slot.start in {start for _, start in both}

    def agreed_now(self) -> bool:
        """Whether the last step was the one that agreed it."""
        slot = self.meeting.slot
        return slot is not None and slot.sequence == self.meeting.version

    @invariant()
    def a_meeting_that_ended_stays_ended(self) -> None:
        if self.cancelled:
            assert self.meeting.state is model.MeetingState.CANCELLED
        ended = self.meeting.state not in (model.MeetingState.PROPOSED, model.MeetingState.AGREED)
        assert not (ended and self.meeting.offer is not None)

    @invariant()
    def both_see_one_table(self) -> None:
        both = {permissions.proposal_turn(self.meeting, party) for party in (KH, CN)}
        assert both in (
            {permissions.ProposalTurn.OURS, permissions.ProposalTurn.THEIRS},
            {permissions.ProposalTurn.NOTHING},
        )


TestNegotiation = Negotiation.TestCase
TestNegotiation.settings = settings(stateful_step_count=30)
