"""Errors that a person can cause, as keys and values; their texts are in ``locales/``."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from liaison.core.cards import Text, Value, text

MAX_QUOTE = 40
_QUOTATION_MARKS = "\"'\u00ab\u00bb\u2018\u2019\u201c\u201d\u300c\u300d\u300e\u300f"
UNKNOWN_CODE = "error-unknown-code"
"""Nothing has the code or number that was typed: ``list`` is the command that shows all."""
_T = TypeVar("_T")
_CAPITAL = re.compile("[A-Z]")
_LIKE_A_PIN = re.compile(r"(?:\d[\s\u200b\u2010-\u2015\u2212-]*){6}|.*(?<!\d)\d{6}(?!\d).*")


class KeyedError(Exception):
    """An error whose text is in the catalog, by its ``key`` and values."""

    key: str

    def __init__(self, key: str, values: Mapping[str, Value]) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def text(self, _typed: str = "") -> Text:
        """The error as a message of the catalog, which may quote what was typed."""
        return text(self.key, **self.values)


class UserError(KeyedError):
    """An error that a person caused: a message key and its values.

    It changes nothing: the caller rolls the transaction back and answers with the text of ``key``
    in the reader's language. The default key of a class is made from its name: that of
    ``NotYourRole`` is ``error-not-your-role``. An error that no caller handles differently has a
    key and no class. ``nevertheless`` runs in the transaction of the answer, and its effects are
    kept.
    """

    nevertheless: Callable[..., Awaitable[None]] | None = None

    def __init_subclass__(cls) -> None:
        if "key" not in vars(cls):
            cls.key = "error" + _CAPITAL.sub(r"-\g<0>", cls.__name__).lower()

    def __init__(self, key: str = "", /, **values: Value) -> None:
        super().__init__(key or self.key, values)


class WrongValue(UserError):
    """A value that cannot be accepted: it is asked for again, under an error that begins with what
    was typed, in one line, unless it could be a PIN. Only the last ``words`` of its command are
    wrong, if they are counted.
    """

    words: int | None = None

    def text(self, typed: str = "") -> Text:
        """The error as a message of the catalog."""
        shown = " ".join(typed.split()).strip(_QUOTATION_MARKS)
        shown = "" if _LIKE_A_PIN.fullmatch(shown) else shown
        cut = shown if len(shown) <= MAX_QUOTE else f"{shown[:MAX_QUOTE]}…"
        return text("error-quoted", typed=cut, why=super().text()) if cut else super().text()


def parse_end(parse: Callable[[str], _T], typed: str) -> _T:
    """Parse the last words of a command, so that only these are asked for again if it raises."""
    try:
        return parse(typed)
    except WrongValue as error:
        error.words = len(typed.split())
        raise


class UnquotedValue(WrongValue):
    """A wrong value that the error does not quote."""

    def text(self, _typed: str = "") -> Text:
        """The error as a message of the catalog."""
        return super().text()


class Conflict(UserError):
    """The record has changed since the person saw it, or the step was recorded already."""


class WrongState(Conflict):
    """The step is not possible in the present state of the record."""
