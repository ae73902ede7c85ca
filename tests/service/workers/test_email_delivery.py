"""What goes out of the outbox by e-mail: to whom, in which words, whatever either network does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels import email as email_channel
from liaison.core.cards import Button, card, text
from liaison.core.outbox import Message, Urgency
from liaison.core.people import Person, Role
from liaison.core.transaction import People
from liaison.notifications.email_service import mail_card, mail_message
from sandbox import Phone, Sandbox
from tests.service.channels.mail_server import HANGS, HANGS_UP, MailServer, open_post
from tests.service.conftest import Open, RunningService, news, seen, states

HERE = "sokha@interior.example"
REPEAT = "You may have received this message before. It is sent again to be sure."
WAITS = "The liaison bot has a message for you: KH26-7F3K9. Please open the chat with the bot."
MENU = card(text("command-menu"))


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    async with open_post() as opened:
        yield opened


@pytest.fixture
def options(post: MailServer) -> dict[str, Any]:
    return {"settings": post.settings}


async def with_address(service: RunningService, phone: Phone) -> Person:
    """A person whose e-mail address is known."""
    person = service.people[phone.user_id]
    await service.once(lambda tx: tx.of(People).change(person.id, email=HERE))
    return replace(person, email=HERE)


@pytest.fixture
async def person(service: RunningService, alice: Phone) -> Person:
    return await with_address(service, alice)


def mail(person: Person, key: str = "one", **changes: Any) -> Message:
    """The e-mail that something waits for a person."""
    news = Urgency.NOTIFICATION
    said = mail_message(person, mail_card("KH26-7F3K9"), key=key, precondition=None, urgency=news)
    return replace(said, **changes)


async def test_an_e_mail_has_neither_buttons_nor_markup(
    service: RunningService, person: Person, post: MailServer
) -> None:
    button = (Button(text("command-help"), "help"),)
    shown = card(text("mail-subject"), text("people-title", party="<KH> & Co"), rows=[button])
    await service.send(mail(person, card=shown))
    assert post.took[0].body == "People of <KH> & Co"


async def test_an_address_that_the_message_names_comes_before_the_persons_own(
    service: RunningService, person: Person, post: MailServer
) -> None:
    await service.send(mail(person, mail_address="new@interior.example"))
    assert [each.to for each in post.took] == ["new@interior.example"]


async def test_without_an_address_an_e_mail_is_superseded(
    service: RunningService, person: Person, post: MailServer
) -> None:
    await service.say(mail(person))
    await service.once(lambda tx: tx.of(People).change(person.id, email=None))
    await service.settle()
    assert await states(service) == [("superseded", "no-address")]
    assert post.took == []


async def test_an_e_mail_without_server_is_superseded(open_service: Open, alice: Phone) -> None:
    async with open_service() as service:
        await service.join(alice)
        person = await with_address(service, alice)
        await service.send(mail(person))
        assert await states(service) == [("superseded", "no-mail")]


async def test_a_chat_that_is_held_does_not_hold_e_mail(
    service: RunningService, person: Person, alice: Phone, sandbox: Sandbox, post: MailServer
) -> None:
    sandbox.faults.too_many(3_600, method="sendMessage")
    waiting = replace(news(alice, MENU), urgency=Urgency.REPLY)
    await service.send(waiting)
    await service.send(waiting, mail(person))
    found = sorted(str(state) for state, _ in await states(service))
    assert found == ["sent", "waiting", "waiting"]
    assert len(post.took) == 1


async def test_a_refused_token_does_not_hold_e_mail(
    service: RunningService, person: Person, alice: Phone, sandbox: Sandbox, post: MailServer
) -> None:
    sandbox.faults.error(401, "Unauthorized", times=None)
    await service.send(news(alice, MENU))
    await service.send(mail(person))
    assert ("sent", None) in await states(service)
    assert len(post.took) == 1
    assert seen(alice) == []


async def test_a_mail_server_that_hangs_holds_no_chat_and_takes_four_at_once(
    service: RunningService, person: Person, alice: Phone, post: MailServer
) -> None:
    post.to_data.extend([HANGS] * 10)
    await service.say(*(mail(person, key=str(number)) for number in range(10)))
    await service.say(news(alice, MENU))
    # Not until all is settled: the e-mails hang until the end of this test.
    async with asyncio.timeout(30):
        while not seen(alice) or post.at_once < 4:
            await service.app.sender._round()
            await asyncio.sleep(0)
    assert post.most_at_once == 4
    post.open.set()
    await service.settle()
    assert len(post.took) == 10
    assert post.most_at_once == 4


async def test_a_refused_address_is_given_up_with_an_alert(
    service: RunningService, person: Person, sandbox: Sandbox, post: MailServer
) -> None:
    ada = sandbox.user(first_name="Ada")
    await service.join(ada, role=Role.ADMIN, party="CN")
    post.to_rcpt.append("550 no such user")
    await service.send(mail(person))
    assert ("failed", "refused") in await states(service)
    assert await service.rows("audit", "action") == [("alert-no-mail",)]
    assert seen(ada)[0].startswith("⚠️ The mail server refused e-mail 1")
    assert post.took == []


async def test_a_service_that_cannot_keep_up_tells_administrators_by_e_mail_too(
    service: RunningService, alice: Phone, ada: Phone, post: MailServer
) -> None:
    await with_address(service, ada)
    alice.say("hello")
    await service.app.ingest.drain()
    await service.later(60)
    assert seen(ada) == []
    alice.say("hello again")
    await service.app.ingest.drain()
    await service.later(61)
    told = "could not be taken: 1. Answers and emergencies may come late."
    assert told in seen(ada)[0]
    [mailed] = post.took
    assert (mailed.to, told in mailed.body) == (HERE, True)
    assert service.app.probes.findings() == {"saturated": 1}
    await service.later(30)
    assert service.app.probes.findings() == {}
    service.app.checks.turned_away = lambda: 3
    await service.later(86_400)
    assert "could not be taken: 3." in seen(ada)[1]
    assert len(post.took) == 2


async def test_a_mail_server_that_is_down_is_asked_again_with_longer_pauses(
    open_service: Open, alice: Phone, post: MailServer
) -> None:
    async with open_service(settings=post.settings, random=bytes) as service:
        await service.join(alice)
        person = await with_address(service, alice)
        post.to_rcpt.extend(["451 later", HANGS_UP, "421 down"])
        await service.send(mail(person))
        for pause in (0.9, 0.1, 1.9, 0.1, 3.9):
            await service.later(pause)
            assert post.took == []
        await service.later(0.1)
        assert await states(service) == [("sent", None)]
    assert [each.body for each in post.took] == [WAITS]


async def test_silence_after_the_words_left_is_answered_with_one_marked_repeat(
    service: RunningService, person: Person, post: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(email_channel, "CALL_SECONDS", 0.3)
    post.to_data.append(HANGS)
    await service.send(mail(person))
    await service.later(14.9)
    assert [each.body for each in post.took] == [WAITS]
    await service.later(0.1)
    await service.later(3_600)
    assert await states(service) == [("sent", None)]
    assert [each.body for each in post.took] == [WAITS, f"{REPEAT}\n\n{WAITS}"]
    assert len({each.message["Message-ID"] for each in post.took}) == 1


async def test_a_message_is_sent_twice_at_most(
    service: RunningService, person: Person, post: MailServer
) -> None:
    post.to_data.extend([HANGS_UP] * 5)
    await service.say(mail(person))
    for _ in range(5):
        await service.later(60)
    assert await states(service) == [("failed", "unknown")]
    assert len(post.took) == 2


def test_the_card_of_an_e_mail_has_nothing_but_the_reference() -> None:
    values = [dict(line.values) for line in mail_card("KH26-7F3K9").lines]
    assert values == [{}, {"reference": "KH26-7F3K9"}]
    assert mail_card("KH26-7F3K9").rows == ()
