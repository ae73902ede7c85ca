"""The errors of storage: message keys and values, never prose."""

from collections.abc import Mapping

from liaison.core.cards import Text, Value, text


class StorageError(Exception):
    """The database is unusable as it is; ``key`` is the message that names the remedy."""

    def __init__(self, key: str, values: Mapping[str, Value]) -> None:
        super().__init__(key, dict(values))
        self.key = key
        self.values = values

    def text(self) -> Text:
        """The message that describes the error."""
        return text(self.key, **self.values)


class Conflict(Exception):
    """Another transaction changed a row after this one read it: retry the whole transaction."""

    def __init__(self, table: str, row: int | str) -> None:
        super().__init__(table, row)
        self.table = table
        self.row = row
