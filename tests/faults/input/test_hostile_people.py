"""People of every role send anything: no error is logged, and all that is recorded was
allowed.
"""

import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.people import STAFF, AccountStatus, PersonId, Role
from liaison.core.transaction import People
from liaison.requests.model import Action, Kind, Letter, RequestDetails, Side, State
from liaison.requests.permissions import RULES
from liaison.requests.service import log
from storage.audit import AUDIT
from storage.notifications.rows import NOTICES
from storage.people.repository import PEOPLE
from storage.requests.rows import REQUESTS
from tests.faults.campaign import CampaignFigures, no_errors_logged, quick_or_long
from tests.faults.input.hostile_input import Hostile, UserAction
from tests.faults.outcome import unfinished
from tests.faults.scenario_driver import LocalDriver, folder_in, local_driver
from tests.fresh_databases import fresh
from tests.scenario import PARTS, Part, ScenarioUser, person_of

SEGMENT = 500
"""Deeds on one database; then a new one is made, as the sandbox searches all that it has seen."""
MAX_REQUESTS, MAX_NOTICES = 8, 20
NEW_REQUEST_EVERY = 25
TIME_PASSES_EVERY = 20
OUTSIDERS = ("stranger", "suspended", "removed", "wordless")
PERSON_ACTIONS = frozenset(
    {"person.suspended", "person.active", "person.removed", "person.role", "invite.made"}
)
FOLLOWS = frozenset({"notice.made", "notice.changed", "notice.settled", "invite.revoked"})
"""Recorded of what has just changed with a step."""
REACH = frozenset({"person.unreachable", "person.reachable"})
"""Recorded where Telegram says so, or a person writes again."""
HARMLESS_ACTIONS = frozenset({"invite.refused", "guard.blocked"})
Row = Mapping[str, Any]


@dataclass
class Watch:
    """Reads the audit record after each deed, and says whether what is new in it was allowed."""

    driver: LocalDriver
    seq: int = 0
    states: dict[str, str] = field(default_factory=dict)
    people: dict[int, Row] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)

    def look(self) -> None:
        """Read what is new."""
        with self.driver.state_reader._engine.connect() as connection:
            rows = connection.execute(select(AUDIT).where(AUDIT.c.seq > self.seq))
            self.new = [dict(row._mapping) for row in rows]
            self.seq = max([self.seq, *(row["seq"] for row in self.new)])
            requests = connection.execute(select(REQUESTS.c.reference, REQUESTS.c.state))
            self.states = {row.reference: row.state for row in requests}
            people = connection.execute(select(PEOPLE))
            self.people = {row.id: dict(row._mapping) for row in people}
            notices = connection.execute(select(NOTICES.c.code).order_by(NOTICES.c.made_at))
            self.notices = list(notices.scalars())

    def wrong(self, chat_id: int, *, idle: bool) -> list[str]:
        """Look, and say what was done that the owner of a chat may not do."""
        states, people = self.states, self.people
        self.look()
        actor = next((p for p in people.values() if p["chat_id"] == chat_id), None)
        found = [
            f"{row['action']} {row['subject']}"
            for row in self.new
            if row["action"] not in HARMLESS_ACTIONS
            and (actor is None or not self._allowed(row, actor, states, idle=idle))
        ]
        audited = {row["subject"] for row in self.new if row["action"] in PERSON_ACTIONS}
        found += [
            f"person {at} changed"
            for at in people
            if any(people[at][name] != self.people[at][name] for name in ("status", "role"))
            and str(at) not in audited
        ]
        return found + [f"left: {state}" for state in unfinished(self.driver.state_reader.states())]

    def _allowed(self, row: Row, actor: Row, states: Mapping[str, str], *, idle: bool) -> bool:
        """Whether the actor may do what an entry about people or requests says was done."""
        if row["action"] in FOLLOWS and row["person"] is None:
            return len(self.new) > 1
        who = (row["person"], row["party"], row["role"])
        own = (actor["id"], actor["party"], actor["role"])
        active = actor["status"] == AccountStatus.ACTIVE
        if row["action"] in REACH:
            by = (None, None, None) if row["action"] == "person.unreachable" else own
            return active and who == by and row["subject"] == str(actor["id"])
        if idle or not active or who != own:
            return False
        role = Role(actor["role"])
        if row["action"] in PERSON_ACTIONS:
            return role is Role.ADMIN
        if not row["action"].startswith("request."):
            return True
        verb = Action(row["action"].removeprefix("request."))
        if verb in (Action.LOG, Action.RECORD):
            return role in STAFF and row["subject"] not in states
        rule = RULES[verb]
        ours = row["subject"][:2] == actor["party"]
        side = Side.REQUESTING if ours else Side.REQUESTED
        state = State(states[row["subject"]])
        return rule.side in (None, side) and state in rule.states and role in rule.roles


