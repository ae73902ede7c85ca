"""Errors of the steps of a request."""

from liaison.core.errors import UserError


class CountsDoNotAddUp(UserError):
    """More children than persons, or a number of persons that the result does not allow."""

    key = "error-counts"


class ReceiptOutOfRange(UserError):
    """The date of receipt is in the future, or before the request was sent."""

    key = "error-receipt-date"


class NothingToCorrect(UserError):
    """The answer has this result and letter already, or there is none."""

    key = "error-nothing-to-correct"


class NothingToDecide(UserError):
    """The safety check left nothing open, or the own Party has approved the repatriation."""

    key = "error-nothing-to-decide"


class NothingAsked(UserError):
    """No information was asked for, or none was chosen."""

    key = "error-nothing-asked"


class AlreadyInquired(UserError):
    """The own Party has asked about the progress, and the other one has not replied yet."""

    key = "error-already-inquired"


class NotYourCase(UserError):
    """The case is assigned to another person; a coordinator may assign it to someone else."""

    key = "error-not-your-case"


class NothingToReview(UserError):
    """The other Party reported no step that needs a review."""

    key = "error-nothing-to-judge"


class NoGround(UserError):
    """A refusal needs a ground of Article 8."""

    key = "error-no-ground"


class NotAnAnswer(UserError):
    """This result is not possible for a request of this kind."""

    key = "error-not-an-answer"


class NoDueDate(ValueError):
    """A request would be received without a due date: a programming error, never a person's."""
