"""The clock of the machine is wrong for twenty minutes, around the time at which things are due.

An hour is taken for an outage, or makes things an hour late. A year is never believed: Telegram
says another day, and the service waits until the clock is right.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text as statement
from structlog.testing import capture_logs

from bot.app import App
from bot.clock import SystemClock
from bot.settings import Settings
from liaison.core.agreement import PartyCode
from liaison.core.cards import card, text
from liaison.core.outbox import Message, Op, Urgency
from liaison.core.people import Role
from liaison.people.invitation_service import invite
from tests.scenario import TOKEN, ScenarioDriver, ScenarioUser, person_of
from tests.stories.audible_messages import sounds, told
from tests.stories.prepared_state import reference_of
from tests.stories.sent_messages import no_longer_sees

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEP = 100 * SECOND
"""Short enough to be no outage."""
JUMPS = (SECOND, HOUR, 365 * DAY)

DUE = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
"""The morning on which it is time to say that no one has received the request."""
NEAR = datetime(2026, 3, 30, 1, 0, tzinfo=UTC)
"""In Beijing, the Monday morning three days before a due date."""
EARLY, WRONG_FOR = 10 * MINUTE, 20 * MINUTE
WORDS = "The hospital asks for an answer before Friday."
UNRECEIVED = "receipt not confirmed"
DOWN = "The bot was offline."


class Machine:
    """A machine whose clock is ``off``; that of the sandbox is right."""

    def __init__(self, service: ScenarioDriver, database_url: str) -> None:
        self.off = timedelta()
        self._desk = service
        self._settings = Settings(
            token=TOKEN, api_base=service.sandbox.url, database_url=database_url
        )

    def make_app(self) -> App:
        now = self._desk.sandbox.now
        clock = SystemClock(lambda: now() + self.off, lambda: now().timestamp())
        return App(self._settings, clock=clock, paced=False, strict=True)

    async def set(self, off: timedelta, *, restart: bool) -> None:
        """Turn the clock. One that goes back is believed from the next start on."""
        self.off = off
        if restart:
            await self._desk.restart()

    async def run(self, span: timedelta) -> None:
        """Let the service run for so long, whatever it takes for the time."""
        for _ in range(span // STEP):
            self._desk.sandbox.turn(STEP)
            await self._desk.app.settle()


BEGINS_WITH = "one_request"


@pytest.fixture
async def machine(service: ScenarioDriver) -> Machine:
    """The machine of the service; its clock is right."""
    made = Machine(service, service.app.database._db_url.render_as_string(hide_password=False))
    service.service.make_app = made.make_app
    return made


def number(count: int) -> str:
    """What the message says that is put into the outbox by that number."""
    return f"Write a whole number from {count} to {count}."


async def say(service: ScenarioDriver, player: ScenarioUser, count: int) -> None:
    async with service.app.database.transaction() as tx:
        person = await person_of(tx, player)
        shown = card(text("error-not-a-count", low=count, high=count))
        await tx.enqueue(
            Message(
                address=person.address,
                op=Op.SEND,
                recipient=person.id,
                card=shown,
                urgency=Urgency.REPLY,
            )
        )


async def invited(service: ScenarioDriver) -> str:
    """The token of an invitation that is made now."""
    async with service.app.database.transaction() as tx:
        return await invite(
            tx, party=PartyCode("KH"), role=Role.FOCAL_PERSON, agency="MoI", actor=None
        )


async def counted(service: ScenarioDriver, what: str) -> int:
    async with service.app.database.transaction(decides=False) as tx:
        return int((await tx._sql.run(statement(f"SELECT count(*) FROM {what}"))).scalar_one())


def doubled(service: ScenarioDriver) -> list[str]:
    """What a person was told twice in the same words."""
    heard = [Counter(sounds(player)) for player in service.players.values()]
    return [words for each in heard for words, times in each.items() if times > 1]


@pytest.mark.parametrize(
    "off",
    [sign * each for each in JUMPS for sign in (1, -1)],
    ids=lambda off: f"{off.total_seconds():+.0f} s",
)
async def test_nothing_is_lost_doubled_or_skipped_by_a_clock_that_was_wrong(
    machine: Machine, service: ScenarioDriver, off: timedelta
) -> None:
    sokha, dara, li, zhang = (service[name] for name in ("sokha", "dara", "li", "zhang"))
    reference = reference_of(service)
    await sokha.says(f"/note {reference}")
    await sokha.presses("Write a note")
    await sokha.says(WORDS)
    await sokha.presses_send()
    await service.turn_to(DUE - EARLY)
    await machine.set(timedelta(), restart=True)
    await li.says(f"/note {reference} open 1")
    token, looks = await invited(service), await counted(service, "retention_runs")
    await say(service, dara, 1)
    async with service.app.database.transaction() as tx:
        assert len(await tx.outbox.claim(limit=1, lease=30 * SECOND)) == 1  # its holder dies
    await say(service, zhang, 2)

    with capture_logs() as logs:
        await machine.set(off, restart=off < timedelta())
        sokha.phone.say("/menu")
        await machine.run(WRONG_FOR)
    believed = abs(off) < DAY
    assert (told(dara, number(1)), told(zhang, number(2))) == (1, 1)
    assert len(service.sandbox.pending()) == (0 if believed else 1)
    assert sokha.visible[-1].from_bot is believed
    assert ("clock" in service.app.probes.findings()) is not believed
    assert [each["code"] for each in logs if each["event"] == "poll-failed"] == (
        [] if believed else ["clock"]
    )
    early_or_right = believed and off > -MINUTE
    assert told(li, UNRECEIVED) == told(zhang, UNRECEIVED) == early_or_right

    await machine.set(timedelta(), restart=off > timedelta())
    await machine.run(5 * MINUTE)
    await service.turn(2 * HOUR)
    assert service.app.probes.findings() == {}
    assert service.sandbox.pending() == []
    assert doubled(service) == []
    assert told(li, UNRECEIVED) == told(zhang, UNRECEIVED) == 1
    assert told(li, DOWN) == (abs(off) > MINUTE)
    no_longer_sees(li, WORDS)
    assert await counted(service, "notes WHERE body IS NOT NULL") == 1
    assert await counted(service, "retention_runs") <= looks + 1
    assert await counted(service, "outbox WHERE state NOT IN ('sent', 'superseded')") == 0

    await service.turn(DAY)
    assert told(li, UNRECEIVED) == 2
    stranger = service.stranger("Chan")
    await stranger.says(f"/start {token}")
    assert "English" in stranger.buttons


@pytest.mark.parametrize(
    ("off", "before"),
    [(3 * HOUR, 3 * HOUR), (12 * HOUR, 12 * HOUR), (20 * HOUR, 20 * HOUR), (2 * DAY, 3 * HOUR)],
    ids=["+3 h", "+12 h", "+20 h", "+2 days"],
)
async def test_a_morning_that_a_clock_made_too_early_comes_again_at_its_hour(
    machine: Machine, service: ScenarioDriver, off: timedelta, before: timedelta
) -> None:
    li, reference = service["li"], reference_of(service)
    await service.turn(DAY)
    await li.sends(f"/receive {reference} today")
    await service.turn_to(NEAR - before - EARLY + SECOND)
    await machine.set(timedelta(), restart=True)
    await machine.set(off, restart=False)
    await machine.run(WRONG_FOR)

    await machine.set(timedelta(), restart=True)
    heard = len(sounds(li))
    await service.turn_to(NEAR - 20 * SECOND)
    assert sounds(li)[heard:] == []
    await service.turn(6 * HOUR)
    (words,) = sounds(li)[heard:]
    assert "reply due in 3 days" in words
    assert told(li, DOWN) == 1
