"""Errors that a person can cause, as keys and values; their texts are in ``locales/``."""

from collections.abc import Mapping

from liaison.core.cards import Text, Value, text


class UserError(Exception):
    """The base of all refusals: a message key and its values.

    A refusal changes nothing: the caller rolls the transaction back and answers with the text of
    ``key`` in the reader's language.
    """

    key: str

    def __init__(self, **values: Value) -> None:
        super().__init__(self.key)
        self.values: Mapping[str, Value] = values

    def text(self) -> Text:
        """The error as a message of the catalog."""
        return text(self.key, **self.values)


class Conflict(UserError):
    """The record has changed since the person saw it, or the step was recorded already: the answer
    shows the current record.
    """
