"""What a person sees of the own passkeys, sessions and links: dates, and nothing confidential."""

from collections.abc import Sequence

from liaison.core.cards import MENU, Button, Card, Row, Text, card, paging, text
from liaison.core.people import PARTICIPANTS, Person
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.pages import rules
from liaison.pages.model import Passkey
from liaison.pages.repository import CalendarFeeds, Passkeys
from liaison.pages.service import open_sessions

NEW, DROP, END, ALL, PAGE, SURE = "new", "drop", "end", "all", "page", "ok"
CALENDAR, FEED = "calendar", "feed"
"""Arguments of ``page``."""
ON_A_PAGE, MAX_SESSIONS = 4, 3


async def page_card(tx: Tx, person: Person, *, page: int = 1) -> Card:
    """The own passkeys, a page of them, and newest sessions, with what can be done about them."""
    keys, sessions = await tx.of(Passkeys).of(person.id), await open_sessions(tx, person)
    zone = tx.agreement.party(person.party).zone
    lines, rows = [], []
    if len(keys) < rules.MAX_PASSKEYS:
        rows.append((Button(text("button-page-new"), f"page {NEW}"),))
    first = (page - 1) * ON_A_PAGE
    for number, key in enumerate(keys[first : first + ON_A_PAGE], first + 1):
        lines.append(_passkey(key, number, zone))
        label = text("button-passkey-remove", number=number)
        rows.append((Button(label, f"page {DROP} {rules.short_code(key.id)}"),))
    page_line, turns = paging(f"page {PAGE}", page, len(keys), ON_A_PAGE)
    lines = [*lines, *page_line] or [text("page-no-passkeys")]
    opened = []
    for number, each in enumerate(sessions[: -MAX_SESSIONS - 1 : -1], 1):
        times = {"opened": each.opened_at, "used": each.used_at}
        opened.append(text("page-session", number=number, **times))
        label = text("button-session-end", number=number)
        rows.append((Button(label, f"page {END} {rules.short_code(each.token_hash)}"),))
    if len(sessions) > 1:
        rows.append((Button(text("button-sessions-end"), f"page {END} {ALL}"),))
    feed, feed_row = await _feed(tx, person, zone)
    title = text("page-title", url=tx.page_url or "")
    return card(title, lines, opened, feed, rows=[*rows, turns, feed_row, MENU])


async def _feed(tx: Tx, person: Person, zone: str) -> tuple[Sequence[Text], Row]:
    """The own calendar feed, and the buttons that make and end it."""
    feed = await tx.of(CalendarFeeds).of(person.id)
    if person.role not in PARTICIPANTS:
        return (), ()
    if feed is None:
        return (), (Button(text("button-calendar-new"), f"page {CALENDAR}"),)
    again = Button(text("button-calendar-again"), f"page {CALENDAR}")
    ended = Button(text("button-calendar-end"), f"page {END} {FEED}")
    return (text("page-calendar", made=local_date(feed.made_at, zone)),), (again, ended)


def _passkey(key: Passkey, number: int, zone: str) -> Text:
    made = local_date(key.made_at, zone)
    if key.used_at is None:
        return text("page-passkey-unused", number=number, made=made)
    return text("page-passkey", number=number, made=made, used=local_date(key.used_at, zone))


def own_link_card(link: str) -> Card:
    """The link that a person made for the own browser."""
    minutes = int(rules.OWN_LINK_VALID_FOR.total_seconds() // 60)
    return card(text("page-link-own", link=link, minutes=minutes), rows=[MENU])


def feed_card(address: str) -> Card:
    """The address of the own calendar feed, shown once."""
    return card(text("page-calendar-made", address=address), rows=[MENU])


def given_link_card(person: Person, link: str) -> Card:
    """The link that an administrator passes on to a colleague."""
    hours = int(rules.GIVEN_LINK_VALID_FOR.total_seconds() // 3600)
    return card(text("page-link-given", name=person.name, link=link, hours=hours), rows=[MENU])


def give_card(person: Person) -> Card:
    """The question whether to make a link for a colleague."""
    sure = (Button(text("button-page-give"), f"page {person.number} {SURE}"),)
    back = (Button(text("button-cancel"), f"people {person.number}"),)
    return card(text("page-give", name=person.name), rows=[sure, back])
