"""A form that is answered as a draft: its questions, their words, the check, and sending."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.input.command_router import CommandContext
from handlers.input.commands import parse_command
from handlers.input.conversation import Draft
from handlers.input.date_control import day_rows
from liaison.core.cards import Button, Card, Paragraph, Row, Text
from liaison.core.form import Question, current_question

_D = TypeVar("_D", bound=Draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[_D]):
    """A draft with its questions. Each button begins with ``line``."""

    context: CommandContext
    draft: _D
    line: str
    asked: list[Question]

    @property
    def question(self) -> Question | None:
        """The question to ask; None at the check."""
        return current_question(self.asked, self.draft.answers, self.draft.changing)

    @property
    def is_whole(self) -> bool:
        """Whether all answers are valid."""
        return current_question(self.asked, self.draft.answers) is None


class DraftForm(ABC, Generic[_D]):
    """What is particular to the drafts of one ``command``, stored as ``draft``."""

    command: str
    draft: type[_D]

    @abstractmethod
    async def questions(self, context: CommandContext, draft: _D) -> list[Question]:
        """All questions, in order, as far as the answers determine them."""

    @abstractmethod
    def ask(self, page: Page[_D], question: Question) -> tuple[Sequence[Paragraph], Sequence[Row]]:
        """The text of a question, and the buttons that answer it."""

    @abstractmethod
    def name(self, page: Page[_D], question: str) -> Text:
        """The button that changes the answer to a question."""

    @abstractmethod
    def answer(self, page: Page[_D], question: str) -> Text:
        """The answer to a question, as people read it."""

    @abstractmethod
    async def check(self, page: Page[_D]) -> tuple[Paragraph, Sequence[Paragraph], Paragraph]:
        """What is asked before sending, all answers, and what makes one of them doubtful."""

    def addition(self, page: Page[_D]) -> Button | None:
        """The button of the check that adds an answer, if there is one."""
        return None

    def says_addition(self, page: Page[_D], typed: str) -> bool:
        """Whether a text at the check is an answer to add, and changes none."""
        return False

    @abstractmethod
    def act(self, draft: _D) -> Text:
        """The name of what is sent."""

    @abstractmethod
    async def send(self, page: Page[_D]) -> tuple[Card, Text]:
        """Take the act; its card, and what was done. Raises ``UserError``."""

    async def check_answer(
        self, context: CommandContext, question: Question, given: str | int
    ) -> None:
        """Check what a question cannot check by itself. Raises ``UserError``."""

    async def renewed(self, context: CommandContext, draft: _D) -> _D:
        """The draft about its record as it is now. Raises ``UserError`` if its act is over."""
        return draft


def days_of(page: Page[_D], question: Question) -> list[Row]:
    """The date control of a question for a day."""
    if question.days is None:
        return []
    answered, again = f"{page.line} {question.name}", f"{page.line} change {question.name}"
    month = page.context.month
    return day_rows(question.days, parse_command(answered), parse_command(again), month)
