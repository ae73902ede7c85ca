"""What people were told, whatever is left of it in their chats: messages go from a chat in time, so
that a look at a phone proves only what is there.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.channels import TELEGRAM
from sandbox.api import messages
from sandbox.api.bot_api import CALLS_KEPT, Call
from sandbox.demo.driver import OK, text_of
from sandbox.state import Json
from sandbox.state.store import Message, Store
from tests.scenario import ScenarioUser, plain
from tests.subtitles import read_by

NEVER = datetime.min.replace(tzinfo=UTC)


def told(player: ScenarioUser, words: str, *, since: datetime | None = None) -> list[str]:
    """All that a person was ever told with these words: messages, changes of messages, buttons,
    answers to presses, names and contents of files. With ``since`` what came then or later.
    """
    heard = _all_told(player, since)
    before = () if since else _before(player)
    return [each for each in (*before, *heard) if words in each]


def never_notified(player: ScenarioUser, words: str, *, since: datetime | None = None) -> None:
    """Let a story fail where a person was told these words, now or ever before."""
    found = told(player, words, since=since)
    assert not found, f"{player.part.name} was told {words!r}:\n" + "\n---\n".join(found)


def no_longer_sees(player: ScenarioUser, words: str) -> None:
    """Let a story fail where a person was not told these words, or they are still in the chat."""
    assert told(player, words), f"{player.part.name} was never told {words!r}"
    shown = [plain(each.text) for each in player.visible if each.from_bot]
    assert not any(words in each for each in shown), f"{player.part.name} still sees {words!r}"


def buttons_under(person: ScenarioUser, words: str) -> list[str]:
    """The buttons of the messages with these words."""
    return [label for each in person.visible if words in plain(each.text) for label in each.labels]


def _all_told(player: ScenarioUser, since: datetime | None) -> Iterator[str]:
    calls = player.driver.sandbox.calls
    assert len(calls) < CALLS_KEPT, "the first calls of this story are not kept any more"
    for call in calls:
        mine = call.chat_id == player.phone.user_id and call.code == OK
        if mine and (since is None or call.at >= since):
            yield read_by(player, text_of(call))
            yield from _labels(player, call)


def _labels(player: ScenarioUser, call: Call) -> Iterator[str]:
    rows = json.loads(call.values.get("reply_markup", "{}")).get("inline_keyboard", ())
    return (read_by(player, button["text"]) for row in rows for button in row)


def _before(player: ScenarioUser) -> Iterator[str]:
    """What is in the chat or was, as it looked last: from before the story, too."""
    for message in player.phone.transcript:
        if message.from_bot:
            yield read_by(player, message.text)
            yield from (read_by(player, each) for each in message.labels)
            yield message.document_name or ""
            yield (message.document or b"").decode(errors="ignore").replace("\r\n ", "")


def collect_unchanged_edits(patch: pytest.MonkeyPatch, wrong: list[str]) -> None:
    """Collect the edits that no person asked for of messages that showed the same before."""
    change = messages.change

    def changed(store: Store, message: Message, content: Json) -> Json:
        too_old = (
            TELEGRAM.deletable is not None
            and store.clock.now() - message.sent_at > TELEGRAM.deletable
        )  # emptied for two reasons
        if content == message.wire and not too_old and not _was_asked(store, message):
            wrong.append(f"edited without a change: {message.wire.get('text')}")
        return change(store, message, content)

    patch.setattr(messages, "change", changed)


def _was_asked(store: Store, message: Message) -> bool:
    """Whether the person of a chat wrote or pressed something just now."""
    chat = message.chat_id
    presses = [each for bot in store.bots.values() for each in bot.presses.values()]
    acts = [each.pressed_at for each in presses if each.user_id == chat]
    sent = [each for bot in store.bots.values() for each in bot.messages.values()]
    acts += [each.sent_at for each in sent if not each.from_bot and each.chat_id == chat]
    return store.clock.now() - max(acts, default=NEVER) < timedelta(minutes=1)
