"""What each of two Parties is shown is what a small model of the rules says, and the history as a
whole is a legal one.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.crash import POINTS
from bot.demo.cast import NotSeen
from bot.scheduler import Scheduler
from liaison.domain import meetings
from liaison.domain.meeting_facts import Meeting, Offer
from liaison.domain.meetings import MeetingStep
from liaison.domain.notices import Notice
from liaison.domain.people import Person
from liaison.domain.request_facts import ExtensionReason, Request
from liaison.usecases import extensions, notices, requests
from liaison.usecases.ports import Message, Tx
from liaison.usecases.requests import Press
from storage.inbox import Inbox, InboxRow
from storage.migrate import fresh
from storage.outbox import Outbox, OutboxRow
from tests.conftest import SEED
from tests.faults.campaign import Tally
from tests.faults.desks import ZONES, Desks, by_hand, log
from tests.faults.emergency import STEPS
from tests.faults.history import History, Wrong
from tests.faults.meeting_desks import MeetingDesks
from tests.faults.notice_desks import NoticeDesks
from tests.faults.pair import FIGURES, open_pair
from tests.faults.people_desks import PeopleDesks
from tests.faults.sights import EXTENSIONS, REFERENCE, VERBS, Reader
from tests.faults.untold import TOLD_AGAIN, reminded_on, seen_of, untold

NOWHERE = ""
"""No desk dies."""
WORST = ("ingest.after_commit", "dispatch.before_commit", "dispatch.after_commit",
         "delivery.after_send", "scheduler.before_commit")  # fmt: skip
"""Where a death leaves the most in doubt."""
EVERYTHING = (*VERBS, *EXTENSIONS, *STEPS, "acknowledge", "suspend", "deaths")


def play(
    machine: type[Desks], *, name: str, chosen: settings, happens: Collection[str] = ()
) -> None:
    """Let a machine run, and put its figures into the table of the campaigns. What ``happens`` has
    to occur in so many runs.
    """
    machine.count = Counter()
    tally = Tally(name=name)
    run_state_machine_as_test(machine, settings=chosen)
    tally.runs = machine.count["runs"]
    tally.expect(machine.count["steps"] > machine.count["runs"], f"idle: {machine.count}")
    missing = [each for each in happens if not machine.count[each]]
    tally.expect(not missing, f"never: {missing}")
    tally.close()


QUICK = settings(
    max_examples=4,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    derandomize=False,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
)


@pytest.mark.faults
def test_whatever_two_parties_do_each_sees_what_the_rules_say() -> None:
    play(PeopleDesks, name="two Parties against a model", chosen=QUICK)


@seed(SEED)
class DesksForLong(PeopleDesks):
    """The same for weeks of the desk's time."""

    pace = 6


@pytest.mark.soak
def test_whatever_two_parties_do_for_weeks_each_sees_what_the_rules_say() -> None:
    play(
        DesksForLong,
        name="two Parties against a model, for weeks",
        chosen=LONG,
        happens=EVERYTHING,
    )


@seed(SEED)
class DesksOnServer(DesksForLong):
    """The same on PostgreSQL, where both desks write at once."""


@pytest.mark.soak
def test_whatever_two_parties_do_on_a_server_each_sees_what_the_rules_say(
    databases: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DesksOnServer, "database", lambda _folder: databases("model"))
    chosen = settings(LONG, max_examples=20)
    play(DesksOnServer, name="two Parties against a model, on a server", chosen=chosen)


async def _be_reminded(folder: Path) -> None:
    """A request of which nobody takes notice is told again; once it was received, it is brought up
    on the days before its last.
    """
    async with open_pair(fresh(folder)) as cast:
        await log(cast["sokha"], "verification", cast.sandbox.now().date())
        found = REFERENCE.search(cast["sokha"].card)
        assert found is not None
        await cast.turn(timedelta(days=1))
        assert len(list(seen_of(cast.transcript.moments, "Li", found[0]))) >= TOLD_AGAIN
        await cast["li"].says(f"/receive {found[0]} today")
        received = cast.sandbox.now().astimezone(ZONES["CN"]).date()
        await cast.turn(timedelta(days=31))
        seen = seen_of(cast.transcript.moments, "Li", found[0])
        days = {each.at.astimezone(ZONES["CN"]).date() for each in seen}
        assert set(reminded_on(received)) <= days, sorted(days)


