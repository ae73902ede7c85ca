"""Questions of a conversation that are answered one after the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from liaison.core.errors import UserError
from liaison.core.text_parsing import fold_typed

SKIPPED = "-"
Answers = Mapping[str, str | int]


class NotAChoice(UserError):
    """Not one of the answers that the question offers."""

    key = "error-not-a-choice"


class NotSkipped(UserError):
    """This question needs an answer."""

    key = "error-not-skipped"


class DateOutOfRange(UserError):
    """A date that this question cannot mean."""

    key = "error-date-range"


class DraftExpired(UserError):
    """The draft that a button belongs to has been sent, cancelled or replaced."""

    key = "error-draft-expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One step: its name, the answers it offers to press, and how an answer is read.

    ``read`` raises a ``UserError`` for what is no answer.
    """

    name: str
    offered: tuple[str, ...] = ()
    optional: bool = False
    read: Callable[[str], str | int]


def current(asked: list[Question], answers: Answers) -> Question | None:
    """The first question without an answer; None where all have one.

    An answer that time has overtaken while the draft lay, such as a day that has passed, is none.
    """
    return next((question for question in asked if not _is_answered(question, answers)), None)


def _is_answered(question: Question, answers: Answers) -> bool:
    try:
        answer(question, str(answers.get(question.name, "")))
    except UserError:
        return False
    return True


def answer(question: Question, raw: str) -> str | int:
    """Read what a person typed or pressed; ``-`` skips.

    Raises ``NotSkipped`` or what the question's ``read`` raises.
    """
    if fold_typed(raw) == SKIPPED:
        if not question.optional:
            raise NotSkipped
        return SKIPPED
    return question.read(raw)


def step_back(asked: list[Question], answers: Answers) -> dict[str, str | int]:
    """Take the last answer off, so that its question comes again, and all that came after it."""
    now = current(asked, answers)
    before = asked if now is None else asked[: asked.index(now)]
    kept = {question.name for question in before[:-1]}
    return {name: value for name, value in answers.items() if name in kept}


def choice(name: str, choices: Sequence[str], *, optional: bool = False) -> Question:
    """A question that takes one of a closed list, written in any case, or raises ``NotAChoice``."""

    def read(raw: str) -> str:
        typed = fold_typed(raw).casefold()
        chosen = next((each for each in choices if each.casefold() == typed), None)
        if chosen is None:
            raise NotAChoice
        return chosen

    return Question(name=name, offered=tuple(choices), optional=optional, read=read)
