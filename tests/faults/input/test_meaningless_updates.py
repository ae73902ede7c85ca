"""Updates that mean nothing fail nowhere and change nothing, however many there are.

They are put into the inbox without Telegram, and what would be sent is dropped, to be quick.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from liaison.core.people import AccountStatus
from liaison.core.repository import People
from storage.migrations.migrate import fresh
from storage.notifications.chat_messages import CHAT_MESSAGES
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import OUTBOX
from storage.tables import TABLES
from tests.faults.campaign import CampaignFigures, quick_or_long
from tests.faults.input.hostile_input import ANSWERS, Hostile
from tests.scenario import PARTS, ScenarioDriver, log_verification, open_driver

AT_ONCE = 200
UNREADABLE = 0.02
MAY_CHANGE = frozenset(
    {"inbox", "outbox", "chat_messages", "timers", "timestamps", "audit", "invite_attempts",
     "notices", "notice_recipients", "encryption_keys", "leases"}
)  # fmt: skip
"""The tables in which an update that means nothing may leave something."""
FREE = {"people": {"seen_on"}}
ODD: tuple[Any, ...] = (None, True, -1, 0, 2**63, 1.5, "", "x", [], {}, [[]], {"id": 1})


async def receive_many(folder: Path, *, count: int) -> CampaignFigures:
    """Let so many updates come, and compare the tables before and after."""
    figures = CampaignFigures(name="updates that mean nothing")
    chance = random.Random(figures.seed)
    ended: Counter[str] = Counter()
    async with open_driver(database_url=fresh(folder)) as driver:
        await driver.gather(*PARTS, language="en")
        reference = await log_verification(
            driver, "sokha", persons=3, children=1, letter="123/26 MoI"
        )
        outsiders = await _outsiders(driver)
        members = [driver[name].phone.user_id for name in ("sokha", "dara", "zhang", "wang")]
        hostile = Hostile(chance, [reference])
        await _cleared(driver)
        before = await kept(driver)
        while figures.runs < count:
            drawn = [
                _numbered(figures.runs + place, _draw(chance, hostile, members, outsiders))
                for place in range(min(AT_ONCE, count - figures.runs))
            ]
            figures.runs += len(drawn)
            await driver.app.ingest.receive(drawn)
            await driver.app.dispatch.drain()
            ended += await _cleared(driver)
        after = await kept(driver)
    figures.lost = figures.runs - ended.total()
    figures.expect(set(ended) == {"done", "dead unreadable"}, f"they ended as {dict(ended)}")
    changed = [name for name in before if before[name] != after[name]]
    figures.expect(not changed, f"changed: {changed}")
    return figures


async def _outsiders(driver: ScenarioDriver) -> list[int]:
    """A stranger, and a coordinator who may not act (any more)."""
    async with driver.app.database.transaction() as tx:
        for name, status in (("li", AccountStatus.SUSPENDED), ("bopha", AccountStatus.REMOVED)):
            person = await tx.of(People).by_chat(driver[name].phone.user_id)
            if person is None:
                raise LookupError(name)
            await tx.of(People).set_status(person.id, status)
    stranger = driver.sandbox.user(first_name="Somebody")
    return [stranger.user_id, *(driver[name].phone.user_id for name in ("li", "bopha"))]


async def kept(driver: ScenarioDriver) -> dict[str, list[Any]]:
    """All tables but those that may change."""
    found = {}
    async with driver.app.database.transaction() as tx:
        for table in TABLES:
            if table.name in MAY_CHANGE:
                continue
            columns = [each for each in table.c if each.name not in FREE.get(table.name, ())]
            rows = await tx._sql.run(select(*columns))
            found[table.name] = sorted(map(repr, rows))
    return found


async def _cleared(driver: ScenarioDriver) -> Counter[str]:
    """How the updates ended; they and what they would have said are dropped."""
    async with driver.app.database.transaction() as tx:
        ended = await tx._sql.run(select(INBOX.c.state, INBOX.c.error))
        counted = Counter(" ".join(map(str, filter(None, row))) for row in ended)
        for table in (INBOX, OUTBOX, CHAT_MESSAGES):
            await tx._sql.run(delete(table))
    return counted


def _numbered(number: int, update: dict[str, Any]) -> dict[str, Any]:
    return {**update, "update_id": 1_000_000 + number}


def _draw(
    chance: random.Random, hostile: Hostile, members: list[int], outsiders: list[int]
) -> dict[str, Any]:
    draw = chance.random()
    if draw < UNREADABLE:
        return _mangled(chance, _typed(chance.choice(members), "x"))
    if draw < 0.5:
        return _from_outside(chance, hostile, chance.choice(outsiders))
    return _from_inside(chance, hostile, chance.choice(members))


def _from_outside(chance: random.Random, hostile: Hostile, chat: int) -> dict[str, Any]:
    """Anything, from a person who may do nothing."""
    draw = chance.random()
    if draw < 0.3:
        return _pressed(chat, chance.choice((hostile.line(seen=True), hostile.whole_line()))[:64])
    if draw < 0.7:
        return _typed(chat, "/" + chance.choice((hostile.line(), hostile.whole_line())))
    return _typed(chat, chance.choice((hostile.words(), chance.choice(ANSWERS))) or "x")


def _from_inside(chance: random.Random, hostile: Hostile, chat: int) -> dict[str, Any]:
    """What means nothing, from a person who may act."""
    draw = chance.random()
    if draw < 0.4:
        return _pressed(chat, hostile.rubbish())
    if draw < 0.6:
        return _typed(chat, f"/nonsense{chance.randrange(99)} {hostile.words()}")
    words = hostile.words() or "x"
    whole = "/" + hostile.whole_line()
    if draw < 0.7:
        return {"edited_message": _typed(chat, whole)["message"]}
    if draw < 0.8:
        forwarded = {"type": "hidden_user", "sender_user_name": words[:60] or "x", "date": 1}
        return _with(_typed(chat, whole), forward_origin=forwarded)
    if draw < 0.85:
        robot = {"id": 9, "is_bot": True, "first_name": "bot", "username": "a_bot"}
        return _with(_typed(chat, whole), via_bot=robot)
    if draw < 0.9:
        group = {"id": -100_123 - chance.randrange(9), "type": "supergroup", "title": words[:60]}
        return _with(_typed(chat, whole), chat=group)
    photo = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]
    update = _with(_typed(chat, ""), photo=photo, caption=whole)
    del update["message"]["text"]
    return update


def _typed(chat: int, text: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "x"}
    place = {"id": chat, "type": "private", "first_name": "x"}
    return {
        "message": {
            "message_id": 7, "date": 1_772_400_000, "chat": place, "from": person, "text": text,
        }
    }  # fmt: skip


def _with(update: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"message": {**update["message"], **fields}}


def _pressed(chat: int, data: str) -> dict[str, Any]:
    shown = _typed(chat, "x")["message"]
    person = shown["from"]
    query = {"id": "1", "from": person, "chat_instance": "1", "message": shown, "data": data}
    return {"callback_query": query}


def _mangled(chance: random.Random, update: dict[str, Any]) -> dict[str, Any]:
    """An update with something in it that Telegram never sends."""
    place = chance.choice(list(_places(update)))
    parent = update
    for name in place[:-1]:
        parent = parent[name]
    if chance.random() < 0.3:
        del parent[place[-1]]
    else:
        parent[place[-1]] = chance.choice(ODD)
    return update


def _places(value: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, each in value.items():
        yield (name,)
        if isinstance(each, dict):
            yield from ((name, *rest) for rest in _places(each))


@quick_or_long("count", 400, 30_000)
async def test_updates_that_mean_nothing_change_nothing(folder: Path, count: int) -> None:
    (await receive_many(folder, count=count)).close()
