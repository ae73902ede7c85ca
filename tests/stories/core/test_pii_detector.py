"""What must not be here: it is refused, taken off the chat, and kept nowhere."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import crash
from liaison.core.channels import Address
from liaison.core.transaction import Conversations, People
from sandbox.users import actions
from storage.audit import AUDIT
from storage.database import Database
from storage.migrations.tables import METADATA
from storage.queues.inbox import INBOX
from tests.registered import PERMISSIONS
from tests.scenario import HOLD, PARTS, ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.meetings.test_agendas import agreed
from tests.stories.prepared_state import reference_of

WARNED = (
    "The bot did not keep it and is deleting it from this chat, but it has already reached "
    "Telegram."
)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
IDENTITY = "11010119900307803X"
"""An invented number with the right check."""
MAIL = "somebody@ministry.example"
BETWEEN = r"(?:\\[xu]\w+|\W){0,2}"
"""What may separate two parts of a number, as ``repr`` writes it."""
PHOTO = {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]}


async def kept(service: ScenarioDriver) -> str:
    """Whatever the database holds, in every table, and the conversations as they are read.

    An update is removed in the transaction that answered it: no payload is left.
    """
    found = []
    async with service.app.database.transaction() as tx:
        for table in METADATA.sorted_tables:
            found += [repr(tuple(row)) for row in await tx._sql.run(select(table))]
        heard = await tx._sql.run(select(INBOX.c.payload))
        assert {row.payload for row in heard} <= {None}
        for player in service.players.values():
            found.append(repr(await tx.of(Conversations).get(Address(player.phone.user_id))))
    return "\n".join(found)


async def blocked(database: Database) -> list[tuple[str, str]]:
    """What the audit record tells of the guard."""
    async with database.transaction() as tx:
        rows = await tx._sql.run(select(AUDIT).where(AUDIT.c.action == "guard.blocked"))
        return [(row.subject, row.facts) for row in rows]


def gone(player: ScenarioUser, words: str) -> bool:
    """Whether the newest message with these words was taken off the chat."""
    said = [m for m in player.phone.transcript if not m.from_bot and words in m.text]
    return bool(said) and said[-1].deleted


async def stopped(
    service: ScenarioDriver, player: ScenarioUser, words: str, kind: str, secret: str
) -> None:
    """Say something, and see that it is refused as of that kind and leaves no trace.

    A blank in the secret matches whatever was typed there. The secret is long enough that no time,
    code or digest holds it by chance.
    """
    assert f"Your message seems to contain {kind}." in await player.says(words)
    assert WARNED in player.card
    assert gone(player, words)
    assert len(secret) >= 8
    trace = re.compile(BETWEEN.join(map(re.escape, secret.split())))
    assert trace.search(await kept(service)) is None


async def test_what_looks_like_a_persons_is_taken_off_the_chat_and_kept_nowhere(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    for words, kind, secret in (
        (IDENTITY, "a Chinese resident identity number", IDENTITY),
        (IDENTITY.translate(WIDE), "a Chinese resident identity number", IDENTITY.translate(WIDE)),
        (
            f"លេខ {IDENTITY.translate(KHMER)}",
            "a Chinese resident identity number",
            IDENTITY.translate(KHMER),
        ),
        ("passport N0123456", "a passport number", "N0123456"),
        ("210123456(01)", "the number of an identity document", "210123456"),
        ("/request 012 345 678", "a telephone number", "012 345 678"),
        ("/frobnicate dara@mail.example", "an e-mail address", "dara@mail.example"),
        ("born 7 March 2015", "a date of birth", "7 March 2015"),
        ("/receive KH26-7F3K9 1990-03-07", "a date of birth", "1990-03-07"),
        ("农历1990年三月初七", "a date of birth", "农历1990年三月初七"),
        ("ថ្ងៃ៧កើត ខែចេត្រ ឆ្នាំមមី", "a date of birth", "ថ្ងៃ៧កើត ខែចេត្រ ឆ្នាំមមី"),
        ("she was born in '90", "a date of birth", "born in '90"),
    ):
        await stopped(service, sokha, words, kind, secret)


async def test_the_audit_record_tells_the_kind_and_nothing_else(service: ScenarioDriver) -> None:
    await service["sokha"].says(f"identity {IDENTITY}")
    assert [facts for _, facts in await blocked(service.app.database)] == [
        '{"kind":"resident_number"}'
    ]


async def test_the_question_of_a_draft_stays_open_and_the_next_answer_goes_on(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/new")
    await sokha.presses("Identity check", "urgent")
    await sokha.says("12", "4")
    await stopped(service, sokha, "012 345 678", "a telephone number", "012 345 678")
    assert "Step 6" in await sokha.says("123/26 MoI")


async def test_a_telephone_in_the_title_of_an_item_is_seen_and_the_next_title_is_taken(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await sokha.says(f"/agenda {code} add", "call 012 345 678")
    assert "Your message seems to contain a telephone number." in sokha.card
    assert gone(sokha, "012 345 678")
    assert "012 345 678" not in await kept(service)
    assert "Item 1 is on the agenda." in await sokha.sends("The form")


async def test_a_number_is_detected_whatever_separates_its_digits(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await dara.says("/difference open")
    for between in ("  ", "\u00a0", "\u2028", ", ", "\u17b4"):
        words = between.join(("1234", "5678", "9"))
        await stopped(service, dara, words, "the number of an identity document", "1234 5678 9")


async def test_an_address_is_taken_where_it_is_asked_for_and_nowhere_else(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    assert "seems to contain" not in await sokha.says("/email sokha@ministry.example")
    await sokha.says("/email 012345678@ministry.example 012 345 679")
    assert "seems to contain a telephone number" in sokha.card
    assert gone(sokha, "012 345 679")
    assert [facts for _, facts in await blocked(service.app.database)] == ['{"kind":"phone"}']


async def test_behind_no_other_command_an_address_is_taken(service: ScenarioDriver) -> None:
    others = sorted(PERMISSIONS.keys() - {"email"})
    for name in others:
        service["sokha"].phone.say(f"/{name} {MAIL}")
    await service.settle()
    assert len(await blocked(service.app.database)) == len(others)


async def test_the_text_of_a_note_or_an_item_has_no_address(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await log_verification(service, "sokha", persons=1, children=0, letter="7/26")
    await sokha.says(f"/note {reference_of(service)} add note")
    await stopped(service, sokha, MAIL, "an e-mail address", MAIL)
    code = await agreed(service, start=at(3, 5, 2))
    await sokha.says(f"/agenda {code} add")
    await stopped(service, sokha, MAIL, "an e-mail address", MAIL)


async def test_what_an_edit_brings_in_is_taken_off_too(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    sokha.phone.edit(f"/menu {IDENTITY}")
    await service.settle()
    sokha.sees("Your message seems to contain a Chinese resident identity number.")
    assert gone(sokha, IDENTITY)
    assert IDENTITY not in await kept(service)


@pytest.mark.parametrize("fields", [{"text": IDENTITY}, PHOTO], ids=["number", "photo"])
async def test_what_an_edit_brings_in_goes_whichever_person_wrote_it(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, fields: dict[str, Any]
) -> None:
    await service["wang"].says("/people")
    await service["wang"].presses("Li", "Suspend", "Yes, suspend")
    for player in (sokha, li):
        await player.says("/menu")
        said = next(m for m in reversed(player.phone.messages) if not m.from_bot)
        assert not said.deleted
        actions.edit(player.phone._store, player.phone.bot, said, fields)
        await service.settle()
        assert said.deleted
    assert IDENTITY not in await kept(service)


async def test_what_comes_by_another_bot_is_looked_at_too(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    sokha.phone.say(IDENTITY, via_bot=True)
    await service.settle()
    assert gone(sokha, IDENTITY)
    assert IDENTITY not in await kept(service)


async def test_a_forwarded_text_is_looked_at_before_it_is_refused(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    sokha.phone.forward(f"her number: {IDENTITY}")
    await service.settle()
    sokha.sees("Your message seems to contain a Chinese resident identity number.")
    assert gone(sokha, IDENTITY)


async def test_the_day_of_an_old_letter_is_an_answer_where_a_day_is_asked_for(
    sokha: ScenarioUser,
) -> None:
    await sokha.says("/new", "verification", "routine", "1", "0", "5 March 2019")
    sokha.sees("Your message seems to contain a date of birth.")
    await sokha.says("9/19", "born 5 March 2019")
    sokha.sees("Your message seems to contain a date of birth.")
    assert "Through which channel does the letter go?" in await sokha.says("5 March 1985")
    assert "Date of the letter: 5 March 1985" in await sokha.says("-")


async def test_an_old_day_beside_the_number_of_its_letter_is_taken_in_one_line(
    sokha: ScenarioUser,
    dara: ScenarioUser,
    li: ScenarioUser,
    wang: ScenarioUser,
) -> None:
    for player, line, taken in (
        (sokha, "/new verification 3 1 123/19 2019-03-05 police routine", "Letter: 123/19"),
        (sokha, "/new verification 3 1 9/19 MoI 2019-03-05 police routine", "letter: 5 March 2019"),
        (li, "新请求，核查身份，一般，4人 公刑〔2019〕18号，2名儿童，2019年3月5日", "channel"),
        (wang, "/appoint 2 2019-03-05 MPS 12/19", "Since: 5 March 2019"),
        (
            dara,
            "/disclose cases unodc statistics status 2026-06-30 2019-03-01 55/19 MPS",
            "letter: 1 March 2019",
        ),
        (dara, "/terminate KH 2019-03-01 18/26 MFA", "Give a date from "),
    ):
        await player.says("/cancel")
        assert taken in await player.says(line), line
        await player.says("/cancel")
    await sokha.says("/new", "verification", "routine", "1", "0", "9/19 MoI of 5 March 2019")
    await sokha.presses("Police channel")
    assert "Letter: 9/19 MoI\nDate of the letter: 5 March 2019" in sokha.card


async def test_the_date_of_a_law_is_kept_and_that_of_a_person_beside_it_is_not(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    law = "Law on Suppression of Human Trafficking, 15 February 2008"
    await sokha.says(f"/agenda {code} add")
    person = "Sok Dara, 3 May 1999"
    await stopped(service, sokha, f"{law}, {person}", "a date of birth", person)
    assert "Item 1 is on the agenda." in await sokha.sends(law)


async def test_a_letter_excuses_no_date_of_birth(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    for words, secret in (
        ("9/19 MoI, born 5 March 2019", "5 March 2019"),
        ("born in Kampot; letter 9/19 MoI, 5 March 2019", "5 March 2019"),
        ("9/19 MoI, girl 5 March 2019", "5 March 2019"),
        ("9/19 MoI, Sok Dara 5 March 2019", "5 March 2019"),
        ("公刑〔2019〕18号，女孩，2019年3月5日", "2019年3月5日"),
        ("9/26 MoI, 2019-03-05", "2019-03-05"),
        ("/new verification 1 1 9/26 MoI 2019-03-05", "2019-03-05"),
        ("9/12 MoI of 5 March 2012", "5 March 2012"),
        ("2019-03-05", "2019-03-05"),
        ("/terminate KH 2019-03-05", "2019-03-05"),
    ):
        await stopped(service, sokha, words, "a date of birth", secret)


async def test_an_old_day_called_that_of_a_letter_is_kept_and_else_it_is_said_how_to_call_it(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=3, children=1, letter="123/26 MoI")
    await service.turn(HOLD)
    await li.says(f"/receive {reference} today", "send")
    refused, hint = "seems to contain a date of birth", "write “letter date” before it"
    for typed in (
        "公函日期2019年3月6日",
        "公函日期错了，应为2019年3月6日",
        "the letter date is wrong, it is 6 March 2019",
    ):
        assert refused not in await li.says(typed), typed
    for typed in (
        "2019年3月6日",
        "公函日期2015年3月6日",
        "公函日期王小红2019年3月6日",
        "date of the letter, girl 6 March 2019",
        "កាលបរិច្ឆេទ ថ្ងៃទី០៦ ខែមីនា ឆ្នាំ២០១៩",
    ):
        await li.says(typed)
        li.sees(refused, hint)
        assert "Take back" in li.buttons, typed
    assert hint not in await li.says("012 345 678")
    assert "Please check." in await li.presses("Take back")


@pytest.mark.parametrize("shown", [False, True], ids=["forged", "shown"])
async def test_what_a_press_carries_is_no_way_around(
    service: ScenarioDriver, dara: ScenarioUser, bopha: ScenarioUser, *, shown: bool
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    words = "N0123456" if shown else "the form of letters"
    for who, line in (
        (dara, f"agenda {code} add call"),
        (dara, "difference open"),
        (bopha, "holidays add 2026-05-05"),
        (bopha, "invite focal_person"),
    ):
        await who.says("/menu")
        pressed = len(who.toasts)
        (who.phone.press_shown if shown else who.phone.press_data)(f"{line} {words}")
        await service.settle()
        assert len(who.toasts) == pressed + 1
        assert who.toasts[-1].startswith("This button is no longer valid.")
        assert words not in await kept(service)


async def test_what_is_given_up_leaves_the_chat_and_is_kept_nowhere(
    service: ScenarioDriver, sokha: ScenarioUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(point: str) -> None:
        if point == "dispatch.before_commit":
            raise RuntimeError(point)

    with monkeypatch.context() as patch:
        patch.setattr(crash.CRASH, "hook", broken)
        sokha.phone.say("/help")
        sokha.phone.say(IDENTITY)
        for _ in range(18):
            await service.app.ingest.drain()
            await service.app.dispatcher.drain()
            service.sandbox.turn(timedelta(minutes=6))
    await service.settle()
    async with service.app.database.transaction() as tx:
        dead = select(INBOX.c.payload).where(INBOX.c.state == "dead").order_by(INBOX.c.id)
        found = await tx._sql.run(dead)
        assert [row.payload is None for row in found] == [False, True]
    assert gone(sokha, IDENTITY)
    assert not gone(sokha, "/help")
    await service.turn(timedelta(hours=25))
    assert gone(sokha, "/help")


async def test_an_invitation_is_no_way_around(driver: ScenarioDriver) -> None:
    for words in (f"/start {IDENTITY}", "/start 110101199003078030000000"):
        stranger = driver.stranger("Stranger")
        await stranger.says(words)
        assert gone(stranger, words)
    assert IDENTITY not in await kept(driver)


async def test_an_invitation_that_is_forwarded_lets_no_one_in(driver: ScenarioDriver) -> None:
    await driver.gather("bopha", subtitled=True)
    token = await driver.invited(driver["bopha"], PARTS["sokha"])
    stranger = driver.stranger("Stranger")
    stranger.phone.forward(f"/start {token}")
    await driver.settle()
    stranger.sees("for appointed people only")
    async with driver.app.database.transaction() as tx:
        assert await tx.of(People).by_address(Address(stranger.phone.user_id)) is None


async def test_a_person_who_has_joined_types_no_number_behind_start(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    words = "/start 110101199003078030000000"
    await stopped(service, sokha, words, "the number of an identity document", words)


async def test_a_name_has_letters_and_no_number_of_a_person(driver: ScenarioDriver) -> None:
    await driver.gather("bopha", subtitled=True)
    token = await driver.invited(driver["bopha"], PARTS["sokha"])
    for name in ("Sokha 012 345 678 N0123456", "—", "🙂"):
        nameless = driver.stranger(name)
        assert "Set a name with letters" in await nameless.says(f"/start {token}")
    named = driver.stranger("Sokha")
    assert "administrator" in await named.says(f"/start {token}")
    everything = await kept(driver)
    assert "012 345 678" not in everything
    assert "N0123456" not in everything
