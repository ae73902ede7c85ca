"""A model that finds nothing says nothing: bugs that were planted in the desk have to be found."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo.cast import NotSeen
from bot.scheduler import Scheduler
from liaison.domain import meetings
from liaison.domain.meeting_facts import Meeting, Offer
from liaison.domain.meetings import MeetingStep
from liaison.domain.notices import Notice
from liaison.domain.people import Person
from liaison.domain.request_facts import ExtensionReason, Request
from liaison.usecases import extensions, notices, requests
from liaison.usecases.ports import Message, Tx
from liaison.usecases.requests import Press
from storage.inbox import Inbox, InboxRow
from storage.outbox import Outbox, OutboxRow
from tests.faults.desks import by_hand
from tests.faults.history import Wrong
from tests.faults.people_desks import PeopleDesks
from tests.faults.scenes import (
    NOWHERE,
    acknowledge,
    be_reminded,
    confer,
    extend,
    receive_all,
)


@pytest.mark.faults
async def test_a_desk_that_tells_nobody_anything_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = Outbox.say

    def drops(outbox: Outbox, message: Message) -> None:
        if message.guard is None and message.key is None:
            say(outbox, message)

    monkeypatch.setattr(Outbox, "say", drops)
    with pytest.raises(AssertionError, match=Wrong.UNTOLD.name):
        await receive_all(folder, NOWHERE)


@pytest.mark.faults
def test_a_desk_that_takes_one_key_for_two_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    propose = extensions.propose

    async def agrees_too(
        tx: Tx, person: Person, press: Press, *, to: date, reason: ExtensionReason
    ) -> Request:
        await propose(tx, person, press, to=to, reason=reason)
        return await requests.extend(tx, person, press, to=to, reason=reason)

    monkeypatch.setattr(extensions, "propose", agrees_too)
    with pytest.raises(AssertionError, match="extended=None"), by_hand(PeopleDesks) as desks:
        extend(desks)


@pytest.mark.soak
def test_a_desk_that_takes_the_word_of_one_party_for_both_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settle = meetings._settle

    def agrees(meeting: Meeting, offer: Offer, *given: Any) -> MeetingStep:
        return settle(meeting, replace(offer, backed=True), *given)

    monkeypatch.setattr(meetings, "_settle", agrees)
    with (
        pytest.raises(AssertionError, match="Agreed by both Parties"),
        by_hand(PeopleDesks) as desks,
    ):
        confer(desks)


@pytest.mark.soak
def test_a_desk_that_forgets_who_has_heard_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forgets(_tx: Tx, _notice: Notice, **_options: object) -> None:
        """Nothing ends."""

    monkeypatch.setattr(notices, "_end", forgets)
    with pytest.raises(AssertionError), by_hand(PeopleDesks) as desks:
        acknowledge(desks)


@pytest.mark.faults
async def test_a_desk_that_forgets_the_time_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sleeps(_scheduler: Scheduler, **_options: object) -> int:
        return 0

    monkeypatch.setattr(Scheduler, "drain", sleeps)
    with pytest.raises(AssertionError):
        await be_reminded(folder)


@pytest.mark.faults
async def test_a_desk_that_forgets_what_it_died_over_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, done = Inbox.claim, Inbox.done

    async def forgets(inbox: Inbox, *, limit: int, lease: timedelta) -> list[InboxRow]:
        rows = await claim(inbox, limit=limit, lease=lease)
        for row in rows:
            await done(inbox, row)
        return rows

    async def knows(_inbox: Inbox, _row: InboxRow) -> bool:
        return True

    monkeypatch.setattr(Inbox, "claim", forgets)
    monkeypatch.setattr(Inbox, "done", knows)
    with pytest.raises(NotSeen):
        await receive_all(folder, "dispatch.before_commit")


@pytest.mark.faults
async def test_a_desk_that_says_once_more_what_it_died_over_is_found_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = Outbox.claim

    async def forgets(outbox: Outbox, **given: Any) -> list[OutboxRow]:
        return [replace(row, repeat=False) for row in await claim(outbox, **given)]

    monkeypatch.setattr(Outbox, "claim", forgets)
    with pytest.raises(AssertionError, match=Wrong.TWICE.name):
        await receive_all(folder, "delivery.after_send")
