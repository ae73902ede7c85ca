"""A person acts on a page as in the chat, in one conversation, and loses it with the access."""

from collections.abc import Sequence
from typing import Any

from liaison.core.cards import Card
from liaison.core.channels import FIRST_NEWCOMER, Address
from liaison.core.people import Role
from liaison.pages.repository import PageMessages
from liaison.pages.rules import page_address
from liaison.pending_acts.model import HOLD
from tests.scenario import Part, ScenarioDriver, ScenarioUser, code_in, person_of
from tests.stories.redactions.test_redactions import NAME, logged, places, taken_out
from tests.unit.samples import CN

BEGINS_WITH = "one_request"
PAGE = Address(FIRST_NEWCOMER)


def typed_on(page: Address, words: str) -> dict[str, Any]:
    """An update for what is typed on a page."""
    sender = {"id": page, "is_bot": False, "first_name": "He"}
    chat = {"id": page, "type": "private"}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": words}
    return {"update_id": 0, "message": message}


async def address_of(service: ScenarioDriver, user: ScenarioUser) -> Address:
    async with service.app.database.transaction() as tx:
        return page_address(await person_of(tx, user))


async def says_on(service: ScenarioDriver, page: Address, *words: str) -> str:
    """Type on a page, text after text: the keys of what it shows at the end."""
    for each in words:
        await service.app.dispatcher.answer(page, typed_on(page, each))
    await service.settle()
    return str((await cards_of(service, page))[-1].lines)


async def cards_of(service: ScenarioDriver, page: Address) -> Sequence[Card]:
    async with service.app.database.transaction() as tx:
        return [each.card for each in await tx.of(PageMessages).of(page)]


async def test_what_was_begun_in_the_chat_is_ended_on_the_page(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser, reference: str
) -> None:
    await zhang.says(f"/receive {reference} today")
    assert reference in await says_on(service, await address_of(service, zhang), "send")
    await service.turn(HOLD)
    assert "Received on 2 March." in await sokha.says(f"/request {reference}")


async def test_a_person_without_telegram_joins_acts_and_is_told_on_the_page(
    service: ScenarioDriver, sokha: ScenarioUser, wang: ScenarioUser, reference: str
) -> None:
    part = Part(name="He", party=CN, role=Role.COORDINATOR, language="en", agency="MPS")
    await says_on(service, PAGE, f"/start {await service.invited(wang, part)}")
    await wang.chooses("button-invitation-yes")
    await says_on(service, PAGE, "/language en", f"/receive {reference} today", "yes")
    await service.turn(HOLD)
    assert "Received on 2 March." in await sokha.says(f"/request {reference}")
    await wang.says("/role He focal_person ok")
    assert any("role-changed" in str(each) for each in await cards_of(service, PAGE))


async def test_a_page_is_cleared_with_the_access_and_with_the_role(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser, reference: str
) -> None:
    page = await address_of(service, sokha)
    assert reference in await says_on(service, page, f"/request {reference}")
    await bopha.says("/role Sokha coordinator ok")
    assert await cards_of(service, page) == []
    await says_on(service, page, f"/request {reference}")
    await bopha.says("/suspend Sokha ok")
    assert await cards_of(service, page) == []


async def test_a_text_that_is_taken_out_is_on_no_page(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await zhang.sends(f"/receive {reference} today")
    await says_on(service, await address_of(service, zhang), f"/request {reference}")
    await says_on(service, await address_of(service, dara), f"/request {reference} history")
    assert "page_messages" in await places(service, NAME)
    await zhang.says(f"/redact {reference}")
    await zhang.presses("Text 1")
    await zhang.sends()
    await dara.sends(f"/approval {code_in(zhang.card, 'K')} agree")
    await taken_out(service)
    assert await places(service, NAME) == []
    assert await cards_of(service, await address_of(service, zhang)) == []
