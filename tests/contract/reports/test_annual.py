"""The figures of a year equal a count of plain lists, made while random requests were recorded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.reports.annual import YearFigures, count_year
from liaison.reports.years import MEDIAN, MOST, Year
from liaison.requests import rules
from liaison.requests.model import (
    ActionContext,
    ExtensionReason,
    Kind,
    Outcome,
    RequestDetails,
    Result,
    WithdrawalReason,
)
from liaison.requests.repository import Requests
from liaison.requests.rules import RequestStep
from storage.database import Database
from storage.transaction import Transaction
from tests.conftest import SEED
from tests.contract.requests.test_requests import FOREIGN, both
from tests.contract.samples import AGREEMENT, ASKED, CN, KH

ZONES = {each.code: ZoneInfo(each.zone) for each in AGREEMENT.parties}
GROUNDS = tuple(AGREEMENT.grounds)
BEGIN = datetime(2024, 10, 1, tzinfo=UTC)
YEARS = (2024, 2025, 2026)


@dataclass(kw_only=True)
class Recorded:
    """What the test remembers of a request, in local dates of the requested Party."""

    requested: PartyCode
    kind: Kind
    logged: date
    extended: Sequence[date] = ()
    replied: date | None = None
    days: int | None = None
    late: bool = False
    waits_until: date | None = None
    grounds: Sequence[str] = ()


def simulated(
    chance: Random, number: int, people: Sequence[Person]
) -> tuple[Recorded, list[RequestStep]]:
    """A random request: what is known of it, and its steps."""
    asking, asked = chance.sample(people, 2)
    zone, kind = ZONES[asked.party], chance.choice([*Kind])
    now = BEGIN + timedelta(minutes=chance.randrange(700 * 24 * 60))
    details = plain_details(kind, now.date() + timedelta(days=20))
    reference = Reference(f"{asking.party}25-{number:05}")
    step = rules.log(
        details, ActionContext(person=asking, at=now), reference=reference,
        requested=asked.party, today=now.date(),
    )  # fmt: skip
    known = Recorded(requested=asked.party, kind=kind, logged=now.astimezone(zone).date())
    steps, due = [step], details.needed_by
    if chance.random() < 0.8:
        now += timedelta(hours=chance.randrange(100))
        day = now.astimezone(zone).date()
        due = day + timedelta(days=30)
        steps.append(
            rules.receive(
                steps[-1][0], ActionContext(person=asked, at=now), day=day, due_on=due,
                sent_on=day, today=day,
            )
        )  # fmt: skip
        received: date | None = day
        for _ in range(chance.choice((0, 0, 1, 2))):
            now += timedelta(days=chance.randrange(9))
            due += timedelta(days=10)
            context = ActionContext(person=asked, at=now)
            steps.append(rules.extend(steps[-1][0], context, to=due, reason=ExtensionReason.COURT))
            known.extended = [*known.extended, now.astimezone(zone).date()]
    else:
        received = None
    end(chance, known, steps, asking, asked, now, received, due)
    return known, steps


def plain_details(kind: Kind, needed: date) -> RequestDetails:
    """Details that every type accepts."""
    by = None if kind is Kind.VERIFICATION else needed
    letter = replace(ASKED.letter, day=BEGIN.date())
    return replace(ASKED, kind=kind, needed_by=by, letter=letter)


def end(
    chance: Random,
    known: Recorded,
    steps: list[RequestStep],
    asking: Person,
    asked: Person,
    now: datetime,
    received: date | None,
    due: date | None,
) -> None:
    """Perhaps answer, refuse or withdraw it."""
    now += timedelta(hours=chance.randrange(60 * 24))
    known.waits_until = due
    how, request = chance.choice(("open", "withdraw", "refuse", "answer", "answer")), steps[-1][0]
    if how == "withdraw":
        known.waits_until = None
        context = ActionContext(person=asking, at=now)
        settled = WithdrawalReason.SETTLED
        steps.append(rules.withdraw(request, context, reason=settled, letter=None))
    if how in ("open", "withdraw") or (how == "answer" and received is None):
        return
    context = ActionContext(person=asked, at=now)
    if how == "refuse":
        known.grounds = chance.sample(GROUNDS, chance.choice((1, 1, 2)))
        steps.append(rules.refuse(request, context, grounds=known.grounds, letter="8/26"))
    else:
        verified = request.details.kind is Kind.VERIFICATION
        outcome = Outcome(
            result=Result.CONFIRMED if verified else Result.DONE,
            confirmed=ASKED.persons if verified else None,
        )
        steps.append(rules.answer(request, context, outcome=outcome))
    known.waits_until = None
    known.replied = now.astimezone(ZONES[asked.party]).date()
    known.days = None if received is None else (known.replied - received).days
    known.late = due is not None and known.replied > due
    if chance.random() < 0.5:
        after = ActionContext(person=asking, at=now + timedelta(days=40))
        steps.append(rules.close(steps[-1][0], after))


async def filled(tx: Transaction, chance: Random, count: int) -> Sequence[Recorded]:
    """Record so many random requests."""
    people, found = await both(tx), list[Recorded]()
    for number in range(count):
        known, (first, *steps) = simulated(chance, number, people)
        found.append(known)
        await tx.of(Requests).add(*first)
        for each in steps:
            assert await tx.of(Requests).change(*each)
    return found


def check(shown: YearFigures, known: Sequence[Recorded], year: int, now: datetime) -> None:
    """Compare the figures of a year with the lists."""
    for party in (KH, CN):
        for kind in (None, *Kind):
            those = [e for e in known if e.requested == party and kind in (None, e.kind)]
            figures = shown.total[party] if kind is None else shown.kinds[party][kind]
            replied = [e for e in those if e.replied is not None and e.replied.year == year]
            days = sorted(e.days for e in replied if e.days is not None)
            assert figures.requests == len([e for e in those if e.logged.year == year])
            today = now.astimezone(ZONES[party]).date()
            overdue = [e for e in those if e.waits_until is not None and e.waits_until < today]
            assert figures.unanswered == len([e for e in overdue if e.logged.year == year])
            assert figures.replies == len(replied)
            assert figures.in_time == len([e for e in replied if not e.late])
            assert figures.extensions == sum(day.year == year for e in those for day in e.extended)
            assert figures.refusals == len([e for e in replied if e.grounds])
            assert figures.grounds == Counter(g for e in replied for g in e.grounds)
            for percent in (MEDIAN, MOST):
                enough = [d for d in days if 100 * sum(e <= d for e in days) >= percent * len(days)]
                assert figures.percentile(percent) == min(enough, default=None)


async def test_the_figures_equal_an_independent_count_for_both_parties(db: Database) -> None:
    async with db.transaction() as tx:
        known = await filled(tx, Random(SEED), 200)
    async with db.transaction() as tx:
        for year in YEARS:
            mine, theirs = [await count_year(tx, party, Year(year)) for party in (KH, CN)]
            assert mine == theirs
            check(mine, known, year, tx.now)
            assert mine.meetings == dict.fromkeys(MeetingKind, 0)
        nothing = await count_year(tx, FOREIGN, Year(2025))
        assert not any(each.requests for each in nothing.total.values())
