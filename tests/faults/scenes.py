"""What the tests of the model let people do by hand, one scene each."""

from datetime import timedelta
from pathlib import Path

from storage.migrate import fresh
from tests.faults.desks import ZONES, log
from tests.faults.history import History
from tests.faults.pair import FIGURES, open_pair
from tests.faults.people_desks import PeopleDesks
from tests.faults.sights import REFERENCE, Reader
from tests.faults.untold import TOLD_AGAIN, reminded_on, seen_of, untold

NOWHERE = ""
"""No desk dies."""


async def be_reminded(folder: Path) -> None:
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


async def receive_all(folder: Path, *deaths: str) -> None:
    """Requests are received one after the other, and at each of the points a desk dies."""
    async with open_pair(fresh(folder)) as cast:
        reader = Reader(cast.catalog)
        for count, point in enumerate(deaths):
            await log(cast["sokha"], "verification", cast.sandbox.now().date())
            found = REFERENCE.search(cast["sokha"].card)
            assert found is not None
            if point != NOWHERE:
                cast.death.waits_at(point)
            await cast["li"].says(f"/receive {found[0]} today")
            if point.startswith("scheduler"):
                await cast.turn(timedelta(days=1))
            assert cast.death.count == count + (point != NOWHERE), point
            cast["li"].sees_key("recorded-receive", reference=found[0])
        moments = cast.transcript.moments
        wrong = History(moments, FIGURES, reader).violations()
        wrong += untold(moments, FIGURES, reader)
        assert not wrong, wrong


def extend(desks: PeopleDesks) -> None:
    """China asks for more time, and Cambodia agrees in the end; after each word somebody looks."""
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


def confer(desks: PeopleDesks) -> None:
    """A focal person calls the other Party to a meeting; a coordinator of each agrees."""
    desks.calls("Sokha", 3)
    for who, line in (("Li", "accept {} 1"), ("Zhang", "accept {} 1"), ("Dara", "accept {}")):
        desks.confers(who, line.format(desks.steady_meeting().code), presses=True)
    assert desks.steady_meeting().state == "agreed"


def acknowledge(desks: PeopleDesks) -> None:
    """Of a new request one person says that it was heard; a step says so as well."""
    first, second = desks.cases
    code = next(code for who, code in desks.asked() if who == "Li")
    desks.acknowledges("Sokha", code, presses=False)
    desks.look_into_inbox(first)
    desks.acknowledges("Li", code, presses=True)
    desks.look_into_inbox(second)
    desks.does("Sokha", f"receive {second.reference} today", second, presses=False)
    for case in desks.cases:
        desks.look_into_inbox(case)
    desks.nobody_is_asked_again()
    assert set(desks.heard) == {code}


def suspend(desks: PeopleDesks) -> None:
    """Who has no access any more neither hears nor does anything until it is given back."""
    case = desks.cases[0]
    lines = [line for who, line in desks.legal(case) if who == "Li"]
    desks.changes_standing("Zhang")
    desks.changes_standing("Wang")
    desks.does("Li", lines[0], case, presses=True)
    desks.does("Sokha", f"withdraw {case.reference} settled -", case, presses=False)
    desks.who_is_suspended_sees_nothing_new()
    desks.changes_standing("Wang")
    desks.look("Li", case)