@pytest.mark.faults
async def test_who_has_a_case_is_reminded_on_each_day_that_follows_from_its_receipt(
    folder: Path,
) -> None:
    await _be_reminded(folder)


async def _receive(folder: Path, *deaths: str) -> None:
    """Requests are received one after the other, and at each of the points a desk dies."""
    async with open_pair(fresh(folder)) as cast:
        reader = Reader(cast.catalog)
        for count, point in enumerate(deaths):
            await log(cast["sokha"], "verification", cast.sandbox.now().date())
            found = REFERENCE.search(cast["sokha"].card)
            assert found is not None
            cast.death.waits_at(point)
            await cast["li"].says(f"/receive {found[0]} today")
            if point.startswith("scheduler"):
                await cast.turn(timedelta(days=1))
            assert cast.death.count == count + (point != NOWHERE), point
            cast["li"].sees_key("recorded-receive", reference=found[0])
        moments = cast.transcript.moments
        assert History(moments, FIGURES, reader).violations() == []
        assert list(untold(moments, FIGURES, reader)) == []


@pytest.mark.faults
async def test_where_desks_die_nothing_is_lost_and_nothing_is_done_twice(folder: Path) -> None:
    await _receive(folder, *WORST)


@pytest.mark.soak
async def test_wherever_desks_die_nothing_is_lost_and_nothing_is_done_twice(folder: Path) -> None:
    await _receive(folder, *sorted(POINTS))


def _extend() -> None:
    """China asks for more time and Cambodia agrees, each time somebody else looks."""
    with by_hand(Desks) as desks:
        case = desks.cases[0]
        for who, line in (
            ("Li", "receive {case} today"),
            ("Zhang", "extend {case} {day} court"),
            ("Dara", "extend {case} decline {code}"),
            ("Zhang", "extend {case} {day} court"),
            ("Zhang", "extend {case} agree {code}"),
            ("Dara", "extend {case} agree {code}"),
        ):
            desks.does(who, case.line(line), case, presses=False)
            desks.look("Sokha", case)
        assert case.stand.extended is not None


@pytest.mark.faults
def test_the_last_day_moves_when_both_parties_have_agreed_and_not_before() -> None:
    _extend()


def _confer() -> None:
    """A focal person calls the other Party to a meeting; a coordinator of each agrees."""
    with by_hand(MeetingDesks) as desks:
        desks.calls("Sokha", 3)
        for who, line in (("Li", "accept {} 1"), ("Zhang", "accept {} 1"), ("Dara", "accept {}")):
            desks.confers(who, line.format(desks.steady_meeting().code), presses=True)
        assert desks.steady_meeting().state == "agreed"


@pytest.mark.faults
def test_a_meeting_is_agreed_when_a_coordinator_of_each_party_said_so() -> None:
    _confer()


def _acknowledge() -> None:
    """Of a new request one says that it was heard; a step says so as well."""
    with by_hand(NoticeDesks) as desks:
        first, second = desks.cases
        for who, code in list(desks.asked()):
            if who == "Li":
                desks.acknowledges("Sokha", code, presses=False)
                desks.look_into_inbox(first)
                desks.acknowledges("Li", code, presses=True)
        desks.look_into_inbox(second)
        desks.does("Sokha", f"receive {second.reference} today", second, presses=False)
        for case in desks.cases:
            desks.look_into_inbox(case)
        desks.nobody_is_asked_again()
        assert len(desks.heard) == 1


@pytest.mark.faults
def test_what_somebody_has_heard_nobody_is_asked_about_again() -> None:
    _acknowledge()


