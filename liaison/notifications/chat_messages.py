"""The lives of messages: each is remembered as it comes, and looked at when its time is over.

A chat has one wake-up; where nothing in it ends any more, it has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, assert_never

from liaison.core.cards import COMMAND_BYTES, MENU, Button, Card, Row, card, text
from liaison.core.outbox import Message, Op
from liaison.core.people import Person
from liaison.core.repository import Conversation, Conversations, People
from liaison.core.transaction import Tx
from liaison.notifications.delivery import slot_of, tell_again
from liaison.notifications.message_expiry import (
    DELETABLE,
    MINUTE,
    TALK,
    Hold,
    Kind,
    Plan,
    Posted,
    Step,
    full_minute,
    plan,
)
from liaison.notifications.repository import Lives, Notices
from liaison.notifications.rules import Notice

WAKE: Final = "lives"
"""The kind under which chats are looked at again."""
MOST = 100
"""So many messages of a chat are seen to at one look."""
UNDELETABLE = "message.undeletable"
STRANGER = "stranger"
"""Whose chat it is, in the audit record, where nobody of it has joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    """A chat as it is looked at. ``person`` is who can be told something there."""

    chat_id: int
    person: Person | None
    life: timedelta
    talk: Conversation
    prompts: Mapping[str, Notice]
    newest: int | None

    def plan(self, posted: Posted, now: datetime) -> Plan:
        """What becomes of a message here."""
        return plan(posted, life=self.life, hold=self._hold(posted), now=now)

    def _hold(self, posted: Posted) -> Hold | None:
        if self.person is None:
            return None
        if posted.slot in self.prompts:
            return Hold.PROMPT
        asks = posted.slot == TALK and self.talk.state is not None
        return Hold.STANDS if asks or posted.message_id == self.newest else None


async def came(
    tx: Tx,
    chat_id: int,
    message_id: int,
    kind: Kind,
    *,
    sent_at: datetime,
    life: timedelta | None = None,
) -> None:
    """Remember a message that came into a chat or got other words there.

    Whose chat it is is not looked up: the look at it comes when the shorter of both Parties' lives
    is over, and plans the next.
    """
    soonest = timedelta(hours=min(each.message_hours for each in tx.agreement.parties))
    look_at = full_minute(sent_at + (life or soonest))
    tx.of(Lives).came(chat_id, message_id, kind, sent_at=sent_at, look_at=look_at, life=life)


async def look(tx: Tx, chat_id: int) -> None:
    """Let what has had its time go from a chat, and plan when to look at it again."""
    standing = await tx.of(Lives).of(chat_id)
    chat = await _chat(tx, chat_id, standing)
    due = [(each, step) for each in standing if (step := chat.plan(each, tx.now).step)]
    taken = due[:MOST]
    for each, step in taken:
        await _take(tx, chat, each, step)
    await tx.of(Lives).asked(chat_id, [each.message_id for each, _ in taken])
    await _count(tx, chat_id, [each for each, step in taken if step is Step.GIVE_UP])
    # Locked the last, as every transaction that says something does: then nothing is overlooked.
    await tx.looked(WAKE, str(chat_id))
    plans = [chat.plan(each, tx.now) for each in await tx.of(Lives).of(chat_id)]
    looks = [each.look_at for each in plans if each.look_at is not None]
    if any(each.step is not None for each in plans):
        looks.append(full_minute(tx.now + MINUTE))
    await tx.wake(WAKE, str(chat_id), min(looks, default=None))


async def close_opened(tx: Tx, chat_id: int) -> None:
    """Let notes and files that stand open in a chat go now: their reader may have them no more."""
    standing = await tx.of(Lives).of(chat_id)
    opened = [each for each in standing if each.kind in (Kind.NOTE, Kind.FILE)]
    for each in opened:
        await tx.say(_deleted(chat_id, each))
    await tx.of(Lives).asked(chat_id, [each.message_id for each in opened])


