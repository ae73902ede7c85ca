"""The rows that a statement found."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.exc import MultipleResultsFound, NoResultFound


class Found(list[Row[Any]]):
    """All rows, there already: nothing is asked of the database when they are read."""

    def first(self) -> Row[Any] | None:
        """The first row, None where there is none."""
        return self[0] if self else None

    def one_or_none(self) -> Row[Any] | None:
        """The only row, None where there is none. Raises ``MultipleResultsFound``."""
        if len(self) > 1:
            raise MultipleResultsFound
        return self.first()

    def one(self) -> Row[Any]:
        """The only row. Raises ``NoResultFound`` and ``MultipleResultsFound``."""
        row = self.one_or_none()
        if row is None:
            raise NoResultFound
        return row

    def scalar_one(self) -> Any:
        """The first value of the only row. Raises as ``one`` does."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        """The first value of the only row, None where there is none. Raises as it does."""
        row = self.one_or_none()
        return None if row is None else row[0]

    def scalars(self) -> Sequence[Any]:
        """The first value of each row."""
        return [row[0] for row in self]
