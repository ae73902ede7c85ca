"""The scenario of the demo: a month of requests and meetings, played by six people."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from sandbox.demo.driver import HOLD, NotSeen, ScenarioDriver, ScenarioUser, plain

UNTIL_MORNING = timedelta(hours=10)
"""From midnight until both Parties work."""
PERIOD = timedelta(days=30)
NIGHT = timedelta(hours=12)
REMINDERS = (15, 7, 2, 1, 0)
"""How many days are left when the requested Party is reminded; of the third one on a Monday."""
_MEETING = re.compile(r"\bM\d{2}-[0-9A-Z]{5}(?![0-9A-Z])", re.ASCII)
_REFERENCE = re.compile(r"\b[A-Z]{2}\d{2}-[0-9A-Z]{5}\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene: its name, its steps, and the phones that are shown after it."""

    name: str
    play: Callable[[], Awaitable[None]]
    phones: tuple[str, ...]


class Story:
    """The scenes in order. Each raises ``NotSeen`` if a person misses an expected message."""

    def __init__(self, driver: ScenarioDriver) -> None:
        self.driver = driver
        self.reference = ""
        self.due_on = driver.sandbox.now().date()

    def scenes(self) -> list[Scene]:
        """All scenes."""
        return [
            Scene("people-join", self.people_join, ("bopha", "wang")),
            Scene("request-is-logged", self.request_is_logged, ("sokha", "li")),
            Scene("receipt", self.receipt_is_acknowledged, ("sokha", "li")),
            Scene("reminders-come", self.reminders_come, ("sokha", "li")),
            Scene("request-is-overdue", self.request_is_overdue, ("dara", "zhang")),
            Scene("answer-comes", self.answer_comes, ("sokha", "li")),
            Scene("correction", self.answer_is_corrected, ("sokha", "li")),
            Scene("request-is-closed", self.request_is_closed, ("sokha", "li")),
            Scene("refusal", self.second_request_is_refused, ("sokha", "zhang")),
            Scene("urgent", self.urgent_request_comes_at_night, ("sokha", "li")),
            Scene("emergency", self.emergency_is_agreed, ("dara", "zhang")),
            Scene("annual", self.annual_meeting_is_agreed, ("dara", "zhang")),
            Scene("plan", self.plan_is_agreed, ("dara", "zhang")),
            Scene("scorecard", self.scorecard_is_read, ("dara", "zhang")),
            Scene("left", self.something_is_left_to_do, ("sokha", "li")),
        ]

    async def people_join(self) -> None:
        """The people join: the administrators first, then the people whom they invite."""
        for name in self.driver.parts:
            await self.driver.join(name)

    async def request_is_logged(self) -> None:
        """Sokha logs a verification request for three persons, one of them a child."""
        self.reference = await log_verification(
            self.driver, "sokha", persons=3, children=1, letter="123/26 MoI"
        )
        self.driver["li"].sees_key("notice-log", reference=self.reference)

    async def receipt_is_acknowledged(self) -> None:
        """Li confirms receipt on the same day: the 30 days start."""
        await self.driver["li"].chooses("button-receive-today")
        await self.driver["li"].sends()
        self.driver["sokha"].sees_key("notice-receive", reference=self.reference)
        self.due_on = (self.driver.sandbox.now() + PERIOD).date()

    async def reminders_come(self) -> None:
        """The days pass, and Li is reminded repeatedly."""
        for days in REMINDERS:
            await self._turn_until("li", "todo-due", days=days)
            await self.driver.turn(UNTIL_MORNING)

    async def request_is_overdue(self) -> None:
        """The due date passes without an answer; in the morning both coordinators are notified."""
        await self._turn_until("li", "todo-overdue", days=1)
        await self.driver.turn(UNTIL_MORNING)

    async def answer_comes(self) -> None:
        """Li answers: two of three confirmed. The clock stops."""
        li = self.driver["li"]
        await li.says(f"/request {self.reference}")
        await li.chooses("button-answer")
        await li.chooses("result-partly-confirmed")
        await li.chooses("answer", value=2)
        await li.sends("公刑〔2026〕18号")
        self.driver["sokha"].sees_key("notice-answer", reference=self.reference)

    async def answer_is_corrected(self) -> None:
        """Li has taken the wrong number, and corrects the answer in the open."""
        li = self.driver["li"]
        await li.chooses("button-correct")
        await li.chooses("result-partly-confirmed")
        await li.chooses("answer", value=1)
        await li.sends("公刑〔2026〕19号")
        self.driver["sokha"].sees(f"✏️ {self.reference}")

    async def request_is_closed(self) -> None:
        """Sokha acknowledges the result: the request is closed."""
        await self.driver["sokha"].chooses("button-close")
        await self.driver["sokha"].sends()
        self.driver["li"].sees_key("notice-close", reference=self.reference)

    async def second_request_is_refused(self) -> None:
        """A second request: Li sends a refusal, Zhang approves it, Sokha closes the request."""
        sokha, li, zhang = (self.driver[name] for name in ("sokha", "li", "zhang"))
        reference = await log_verification(
            self.driver, "sokha", persons=1, children=0, letter="124/26 MoI"
        )
        await li.chooses("button-receive-today")
        await li.sends()
        await li.chooses("button-refuse")
        await li.chooses("agreement-ground-security")
        await li.chooses("button-continue")
        await li.says("公刑〔2026〕31号")
        await li.chooses("button-submit-act")
        await zhang.chooses("button-approve-act")
        await self.driver.turn(HOLD)
        sokha.sees_key("notice-refuse", reference=reference)
        await sokha.chooses("button-close")
        await sokha.sends()
        sokha.sees(sokha.words("recorded-step", action="close"), reference)

    async def urgent_request_comes_at_night(self) -> None:
        """Li is on duty: an urgent request of ten in the evening reaches Li alone, at once."""
        wang, li = self.driver["wang"], self.driver["li"]
        await wang.says(f"/duty {self._day(0)} 2")
        evening = self.driver.sandbox.now().replace(hour=15, minute=0)
        await self.driver.turn_to(evening)
        reference = await log_verification(
            self.driver, "sokha", persons=2, children=2, letter="125/26 MoI", urgency="urgent"
        )
        li.sees_key("notice-log", reference=reference)
        await li.chooses("button-receive-today")
        await li.sends()

    async def emergency_is_agreed(self) -> None:
        """Dara raises an emergency in three presses, and Zhang accepts it with one."""
        dara, zhang = self.driver["dara"], self.driver["zhang"]
        await dara.says("/emergency")
        await dara.chooses("occasion-at-risk")
        await dara.chooses("button-in-an-hour")
        await dara.sends()
        await zhang.chooses("button-accept-option", number=1)
        kind = dara.words("meeting-kind-emergency")
        dara.sees_key("notice-meeting-agreed", code=_code_of_meeting(zhang), kind=kind)

    async def annual_meeting_is_agreed(self) -> None:
        """On the next morning Zhang proposes the annual consultation, and Dara accepts it."""
        dara, zhang = self.driver["dara"], self.driver["zhang"]
        await self.driver.turn(NIGHT)
        await zhang.sends("/propose", "annual", f"{self._day(40)} 10:00", "北京", "CN")
        await dara.chooses("button-accept-option", number=1)
        await dara.sends()

    async def plan_is_agreed(self) -> None:
        """Dara proposes the plan of the Minutes, and Zhang agrees."""
        dara, zhang = self.driver["dara"], self.driver["zhang"]
        await dara.says("/plan")
        await dara.chooses("button-plan-import")
        await dara.sends()
        await zhang.chooses("button-approval-agree")
        await zhang.sends()
        await dara.says("/plan")
        dara.sees_key("plan-title", which="open", total=5)

    async def scorecard_is_read(self) -> None:
        """Both coordinators read the same scorecard of both Parties."""
        for each in (self.driver["dara"], self.driver["zhang"]):
            await each.says("/overview score")
            each.sees_key("scorecard-party", party=each.words("agreement-party-cn"))

    async def something_is_left_to_do(self) -> None:
        """A request that Sokha has not received yet is left, beside the urgent one that Li has not
        answered, the meeting and the plan.
        """
        await log_verification(self.driver, "li", persons=4, children=1, letter="公刑〔2026〕44号")

    def _day(self, ahead: int) -> str:
        return f"{(self.driver.sandbox.now() + timedelta(days=ahead)).date()}"

    async def _turn_until(self, name: str, key: str, *, days: int) -> None:
        """Let time pass until a person is told the due date of the first request."""
        player = self.driver[name]
        words = player.words(key, days=days, day=self.due_on)
        await self.driver.turn_until(lambda: player.has_seen(words))


def _code_of_meeting(player: ScenarioUser) -> str:
    found = _MEETING.search(player.card)
    if found is None:
        raise NotSeen(player.card)
    return found[0]


async def log_verification(
    driver: ScenarioDriver,
    name: str,
    *,
    persons: int,
    children: int,
    letter: str,
    channel: str = "police",
    urgency: str = "routine",
) -> str:
    """Let a person log a verification request by buttons and typing; returns its reference."""
    player = driver[name]
    await player.says("/new")
    await player.chooses("agreement-request-verification")
    await player.chooses(f"urgency-{urgency}")
    await player.chooses("answer", value=persons)
    await player.chooses("answer", value=children)
    await player.says(letter)
    await player.chooses("button-skip")
    await player.chooses(f"agreement-channel-{channel}")
    await player.sends()
    texts = [plain(each.text) for each in player.visible if each.from_bot]
    found = next(filter(None, map(_REFERENCE.search, reversed(texts))), None)
    if found is None:
        raise NotSeen(player.card)
    return found[0]
