"""Errors of the steps of a request."""

from liaison.core.errors import WrongValue


class CountsDoNotAddUp(WrongValue):
    """More children than persons, or a number of persons that the result does not allow."""

    key = "error-counts"


class AnsweredByNumber(CountsDoNotAddUp):
    """The result of all persons contradicts what was answered of some by number."""

    key = "error-answered-by-number"


class NoDueDate(ValueError):
    """A request would be received without a due date: a programming error, never a person's."""
