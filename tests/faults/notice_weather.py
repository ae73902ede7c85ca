"""Whether all came through a storm: in its order, none too early, none twice without a word."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import select

from liaison.domain.agreements import PartyCode
from liaison.domain.deadlines import days_left, local_date
from liaison.domain.ladders import Escalation, Priority
from liaison.domain.notices import Notice
from liaison.usecases.notice_messages import UNHEARD
from storage.notice_rows import NOTICES, notice_of
from storage.outbox_rows import OUTBOX
from storage.people import PEOPLE
from tests.faults.campaign import Tally
from tests.faults.notice_storm import Arrival, Storm
from tests.unit.cast import AGREEMENT
from tests.unit.hours import DAY, HOURS, first_open, works_on

IN_DAYS = re.compile(r"the answer is due (?:in (\d+) days|(tomorrow)|(today))")
FIRST_REMINDER = max(AGREEMENT.reminders.days_before)
COPIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the outbox about a notice. ``at`` is when it told of it, None where it changed or
    cleared away what stood there.
    """

    chat_id: int
    code: str
    about: str
    op: str
    state: str
    error: str | None
    at: datetime | None

    @property
    def arrives(self) -> bool:
        """Whether it certainly became a message of its own."""
        return self.op == "send" and self.state == "sent"

    @property
    def may_arrive(self) -> bool:
        """Whether it may have become one: what was changed may have been gone, and what was
        superseded may have been tried before.
        """
        return self.op in {"send", "edit"}


async def rows_of(storm: Storm) -> tuple[list[Row], dict[str, Notice]]:
    """All that told of the notices of the storm, in order; and these notices by their codes."""
    async with storm.cast.app.database.transaction() as tx:
        found = [notice_of(row, tx._sql.seals) for row in await tx._sql.run(select(NOTICES))]
        names = {
            str(row.id): row.name for row in await tx._sql.run(select(PEOPLE.c.id, PEOPLE.c.name))
        }
        said = await tx._sql.run(select(OUTBOX).order_by(OUTBOX.c.id))
        known = {each.code: each for each in found if each.topic != "digest"}
        rows = []
        for row in said:
            kind, code, rest = f"{row.key or row.slot}::".split(":", 2)
            if kind == "notice" and code in known:
                told = rest.rstrip(":").rpartition(":")[0]
                rows.append(
                    Row(
                        chat_id=row.chat_id,
                        code=code,
                        about=names.get(known[code].of, known[code].of),
                        op=row.op,
                        state=row.state,
                        error=row.error,
                        at=datetime.fromisoformat(told) if told else None,
                    )
                )
        return rows, known


async def judge(storm: Storm, tally: Tally) -> None:
    """Compare what was said with what arrived, and when each with when it was due."""
    rows, known = await rows_of(storm)
    tally.runs = len(storm.arrivals)
    chats: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        chats[row.chat_id, row.about].append(row)
    for each in storm.arrivals:
        if each.about is not None:
            chats.setdefault((each.chat_id, each.about), [])
    for place, said in chats.items():
        judge_chat(tally, said, [a for a in storm.arrivals if (a.chat_id, a.about) == place])
    moments: dict[str, set[datetime]] = defaultdict(set)
    for row in rows:
        if row.at is not None:
            moments[row.code].add(row.at)
            judge_end(storm, tally, row, drill_of(known[row.code], known))
    for notice in known.values():
        if notice.topic == "drill":
            told = sorted(moments[notice.code])
            judge_moments(tally, notice, told, storm.cast.sandbox.now())
        elif notice.topic.startswith(UNHEARD):
            drill = drill_of(notice, known)
            told = sorted(moments[notice.code])
            judge_unheard(tally, notice, drill, told, storm.cast.sandbox.now())
    for each in storm.arrivals:
        judge_reminder(storm, tally, each)
    states = storm.cast.ledger.states()
    tally.expect(not states["outbox waiting"] + states["outbox dead"], f"left: {states}")


def judge_chat(tally: Tally, said: list[Row], arrived: list[Arrival]) -> None:
    """What arrived in a chat about one thing is what was said, in its order; a second copy is
    marked. In between an emergency goes before everything else.
    """
    places = {
        0
    }  # how many rows may be behind: of what may have arrived nobody knows whether it did
    before: Arrival | None = None
    copies = 1
    for each in arrived:
        where = f"{each.chat_id}, {each.about} at {each.at}"
        if before is not None and _repeats(each, before):
            copies += 1
            tally.extra += 1
            tally.expect(copies <= COPIES, f"{where}: copy {copies}")
            before = each
            continue
        before, copies = each, 1
        behind = {at + 1 for place in places for at in _ahead(said, place) if _is(each, said[at])}
        if behind:
            places = behind
        else:
            tally.doubled += 1
            tally.wrong.append(f"{where}: not {said[min(places) : max(places) + 2]}")
    missing = min(([row for row in said[place:] if row.arrives] for place in places), key=len)
    tally.lost += len(missing)
    tally.expect(not missing, f"never arrived: {missing[:3]}")


