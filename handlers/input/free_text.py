"""Typed text that begins with no slash: labels of buttons, phrases for commands, or a search.

The rules are fixed. Whatever is understood is a command that could be typed or pressed; an act that
the other Party sees is checked before it leaves, as always.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from difflib import SequenceMatcher, get_close_matches

from handlers.input import persons_said, said_values
from handlers.input.command_router import CommandHandler, Takes
from handlers.input.commands import MISSING_ARGUMENT, Command, parse_command
from handlers.input.corrections import DATE, corrected
from handlers.input.date_extraction import MAX_CHARS, find_days, letters
from handlers.input.labels import (
    MAX_CHOSEN,
    MIN_PART,
    SEPARATORS,
    SIMILAR,
    LabelReader,
    Labels,
    has_others,
    latin_runs,
    misspelt,
    only_mentions,
)
from handlers.input.parsed_text import CODE, ParsedText, TextParser
from liaison.core.agreement import Agreement, PartyCode, term
from liaison.core.cards import BELOW, Button, text
from liaison.core.people import Permission
from liaison.core.references import CodePrefix, opening
from liaison.core.registry import Registry
from liaison.core.text_parsing import as_typed, fold_typed
from liaison.core.vocabulary import codes_said, signs_of, words_for, words_of

SEARCH, TODAY, EMERGENCY, NEXT_NUMBER = "find", "today", "emergency", "number"
REQUEST, ANSWER, LIST, CORRECT, DEFER = "new", "answer", "requests", "correct", "defer"
AT_ONCE = ("takeback", "ack")
"""Acts without a record to choose."""
MAX_NEAR, MAX_WORDS_OF_PHRASE = 4, 3
SIMILAR_IF_SHORT, SHORT = 0.5, 4
"""The minimum similarity of a misspelt phrase of at most ``SHORT`` characters."""
HOLE = "…"
"""The place of a record before other arguments of a command, or in a phrase that needs one."""
MIN_MEANT, MIN_OF_RECORD = 0.51, 0.25
"""The minimum share of a text that the phrase of its command covers, without a record or with."""


class Phrases(LabelReader):
    """The phrases of all commands that are registered, in all languages of the agreement."""

    def __init__(self, labels: Labels, registry: Registry, agreement: Agreement) -> None:
        vocabularies = agreement.vocabularies
        super().__init__(labels, vocabularies)
        self._handlers = registry.all(CommandHandler)
        self._prefixes = registry.all(CodePrefix)
        aimed = {key: each.targets for key, each in self._handlers.items() if each.targets}
        self._at_once = {key for key, targets in aimed.items() if targets.at_once} | {NEXT_NUMBER}
        shown = {each.shows for each in self._handlers.values()}
        self._acts = {*AT_ONCE, EMERGENCY, *aimed} - self._at_once - {*shown, "counter"}
        self._parser = TextParser(vocabularies)
        ignored = words_of(word for each in vocabularies for word in each.ignored).pattern
        self._ignored = re.compile(f"(?i:{ignored})|{letters(vocabularies).pattern}")
        self._alarms = words_of(signs_of(vocabularies, "alarm"))
        self._routine = words_of(words_for("routine", vocabularies))
        self._negations = words_of(word for each in vocabularies for word in each.negations)
        self._results = words_of(e for each in vocabularies for e in each.fields.get("result", ()))
        self._wrong = signs_of(vocabularies, "wrong")
        self._lines: dict[str, str] = {}
        self._before_values: set[str] = set()
        self._of_records: dict[str, str] = {}
        for each in registry.all(Permission).values():
            if each.group is not None:
                self._learn(each.key, self._in_all_languages(text(f"command-{each.key}")))
        self._kinds = [each.code for each in agreement.request_types]
        for concept, codes in (("request", self._kinds), ("crossing", agreement.crossing_points)):
            for code in codes:
                self._learn(f"{SEARCH} {code}", self._in_all_languages(term(concept, code)))
        for language in vocabularies:
            for line, phrases in language.commands.items():
                apart = [each for each in phrases if each.startswith(HOLE)]
                others = (each for each in phrases if each not in apart)
                self._of_records |= dict.fromkeys(map(self._fold, apart), line)
                self._learn(line.replace(HOLE, MISSING_ARGUMENT), map(self._fold, others))
                self._before_values |= {*map(self._fold, (e for e in phrases if e.endswith(HOLE)))}

    def for_reader(self, party: PartyCode, now: datetime) -> "Phrases":
        """The phrases, with the labels of buttons as a person of a Party reads them."""
        own = copy(self)
        own._labels = self._labels.for_reader(party, now)  # noqa: SLF001
        return own

    def _learn(self, line: str, phrases: Iterable[str]) -> None:
        """Learn phrases for a command; beside a record, the first one that takes it."""
        learned = dict.fromkeys(filter(None, phrases), line)
        self._lines |= learned
        if MISSING_ARGUMENT in line or self.can_name_one(line):
            self._of_records = learned | self._of_records

    def by_label(
        self, typed: str, offered: Sequence[Button], *, partly: bool = False
    ) -> str | None:
        """The command of the offered button whose label was typed, in any language; ``partly``:
        words of the label of only one button are enough, if it does not act at once, and they have
        no digit and are no day, no "More" and no phrase of another command.
        """
        if only_mentions(typed):
            return None
        meant = next(iter(self.labelled(typed, offered)), None) or self.all_labelled(typed, offered)
        if meant is not None:
            return meant
        is_day = (0, len(typed)) in find_days(fold_typed(typed), self._vocabularies)
        is_more = bool(self.labelled(typed, [Button(text("button-more"), "more")]))
        words = self.containing(typed, offered) if partly and not (is_day or is_more) else ()
        phrase = self._lines.get(self._fold(typed), "").split()[:1]
        found = {
            each.command
            for each in words
            if each.sends is None and phrase in ([], each.command.split()[:1])
            if each.command.split()[0] not in self._at_once
        }
        return found.pop() if len(found) == 1 else None

    def beginning_with(
        self, typed: str, shown: Iterable[tuple[str, Button]], *, about: str | None
    ) -> Sequence[tuple[str, Button]]:
        """The buttons whose label begins with the typed words, if these are no phrase and have no
        digit: those of the first record, or of the one that the text is ``about``.
        """
        wanted = "" if only_mentions(typed) else self._fold(typed)
        found: dict[str, tuple[str, Button]] = {}
        for record, button in () if wanted in self._lines else shown:
            if about in (None, record) and self._is_part(wanted, button.label, begins=True):
                about = record
                found.setdefault(button.command.removesuffix(f" {BELOW}"), (record, button))
        return [*found.values()]

    def by_record(
        self, *typed: str, shown: Sequence[tuple[str, Button]], about: str | None
    ) -> Mapping[str, Button]:
        """The first button of each record, or only of the one that the texts are ``about``, whose
        label was typed, alone or between commas, in any language, also with a number of persons.
        """
        known, split = self._vocabularies, SEPARATORS.split
        parts = [
            self._fold(part)
            for each in typed
            for part in (each, *split(each, MAX_CHOSEN), persons_said.without_persons(each, known))
        ]
        labels = [
            (record, button, {*self._in_all_languages(button.label)})
            for record, button in shown
            if about in (None, record)
        ]
        every = {name for *_, names in labels for name in names}
        is_press = not any(map(only_mentions, typed))
        said = next((each for each in parts if is_press and each and each in every), None)
        found: dict[str, Button] = {}
        for record, button, names in labels:
            if said in names:
                found.setdefault(record, button)
        return found

    def command(
        self, typed: str, *, today: date, about: str | None = None, exactly: bool = False
    ) -> Command | None:
        """The command that a text means, ``about`` a record that it replies to; None for none or a
        question about an act. ``exactly``: it may only have a phrase and values, or an emergency.
        """
        if len(typed) > MAX_CHARS:
            return None
        whole = self._lines.get(self._fold(typed))
        not_meant = self._acts if only_mentions(typed) else ()
        is_meant = whole is not None and whole.split()[0] not in not_meant
        if whole and is_meant and self._fold(typed) not in self._before_values:
            said = "" if whole == SEARCH else typed
            return self._complete(whole, ParsedText(rest=said, typed=said), about)
        parts = self.parse(typed, today=today)
        rest = self._ignored.sub(" ", parts.rest)
        lines = self._of_records if parts.codes else self._lines
        counted = self._fold(parts.rest + re.sub("[0-9]", "", parts.day or ""))
        known = parts.more is not None and counted in lines
        phrase = counted if known else self._contained(parts, rest, lines)
        is_result = self._is_result(typed)
        corrects = bool(codes_said(typed, ["correction"], self._vocabularies))
        others = {REQUEST: is_result, ANSWER: is_result or corrects, SEARCH: parts.has_values}
        if phrase is not None and (
            others.get(lines[phrase].split()[0])
            or self._lacks_value(phrase, parts)
            or (parts.is_later and not self._takes(lines[phrase]) & (Takes.DAY | Takes.DATE))
            or self._is_misspelt_before(phrase, lines, rest)
            or self._lacks_record(phrase, lines[phrase], parts, rest, about)
        ):
            phrase = None
        if phrase is None:
            if exactly or self._fold(rest) or parts.day or parts.time:
                return None if exactly else self._about_persons(typed, parts, about)
            return self._opened(*parts.codes)
        is_whole = lines[phrase] in (lines.get(self._fold(e)) for e in (parts.rest, rest))
        if exactly and not is_whole and lines[phrase] != EMERGENCY:
            return None
        beside = map(self._negations.findall, SEPARATORS.split(parts.rest))
        is_form = self._begins(phrase, parts.rest) and any(map(str.isdigit, parts.rest))
        takes_values = Takes.VALUES in self._takes(lines[phrase])
        is_more = any(has_others(map(self._fold, each), phrase) for each in beside)
        if (is_more and not (is_form and takes_values)) or lines[phrase].split()[0] in not_meant:
            return None
        found = self._complete(lines[phrase], parts, about)
        return found if takes_values or not self.emergency_in(typed) else None

    def _about_persons(self, typed: str, parts: ParsedText, about: str | None) -> Command | None:
        """The correction, also of a closed answer, reply or new request that a text means."""
        known = self._vocabularies
        is_wrong = bool(codes_said(typed, ["correction"], known))
        if self._is_result(typed) and not is_wrong:
            return self._complete(ANSWER, parts, about)
        counts = persons_said.without_persons(typed, known) != fold_typed(typed)
        _, old, named, _ = corrected(typed, ["letter", DATE], known)
        says = counts or re.search(r"\d", "".join(named.values()))
        if (is_wrong or old) and (says or said_values.says_closed(typed, known)):
            return self._complete(CORRECT, parts, about)
        is_other = parts.codes or about or self.emergency_in(typed)
        is_new = not is_other and persons_said.says_of_persons(typed, self._kinds, known)
        return Command(name=REQUEST, raw=typed) if is_new else None

    def _is_result(self, typed: str) -> bool:
        said = ["confirmed", "not_confirmed"] if self._results.search(fold_typed(typed)) else []
        return persons_said.says_of_persons(typed, ["verified", *said], self._vocabularies)

    def emergency_in(self, typed: str) -> Sequence[Command]:
        """The command for an emergency, if a text has an alarming word that it does not deny."""
        said = self._routine.sub(" ", fold_typed(typed))
        return [Command(name=EMERGENCY)] if self._alarms.search(said) else []

    def interrupts(self, parts: ParsedText, asked: str) -> bool:
        """Whether a text with a day or a time begins with the phrase of an emergency, and the
        command that ``asked`` a question takes other values.
        """
        written = (parts.rest, self._ignored.sub(" ", parts.rest))
        found = (each for each, line in self._lines.items() if line == EMERGENCY)
        begins = any(self._begins(each, *written) for each in found)
        return begins and bool(parts.day or parts.time) and Takes.VALUES in self._takes(asked)

    def _contained(self, parts: ParsedText, rest: str, lines: Mapping[str, str]) -> str | None:
        """The longest phrase of a text that has little beside it and takes what the text has."""
        written = (parts.rest, rest)
        found = sorted({each for one in written for each in self.within(one, lines)}, key=len)
        folded = self._fold(rest)
        with_values = parts.has_values or parts.day or parts.time
        asking = [e for e in found if with_values and Takes.VALUES in self._takes(lines[e])]
        begun = [e for e in asking if lines[e] == EMERGENCY or self._begins(e, *written)]
        longer = found[found.index(begun[-1]) + 1 :] if begun else ()
        if begun and not CODE.search(parts.rest) and not any(begun[-1] in each for each in longer):
            return begun[-1]
        is_sure = parts.codes or found[-1:] == asking[-1:]
        least = MIN_OF_RECORD if is_sure else MIN_MEANT
        if not found or len(found[-1]) < len(folded) * least or CODE.search(parts.rest):
            return None
        longest = found[-1]
        name = lines[longest].split()[0]
        is_letter = parts.numbers and Takes.NUMBER not in self._takes(name)
        if not is_sure and is_letter and self.can_name_one(name):
            return None  # of an unknown record
        beside = folded.replace(longest, " ") if longest in folded else ""
        others = {lines[each] for each in found if each in beside}
        return None if others - {lines[longest]} else longest

    def _lacks_value(self, phrase: str, parts: ParsedText) -> bool:
        """Whether a text has no value behind a phrase that needs one."""
        has_value = self._has_values(phrase, parts) or parts.day or parts.time
        return phrase in self._before_values and not (
            has_value and self._begins(phrase, parts.rest)
        )

    def _is_misspelt_before(self, phrase: str, lines: Mapping[str, str], rest: str) -> bool:
        """Whether a word before a phrase nearly is the phrase of another command."""
        before, literally, _ = rest.casefold().partition(phrase)
        near = misspelt(before, {*lines, *self._wrong}) if literally else ()
        return any(lines.get(each) != lines[phrase] for each in near)

    def _lacks_record(
        self, phrase: str, line: str, parts: ParsedText, rest: str, about: str | None
    ) -> bool:
        """Whether a phrase of an act on a record has other words beside it, but names no record."""
        name, folded = line.split(maxsplit=1)[0], self._fold(rest)
        act, whole = self._handlers.get(name), parts.rest.casefold()
        says = name != DEFER and (parts.more or parts.day or self._has_values(phrase, parts))
        if says or parts.codes or about or act is None or act.targets is None:
            return False
        is_begun = self._begins(phrase, parts.rest) and Takes.VALUES in act.takes
        if phrase not in folded and phrase in whole and not (is_begun or Takes.PERSON in act.takes):
            folded = phrase + self._fold(self._ignored.sub(" ", whole.replace(phrase, " ", 1)))
        return phrase in folded and folded.replace(phrase, "", 1).strip("0123456789") != ""

    def _has_values(self, phrase: str, parts: ParsedText) -> bool:
        return self._parser.has_values(parts.rest.casefold().replace(phrase, " ", 1))

    def _begins(self, phrase: str, *written: str) -> bool:
        return any(self._fold(each).startswith(phrase) for each in written)

    def begins_request(self, typed: str) -> bool:
        """Whether a text begins with the label of a new request, in any language."""
        return self._fold(typed).startswith((*self._in_all_languages(text("command-new")),))

    def within(self, written: str, phrases: Iterable[str] = ()) -> Iterator[str]:
        """The phrases in a text, of all or only of some; those in Latin letters are whole words."""
        folded, latin = self._fold(written), latin_runs(written)
        return (
            each for each in phrases or self._lines if each in (latin if each.isascii() else folded)
        )

    def suggestions(
        self, typed: str, *, today: date, about: str | None = None
    ) -> Sequence[Command]:
        """Commands with a phrase near the typed one, the nearest first; no day has its year."""
        parts = self.parse(typed[:MAX_CHARS], today=today)
        parts = replace(parts, day=None) if re.search(r"\d{4}", parts.day or "") else parts
        known = self._of_records if parts.codes else self._lines
        whole = self._fold(parts.rest)
        rest = self._fold(self._ignored.sub(" ", parts.rest)) or whole
        least = SIMILAR_IF_SHORT if len(rest) <= SHORT else SIMILAR
        part = len(rest) >= MIN_PART
        found = [each for each in known if rest and (each in rest or (part and rest in each))]
        found += get_close_matches(rest, known, n=MAX_NEAR, cutoff=least)
        found += get_close_matches(whole, known, n=1, cutoff=least)
        found += misspelt(parts.rest, known, together=MAX_WORDS_OF_PHRASE)
        found.sort(key=lambda each: -SequenceMatcher(None, each, rest).ratio())
        denied, lines = self._denied(parts.rest), dict[str, str]()
        for line in (*([LIST] if denied else ()), *map(known.__getitem__, found)):
            if line not in denied:
                lines.setdefault(line.split()[0], line)  # labels are of commands alone
        completed = [*filter(None, (self._complete(each, parts, about) for each in lines.values()))]
        completed = completed or [Command(name=each) for each in lines if each != LIST]
        call = self._complete(EMERGENCY, replace(parts, codes=()), None)
        alarm = [call or each for each in self.emergency_in(typed)]
        if said := persons_said.urgent_request(typed, self._kinds, self._vocabularies):
            alarm.insert(0, Command(name=REQUEST, args=tuple(said)))
        elif persons_said.says_of_persons(typed[:MAX_CHARS], self._kinds, self._vocabularies):
            alarm.append(Command(name=REQUEST))
        routine = [EMERGENCY] if self._routine.search(fold_typed(typed)) else []
        apart = {*routine, *(each.name for each in alarm)}
        others = [each for each in completed if each.name not in apart]
        opened = filter(None, map(self._opened, (*parts.codes, about or "")))
        return [*alarm, *others[:MAX_NEAR], *opened]

    def _denied(self, rest: str) -> Collection[str]:
        """The commands whose phrase comes directly after a negation or a word for a question."""
        ends = (rest[each.end() :] for each in self._negations.finditer(rest))
        denied = [self._fold(self._ignored.sub(" ", each)) for each in ends]
        return {of for key, of in self._lines.items() for e in denied if e.startswith(key)} - {LIST}

    def _complete(self, line: str, parts: ParsedText, about: str | None) -> Command | None:
        """A command with the parts of a text; None if it does not take them."""
        command = parse_command(line)
        takes = self._takes(line)
        has_hole = MISSING_ARGUMENT in command.args
        targeted = self.can_name_one(command.name) and (has_hole or not command.args)
        codes = parts.codes or ([about] if about is not None and targeted else [])
        if has_hole and codes:
            return command.with_arguments(codes[0]) if len(codes) == 1 else None
        dated = bool(takes & (Takes.DAY | Takes.DATE))
        takes_any, today = dated or Takes.VALUES in takes, signs_of(self._vocabularies, "today")
        is_now = parts.time is None and (parts.day or today[0]).lower() in today
        if len(codes) > int(targeted) or not (takes_any or is_now):
            return None
        days = parts.more if Takes.DATE in takes else None
        day = parts.day and as_typed(parts.day, parts.typed)
        day = day if days is None else None if days < 0 else f"+{days}"
        when = [*filter(None, (day, parts.time))] if dated else []
        if when and Takes.TIME not in takes:
            when = [day or TODAY]
        asks = when and not codes and targeted and Takes.RECORD not in takes
        given = [*([MISSING_ARGUMENT] if asks else codes), *command.args, *when]
        found = command.replace_arguments(*" ".join(given).split())
        if command.name == SEARCH:
            return replace(found, raw=parts.typed or parts.rest)
        return replace(found, raw=parts.typed) if Takes.VALUES in takes else found

    def _takes(self, line: str) -> Takes:
        name, *arguments = line.split()
        takes = self._handlers[name].takes if name in self._handlers else Takes.NOTHING
        return takes | Takes.VALUES if arguments and Takes.VALUE in takes else takes

    def can_name_one(self, name: str) -> bool:
        """Whether a command can name a record or a person."""
        handler = self._handlers.get(name)
        return bool(handler and (handler.targets or handler.takes & (Takes.RECORD | Takes.PERSON)))

    def _opened(self, *codes: str) -> Command | None:
        """The command that opens the record whose code was typed, if it is one."""
        line = opening(self._prefixes, codes[0]) if len(codes) == 1 else None
        return None if line is None else parse_command(line)

    def parse(self, typed: str, *, today: date) -> ParsedText:
        """The parts of a text; see ``TextParser``."""
        return self._parser.parse(typed, today=today)
