"""What officials type without a slash becomes the command that they mean, or a search."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest

from bot.i18n.catalog import Catalog
from handlers.input.commands import MISSING_ARGUMENT, Command
from handlers.input.date_extraction import days_said
from handlers.input.free_text import HOLE, SEARCH, Phrases
from handlers.input.labels import fold_label
from handlers.input.parsed_text import CODE
from liaison.core.agreement import MeetingKind
from liaison.core.cards import Button, text
from liaison.core.text_parsing import Ambiguous, NotADate, NotATime, parse_date, parse_time
from liaison.core.vocabulary import Vocabularies, codes_said, in_language, read_numerals
from liaison.meetings.model import OCCASIONS
from tests.registered import REGISTRY
from tests.unit.samples import AGREEMENT

TABLE = Path(__file__).parents[2] / "corpus" / "typed_lines.tsv"
TODAY = date(2026, 3, 10)
HANDS = ("own", "other", "third", "fourth", "fifth", "sixth", "seventh")
MIN_UNDERSTOOD = 0.95
WITHOUT_MISTAKE = 4
"""The number of columns of such a line."""
MIN_LINES = 600
MAX_SECONDS = 1
"""Of processor time, many times what a line takes."""
ACTS = {
    "receive", "answer", "refuse", "withdraw", "close", "ask", "supply", "assign", "extend",
    "correct", "return", "note", "accept", "counter", "decline", "calloff",
}  # fmt: skip
PHRASES = Phrases(Catalog.load(agreement=AGREEMENT), REGISTRY, AGREEMENT)


def rows(*hands: str) -> list[list[str]]:
    """Language, typed text, what it must become, who wrote the line, and the kind of its mistake,
    if it has one.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        found = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [each for each in found if each[3] in hands]


def read(command: Command | None, language: str) -> str:
    """A command in the form of the table: days and times as the handler reads them."""
    if command is None:
        return "search"
    line, words = [command.name], [*command.args]
    if words[:1] == [MISSING_ARGUMENT]:
        line += [HOLE] if command.name == "held" else []
        del words[0]
    if words and words[0].startswith("KH26"):
        line.append(words.pop(0))
    known = in_language(AGREEMENT.vocabularies, language)
    if command.name in ("emergency", "propose"):
        line += codes_said(command.raw.lower(), OCCASIONS[MeetingKind.EMERGENCY], known)
    ahead = command.name in ("emergency", "propose", "counter")
    near = TODAY + timedelta(days=152) if ahead else None
    for end in range(len(words), -1, -1):
        try:
            day = [str(_day(" ".join(words[:end]), known, near))] if end else []
            time = [_time(" ".join(words[end:]), known)] if end < len(words) else []
        except (NotADate, NotATime):
            continue
        return " ".join([*line, *day, *time])
    return " ".join([*line, *words])


def _day(typed: str, known: Vocabularies, near: date | None) -> date | str:
    try:
        return parse_date(typed, TODAY, known, near=near)
    except Ambiguous:
        return "?"


def _time(typed: str, known: Vocabularies) -> str:
    try:
        return "{:02}:{:02}".format(*divmod(parse_time(typed, known), 60))
    except Ambiguous:
        return "?"


def outcome(language: str, typed: str, wanted: str) -> str:
    """Whether a line is understood; ``acted`` if it becomes an act that is not meant."""
    command = PHRASES.command(typed, today=TODAY)
    near = {each.name for each in PHRASES.suggestions(typed, today=TODAY)}
    found = read(command, language)
    if wanted.startswith("near:"):
        name = wanted.removeprefix("near:").split()[0]
        if name in {*near, found.split()[0]}:
            return "understood"
    elif found == wanted or (wanted == "search" and found.startswith(SEARCH)):
        return "understood"
    elif command is None:
        return "understood" if wanted == "none" or wanted.split(maxsplit=1)[0] in near else "missed"
    return "acted" if command and command.name in ACTS and command.args else "missed"


@pytest.mark.parametrize("hand", HANDS)
def test_typed_lines_are_understood_and_none_becomes_an_act_that_is_not_meant(hand: str) -> None:
    found = Counter(outcome(*each[:3]) for each in rows(hand))
    assert found.total() > 70
    assert found["acted"] == 0
    assert found["understood"] >= MIN_UNDERSTOOD * found.total(), found


