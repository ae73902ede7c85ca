"""What contract tests are made of: a clock to turn, people, requests, messages."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from bot.profile.agreement_file import default_agreement
from handlers.input.command_router import CommandContext, CommandHandler
from liaison.core.agreement import PartyCode
from liaison.core.cards import card, text
from liaison.core.channels import Address, Reach
from liaison.core.errors import UserError
from liaison.core.outbox import Message, Op
from liaison.core.people import Person, Role
from liaison.core.references import Reference
from liaison.core.transaction import People, Tx
from liaison.core.working_time import WorkCalendar
from liaison.pending_acts.model import HOLD, PendingAct
from liaison.requests import model
from liaison.requests import rules as request_rules
from liaison.requests.repository import Requests
from storage.crypto import KeyRing, new_keys, owners_of
from storage.database import Database
from storage.settings import EffectiveSettings
from storage.transaction import Transaction
from tests.registered import REGISTRY

_T = TypeVar("_T")
_R = TypeVar("_R")
KH, CN = PartyCode("KH"), PartyCode("CN")
START = datetime(2026, 3, 15, 3, 30, tzinfo=UTC)
DAY = date(2026, 3, 15)
LEASE = timedelta(seconds=30)
SECOND = timedelta(seconds=1)
REFERENCE = Reference("KH26-7F3K9")

ASKED = model.RequestDetails(
    kind=model.Kind.VERIFICATION,
    urgent=True,
    persons=3,
    children=1,
    letter=model.Letter(reference="MOI-17/2026", day=DAY, channel=model.Channel.POLICE),
)
AGREEMENT = default_agreement()
KEYS = KeyRing(new_keys(owners_of(AGREEMENT), at=START))


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def turn(self, by: timedelta) -> None:
        self.at += by


def no_holidays(_party: PartyCode) -> WorkCalendar:
    return WorkCalendar(
        weekend=frozenset({5, 6}),
        holidays={},
        make_up_days=frozenset(),
        published=frozenset({2026}),
    )


def database(url: str, clock: Clock, *, mails: bool = False, keys: KeyRing = KEYS) -> Database:
    return Database(
        url,
        keys=keys,
        now=clock.now,
        registry=REGISTRY,
        terms=EffectiveSettings(agreement=AGREEMENT, calendar_of=no_holidays),
        reach=Reach(mail=mails),
        unsafe=True,
    )


async def join(
    tx: Transaction, party: PartyCode, chat_id: int, role: Role = Role.FOCAL_PERSON
) -> Person:
    return await tx.of(People).add(
        party=party, role=role, agency="Unit 7", name="Alice", address=Address(chat_id), at=tx.now
    )


async def logged(
    tx: Transaction,
    person: Person,
    reference: Reference = REFERENCE,
    details: model.RequestDetails = ASKED,
) -> tuple[model.Request, model.Event]:
    """A request that the person's Party has just sent to the other one."""
    step = request_rules.log(
        details,
        model.ActionContext(person=person, at=tx.now),
        reference=reference,
        requested=CN if person.party == KH else KH,
        today=DAY,
    )
    await tx.of(Requests).add(*step)
    return step


def hello(chat_id: int, words: str = "hello", *, op: Op = Op.SEND) -> Message:
    query = f"query-{words}" if op is Op.ANSWER_CALLBACK else None
    return Message(address=Address(chat_id), op=op, card=card(text(words)), query_id=query)


def pending_act(person: Person, number: str = "a1b2c3") -> PendingAct:
    """A reply that leaves in two minutes."""
    return PendingAct(
        id=number,
        person=person.id,
        party=person.party,
        about=REFERENCE,
        line=f"answer {REFERENCE} confirmed 18/26",
        drafts={},
        title=text("act-about", act=text("action-answer"), about=REFERENCE),
        leaves_at=START + HOLD,
    )


async def checked_act(tx: Tx, person: Person, number: str, line: str) -> PendingAct:
    """An act that a person has checked, about nothing that stops another one."""
    context = CommandContext.without_update(tx, person, line)
    handler = tx.registry.get(CommandHandler, context.command.name)
    shown = (await handler.handle(context)).confirmation
    assert shown is not None
    return PendingAct(
        id=number,
        person=person.id,
        party=person.party,
        about=number,
        line=line,
        drafts={},
        title=shown.title,
        details=shown.details,
        leaves_at=tx.now + HOLD,
    )


async def once(db: Database, work: Callable[[Transaction], Awaitable[_R]]) -> _R:
    """Do one thing in a transaction of its own."""
    async with db.transaction() as tx:
        return await work(tx)


async def at_once(
    replicas: Iterable[Database],
    work: Callable[[Transaction, _T], Awaitable[_R]],
    items: Iterable[_T],
) -> list[_R | UserError]:
    """Do something with each item at once, each in a transaction of a replica of its own: what
    comes of it, or how it is refused.
    """

    async def one(replica: Database, item: _T) -> _R | UserError:
        try:
            return await once(replica, lambda tx: work(tx, item))
        except UserError as refused:
            return refused

    return await asyncio.gather(*map(one, replicas, items))
