"""At each question of each command: what it refuses changes nothing, and is answered in a sentence
that quotes it, above the question and its buttons; a second time it is answered with more.
"""

from collections.abc import AsyncIterator

import pytest

from handlers.input.command_router import CommandHandler
from liaison.core.channels import Address
from liaison.core.errors import MAX_QUOTE
from liaison.core.people import Role
from liaison.core.transaction import Conversations, ConversationState
from tests.registered import REGISTRY, allowed
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.core.test_bad_input import facts
from tests.stories.prepared_state import received

BEGINS_WITH = "one_request"
WRONG = "😀" * 61
"""No value, and longer than any name."""
QUOTED = f"“{WRONG[:MAX_QUOTE]}…”: "
UNQUOTED = {"lostword", "note"}
"""The commands whose errors do not quote the answer."""
OF_ACCOUNT = {"language", "lost", "pin"}
LEAVES = {"button-back", "button-cancel", "button-menu", "button-skip", "button-sure"}
STEPS = 8


async def stored(service: ScenarioDriver, player: ScenarioUser) -> ConversationState:
    """What the service remembers of a conversation."""
    async with service.app.database.transaction() as tx:
        return await tx.of(Conversations).get(Address(player.phone.user_id))


async def questions(service: ScenarioDriver, player: ScenarioUser, name: str) -> AsyncIterator[str]:
    """What a command asks until its check, where each answer is the first that is offered."""
    await player.says(f"/{name}")
    seen = set[str]()
    for _ in range(STEPS):
        now = await stored(service, player)
        asked = player.card.rsplit("\n\n", 1)[-1]
        if asked in seen or now.asks_for_pin or any(each.sends for each in now.offered):
            return
        if now.state is not None:
            seen.add(asked)
            yield asked
        answers = [each.command for each in now.offered if each.label.key not in LEAVES]
        if not answers or (now.state is None and not answers[0].startswith(f"{name} ")):
            return
        player.phone.press_data(answers[0])
        await service.settle()


@pytest.mark.parametrize(("who", "least"), [("sokha", 30), ("zhang", 40), ("wang", 20)])
async def test_what_a_question_refuses_is_quoted_above_it_and_changes_nothing(
    service: ScenarioDriver, monkeypatch: pytest.MonkeyPatch, who: str, least: int
) -> None:
    await received(service)
    now = service.sandbox.clock._base()  # the clock stands, as timers would change records, too
    monkeypatch.setattr(service.sandbox.clock, "_base", lambda: now)
    player, count = service[who], 0
    commands = {str(each) for each in REGISTRY.all(CommandHandler)} - OF_ACCOUNT
    for name in sorted(each for each in commands if allowed(each, Role(player.part.role))):
        async for asked in questions(service, player, name):
            before, told, quotes = await facts(service), [], name not in UNQUOTED
            for _ in range(2):
                told.append(await player.says(WRONG))
                assert told[-1].startswith(QUOTED) is quotes, told[-1]
                assert asked in told[-1], name
            assert len(told[1]) > len(told[0]) or not quotes, name
            assert await facts(service) == before, name
            count += 1
        await player.says("/cancel")
    assert count >= least


async def test_what_a_typed_answer_leads_to_is_the_newest_message(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says(f"/receive {reference}")
    await sokha.sends(f"/withdraw {reference} settled -")
    li.sees(f"{reference}: Cambodia has withdrawn the request.")
    await li.says("today")
    assert li.card.startswith(f"This cannot be done with {reference} now. Nothing was changed.")
