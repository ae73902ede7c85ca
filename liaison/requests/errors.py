"""What forbids a step of a request."""

from liaison.core.errors import UserError


class CountsDoNotAddUp(UserError):
    """More children than persons, or an answer for more or fewer persons than asked for."""

    key = "error-counts"


class ReceiptOutOfRange(UserError):
    """A date of receipt in the future or before the request was sent."""

    key = "error-receipt-date"


class ExtensionOutOfRange(UserError):
    """A new due date that is not later than the present one, or too late."""

    key = "error-extension-date"


class NothingAsked(UserError):
    """No question is open, or none was chosen."""

    key = "error-nothing-asked"


class NoDraft(UserError):
    """There is no draft of a refusal."""

    key = "error-no-draft"


class NotYourCase(UserError):
    """The case is assigned to another person; a coordinator may assign it to someone else."""

    key = "error-not-your-case"


class NothingToReview(UserError):
    """The other Party reported no step that waits for a review."""

    key = "error-nothing-to-judge"


class NoGround(UserError):
    """A refusal needs a ground of Article 8."""

    key = "error-no-ground"


class NotAnAnswer(UserError):
    """This result does not answer a request of this kind."""

    key = "error-not-an-answer"


class NoDueDate(ValueError):
    """A clock was started without a date to end on: our fault, never a person's."""
