"""Each text that is sent without having been asked for is in a message of a story, as is a notice
of each registered subject and view.
"""

from bot.profile.language_file import LOCALES
from liaison.core.cards import Card, Text
from liaison.notifications.subjects import NoticeButtons, SubjectType
from tests.registered import REGISTRY

PREFIXES = ("notice-", "reminder-", "escalation", "morning-", "nomination-", "outage-")
"""How the keys of what is sent unasked begin."""
WITHOUT_EXAMPLE = {
    "subject activity": "a to-do, without a notice",
    "subject duty": "a to-do, without a notice",
}
"""The texts that no story shows, and why."""
PUSHED: set[str] = set()
"""The keys in the messages of the stories that ran in this process."""


def add_keys(card: Card) -> None:
    """Remember the keys of a message."""
    for line in card.lines:
        _add(line)


def wrong_keys() -> set[str]:
    """The texts without an example that are not listed, and those that are listed but have one."""
    written = {
        line.split(" =")[0]
        for file in (LOCALES / "en").glob("*.ftl")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith(PREFIXES)
    }
    written |= {f"subject {each}" for each in REGISTRY.all(SubjectType)}
    written |= {f"view {each}" for each in REGISTRY.all(NoticeButtons)}
    return (written - PUSHED) ^ WITHOUT_EXAMPLE.keys()


def _add(shown: Text) -> None:
    PUSHED.add(shown.key)
    for value in (shown.cause, *shown.values.values()):
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Text):
                _add(each)
