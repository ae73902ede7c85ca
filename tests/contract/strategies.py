"""Values of the columns of records, for round trips through storage."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from liaison.core.people import PersonId
from liaison.core.repository import People
from storage.transaction import Transaction
from tests.contract.samples import CN, KH, REFERENCE, join, logged

# One database serves all examples, as every record has a code of its own.
ROUND_TRIP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
NUMBERS = count(1)
PEOPLE = st.sampled_from([PersonId(1), PersonId(2)])
PARTIES = st.sampled_from([KH, CN])
# No database holds NUL and half characters, and no person can send them.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
CODES = st.text("abc_", min_size=1, max_size=9)
DAYS = st.dates()
MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=8))]),
)


async def join_both(tx: Transaction) -> None:
    """The two people, and a request between their Parties, that records may refer to."""
    if await tx.of(People).by_chat(1) is None:
        alice = await join(tx, KH, 1)
        await join(tx, CN, 2)
        await logged(tx, alice, REFERENCE)
