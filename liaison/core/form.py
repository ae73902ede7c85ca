"""The questions of a conversation, answered one after the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liaison.core.errors import UnquotedValue, UserError, WrongValue
from liaison.core.text_parsing import AmbiguousDate, NotADate, fold_typed, named_day, parse_date
from liaison.core.vocabulary import Vocabularies, signs_of, words_of
from liaison.core.working_time import DAY

SKIPPED = "-"
Answers = Mapping[str, str | int]


class NotAChoice(WrongValue):
    """The text is not one of the offered answers."""


class DateOutOfRange(WrongValue):
    """The date is outside the range of this question."""

    key = "error-date-range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that a question accepts: local dates from ``first`` to ``last``. ``likely`` ones are
    offered beside those next to ``today``. A calendar opens at the month of ``around``, and a day
    of a month alone is one of that month, if it is accepted.
    """

    today: date
    first: date
    last: date
    likely: Sequence[date] = ()
    around: date | None = None

    @property
    def offered(self) -> Sequence[date]:
        """The days that are offered first."""
        near = (self.today - DAY, self.today, self.today + DAY)
        return [day for day in sorted({*near, *self.likely}) if self.first <= day <= self.last]

    @property
    def opens_at(self) -> date:
        """A day of the month that a calendar shows first."""
        return max(self.first, min(self.around or self.today, self.last))

    def read(self, typed: str, known: Vocabularies, *, near: date | None = None) -> date:
        """Parse a day, also behind "until", accepted or not: of two readings the one that is
        accepted, if only one is. Raises ``NotADate``, ``AmbiguousDate``, or ``UserError``.
        """
        until = words_of(signs_of(known, "until")).match(typed)
        typed = typed if until is None else typed[until.end() :].strip()
        if typed == SKIPPED:
            raise UnquotedValue("error-not-skipped")
        kept = None if self.around is None else named_day(typed, self.around, known)
        if kept is not None and self.first <= kept <= self.last:
            return kept
        try:
            return parse_date(typed, self.today, known, near=near)
        except AmbiguousDate as question:
            days = [each for each in question.readings if isinstance(each, date)]
            found = [each for each in days if self.first <= each <= self.last]
            if len(found) > 1:
                raise
            return (found or days)[0]

    def read_first(
        self, words: Sequence[str], known: Vocabularies, *, near: date | None = None
    ) -> tuple[date, Sequence[str]]:
        """The accepted day with which words begin, and the others. Raises ``UserError``."""
        for end in range(len(words), 0, -1):
            try:
                day = self.read(" ".join(words[:end]), known, near=near)
            except (NotADate, UnquotedValue):
                continue
            return self.check(day), words[end:]
        raise NotADate

    def check(self, day: date) -> date:
        """Return an accepted day. Raises ``DateOutOfRange``."""
        if not self.first <= day <= self.last:
            raise DateOutOfRange(first=self.first, last=self.last)
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: its name, the answers offered as buttons, and the parser of an answer. ``read``
    raises a ``UserError`` for an invalid answer. ``days``: it asks for a day; ``several``: for one
    or more of those offered.
    """

    name: str
    offered: tuple[str, ...] = ()
    days: Days | None = None
    several: bool = False
    optional: bool = False
    read: Callable[[str], str | int]

    @property
    def counts(self) -> bool:
        """Whether its answers are numbers."""
        return "".join(self.offered).isdigit()


def current_question(
    asked: list[Question], answers: Answers, changing: str | None = None
) -> Question | None:
    """The question being changed, or the first without a valid answer; None if there is none."""
    again = next((question for question in asked if question.name == changing), None)
    return again or next((each for each in asked if not _is_answered(each, answers)), None)


def _is_answered(question: Question, answers: Answers) -> bool:
    try:
        return not is_choosing(str(parse_answer(question, str(answers.get(question.name, "")))))
    except UserError:
        return False


def parse_answer(question: Question, raw: str) -> str | int:
    """Parse a typed or pressed answer; ``-`` skips. Raises ``UserError`` or that of ``read``."""
    if fold_typed(raw) == SKIPPED:
        if not question.optional:
            raise UnquotedValue("error-not-skipped")
        return SKIPPED
    return question.read(raw)


def before(asked: list[Question], answers: Answers, changing: str | None) -> str | None:
    """The question to which Back leads; None for the check, or if there is none. All answers are
    kept: it is asked again, and then the first one without an answer.
    """
    now = current_question(asked, answers, changing)
    if now is None or current_question(asked, answers) is None or now is asked[0]:
        return None
    return asked[asked.index(now) - 1].name


def drop_unasked(asked: list[Question], after: list[Question], answers: Answers) -> Answers:
    """The answers without those to questions that are no longer ``asked`` after a change."""
    dropped = {each.name for each in asked} - {each.name for each in after}
    return {name: value for name, value in answers.items() if name not in dropped}


def choice(name: str, choices: Sequence[str], *, optional: bool = False) -> Question:
    """A question with a closed list of answers, by codes in any case; raises ``NotAChoice``."""

    def read(raw: str) -> str:
        typed = fold_typed(raw).casefold()
        for each in choices:
            if each.casefold() == typed:
                return each
        raise NotAChoice

    return Question(name=name, offered=tuple(choices), optional=optional, read=read)


def several(name: str, choices: Sequence[str]) -> Question:
    """An optional question with a closed list, of which one or more are chosen."""

    def read(raw: str) -> str:
        chosen = ",".join(parse_codes(raw, choices))
        if is_choosing(raw):
            return f"{chosen},"
        if not chosen:
            raise NotAChoice
        return chosen

    return Question(name=name, offered=tuple(choices), several=True, optional=True, read=read)


def is_choosing(given: str) -> bool:
    """Whether more items of a list are chosen: a comma ends the items chosen so far."""
    return given.endswith(",")


def parse_codes(given: str, known: Sequence[str]) -> list[str]:
    """Parse ``1,4`` or names into codes of a closed list. Raises ``NotAChoice``."""
    numbered = {str(number): code for number, code in enumerate(known, 1)}
    read = [numbered.get(each, each) for each in fold_typed(given).lower().split(",") if each]
    if not set(read) <= set(known):
        raise NotAChoice
    return [code for code in known if code in read]


def parse_code(given: str, known: Sequence[str]) -> str:
    """Parse one code of a closed list, by name or number. Raises ``NotAChoice``."""
    found = parse_codes(given, known)
    if len(found) != 1:
        raise NotAChoice
    return found[0]
