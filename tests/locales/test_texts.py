"""The texts: the same in every language, complete, well formed, and short enough for Telegram."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import liaison
from bot.i18n.catalog import Catalog
from bot.i18n.formatting import ROOM, _label_width
from bot.profile.agreement_file import default_agreement
from bot.profile.language_file import LOCALES
from bot.settings import Settings
from handlers.input.pii_detector import PersonalDataKind
from handlers.requests.numbers import ANSWERS, parse_numbers
from liaison.core.agreement import LISTS, WEEKDAYS, MeetingKind, PartyCode, term
from liaison.core.cards import Text, Value, named, short, text
from liaison.core.errors import UnquotedValue, UserError
from liaison.core.people import AccountStatus, Role
from liaison.core.references import parse_coded
from liaison.disclosures import rules as disclosure_rules
from liaison.meetings import agenda
from liaison.meetings import drafts as meeting_drafts
from liaison.meetings import model as meeting_model
from liaison.notes.rules import NoteKind
from liaison.plan import rules as plan_rules
from liaison.reports import exports
from liaison.requests import drafts as request_drafts
from liaison.requests import model as request_model
from liaison.requests import permissions as request_permissions
from liaison.settings.model import SETTINGS, Topic, ValueType
from liaison.settings.values import parse_value
from tests.registered import LISTED_COMMANDS
from tests.unit.samples import received

AGREEMENT = default_agreement()
LANGUAGES = AGREEMENT.languages
CATALOG = Catalog.load(agreement=AGREEMENT, strict=True).for_reader(
    PartyCode("CN"), datetime(2027, 1, 1, tzinfo=UTC)
)
COMMAND_LINE = "command_line.ftl"
"""The command line speaks English alone, so no other language has this file."""
MAX_TEXT = 3_500
MAX_TOAST = 200
MAX_LABEL = 64

PARTIES = {"own_party", "other_party"}
OF_THE_READER = {"bot", *PARTIES}
"""Variables that every message for a reader has; a language can do without them."""


class _Parts(Visitor):
    """The variables of a message, and for each selector the choices that it names."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.choices: dict[str, set[str]] = {}
        self.words = ""

    def visit_TextElement(self, node: Any) -> None:  # noqa: N802 - the visitor's way
        self.words += node.value

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: Any) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            named_keys = {
                getattr(variant.key, "name", None) or variant.key.value for variant in node.variants
            }
            self.choices.setdefault(node.selector.id.name, set()).update(named_keys)
        self.generic_visit(node)


@cache
def messages(language: str) -> dict[str, _Parts]:
    """Every message of a language with its parts; fails on what the parser could not read."""
    found: dict[str, _Parts] = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content!r}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} is there twice"
                parts = _Parts()
                parts.visit(entry)
                found[entry.id.name] = parts
    return found


DAYS = {"day", "due", "received", "receipt", "first", "last", "next", "counted"}
MOMENTS = {"at", "ends", "start"}
PLURALS = {"zero", "one", "two", "few", "many", "other"}
EXAMPLE = re.compile(r"\b[A-Z]{2}[0-9]{2}-[0-9A-Z]{5}\b")


def sample(name: str, choice: str) -> Value:
    """A value such as the code gives, for a variable that has that choice of a selector."""
    if choice.lstrip("-").isdigit():
        return int(choice)
    if choice in PLURALS:
        return 1 if choice == "one" else 365
    if choice:
        return choice
    if name == "reference":
        return "KH26-7F3K9"
    if name in MOMENTS:
        return datetime(2026, 12, 30, 22, 45, tzinfo=UTC)
    if name in DAYS:
        return date(2026, 12, 29 if name == "first" else 30)
    return "公刑〔2026〕<18>号 & លេខ ១២៣/២៦ MoI ABCDE"


def samples(parts: _Parts) -> Iterator[dict[str, Value]]:
    """Values for every variable, once for each combination of choices."""
    chosen = sorted(parts.choices)
    for combination in product(*(sorted(parts.choices[name]) for name in chosen)):
        picked = dict(zip(chosen, combination, strict=True))
        yield {name: sample(name, picked.get(name, "")) for name in parts.variables - OF_THE_READER}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_with_the_same_variables(language: str) -> None:
    own, english = (
        {
            key: parts.variables - OF_THE_READER
            for key, parts in messages(each).items()
            if not key.startswith("setup-")
        }
        for each in (language, "en")
    )
    assert own == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_files(language: str) -> None:
    files, english = ({file.name for file in (LOCALES / e).iterdir()} for e in (language, "en"))
    assert files | {COMMAND_LINE} == english


