"""Errors of the steps of a request."""

from liaison.core.errors import UserError


class CountsDoNotAddUp(UserError):
    """More children than persons, or a number of persons that the result does not allow."""

    key = "error-counts"


class AnsweredByNumber(CountsDoNotAddUp):
    """The result of all persons contradicts what was answered of some by number."""

    key = "error-answered-by-number"


class NothingToCorrect(UserError):
    """The answer has this result and letter already, or there is none."""


class NothingToDecide(UserError):
    """The safety check left nothing open, or the own Party has approved the repatriation."""


class NothingAsked(UserError):
    """No information was asked for, or none was chosen."""


class AlreadyInquired(UserError):
    """The own Party has asked about the progress, and the other one has not replied yet."""


class NotYourRequest(UserError):
    """The request is assigned to another person; a coordinator may assign it to someone else."""


class NothingToReview(UserError):
    """The other Party reported no step that needs a review."""

    key = "error-nothing-to-judge"


class NoGround(UserError):
    """A refusal needs a ground of Article 8."""


class NotAnAnswer(UserError):
    """This result is not possible for a request of this kind."""


class NoDueDate(ValueError):
    """A request would be received without a due date: a programming error, never a person's."""
