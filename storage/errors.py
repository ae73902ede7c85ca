"""What can go wrong on the floor that keeps things: keys and values, never prose."""

from collections.abc import Mapping

from liaison.core.cards import Text, Value, text


class StorageError(Exception):
    """The database cannot be used as it is; ``key`` names the sentence that says what to do."""

    def __init__(self, key: str, values: Mapping[str, Value]) -> None:
        super().__init__(key, dict(values))
        self.key = key
        self.values = values

    def text(self) -> Text:
        """The sentence that says what is wrong with the database."""
        return text(self.key, **self.values)


class Conflict(Exception):
    """Another transaction changed a row after this one read it: nothing holds, try it all again."""

    def __init__(self, table: str, row: int | str) -> None:
        super().__init__(table, row)
        self.table = table
        self.row = row
