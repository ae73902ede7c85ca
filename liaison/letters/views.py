"""The cards about letters."""

from collections.abc import Sequence
from dataclasses import replace

from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.people import STAFF, Person
from liaison.core.transaction import Tx
from liaison.letters.model import Letter, LetterAct
from liaison.letters.rules import LetterCode
from liaison.requests.model import Request


def with_letter(shown: Card, act: LetterAct, of: str) -> Card:
    """The card of a record after an act, with the button that makes the letter of that."""
    button = Button(text("button-letter"), f"letter {of} {act}")
    return replace(shown, rows=((button,), *shown.rows))


async def request_buttons(_tx: Tx, viewer: Person, request: Request) -> Row:
    """The button to the letters of a request."""
    line = f"letter {request.reference}"
    return (Button(text("command-letter"), line),) if viewer.role in STAFF else ()


def letters_card(of: str, found: Sequence[Letter], *, back: str) -> Card:
    """The letters that a Party can make now on a record."""
    rows: list[Row] = [(Button(named("letter", e.act), f"letter {of} {e.act}"),) for e in found]
    lines = [text("letters-title", code=of), text("letters-by-hand" if found else "letters-none")]
    return card(*lines, rows=[*rows, (open_record(of, back),), *[MENU]])


def made_card(
    letter: Letter, language: str, others: Sequence[tuple[str, Text]], *, back: str
) -> Card:
    """What to do with a letter that is being sent, the other languages, and the Word file."""
    line = f"letter {letter.of} {letter.act}"
    rows: list[Row] = [
        tuple(
            Button(text("button-letter-in", language=name), f"{line} {code}")
            for code, name in others
        ),
        (Button(text("button-letter-word"), f"{line} {language} docx"),),
    ]
    return card(text("letters-by-hand"), rows=[*rows, (open_record(letter.of, back), *MENU)])


def open_record(of: str, line: str) -> Button:
    """The button back to the record of a letter."""
    return Button(text("button-open", code=of), line)


def scanned_line(code: LetterCode) -> Text:
    """Which letter was scanned."""
    numbered = "no" if code.number is None else "yes" if code.number else "gone"
    number = code.number or ""
    return text("letter-scanned", act=named("letter", code.act), number=number, numbered=numbered)