@pytest.mark.parametrize("language", ["en", "zh", "km"])
def test_a_third_of_the_typed_lines_has_nothing_to_do_with_the_bot(language: str) -> None:
    typed = [each for each in rows(*HANDS) if each[0] == language]
    other = [each for each in typed if each[2] == "none" and not CODE.search(each[1])]
    assert len(typed) >= MIN_LINES / 3
    assert len(other) >= len(typed) / 3


@pytest.mark.parametrize("language", ["en", "zh", "km"])
def test_a_third_of_the_typed_lines_has_a_mistake_and_half_are_by_another_hand(
    language: str,
) -> None:
    typed = [each for each in rows(*HANDS) if each[0] == language]
    assert len([each for each in typed if len(each) > WITHOUT_MISTAKE]) >= len(typed) / 3
    assert len([each for each in typed if each[3] != "own"]) >= len(typed) / 2


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("better", None),
        ("\u6539\u5230", None),
        ("\u8bb0\u8005\u4f1a\u4ece\u4e5d\u70b9\u6539\u5230\u5341\u4e00\u70b9\u4e86", None),
        ("please extend the table for our lunch guests", None),
        ("answer my call pls", None),
        ("corect the answer KH26-7F3KK", None),
        ("better 12 March 10:00", "counter"),
        ("\u6539\u5230\u4e0b\u5468\u4e8c", "counter"),
    ],
)
def test_a_word_of_an_act_in_another_sentence_is_no_command(typed: str, line: str | None) -> None:
    command = PHRASES.command(typed, today=TODAY)
    assert (None if command is None else command.name) == line


def test_a_label_is_typed_in_any_language_with_or_without_its_signs() -> None:
    offered = [Button(text("button-acknowledge"), "ack N1"), Button(text("button-menu"), "menu")]
    assert PHRASES.by_label("seen", offered) == "ack N1"
    assert PHRASES.by_label("已阅。", offered) == "ack N1"
    assert PHRASES.by_label("ម៉ឺនុយ", offered) == "menu"
    assert PHRASES.by_label("?!", offered) is None


def test_a_text_that_replies_to_a_message_is_about_its_record() -> None:
    [request] = [PHRASES.command("收悉 昨天", today=TODAY, about="KH26-7F3KK")]
    assert request is not None
    assert request.line == "receive KH26-7F3KK 昨天"
    on_duty = PHRASES.command("who is on duty", today=TODAY, about="KH26-7F3KK")
    assert on_duty == Command(name="duty", args=("on",))


def test_the_last_letter_of_a_code_is_no_number_in_words() -> None:
    typed = "KH26-8XW3A \u53f7, \u5341\u4e94\u53f7"  # "a" is a number before such a word
    assert read_numerals(typed, AGREEMENT.vocabularies) == "KH26-8XW3A \u53f7, 15\u53f7"


def test_labels_are_compared_by_their_letters() -> None:
    assert fold_label("✓ Seen ") == fold_label("SEEN") == "seen"


@pytest.mark.parametrize(
    "repeated",
    [
        "1",
        "1 ",
        "1-",
        "1,",
        "1:",
        "12.",
        "一",
        "十",
        "1月",
        "មួយ",
        "ថ្ងៃ",
        "twenty ",
        "at ",
        "a, ",
        "(",
        "KH26-",
    ],
)
@pytest.mark.parametrize("length", [199, 4095])
def test_no_line_takes_long(repeated: str, length: int) -> None:
    typed = (repeated * length)[:length] + "x"
    offered = [Button(text("button-acknowledge"), "ack N1"), Button(text("button-menu"), "menu")]
    began = process_time()
    PHRASES.by_label(typed, offered)
    PHRASES.command(typed, today=TODAY)
    PHRASES.suggestions(typed, today=TODAY)
    days_said(typed, AGREEMENT.vocabularies, today=TODAY, near=TODAY)
    assert process_time() - began < MAX_SECONDS


@pytest.mark.parametrize("typed", ["再见", "见", "回见"])
def test_a_goodbye_never_suspends_who_says_it(typed: str) -> None:
    assert "lost" not in [each.name for each in PHRASES.suggestions(typed, today=TODAY)]
