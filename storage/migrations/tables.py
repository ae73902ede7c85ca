"""The whole schema, for code that needs all tables: each module below adds its own to it."""

from storage import (  # noqa: F401  # for their tables
    agreement,
    approvals,
    audit,
    core,
    disclosures,
    duty,
    notes,
    pages,
    pending_acts,
    plan,
    settings,
    todos,
)
from storage.engine import schema_compatibility  # noqa: F401  # for its table
from storage.engine.schema import METADATA
from storage.meetings import repository  # noqa: F401  # for its tables
from storage.notifications import chat_messages, rows  # noqa: F401  # for their tables
from storage.people import membership  # noqa: F401  # for its tables
from storage.procedures import repository as procedures  # noqa: F401  # for its tables
from storage.requests import letter_counters  # noqa: F401  # for its table

__all__ = ["METADATA"]
