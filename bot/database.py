"""Makes the database of the settings, with the calendars of working days."""

import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from typing_extensions import override

from bot.clock import Clock, SystemClock
from bot.concepts import CONCEPTS
from bot.documents.templates import templates_of
from bot.monitoring.tracing import span
from bot.profile.holiday_calendars import calendar_of
from bot.profile.plan_file import example_plan
from bot.profile.procedure_file import example_procedure
from bot.settings import Settings, load_agreement_of
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.channels import Reach
from liaison.core.registry import Concept, Registry
from liaison.core.working_time import WorkCalendar
from storage.crypto import KeyFile
from storage.database import Database
from storage.engine.database_url import check_folder, file_of, is_sqlite, parse_database_url
from storage.settings import EffectiveSettings
from storage.transaction import Transaction

YEARS_BACK = 12
YEARS_AHEAD = 6
"""Before and after the present year: covers all receipts and their due dates."""


class _TracedDatabase(Database):
    @asynccontextmanager
    @override
    async def transaction(
        self, *, decides: bool = True, cause: str | None = None
    ) -> AsyncIterator[Transaction]:
        """One transaction, as a span of the update or timer that it belongs to."""
        with span("transaction"):
            async with super().transaction(decides=decides, cause=cause) as tx:
                yield tx


def database_of(
    settings: Settings,
    *,
    agreement: Agreement,
    clock: Clock,
    concepts: Iterable[Concept] = CONCEPTS,
    random: Callable[[int], bytes] = os.urandom,
) -> Database:
    """Make the database of the settings, not open yet. Raises ``StorageError`` without its keys, or
    ``ProfileError`` for a procedure or a template of a letter that cannot be.
    """
    examples = (example_plan(agreement), example_procedure(agreement, settings.agreement))

    def working_days(party: PartyCode) -> WorkCalendar:
        year = clock.now().year
        return calendar_of(agreement.party(party), range(year - YEARS_BACK, year + YEARS_AHEAD))

    return _TracedDatabase(
        settings.database_url,
        keys=KeyFile(settings.keys_file),
        now=clock.now,
        registry=Registry([*concepts, examples]),
        terms=EffectiveSettings(agreement=agreement, calendar_of=working_days),
        random=random,
        reach=Reach(
            mail=settings.mail is not None,
            page_url=settings.web_url,
            document_languages=templates_of(settings.agreement).languages,
        ),
        unsafe=settings.unsafe_database,
    )


def check_database_folder(settings: Settings) -> None:
    """Raise ``StorageError`` if the folder of a database file that is set is missing. Only the data
    folder of the user is made.
    """
    db_url = parse_database_url(settings.database_url)
    if "database_url" in settings.model_fields_set and is_sqlite(db_url):
        check_folder(file_of(db_url), "database_url")


def check_keys_folder(settings: Settings) -> None:
    """Raise ``StorageError`` if the folder of a key file that is set is missing."""
    if "keys_file" in settings.model_fields_set:
        check_folder(settings.keys_file, "keys_file")


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, open until the block ends. Raises the errors of ``open``."""
    agreement = load_agreement_of(settings)
    database = database_of(settings, agreement=agreement, clock=SystemClock())
    await database.open()
    try:
        yield database
    finally:
        await database.close()