def test_the_texts_of_the_command_line_are_in_one_file_in_english() -> None:
    own = {language for language in LANGUAGES if (LOCALES / language / COMMAND_LINE).exists()}
    assert own == {"en"}
    written = (LOCALES / "en" / COMMAND_LINE).read_text(encoding="utf-8")
    named = {entry.id.name for entry in FluentParser().parse(written).body if hasattr(entry, "id")}
    assert named == {key for key in messages("en") if key.startswith("setup-")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_forms_with_every_choice_within_telegrams_limits(language: str) -> None:
    for key, parts in messages(language).items():
        no_reader = key.startswith(("menu-", "command-", "profile-", "setup-"))
        assert not (no_reader and parts.variables & PARTIES), key
        for values in samples(parts):
            said = CATALOG.text(text(key, **values), language)
            assert 0 < len(said.encode("utf-16-le")) // 2 <= MAX_TEXT, key
            plain = CATALOG.plain(text(key, **values), language)
            if key.startswith(("error-", "recorded-", "people-")):
                assert len(plain) <= MAX_TOAST, f"{key}: {len(plain)}"
            if key.startswith(("button-", "command-", "menu-group")):
                label = CATALOG.plain(short(text(key, **values)), language)
                assert len(label) <= MAX_LABEL, key
                described = key.startswith("command-") and label == plain
                assert described or parts.variables or _label_width(label) <= ROOM[1], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_that_may_have_no_reader_do_not_name_the_party_of_one(language: str) -> None:
    for key, parts in messages(language).items():
        if key.startswith(("command-", "field-", "calendar-", "profile-", "setup-", "stranger")):
            assert parts.variables.isdisjoint(OF_THE_READER - {"bot"}), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_bold_is_in_the_texts(language: str) -> None:
    for key, parts in messages(language).items():
        for values in samples(parts):
            said = CATALOG.text(text(key, **values), language)
            tags = set(re.findall(r"<[^>]*>", said))
            assert tags <= {"<b>", "</b>"}, key
            assert said.count("<b>") == said.count("</b>"), key


@pytest.mark.parametrize("language", ["km", "zh"])
def test_khmer_and_chinese_are_written_and_not_left_in_english(language: str) -> None:
    own = re.compile({"km": "[\u1780-\u17ff]", "zh": "[\u4e00-\u9fff]"}[language])
    english = {
        key
        for key, parts in messages(language).items()
        if re.search("[A-Za-z]{3}", parts.words) and not own.search(parts.words)
        if not parts.words.startswith("https://")
    }
    assert english == set()
    copied = {
        key for key, parts in messages(language).items() if len(parts.words) > len("&nbsp;123/26")
    }
    assert {
        key
        for key in copied - {"letter-link"}
        if messages("en")[key].words == messages(language)[key].words
    } == set()


def refusals(of: type[UserError] = UserError) -> Iterator[type[UserError]]:
    """Every error that a person can cause, but those of concepts that tests invent."""
    for each in of.__subclasses__():
        is_base = each.__subclasses__() and each.key not in messages("en")
        named = not (is_base or issubclass(each, UnquotedValue))
        if named and not each.__module__.startswith("tests."):
            yield each
        yield from refusals(each)


def codes() -> Iterator[Text]:
    """Every message that is named by a code of a closed list."""
    lists: dict[str, type[StrEnum]] = {
        "role": Role,
        "action": request_model.Action,
        "result": request_model.Result,
        "withdrawal": request_model.WithdrawalReason,
        "safety-reason": request_model.SafetyReason,
        "missing": request_model.Missing,
        "check": request_model.Check,
        "button-activity": plan_rules.ActivityAction,
        "button-agenda": agenda.ItemAction,
        "disclosure-scope": disclosure_rules.Scope,
        "note-kind": NoteKind,
        "occasion": meeting_model.Occasion,
        "meeting-kind": MeetingKind,
    }
    for concept, members in lists.items():
        yield from (named(concept, member) for member in members)
    yield from (named("notice", action) for action in request_permissions.RULES)
    suggested = {line.split()[0] for each in AGREEMENT.vocabularies for line in each.commands}
    yield from (text(f"command-{name}") for name in {*LISTED_COMMANDS, *suggested})
    zones = {each.code: each.zone for each in AGREEMENT.parties}
    exported = exports.cells_of(received(), disclosure_rules.Scope.RECORD, zones)
    yield from (named("field", each) for each in exported)
    for each in AGREEMENT.request_types:
        yield term("request", each.code)
    for field, concept in LISTS.items():
        yield from (term(concept, code) for code in getattr(AGREEMENT, field))
    for mode, kind in product(request_drafts.Mode, request_model.Kind):
        today = date(2026, 3, 2)
        for asked in request_drafts.questions(
            mode,
            {"kind": kind},
            agreement=AGREEMENT,
            vocabularies=AGREEMENT.vocabularies,
            today=today,
        ):
            yield named("draft-ask", asked.name)
            yield named("field", asked.name)


_TOLD_OTHERWISE = {request_model.Action.CORRECT, request_model.Action.EXTEND}
SELECTED: dict[str, Iterable[str]] = {
    "recorded-step": {*request_permissions.RULES, "by_letter"} - _TOLD_OTHERWISE,
    "setup-setting-wrong": Settings.model_fields.keys() - {"keys_file", "agreement"},
    "meeting-status": meeting_model.MeetingState,
    "meeting-action": meeting_model.MeetingAction,
    "attendance": meeting_model.Presence,
    "proposal-check": meeting_drafts.Purpose,
    "recorded-agenda": agenda.ItemAction,
    "recorded-activity": plan_rules.ActivityAction,
    "draft-check": request_drafts.Mode,
    "disclosure-standing": disclosure_rules.DisclosureState,
    "recorded-status": AccountStatus,
    "setting-how": ValueType,
    "weekday-short": WEEKDAYS,
    "weekday": WEEKDAYS,
    "state": request_model.State,
    "activity-state": plan_rules.ActivityState,
    "disclosure-state": disclosure_rules.DisclosureState,
    "personal-data": PersonalDataKind,
    "setting-group": Topic,
    "setting-choice": {code for each in SETTINGS.values() for code in each.choices},
}
"""The messages that name each code of a closed list in a choice."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_a_message_selects_by_has_its_words(language: str) -> None:
    for key, members in ((e, SELECTED[e]) for e in SELECTED if e in messages(language)):
        (named_keys,) = messages(language)[key].choices.values()
        assert named_keys == {*members}, key


def test_every_code_and_every_error_has_its_message() -> None:
    wanted = {banner.key for banner in codes()} | {each.key for each in refusals()}
    assert wanted - set(messages("en")) == set()


def test_every_key_in_the_code_has_its_message() -> None:
    root = Path(liaison.__file__).parent.parent
    literal = re.compile(r'\b(?:text|Text|t)\(\s*"([a-z0-9-]+)"')
    found = {
        key
        for package in ("liaison", "handlers", "bot", "storage", "web")
        for file in (*(root / package).rglob("*.py"), *(root / package).rglob("*.html"))
        for key in literal.findall(file.read_text(encoding="utf-8"))
    }
    assert len(found) > 100
    assert found - set(messages("en")) == set()


def test_every_message_is_used() -> None:
    root = Path(liaison.__file__).parent.parent
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for package in ("liaison", "handlers", "bot", "storage", "web", "sandbox")
        for file in (*(root / package).rglob("*.py"), *(root / package).rglob("*.html"))
    )
    coded = {banner.key for banner in codes()} | {each.key for each in refusals()}
    stems = re.findall(r'(?:text|Text|TodoAct|StorageError)\(\s*f"([a-z-]+-)\{', code) + re.findall(
        r'named\(\s*f?"([a-z-]+)"', code
    )
    prefixes = (*(f"{stem.rstrip('-')}-" for stem in stems), "holiday-")
    unused = {
        key
        for key in messages("en")
        if key not in coded and f'"{key}"' not in code and not key.startswith(prefixes)
    }
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays_and_choices_are_typed_as_they_are_shown(language: str) -> None:
    for number, day in enumerate(WEEKDAYS):
        shown = CATALOG.plain(text("weekday", day=day), language)
        assert parse_value(SETTINGS["digest_day"], shown, AGREEMENT.vocabularies) == (number,)
    for setting in SETTINGS.values():
        for number, code in enumerate(setting.choices):
            shown = CATALOG.plain(text("setting-choice", choice=code), language)
            assert parse_value(setting, shown, AGREEMENT.vocabularies) == (number,)
    for name, said in ANSWERS.items():
        shown = CATALOG.plain(named("numbers-word", name), language)
        assert parse_numbers(f"1 {shown}", AGREEMENT.vocabularies) == {1: said}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_administrators_set_is_not_part_of_a_name(language: str) -> None:
    for group in Topic:
        shown = CATALOG.plain(text("setting-group", group=group), language)
        assert not any(sign.isdigit() for sign in shown), group


def test_every_example_of_a_reference_can_be_typed_as_it_is_shown() -> None:
    root = Path(__file__).parents[2]
    files = [*root.glob("locales/*/*.ftl"), *root.glob("docs/**/*.md")]
    found = [each for file in files for each in EXAMPLE.findall(file.read_text(encoding="utf-8"))]
    assert found
    assert [each for each in found if parse_coded(each, letters=2) is None] == []
