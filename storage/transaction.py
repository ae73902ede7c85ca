"""One transaction: what use cases may ask for, and beside it the queues of the kernel."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from liaison.core.agreement import Agreement, PartyCode
from liaison.core.audit_chain import Head, Line
from liaison.core.outbox import Message
from liaison.core.people import Person
from liaison.core.transaction import Repository, Tx
from liaison.core.working_time import WorkCalendar
from storage.agreement.differences import Differences
from storage.agreement.terminations import Terminations
from storage.approvals import TwoKeys
from storage.audit import Audit
from storage.backup.restore_lock import Restored
from storage.conversations import Conversations
from storage.disclosures import Disclosures
from storage.encrypted_columns import SealedValues
from storage.engine.schema_compatibility import Floors
from storage.engine.statements import Statements
from storage.engine.timestamps import Marks
from storage.meetings.agendas import Agendas
from storage.meetings.repository import Meetings
from storage.notes.repository import LegalHolds, Notes
from storage.notes.retention import Retention
from storage.notifications.chat_messages import Lives
from storage.notifications.email_codes import MailCodes
from storage.notifications.repository import Notices
from storage.people.absences import Aways
from storage.people.invites import InvitesAndTries
from storage.people.nominations import Nominations
from storage.people.pins import Pins
from storage.people.repository import PeopleOfParties
from storage.plan import Activities
from storage.queue_metrics import Depths
from storage.queues.inbox import Inbox
from storage.queues.leases import Leases
from storage.queues.outbox import Outbox
from storage.queues.timers import Wakeups
from storage.record_digests import ProvenRows
from storage.requests.repository import Requests
from storage.settings.effective_settings import Terms, renew
from storage.settings.holidays import Holidays
from storage.settings.repository import Schedules

_R = TypeVar("_R")


class _Repository(Repository[_R]):
    """A repository of each transaction, made when it is first asked for and then kept there."""

    def __init__(self, make: Callable[[Statements], _R]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, tx: object, owner: type) -> _R:
        made = self._make(vars(tx)["_sql"])
        vars(tx)[self._name] = made  # from now on the attribute is found without this descriptor
        return made


class Transaction(Tx):
    """A ``Tx`` with the inbox, the outbox, wake-ups and conversations.

    It is made and ended by ``Database.transaction``. What is said, audited and set in conversations
    is collected and written when the transaction is about to commit: each of the three at once.
    Repositories are made when they are first used.
    """

    people = _Repository(PeopleOfParties)
    invites = _Repository(InvitesAndTries)
    nominations = _Repository(Nominations)
    requests = _Repository(Requests)
    notes = _Repository(Notes)
    legal_holds = _Repository(LegalHolds)
    retention = _Repository(Retention)
    meetings = _Repository(Meetings)
    agendas = _Repository(Agendas)
    activities = _Repository(Activities)
    two_keys = _Repository(TwoKeys)
    proven = _Repository(ProvenRows)
    terminations = _Repository(Terminations)
    differences = _Repository(Differences)
    disclosures = _Repository(Disclosures)
    notices = _Repository(Notices)
    aways = _Repository(Aways)
    mail_codes = _Repository(MailCodes)
    pins = _Repository(Pins)
    schedules = _Repository(Schedules)
    holidays = _Repository(Holidays)
    conversations = _Repository(Conversations)
    inbox = _Repository(Inbox)
    outbox = _Repository(Outbox)
    wakeups = _Repository(Wakeups)
    lives = _Repository(Lives)
    marks = _Repository(Marks)
    sealed = _Repository(SealedValues)
    leases = _Repository(Leases)
    restored = _Repository(Restored)
    floors = _Repository(Floors)
    depths = _Repository(Depths)
    _audit = _Repository(Audit)

    def __init__(
        self,
        sql: Statements,
        *,
        terms: Terms,
        profile: Agreement,
        random: Callable[[int], bytes],
        mails: bool,
    ) -> None:
        self._sql = sql
        self._terms = terms
        self._random = random
        self.profile = profile
        self.mails = mails

    @property
    def agreement(self) -> Agreement:
        return self._terms.agreement

    @property
    def now(self) -> datetime:
        return self._sql.now

    def calendar(self, party: PartyCode) -> WorkCalendar:
        return self._terms.calendar(party)

    def random(self, count: int) -> bytes:
        return self._random(count)

    async def say(self, message: Message) -> None:
        self.outbox.say(message)

    async def say_once(self, message: Message) -> bool:
        return await self.outbox.say_once(message)

    async def audit(self, action: str, subject: str, *, by: Person | None, **facts: Any) -> None:
        self._audit.add(action, subject, by=by, facts=facts)

    async def audit_head(self) -> Head:
        return await self._audit.head()

    async def audit_lines(self, first: int, most: int) -> Sequence[Line]:
        """Lines of the audit record from that number on, in their order."""
        return await self._audit.lines(first, most)

    async def looked(self, kind: str, subject: str) -> datetime | None:
        return await self.wakeups.looked(kind, subject)

    async def wake(self, kind: str, subject: str, at: datetime | None) -> None:
        self.wakeups.wake(kind, subject, at)

    async def renew(self) -> None:
        self._terms = await renew(self._sql, self._terms, self.profile)

    async def look_again(self, *kinds: str) -> None:
        await self.wakeups.look_again(*kinds)

    async def take_over(self, *, lease: timedelta) -> int:
        """Let everything be taken now that a process which is gone had claimed or led; says how
        many rows it had claimed. For the only process on this database.

        What that process was about to send is known as such: it may have arrived.
        """
        await self.leases.end_all()
        queues = (self.inbox, self.outbox, self.wakeups)
        return sum([await each.take_over(lease=lease) for each in queues])

    async def flush(self) -> None:
        """Write what was collected. Raises ``Conflict`` where a conversation was changed beside."""
        await self.conversations.flush()
        await self.outbox.flush()
        await self.wakeups.flush()
        await self.lives.flush()
        await self._audit.flush()  # the last, as others wait from here to the commit
