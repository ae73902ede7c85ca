"""The errors of storage: message keys and values, never prose."""

from liaison.core.errors import KeyedError


class StorageError(KeyedError):
    """The database is unusable as it is; ``key`` is the message that names the remedy."""


class WriteConflict(Exception):
    """Another transaction changed a row after this one read it: retry the whole transaction."""

    def __init__(self, table: str, row: int | str) -> None:
        super().__init__(table, row)
        self.table = table
        self.row = row