async def _chat(tx: Tx, chat_id: int, standing: Sequence[Posted]) -> _Chat:
    person = await tx.of(People).by_chat(chat_id)
    if person is None:
        hours = min(each.message_hours for each in tx.profile.parties)
    else:
        hours = tx.agreement.party(person.party).message_hours
    hears = person if person is not None and person.active and person.reachable else None
    prompts: Mapping[str, Notice] = {}
    if hears is not None and any(each.slot not in (None, TALK) for each in standing):
        prompts = {slot_of(each): each for each in await tx.of(Notices).told(hears.id)}
    cards = [each.message_id for each in standing if each.kind in (Kind.CARD, Kind.REST)]
    return _Chat(
        chat_id=chat_id,
        person=hears,
        life=timedelta(hours=hours),
        talk=await tx.of(Conversations).get(chat_id),
        prompts=prompts,
        newest=max(cards, default=None),
    )


async def _take(tx: Tx, chat: _Chat, posted: Posted, step: Step) -> None:
    match step:
        case Step.DELETE:
            await tx.say(_deleted(chat.chat_id, posted))
        case Step.REST:
            await tx.say(_changed(chat, posted, resting_card(chat.talk)))
        case Step.TELL_AGAIN:
            if chat.person is not None and posted.slot is not None:
                await _tell_again(tx, chat.person, chat.prompts[posted.slot], posted)
        case Step.EMPTY:
            await tx.say(_changed(chat, posted, emptied_card()))
        case Step.GIVE_UP:
            if posted.kind in (Kind.CARD, Kind.NOTE):
                await tx.say(_changed(chat, posted, emptied_card()))
        case Step.FORGET:
            await tx.of(Lives).forget(chat.chat_id, posted.message_id)
        case _:
            assert_never(step)


async def _tell_again(tx: Tx, person: Person, notice: Notice, posted: Posted) -> None:
    """Tell a notice once more, unless that is on its way already."""
    told = [
        each.told_at
        for each in await tx.of(Notices).copies(notice.code)
        if each.person == person.id
    ]
    if max(told, default=posted.changed_at) <= posted.changed_at:
        await tell_again(tx, person, notice, young=tx.now - posted.sent_at < DELETABLE)


def _deleted(chat_id: int, posted: Posted) -> Message:
    """What takes a message off its chat, whoever it was for."""
    return Message(
        chat_id=chat_id,
        op=Op.DELETE,
        only_there=True,
        message_id=posted.message_id,
        matters=False,
        over=True,
    )


def _changed(chat: _Chat, posted: Posted, shown: Card) -> Message:
    """What changes a message that has had its time into a card that tells nothing."""
    return Message(
        chat_id=chat.chat_id,
        op=Op.EDIT,
        to=None if chat.person is None else chat.person.id,
        card=shown,
        slot=TALK if posted.slot == TALK else None,
        only_there=True,
        message_id=posted.message_id,
        matters=False,
        over=True,
    )


async def _count(tx: Tx, chat_id: int, missed: Sequence[Posted]) -> None:
    """Keep in mind, once for each, what should have been deleted and is still there."""
    count = 0
    for each in missed:
        count += await tx.of(Lives).give_up(chat_id, each.message_id)
    if count:
        person = await tx.of(People).by_chat(chat_id)
        whose = STRANGER if person is None else str(person.id)
        await tx.audit(UNDELETABLE, whose, by=None, count=count)


def resting_card(talk: Conversation) -> Card:
    """What stands in a chat where nothing has happened for long: how to go on, and nothing else."""
    rows = going_on(talk)
    lines = [text("life-rest-open")] if rows else []
    return card([text("life-rest"), *lines], rows=[*rows, MENU])


def opening_card() -> Card:
    """What stands in a chat until what few may read is written into it."""
    return card(text("life-opening"))


def emptied_card() -> Card:
    """What is left of a card that can no longer be deleted."""
    return card(text("life-over"))


def way_back(talk: Conversation) -> Sequence[Row]:
    """What goes on while something is asked, below a sentence that came between."""
    return () if talk.state is None else going_on(talk)


def going_on(talk: Conversation) -> Sequence[Row]:
    """The buttons that go on with what is asked and with what was begun, as ``Talk`` keeps them."""
    found: list[Button] = []
    if talk.command is not None and len(talk.command.encode()) <= COMMAND_BYTES:
        found.append(Button(text("button-resume-question"), talk.command))
    for name in ("draft", "proposal"):
        draft = talk.draft_id(name)
        if draft is not None:
            found.append(Button(text(f"button-resume-{name}"), f"{name} {draft} resume"))
    return [(each,) for each in found]
