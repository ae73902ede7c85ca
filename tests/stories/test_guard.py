"""What must not be here: it is refused, taken off the chat, and kept nowhere."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import crash
from liaison.core.repository import Conversations, People
from liaison.people.rules import NAMELESS
from sandbox import Phone, talk
from storage.audit import AUDIT
from storage.database import Database
from storage.queues.inbox import INBOX
from storage.tables import METADATA
from tests.driver import PARTS, Cast, Player, log_verification
from tests.registry import PERMISSIONS
from tests.stories.company import reference_of
from tests.stories.test_agendas import agreed, at, put

pytestmark = pytest.mark.stories

WARNED = (
    "The desk kept nothing of it and is deleting it from this chat, but it has already reached "
    "Telegram."
)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
IDENTITY = "11010119900307803X"
"""An invented number with the right check."""
MAIL = "somebody@ministry.example"
BETWEEN = r"(?:\\[xu]\w+|\W){0,2}"
"""What may stand between two parts of a number, as ``repr`` writes it."""
PHOTO = {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]}


async def kept(desk: Cast) -> str:
    """Whatever the database holds, in every table, and the conversations as they are read.

    What was heard is removed in the transaction that answered it: no payload is left.
    """
    found = []
    async with desk.app.database.transaction() as tx:
        for table in METADATA.sorted_tables:
            found += [repr(tuple(row)) for row in await tx._sql.run(select(table))]
        heard = await tx._sql.run(select(INBOX.c.payload))
        assert {row.payload for row in heard} == {None}
        for player in desk.players.values():
            found.append(repr(await tx.of(Conversations).get(player.phone.user_id)))
    return "\n".join(found)


async def blocked(database: Database) -> list[tuple[str, str]]:
    """What the audit record tells of the guard."""
    async with database.transaction() as tx:
        rows = await tx._sql.run(select(AUDIT).where(AUDIT.c.action == "guard.blocked"))
        return [(row.subject, row.facts) for row in rows]


def gone(player: Player, words: str) -> bool:
    """Whether the newest message with these words was taken off the chat."""
    said = [m for m in player.phone.transcript if not m.from_bot and words in m.text]
    return bool(said) and said[-1].deleted


async def stopped(desk: Cast, player: Player, words: str, kind: str, secret: str) -> None:
    """Say something, and see that it is refused as of that kind and leaves no trace.

    A blank in the secret matches whatever was typed there. The secret is long enough that no time,
    code or digest holds it by chance.
    """
    await player.says(words)
    assert f"Your message seems to hold {kind}." in player.card
    assert WARNED in player.card
    assert gone(player, words)
    assert len(secret) >= 8
    trace = re.compile(BETWEEN.join(map(re.escape, secret.split())))
    assert trace.search(await kept(desk)) is None


@pytest.mark.parametrize(
    ("words", "kind", "secret"),
    [
        (IDENTITY, "a Chinese resident identity number", IDENTITY),
        (IDENTITY.translate(WIDE), "a Chinese resident identity number", IDENTITY.translate(WIDE)),
        (
            f"លេខ {IDENTITY.translate(KHMER)}",
            "a Chinese resident identity number",
            IDENTITY.translate(KHMER),
        ),
        ("passport N0123456", "a passport number", "N0123456"),
        ("210123456(01)", "the number of an identity document", "210123456"),
        ("/case 012 345 678", "a telephone number", "012 345 678"),
        ("/frobnicate dara@mail.example", "an e-mail address", "dara@mail.example"),
        ("born 7 March 2015", "a date of birth", "7 March 2015"),
        ("/receive KH26-7F3K9 1990-03-07", "a date of birth", "1990-03-07"),
    ],
)
async def test_what_looks_like_a_persons_is_taken_off_the_chat_and_kept_nowhere(
    desk: Cast, sokha: Player, words: str, kind: str, secret: str
) -> None:
    await stopped(desk, sokha, words, kind, secret)


async def test_the_audit_record_tells_the_kind_and_nothing_else(desk: Cast, sokha: Player) -> None:
    await sokha.says(f"identity {IDENTITY}")
    assert [facts for _, facts in await blocked(desk.app.database)] == [
        '{"kind":"resident_number"}'
    ]


async def test_the_question_of_a_draft_stays_open_and_the_next_answer_goes_on(
    desk: Cast, sokha: Player
) -> None:
    await sokha.says("/new")
    await sokha.presses("verification of nationality and identity")
    await sokha.presses("urgent")
    await sokha.says("12")
    await sokha.says("4")
    await stopped(desk, sokha, "012 345 678", "a telephone number", "012 345 678")
    await sokha.says("123/26 MoI")
    assert "Step 6 of 7" in sokha.card


async def test_a_telephone_in_the_title_of_an_item_is_seen_and_the_next_title_is_taken(
    desk: Cast, sokha: Player
) -> None:
    code = await agreed(desk, start=at(3, 5, 2))
    await put(sokha, code, "call 012 345 678")
    assert "Your message seems to hold a telephone number." in sokha.card
    assert gone(sokha, "012 345 678")
    assert "012 345 678" not in await kept(desk)
    await sokha.says("The form")
    assert "№ 1 is on the agenda." in sokha.card


@pytest.mark.parametrize("between", ["  ", "\u00a0", "\u2028", ", ", "\u17b4"], ids=ascii)
async def test_what_stands_between_digits_makes_no_note_of_a_number(
    desk: Cast, dara: Player, between: str
) -> None:
    await dara.says("/difference open")
    await stopped(
        desk,
        dara,
        between.join(("1234", "5678", "9")),
        "the number of an identity document",
        "1234 5678 9",
    )


async def test_an_address_is_taken_where_it_is_asked_for_and_nowhere_else(
    desk: Cast, sokha: Player
) -> None:
    await sokha.says("/email sokha@ministry.example")
    assert "seems to hold" not in sokha.card
    await sokha.says("/email 012345678@ministry.example 012 345 679")
    assert "seems to hold a telephone number" in sokha.card
    assert gone(sokha, "012 345 679")
    assert [facts for _, facts in await blocked(desk.app.database)] == ['{"kind":"phone"}']


async def test_behind_no_other_command_an_address_is_taken(desk: Cast, sokha: Player) -> None:
    others = sorted(PERMISSIONS.keys() - {"email"})
    for name in others:
        sokha.phone.say(f"/{name} {MAIL}")
    await desk.settle()
    assert len(await blocked(desk.app.database)) == len(others)


async def test_what_a_note_or_an_item_is_to_say_has_no_address(desk: Cast, sokha: Player) -> None:
    await log_verification(desk, "sokha", persons=1, children=0, letter="7/26")
    await sokha.says(f"/note {reference_of(desk)} add note")
    await stopped(desk, sokha, MAIL, "an e-mail address", MAIL)
    code = await agreed(desk, start=at(3, 5, 2))
    await sokha.says(f"/agenda {code} add")
    await stopped(desk, sokha, MAIL, "an e-mail address", MAIL)


async def test_what_an_edit_brings_in_is_taken_off_too(desk: Cast, sokha: Player) -> None:
    await sokha.says("/menu")
    sokha.phone.edit(f"/menu {IDENTITY}")
    await desk.settle()
    sokha.sees("Your message seems to hold a Chinese resident identity number.")
    assert gone(sokha, IDENTITY)
    assert IDENTITY not in await kept(desk)


@pytest.mark.parametrize("fields", [{"text": IDENTITY}, PHOTO], ids=["number", "photo"])
async def test_what_an_edit_brings_in_goes_whoever_wrote_it(
    desk: Cast, sokha: Player, li: Player, fields: dict[str, Any]
) -> None:
    await desk["wang"].says("/people")
    await desk["wang"].presses("Li")
    await desk["wang"].presses("Suspend")
    for player in (sokha, li, desk.stranger("Stranger")):
        await player.says("/menu")
        said = next(m for m in reversed(player.phone.messages) if not m.from_bot)
        assert not said.deleted
        talk.edit(player.phone._world, player.phone.bot, said, fields)
        await desk.settle()
        assert said.deleted
    assert IDENTITY not in await kept(desk)


async def test_what_comes_by_another_bot_is_looked_at_too(desk: Cast, sokha: Player) -> None:
    sokha.phone.say(IDENTITY, via_bot=True)
    await desk.settle()
    assert gone(sokha, IDENTITY)
    assert IDENTITY not in await kept(desk)


async def test_a_forwarded_text_is_looked_at_before_it_is_refused(
    desk: Cast, sokha: Player
) -> None:
    sokha.phone.forward(f"her number: {IDENTITY}")
    await desk.settle()
    sokha.sees("Your message seems to hold a Chinese resident identity number.")
    assert gone(sokha, IDENTITY)


@pytest.mark.parametrize(
    "line",
    [
        "agenda {meeting} add call {words}",
        "difference open {words}",
        "holidays add 2026-05-05 {words}",
        "invite focal_person {words}",
    ],
)
@pytest.mark.parametrize("shown", [False, True], ids=["forged", "shown"])
async def test_what_a_press_carries_is_no_way_around(
    desk: Cast, dara: Player, bopha: Player, line: str, *, shown: bool
) -> None:
    code = await agreed(desk, start=at(3, 5, 2))
    who = bopha if line.startswith(("holidays", "invite")) else dara
    await who.says("/menu")
    words = "N0123456" if shown else "the form of letters"
    data = line.format(meeting=code, words=words)
    (who.phone.press_shown if shown else who.phone.press_data)(data)
    await desk.settle()
    assert who.toasts[-1].startswith("This button is no longer valid.")
    assert words not in await kept(desk)


@pytest.mark.parametrize("language", ["en", "km", "zh"])
async def test_the_warning_in_each_language(cast: Cast, language: str) -> None:
    await cast.gather("bopha", "sokha", language=language)
    sokha = cast["sokha"]
    await sokha.says(IDENTITY.translate(KHMER if language == "km" else WIDE))
    kind = sokha.words("personal-resident-number")
    assert kind in sokha.card
    assert "Telegram" in sokha.card
    assert [facts for _, facts in await blocked(cast.app.database)] == [
        '{"kind":"resident_number"}'
    ]


async def test_what_is_given_up_leaves_the_chat_and_is_kept_nowhere(
    desk: Cast, sokha: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(point: str) -> None:
        if point == "dispatch.before_commit":
            raise RuntimeError(point)

    with monkeypatch.context() as patch:
        patch.setattr(crash.CRASH, "hook", broken)
        sokha.phone.say("/help")
        sokha.phone.say(IDENTITY)
        for _ in range(18):
            await desk.app.ingest.drain()
            await desk.app.dispatch.drain()
            desk.sandbox.turn(timedelta(minutes=6))
    await desk.settle()
    async with desk.app.database.transaction() as tx:
        found = await tx._sql.run(select(INBOX.c.payload).where(INBOX.c.state == "dead"))
        assert [row.payload is None for row in found] == [False, True]
    assert gone(sokha, IDENTITY)
    assert not gone(sokha, "/help")
    await desk.turn(timedelta(hours=25))
    assert gone(sokha, "/help")


async def test_an_invitation_is_no_way_around(cast: Cast) -> None:
    stranger = cast.stranger("Stranger")
    for words in (f"/start {IDENTITY}", "/start 110101199003078030000000"):
        await stranger.says(words)
        assert gone(stranger, words)
    assert IDENTITY not in await kept(cast)


async def test_an_invitation_that_is_forwarded_lets_nobody_in(cast: Cast) -> None:
    await cast.gather("bopha", language="en")
    token = await cast.invited(cast["bopha"], PARTS["sokha"])
    stranger = cast.stranger("Stranger")
    stranger.phone.forward(f"/start {token}")
    await cast.settle()
    stranger.sees("It is open to appointed persons only.")
    async with cast.app.database.transaction() as tx:
        assert await tx.of(People).by_chat(stranger.phone.user_id) is None


async def test_somebody_who_is_in_types_no_number_behind_start(desk: Cast, sokha: Player) -> None:
    words = "/start 110101199003078030000000"
    await stopped(desk, sokha, words, "the number of an identity document", words)


async def test_a_name_with_a_number_in_it_is_no_name_here(cast: Cast) -> None:
    await cast.gather("bopha", language="en")
    token = await cast.invited(cast["bopha"], PARTS["sokha"])
    phone = cast.sandbox.user(first_name="Sokha 012 345 678", last_name="N0123456")
    phone.say(f"/start {token}")
    await cast.settle()
    everything = await kept(cast)
    assert "012 345 678" not in everything
    assert "N0123456" not in everything
    assert NAMELESS in everything


# What is no text


def of_somebody_else(phone: Phone) -> int:
    """A picture that is passed on."""
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    return phone.send(photo=PICTURE, forward_origin=origin)


PICTURE = [{"file_id": "A", "file_unique_id": "B", "width": 9, "height": 9}]
NO_TEXTS: dict[str, Callable[[Phone], int]] = {
    "photo": lambda phone: phone.send_photo(caption=f"passport of {IDENTITY}"),
    "document": lambda phone: phone.send_document(caption=f"letter about {IDENTITY}"),
    "voice": Phone.send_voice,
    "contact": Phone.send_contact,
    "location": Phone.send_location,
    "sticker": Phone.send_sticker,
    "forwarded photo": of_somebody_else,
    "photo through another bot": lambda phone: phone.send(
        photo=PICTURE, via_bot={"id": 77, "is_bot": True, "first_name": "Other"}
    ),
}


async def sent(desk: Cast, player: Player, send: Callable[[Phone], int]) -> Any:
    number = send(player.phone)
    await desk.settle()
    return next(m for m in player.phone.transcript if m.message_id == number)


@pytest.mark.parametrize("send", NO_TEXTS.values(), ids=NO_TEXTS)
async def test_what_is_no_text_is_taken_off_in_the_middle_of_a_question(
    desk: Cast, sokha: Player, send: Callable[[Phone], int]
) -> None:
    await sokha.says("/new")
    await sokha.presses("verification of nationality and identity")
    await sokha.presses("urgent")
    assert (await sent(desk, sokha, send)).deleted
    assert IDENTITY not in await kept(desk)
    assert "getfile" not in {call.method for call in desk.sandbox.calls}
    await sokha.says("12")
    assert "Step 4 of 7" in sokha.card


@pytest.mark.parametrize("send", NO_TEXTS.values(), ids=NO_TEXTS)
async def test_strangers_are_no_exception(cast: Cast, send: Callable[[Phone], int]) -> None:
    stranger = cast.stranger("Stranger")
    assert (await sent(cast, stranger, send)).deleted
    assert IDENTITY not in await kept(cast)


async def test_of_a_strangers_words_nothing_is_kept(cast: Cast) -> None:
    stranger = cast.stranger("Stranger")
    await stranger.says(f"please help {IDENTITY}")
    stranger.sees("It is open to appointed persons only.")
    assert gone(stranger, IDENTITY)
    await stranger.says("good morning")
    assert not gone(stranger, "good morning")
    everything = await kept(cast)
    assert IDENTITY not in everything
    assert "good morning" not in everything
    assert await blocked(cast.app.database) == []


async def test_a_suspended_person_leaves_nothing_either(desk: Cast, li: Player) -> None:
    await desk["wang"].says("/people")
    await desk["wang"].presses("Li")
    await desk["wang"].presses("Suspend")
    assert (await sent(desk, li, Phone.send_photo)).deleted
    await li.says(IDENTITY)
    assert gone(li, IDENTITY)
    assert IDENTITY not in await kept(desk)