def _suspend() -> None:
    """Who has no access any more neither hears nor does anything until it is given back."""
    with by_hand(PeopleDesks) as desks:
        case = desks.cases[0]
        desks.changes_standing("Zhang")
        desks.changes_standing("Wang")
        desks.does("Li", f"receive {case.reference} today", case, presses=True)
        desks.does("Zhang", f"receive {case.reference} today", case, presses=False)
        desks.does("Sokha", f"withdraw {case.reference} settled -", case, presses=False)
        desks.who_is_suspended_sees_nothing_new()
        desks.changes_standing("Wang")
        desks.look("Li", case)


@pytest.mark.faults
def test_who_is_suspended_hears_and_does_nothing_until_restored() -> None:
    _suspend()


# A checker that finds nothing says nothing: bugs that were planted have to be found.


@pytest.mark.faults
async def test_a_desk_that_tells_nobody_anything_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = Outbox.say

    async def drops(outbox: Outbox, message: Message) -> bool:
        return (message.guard is None and message.key is None) and await say(outbox, message)

    monkeypatch.setattr(Outbox, "say", drops)
    with pytest.raises(AssertionError, match=Wrong.UNTOLD.name):
        await _receive(folder, NOWHERE)


@pytest.mark.faults
def test_a_desk_that_takes_one_key_for_two_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    propose = extensions.propose

    async def agrees_too(
        tx: Tx, person: Person, press: Press, *, to: date, reason: ExtensionReason
    ) -> Request:
        await propose(tx, person, press, to=to, reason=reason)
        return await requests.extend(tx, person, press, to=to, reason=reason)

    monkeypatch.setattr(extensions, "propose", agrees_too)
    with pytest.raises(AssertionError, match="extended=None"):
        _extend()


@pytest.mark.faults
def test_a_desk_that_takes_the_word_of_one_party_for_both_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settle = meetings._settle

    def agrees(meeting: Meeting, offer: Offer, *given: Any) -> MeetingStep:
        return settle(meeting, replace(offer, backed=True), *given)

    monkeypatch.setattr(meetings, "_settle", agrees)
    with pytest.raises(AssertionError, match="Agreed by both Parties"):
        _confer()


@pytest.mark.faults
def test_a_desk_that_forgets_who_has_heard_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forgets(_tx: Tx, _notice: Notice, **_options: object) -> None:
        """Nothing ends."""

    monkeypatch.setattr(notices, "_end", forgets)
    with pytest.raises(AssertionError):
        _acknowledge()


@pytest.mark.faults
def test_a_desk_that_lets_the_suspended_go_on_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person, "active", True)
    with pytest.raises(AssertionError, match="Li"):
        _suspend()


@pytest.mark.faults
async def test_a_desk_that_forgets_the_time_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sleeps(_scheduler: Scheduler, **_options: object) -> int:
        return 0

    monkeypatch.setattr(Scheduler, "drain", sleeps)
    with pytest.raises(AssertionError):
        await _be_reminded(folder)


@pytest.mark.faults
async def test_a_desk_that_forgets_what_it_died_over_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, done = Inbox.claim, Inbox.done

    async def forgets(inbox: Inbox, *, limit: int, lease: timedelta) -> list[InboxRow]:
        rows = await claim(inbox, limit=limit, lease=lease)
        for row in rows:
            await done(inbox, row)
        return rows

    async def knows(_inbox: Inbox, _row: InboxRow) -> bool:
        return True

    monkeypatch.setattr(Inbox, "claim", forgets)
    monkeypatch.setattr(Inbox, "done", knows)
    with pytest.raises(NotSeen):
        await _receive(folder, "dispatch.before_commit")


@pytest.mark.faults
async def test_a_desk_that_says_once_more_what_it_died_over_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = Outbox.claim

    async def forgets(outbox: Outbox, **given: Any) -> list[OutboxRow]:
        return [replace(row, repeat=False) for row in await claim(outbox, **given)]

    monkeypatch.setattr(Outbox, "claim", forgets)
    with pytest.raises(AssertionError, match=Wrong.TWICE.name):
        await _receive(folder, "delivery.after_send")
