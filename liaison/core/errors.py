"""What a person can do wrong, as keys and values; the words stand in ``locales/``."""

from collections.abc import Mapping

from liaison.core.cards import Text, Value, text


class UserError(Exception):
    """The base of every answer "no": a message key and its values, never prose.

    A refusal changes nothing: whoever catches it rolls the transaction back and answers with
    the sentence that ``key`` names, in the reader's language.
    """

    key: str

    def __init__(self, **values: Value) -> None:
        super().__init__(self.key)
        self.values: Mapping[str, Value] = values

    def text(self) -> Text:
        """The sentence that says what was wrong."""
        return text(self.key, **self.values)


class Conflict(UserError):
    """The record has changed since the person saw it, or the step is recorded already: the refusal
    shows the record as it is now.
    """