def _is(arrival: Arrival, row: Row) -> bool:
    """Whether this can be what was said there, and did not come before it was."""
    return arrival.about == row.about and (row.at is None or arrival.at >= row.at)


def _repeats(arrival: Arrival, before: Arrival) -> bool:
    """Whether this is the marked copy of one that arrived without the desk being told so."""
    return before.unanswered and (arrival.body, arrival.marked) == (before.body, True)


def _ahead(said: list[Row], place: int) -> Iterator[int]:
    """The rows that may arrive next: up to the first that certainly did."""
    for at in range(place, len(said)):
        if said[at].may_arrive:
            yield at
        if said[at].arrives:
            return


def drill_of(notice: Notice, known: Mapping[str, Notice]) -> Notice:
    """The notice that another one says nobody has acknowledged; else itself."""
    kind, _, code = notice.topic.partition(":")
    return known[code] if kind == UNHEARD else notice


def judge_end(storm: Storm, tally: Tally, row: Row, notice: Notice) -> None:
    """What was not delivered needed no delivery any more, or its reader was gone."""
    needless = row.state == "superseded" and row.error == "guard" and notice.ended_at is not None
    moot = row.state == "superseded" and row.error == "guard" and bool(notice.states)
    away = row.error in ("unreachable", "not-reachable") and row.chat_id in storm.gone
    tally.expect(row.state == "sent" or needless or moot or away, f"{row}")


def judge_moments(tally: Tally, notice: Notice, told: list[datetime], now: datetime) -> None:
    """A drill was told at each moment of its ladder until its end, and at no other."""
    end = notice.ended_at or now
    ladder = (at for to, at in ladder_of(notice) if to is not Escalation.OTHER_SIDE)
    wanted = list(islice(ladder, len(told) + 1))
    tally.expect(told == wanted[: len(told)], f"{notice.code}: {told} not {wanted}")
    missed = [at for at in wanted[len(told) :] if at < end]
    tally.lost += len(missed)
    tally.expect(not missed, f"{notice.code}: not at {missed}")


def judge_unheard(
    tally: Tally, notice: Notice, drill: Notice, told: list[datetime], now: datetime
) -> None:
    """The other Party was told once of a drill that nobody had acknowledged, on its morning."""
    due = next(at for to, at in ladder_of(drill) if to is Escalation.OTHER_SIDE)
    presses = drill.priority is Priority.EMERGENCY
    at = due if presses else first_open(due, HOURS[notice.party])
    tally.expect(notice.made_at == due, f"{notice.code}: made at {notice.made_at}, due {due}")
    if at < (notice.ended_at or now):
        tally.lost += not told
        tally.expect(told == [at], f"{notice.code}: {told} not {at}")
    else:
        tally.expect(not told, f"{notice.code}: {told}")


def ladder_of(notice: Notice) -> Iterator[tuple[Escalation | None, datetime]]:
    """Who of a notice that nobody acknowledges is told when, by a calendar of paper: important ones
    at the same hour of the following working days. Nobody is named as a deputy.
    """
    party = notice.party
    presses = notice.priority is Priority.EMERGENCY
    at = notice.made_at if presses else first_open(notice.made_at, HOURS[party])
    yield None, at
    steps = [step for step in notice.ladder.steps if step.to is not Escalation.DEPUTY]
    while steps:
        at = at + steps[0].after if presses else working_days_later(party, at, steps[0].after)
        at = at if presses else first_open(at, HOURS[party])
        yield steps[0].to, at
        steps = steps[1:] or steps


def working_days_later(party: PartyCode, at: datetime, span: timedelta) -> datetime:
    """The same hour so many working days later."""
    assert span % DAY == timedelta(0)
    for _ in range(span // DAY):
        at += DAY
        while not works_on(local_date(at, HOURS[party].zone), HOURS[party].calendar):
            at += DAY
    return at


def judge_reminder(storm: Storm, tally: Tally, each: Arrival) -> None:
    """No reminder arrives while there are more days left than it says, nor before the first."""
    said = IN_DAYS.search(each.body)
    due_on = storm.due_on.get(each.about or "")
    if said is None or due_on is None:
        return
    days = int(said[1]) if said[1] else int(bool(said[2]))
    left = days_left(due_on, local_date(each.at, HOURS[PartyCode("CN")].zone))
    early = left > min(days, FIRST_REMINDER)
    tally.expect(not early, f"{each.about}: says {days} days while {left} are left")
