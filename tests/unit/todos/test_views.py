"""Messages of to-dos: Telegram takes each, however much is owed."""

from dataclasses import replace

import pytest

from bot.i18n.catalog import Catalog
from bot.i18n.formatting import without_isolates
from liaison.core.cards import Button, Card, Text, card, text
from liaison.requests.todos import todos_of
from liaison.todos.model import Todo
from liaison.todos.views import due_card, due_list_card, morning_card
from tests.unit.requests.party_contexts import party_context
from tests.unit.samples import AGREEMENT, CN, LI, WANG, received

CATALOG = Catalog.load(agreement=AGREEMENT, strict=True)


def todos(count: int) -> list[Todo]:
    *_, todo = todos_of(received(), party_context(CN))
    made = (replace(todo, aspect=str(n)) for n in range(count))
    return [replace(each, button=Button(todo.line, f"answer {each.aspect}")) for each in made]


MAX_CHARACTERS = 4096
"""What Telegram takes as one message."""


def more_of(card: Card) -> list[object]:
    lines = [line for paragraph in card.paragraphs for line in paragraph]
    return [line.values["count"] for line in lines if line.key == "morning-more"]


def lines_of(card: Card) -> list[Text]:
    lines = [line for paragraph in card.paragraphs for line in paragraph]
    return [line for line in lines if line.key == "todo-answer"]


@pytest.mark.parametrize(
    ("count", "more", "lines", "left"),
    [
        (0, 3, 0, []),
        (1, 0, 1, []),
        (1, 3, 1, [3]),
        (20, 0, 20, []),
        (21, 0, 20, [1]),
        (500, 7, 20, [487]),
    ],
)
def test_a_morning_counts_the_rest(count: int, more: int, lines: int, left: list[int]) -> None:
    owed = todos(count + more)
    shown = morning_card(
        owed[:count], owed=owed, apart=(), drafts=card(), more=(), unread=True, may_wait=True
    )
    assert shown.lines[0].values["count"] == (len(owed) if lines else 0)
    assert (len(lines_of(shown)), more_of(shown)) == (lines, left)
    assert lines or text("today-title", count=more) in shown.lines
    commands = [button.command for row in shown.rows for button in row]
    assert sum(each.startswith("answer ") for each in commands) == lines
    assert not lines or commands[-4:] == ["ack all", "defer", "take", "today"]


@pytest.mark.parametrize(("count", "lines", "left"), [(4, 4, []), (20, 20, []), (500, 20, [480])])
def test_many_near_dates_are_one_message(count: int, lines: int, left: list[int]) -> None:
    shown = due_list_card(todos(count))
    assert (len(lines_of(shown)), more_of(shown)) == (lines, left)
    commands = [button.command for row in shown.rows for button in row]
    assert sum(each.startswith("answer ") for each in commands) == lines
    assert ("today" in commands) is bool(left)
    told = CATALOG.render(shown, ["en"]).html
    assert ("are in the list of all to-dos" in told) is bool(left)


def test_a_list_counts_the_due_dates_and_not_what_is_asked_besides() -> None:
    reply, *others = todos(3)
    about = [reply, replace(others[0], due_on=None), replace(others[1], subject_id="KH26-B")]
    title = due_list_card(about).paragraphs[0][0]
    assert title.values["count"] == 2


def test_who_may_not_do_it_is_told_who_can() -> None:
    [todo] = todos(1)
    assert "Please reply" in CATALOG.render(due_card(todo), ["en"]).html
    told = CATALOG.render(due_card(todo, [LI, WANG]), ["en"]).html
    assert f"{LI.name} and {WANG.name} can do this." in without_isolates(told)
    assert "Please reply" not in told
    invites = due_card(todo, [])
    assert "Please invite" in CATALOG.render(invites, ["en"]).html
    assert invites.rows[0][0].command == "invite"


@pytest.mark.parametrize("language", AGREEMENT.languages)
def test_a_full_message_is_not_cut_in_any_language(language: str) -> None:
    html = CATALOG.render(due_list_card(todos(500)), [language]).html
    assert CATALOG.text(text("morning-more", count=480), language) in html
    assert len(html) <= MAX_CHARACTERS
