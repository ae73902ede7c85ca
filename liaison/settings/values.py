"""Parsing of setting values, typed in several languages or stored."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from liaison.core.cards import Text, text, time_text
from liaison.core.errors import WrongValue
from liaison.core.text_parsing import (
    NotACount,
    NotATime,
    fold_typed,
    named_number,
    parse_count,
    parse_time,
)
from liaison.core.vocabulary import (
    Sign,
    Vocabularies,
    any_of,
    read_numerals,
    signs_of,
    words_for,
    words_of,
)
from liaison.settings.model import Numbers, Setting, ValueType, load_value

MAX_ESCALATION_STEPS = 12
OFF = "off"
_SEPARATORS = re.compile(r"[\s,;、]+")
_LISTS = dict.fromkeys((ValueType.DAY_LIST, ValueType.MINUTE_LIST), (1, MAX_ESCALATION_STEPS))
_LENGTHS = {ValueType.SPAN: (2, 2), ValueType.WEEKDAYS: (1, 7), **_LISTS}
"""The fewest and the most numbers of a value."""
_DAYS: Sequence[Sign] = ("more_days", "day", "ago", "and")
_MINUTES: Sequence[Sign] = ("minutes", "and")
_UNITS: Mapping[ValueType, Sequence[Sign]] = {
    **dict.fromkeys((ValueType.DAYS, ValueType.DAY_LIST), _DAYS),
    **dict.fromkeys((ValueType.MINUTES, ValueType.MINUTE_LIST), _MINUTES),
    ValueType.HOURS: ("hours",),
}
"""The words around the numbers of a value."""


class NotSettable(WrongValue):
    """A value that cannot be set, alone or together with the others."""

    key = "error-setting-value"


def parse_value(setting: Setting, typed: str, vocabularies: Vocabularies) -> Numbers:
    """Parse a typed value. Raises ``NotSettable``."""
    words = fold_typed(typed).lower()
    if words == OFF and setting.may_be_off:
        return ()
    match setting.value_type:
        case ValueType.TIME:
            return _checked(setting, (_time(setting, typed, vocabularies),))
        case ValueType.HOUR | ValueType.SPAN:
            return _hours(setting, typed, vocabularies)
        case ValueType.CHOICE:
            return _choice(setting, words, vocabularies)
        case ValueType.WEEKDAYS:
            return _weekdays(setting, words, vocabularies)
        case ValueType.WEEKDAY | ValueType.MONTH:
            return (_named(setting, words, vocabularies),)
        case _:
            units = _UNITS.get(setting.value_type, ())
            around = words_of(e for each in units for e in signs_of(vocabularies, each))
            plain = around.sub(" ", read_numerals(words, vocabularies))
            numbers = [word for word in _SEPARATORS.split(plain) if word]
            if not all(re.fullmatch(r"[0-9]{1,6}", each) for each in numbers):
                raise _wrong(setting)
            return _checked(setting, tuple(map(int, numbers)))


def read_value(setting: Setting, written: str) -> Numbers:
    """Parse a stored value. Raises what ``parse_value`` raises."""
    try:
        value = load_value(written)
    except ValueError:
        raise _wrong(setting) from None
    return value if not value and setting.may_be_off else _checked(setting, value)


def _checked(setting: Setting, value: Numbers) -> Numbers:
    """Check how many numbers there are, each of them, and their order."""
    least, most = _LENGTHS.get(setting.value_type, (1, 1))
    if not least <= len(value) <= most or not setting.allows(value):
        raise _wrong(setting)
    if setting.value_type in _LISTS and any(before <= after for before, after in pairwise(value)):
        raise NotSettable("error-setting-order")
    return value


def _weekdays(setting: Setting, words: str, vocabularies: Vocabularies) -> Numbers:
    """Days by number or name, single or as a range: ``1-5``, ``monday, friday``."""

    def day(word: str) -> int:
        return _named(setting, word, vocabularies)

    ends = re.split(_until("-", vocabularies), words)
    if len(ends) == 2 and day(ends[0]) <= day(ends[1]):
        return tuple(range(day(ends[0]), day(ends[1]) + 1))
    listed = [word for word in _SEPARATORS.split(words) if word]
    # Digits need no space between them.
    apart = [each for word in listed for each in (word if word.isdigit() else (word,))]
    if not apart:
        raise _wrong(setting)
    return tuple(sorted({day(each) for each in apart}))


def _named(setting: Setting, word: str, vocabularies: Vocabularies) -> int:
    """A month or weekday by number, Monday and January 1, or by name."""
    number = named_number(
        word, "month" if setting.value_type is ValueType.MONTH else "weekday", vocabularies
    )
    if number is None:
        # A weekday is stored from Monday 0, as in the standard library; users count from 1.
        first = setting.low + (setting.value_type is ValueType.WEEKDAY)
        try:
            number = parse_count(word, first, first + setting.high - setting.low)
        except NotACount:
            raise _wrong(setting) from None
    return number - (setting.value_type is ValueType.WEEKDAY)


def _choice(setting: Setting, words: str, vocabularies: Vocabularies) -> Numbers:
    """An item of a closed list, by its code or as displayed."""
    for number, code in enumerate(setting.choices):
        shown = words_for(code, vocabularies)
        if words == code or " ".join(words.split()) in shown:
            return (number,)
    raise _wrong(setting)


def _hours(setting: Setting, typed: str, vocabularies: Vocabularies) -> Numbers:
    """One full hour, or two of them: ``20-7``, ``20:00 07:00``, ``9 pm to 6 am``."""
    typed = fold_typed(typed).lower()
    words = re.split(_until("[,;、–-]", vocabularies), typed)
    words = typed.split() if len(words) == 1 and setting.value_type is ValueType.SPAN else words
    if len(words) != (2 if setting.value_type is ValueType.SPAN else 1):
        raise _wrong(setting)
    minutes = [_time(setting, word, vocabularies) for word in words]
    if any(each % 60 for each in minutes):
        raise _wrong(setting)
    return tuple(each // 60 for each in minutes)


def _until(signs: str, vocabularies: Vocabularies) -> str:
    """The pattern of what is between the ends of a range: a word for it, or one of the signs."""
    until = any_of(signs_of(vocabularies, "until"))
    return rf"\s*(?:{signs}|(?<![a-z])(?:{until})(?![a-z]))\s*"


def _time(setting: Setting, typed: str, vocabularies: Vocabularies) -> int:
    try:
        return parse_time(typed, vocabularies, whole_day=True)
    except NotATime:
        raise _wrong(setting) from None


def _wrong(setting: Setting) -> NotSettable:
    return NotSettable(how=how_text(setting))


def how_text(setting: Setting) -> Text:
    """How a value of the setting is written."""
    low, high = (
        time_text(each) if setting.value_type is ValueType.TIME else each
        for each in (setting.low, setting.high)
    )
    return text("setting-how", type=setting.value_type, low=low, high=high)