async def act_at_random(folder: Path, *, deeds: int) -> CampaignFigures:
    """Let people do so many deeds, and judge each."""
    figures = CampaignFigures(name="hostile people")
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    try:
        for segment in range(0, deeds, SEGMENT):
            place, count = folder_in(folder, str(segment)), min(SEGMENT, deeds - segment)
            with no_errors_logged(figures):
                await _segment(place, figures, random.Random(figures.seed + segment), count)
    finally:
        logging.getLogger().removeHandler(errors)
    figures.expect(not errors.records, f"logged: {errors.records[:3]}")
    return figures


async def _segment(
    folder: Path, figures: CampaignFigures, chance: random.Random, deeds: int
) -> None:
    random_bytes = random.Random(chance.random()).randbytes
    async with local_driver(fresh(folder), *PARTS, random=random_bytes) as driver:
        outsiders = await _outsiders(driver)
        players = [*driver.players.values(), *outsiders]
        hostile = Hostile(chance, [])
        watch = Watch(driver)
        for number in range(deeds):
            if number % NEW_REQUEST_EVERY == 0:
                hostile.references.append(await _log(driver, chance))
                hostile.references = hostile.references[-MAX_REQUESTS:]
            if number % TIME_PASSES_EVERY == 0:
                await driver.turn(timedelta(minutes=chance.randrange(3_000)))
            await _come_back(driver)
            watch.look()
            hostile.notices = watch.notices[-MAX_NOTICES:]
            player = chance.choice(players)
            own = [player] if chance.random() < 0.7 else players
            deed = hostile.deed(own)
            figures.runs += 1
            wrong = await _done(driver, player, deed, watch)
            figures.doubled += bool(wrong)
            if wrong:
                figures.wrong.append(f"{number}: {player.part.name} {deed.shown}: {wrong}")
                return


async def _done(
    driver: LocalDriver, player: ScenarioUser, deed: UserAction, watch: Watch
) -> list[str]:
    """Do a deed and say what went wrong."""
    deed.do(player.phone)
    await driver.settle()
    return watch.wrong(player.phone.user_id, idle=deed.idle)


class _Errors(logging.Handler):
    """Keeps what libraries log as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.records.append(f"{record.name}: {record.getMessage()}")


async def _outsiders(driver: LocalDriver) -> list[ScenarioUser]:
    """A stranger, and people who may not act (any more), all with names of the worst kind."""
    made = []
    for name in OUTSIDERS:
        part = Part(name=name, party="KH", role=Role.COORDINATOR, language="en", agency="x")
        phone = driver.sandbox.user(first_name=f"<b>\u202e{name}&", language_code="en")
        made.append(ScenarioUser(driver, part, phone, "en"))
    for player in made[1:]:
        async with driver.app.database.transaction() as tx:
            person = await tx.of(People).add(
                party=PartyCode("KH"),
                role=Role.COORDINATOR,
                agency="x",
                name=player.phone.user.first_name,
                address=Address(player.phone.user_id),
                at=tx.now,
            )
            if player.part.name != "wordless":
                await tx.of(People).change(person.id, language="en")
                await tx.of(People).change(person.id, status=AccountStatus(player.part.name))
    for player in made:
        player.phone.start()
    await driver.settle()
    return made


async def _come_back(driver: LocalDriver) -> None:
    """Undo what administrators have done to the access and the roles of the people."""
    roles = {player.phone.user_id: Role(player.part.role) for player in driver.players.values()}
    with driver.state_reader._engine.connect() as connection:
        rows = connection.execute(select(PEOPLE).where(PEOPLE.c.chat_id.in_(roles))).all()
    out = [row.id for row in rows if row.status != AccountStatus.ACTIVE]
    changed = [row for row in rows if row.role != roles[row.chat_id]]
    if out or changed:
        async with driver.app.database.transaction() as tx:
            for each in out:
                await tx.of(People).change(PersonId(each), status=AccountStatus.ACTIVE)
            for row in changed:
                await tx.of(People).change(PersonId(row.id), role=roles[row.chat_id])


async def _log(driver: LocalDriver, chance: random.Random) -> str:
    """A new request of some kind, from either Party."""
    player = driver[chance.choice(("sokha", "li", "dara", "zhang"))]
    async with driver.app.database.transaction() as tx:
        person = await person_of(tx, player)
        kind = Kind.VERIFICATION if chance.random() < 0.7 else Kind.INFORMATION
        needed = None if kind is Kind.VERIFICATION else tx.now.date() + timedelta(days=20)
        details = RequestDetails(
            kind=kind, urgent=False, persons=3, children=1, letter=Letter(), needed_by=needed
        )
        request = await log(tx, person, details)
    await driver.settle()
    return request.reference


@quick_or_long("deeds", 80, 5_000)
async def test_whatever_people_send_only_allowed_steps_are_done(folder: Path, deeds: int) -> None:
    (await act_at_random(folder, deeds=deeds)).close()
