"""Notices: one open on a subject, for their own recipients."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from liaison.core.agreement import (
    EscalationPolicy,
    EscalationStep,
    EscalationTarget,
    PartyCode,
    Priority,
)
from liaison.core.cards import text
from liaison.core.outbox import PERSON_SUBJECT, SERVICE_SUBJECT
from liaison.core.people import Role
from liaison.notifications import rules as notification_rules
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, Notice, NoticeRecipient, NoticeState
from liaison.requests.model import REQUEST_SUBJECT
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.samples import CN, KH, REFERENCE, SECOND, START, join, once

POLICY = EscalationPolicy(
    (
        EscalationStep(to=EscalationTarget.SAME_PEOPLE, after=timedelta(hours=24)),
        EscalationStep(to=EscalationTarget.DAILY, after=timedelta(minutes=30)),
    )
)
NOTICE = Notice(
    code="7F3K9",
    party=CN,
    priority=Priority.IMPORTANT,
    subject=REQUEST_SUBJECT,
    subject_id=REFERENCE,
    notice_key="arrived",
    title=text("request-arrived", reference=REFERENCE, n=3),
    audience=Audience.STAFF,
    escalation_policy=POLICY,
    made_at=START,
    notified_at=START,
)


def note(code: str, **changes: object) -> Notice:
    """Another notice, on a topic of its own."""
    return replace(NOTICE, code=code, notice_key=code, **changes)  # type: ignore[arg-type]


def routine(code: str, **changes: object) -> Notice:
    return note(code, priority=Priority.ROUTINE, escalation_policy=EscalationPolicy(), **changes)


def written(notice: Notice) -> Notice:
    """The notice as the next version of itself."""
    return replace(notice, version=notice.version + 1)


async def keep(tx: Transaction, *kept: Notice) -> None:
    for each in kept:
        await tx.of(Notices).add(each)


async def found(tx: Transaction, notice: Notice) -> Notice | None:
    return await tx.of(Notices).lock(notice.code, party=notice.party)


async def test_a_notice_is_found_by_its_party_alone(db: Database) -> None:
    await once(db, lambda tx: keep(tx, NOTICE))
    async with db.transaction() as tx:
        assert await found(tx, NOTICE) == NOTICE
        assert await tx.of(Notices).get(NOTICE.code, party=CN) == NOTICE
        for code, party in ((NOTICE.code, KH), ("00000", CN)):
            assert await tx.of(Notices).lock(code, party=party) is None
            assert await tx.of(Notices).get(code, party=party) is None


@pytest.mark.parametrize("state", NoticeState)
async def test_a_notice_is_open_until_it_ends(db: Database, state: NoticeState) -> None:
    ended = state in {NoticeState.ACKNOWLEDGED, NoticeState.RESOLVED}
    async with db.transaction() as tx:
        person = await join(tx, CN, 7)
        by = person.id if state is NoticeState.ACKNOWLEDGED else None
        made = routine if state is NoticeState.DELIVERED else note
        at = START if ended else None
        await keep(tx, made("STATE", state=state, ended_at=at, ended_by=by))
        expected = set() if ended else {"STATE"}
        assert await tx.of(Notices).open_among(["STATE", "OTHER"]) == expected


async def test_the_open_notice_on_a_topic_is_found_while_it_is_open(db: Database) -> None:
    topic = (CN, REQUEST_SUBJECT, REFERENCE, "arrived")
    async with db.transaction() as tx:
        await keep(tx, NOTICE)
        assert await tx.of(Notices).find_open(*topic) == NOTICE
        for other in (
            (KH, REQUEST_SUBJECT, REFERENCE, "arrived"),
            (CN, PERSON_SUBJECT, REFERENCE, "arrived"),
            (CN, REQUEST_SUBJECT, "KH26-00000", "arrived"),
            (CN, REQUEST_SUBJECT, REFERENCE, "due"),
        ):
            assert await tx.of(Notices).find_open(*other) is None
        assert await tx.of(Notices).change(written(notification_rules.resolve(NOTICE, START)))
        assert await tx.of(Notices).find_open(*topic) is None
        again = replace(NOTICE, code="AGA1N")
        await keep(tx, again)
        assert await tx.of(Notices).find_open(*topic) == again


async def test_a_code_that_is_taken_is_refused_and_changes_nothing(db: Database) -> None:
    other = replace(NOTICE, party=KH, notice_key="another")
    async with db.transaction() as tx:
        await keep(tx, NOTICE)
        assert not await tx.of(Notices).add(other)
        assert await found(tx, NOTICE) == NOTICE
        assert (
            await tx.of(Notices).find_open(KH, other.subject, other.subject_id, other.notice_key)
            is None
        )


async def test_of_several_equal_notices_at_once_one_is_made(replicas: list[Database]) -> None:
    async def tell(db: Database, code: str) -> bool:
        async with db.transaction() as tx:
            if await tx.of(Notices).find_open(CN, REQUEST_SUBJECT, REFERENCE, "arrived"):
                return False
            await asyncio.sleep(0)
            await keep(tx, replace(NOTICE, code=code))
            return True

    told = await asyncio.gather(
        *(tell(db, f"{number:05}") for number, db in enumerate(replicas)), return_exceptions=True
    )
    assert told.count(True) == 1
    assert all(isinstance(each, IntegrityError) or each in {True, False} for each in told)
    for number, db in enumerate(replicas):
        assert await tell(db, f"{number:05}") is False
    async with replicas[0].transaction() as tx:
        assert len(await tx.of(Notices).open_about(CN, REQUEST_SUBJECT, REFERENCE)) == 1


async def test_the_open_notices_of_a_request_are_one_partys_in_order_of_age(db: Database) -> None:
    newer, older = note("NEWER", made_at=START + SECOND), note("01DER")
    settled, theirs = note("ENDED"), note("THE1R", party=KH)
    async with db.transaction() as tx:
        await keep(tx, newer, older, settled, theirs, note("0THER", subject_id="KH26-00000"))
        assert await tx.of(Notices).change(written(notification_rules.resolve(settled, START)))
        assert await tx.of(Notices).open_about(CN, REQUEST_SUBJECT, REFERENCE) == [older, newer]
        assert await tx.of(Notices).open_about(KH, REQUEST_SUBJECT, REFERENCE) == [theirs]
        assert await tx.of(Notices).open_about(CN, SERVICE_SUBJECT, REFERENCE) == []


async def test_recipients_keep_their_first_order_and_their_last_time(db: Database) -> None:
    async with db.transaction() as tx:
        first, second = await join(tx, CN, 1), await join(tx, CN, 2)
        await keep(tx, NOTICE, note("0THER"))
        for person in (second, first, second):
            await tx.of(Notices).save_recipients(
                NOTICE.code, NoticeRecipient(person=person.id, notified_at=START)
            )
        later = NoticeRecipient(person=second.id, notified_at=START + SECOND)
        await tx.of(Notices).save_recipients(NOTICE.code, later)
        found = await tx.of(Notices).recipients(NOTICE.code)
        assert found == [later, NoticeRecipient(person=first.id, notified_at=START)]
        assert await tx.of(Notices).recipients("0THER") == []


@pytest.mark.parametrize(
    ("letters", "only_letters"),
    [([True], True), ([True, True], True), ([True, False], False), ([False, True], False)],
)
async def test_a_recipient_has_only_e_mails_if_nothing_else_was_sent(
    db: Database, letters: list[bool], only_letters: bool
) -> None:
    async with db.transaction() as tx:
        person = await join(tx, CN, 1)
        await keep(tx, NOTICE)
        for by_mail in letters:
            recipient = NoticeRecipient(person=person.id, notified_at=START, by_mail=by_mail)
            await tx.of(Notices).save_recipients(NOTICE.code, recipient)
        [kept] = await tx.of(Notices).recipients(NOTICE.code)
    assert kept.by_mail is only_letters


async def test_a_person_who_is_on_it_stays_so_when_notified_again(db: Database) -> None:
    async with db.transaction() as tx:
        person = await join(tx, CN, 1)
        await keep(tx, NOTICE)
        for taken_at in (None, START, None):
            recipient = NoticeRecipient(person=person.id, notified_at=START, taken_at=taken_at)
            await tx.of(Notices).save_recipients(NOTICE.code, recipient)
        [kept] = await tx.of(Notices).recipients(NOTICE.code)
    assert kept.taken_at == START


async def many(tx: Transaction) -> dict[str, Notice]:
    """Three notices that wait for acknowledgement by CN, the newest first, and others."""
    waiting = {f"{n}WA1T": note(f"{n}WA1T", made_at=START - n * SECOND) for n in range(3)}
    others = [
        note("N0T0L", notified_at=None),
        routine("R0VT1"),
        routine("T01D0", state=NoticeState.DELIVERED),
        note("SETTD", state=NoticeState.RESOLVED, ended_at=START),
        note("THE1R", party=KH),
    ]
    await keep(tx, *waiting.values(), *others)
    return {**waiting, **{each.code: each for each in others}}


async def test_a_person_sees_the_own_notices_that_wait_for_acknowledgement(db: Database) -> None:
    async with db.transaction() as tx:
        kept = await many(tx)
        told, untold = await join(tx, CN, 1), await join(tx, CN, 2)
        other_side = await join(tx, KH, 3, Role.COORDINATOR)
        for code in kept:
            if code != "1WA1T":
                for person in (told, other_side):
                    await tx.of(Notices).save_recipients(
                        code, NoticeRecipient(person=person.id, notified_at=START)
                    )
        assert await tx.of(Notices).waiting_for(told.id) == [kept["2WA1T"], kept["0WA1T"]]
        assert await tx.of(Notices).waiting_for(untold.id) == []
        assert await tx.of(Notices).waiting_for(other_side.id) == [kept["THE1R"]]
        newest = await tx.of(Notices).newest(KH, limit=1)
        assert [each.party for each in newest] == [KH]


async def test_what_is_unread_is_of_one_party_and_has_its_recipients(db: Database) -> None:
    async with db.transaction() as tx:
        kept = await many(tx)
        li, wang = await join(tx, CN, 1), await join(tx, CN, 2, Role.COORDINATOR)
        for code, person in (("2WA1T", li), ("2WA1T", wang), ("0WA1T", wang), ("R0VT1", li)):
            await tx.of(Notices).save_recipients(
                code, NoticeRecipient(person=person.id, notified_at=START)
            )
    async with db.transaction() as tx:
        assert await tx.of(Notices).unread(CN) == [
            (kept["2WA1T"], frozenset({li.id, wang.id})),
            (kept["1WA1T"], frozenset()),
            (kept["0WA1T"], frozenset({wang.id})),
        ]
        assert await tx.of(Notices).undelivered(CN) == [kept["N0T0L"]]
        assert await tx.of(Notices).unread(KH) == [(kept["THE1R"], frozenset())]
        assert await tx.of(Notices).unread(PartyCode("VN")) == []
        read = notification_rules.acknowledge(kept["2WA1T"], wang, was_notified=True, now=START)
        assert await tx.of(Notices).change(written(read))
        assert [each.code for each, _ in await tx.of(Notices).unread(CN)] == ["1WA1T", "0WA1T"]
