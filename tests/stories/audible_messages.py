"""What came to a phone: messages go from the chat, but that they came can be looked up."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sandbox.demo.driver import OK, text_of
from tests.scenario import ScenarioUser
from tests.subtitles import read_by


def heard(
    player: ScenarioUser, *, silent: Sequence[str] = ("false",)
) -> Iterator[tuple[datetime, str]]:
    """When the messages of the service came that had a sound (UTC), and their texts."""
    for call in player.driver.sandbox.calls:
        if (
            call.chat_id == player.phone.user_id
            and call.method in {"sendmessage", "senddocument"}
            and call.code == OK
            and call.values.get("disable_notification", "false") in silent
        ):
            yield call.at, read_by(player, text_of(call))


def sounds(player: ScenarioUser) -> list[str]:
    """The texts of the messages of the service that came with a sound, oldest first."""
    return [text for _, text in heard(player)]


def told(player: ScenarioUser, words: str) -> int:
    """How many messages told the person something, with a sound or not: of several that come at
    the same time one has a sound.
    """
    return sum(words in each for _, each in heard(player, silent=("false", "true")))
