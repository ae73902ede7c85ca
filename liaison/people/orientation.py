"""What a person sees after joining: the language, the form of address, and how the bot works.

The practice request is a walk through cards: nothing of it is stored or sent.
"""

from liaison.core.access import APPROVER_ROLES, STAFF
from liaison.core.agreement import Agreement, party_name
from liaison.core.cards import MENU, Button, Card, Row, card, named, text
from liaison.core.people import Honorific, Person

NO_HONORIFIC = "none"
PAGES = ("purpose", "limits", "deletion")
PRACTICE = ("practice-received", "practice-confirmed", "practice-check", "practice-sent")
"""The practice request of the other Party, for those who handle requests."""
LAST_PAGE = len(PAGES) + len(PRACTICE)


def language_card(agreement: Agreement) -> Card:
    """The choice of languages, each named in itself."""
    names = tuple(
        Button(agreement.language_name(code), f"language {code}") for code in agreement.languages
    )
    return card(text("language-choose"), rows=[names])


def honorific_card(person: Person, command: str, *rows: Row) -> Card:
    """The choice of the form of address, which ``command`` takes as its next argument."""
    name = person.bare_name
    choices = [
        (Button(named("honorific", each, name=name), f"{command} {each}"),) for each in Honorific
    ]
    without = (Button(text("answer", value=name), f"{command} {NO_HONORIFIC}"),)
    return card(text("honorific-choose"), rows=[*choices, without, *rows])


def orientation_card(agreement: Agreement, person: Person, page: int) -> Card:
    """A page of the orientation; page 0 asks for the form of address, and the last leads on."""
    skip = (Button(text("button-skip"), "menu"),)
    if page == 0:
        return honorific_card(person, "intro 1", skip)
    pages = (*PAGES, *PRACTICE) if person.role in STAFF else PAGES
    name = pages[min(page, len(pages)) - 1]
    other = party_name(agreement.other(person.party).code)
    shown = text(
        f"intro-{name}",
        own=party_name(person.party),
        other=other,
        hours=agreement.party(person.party).message_hours,
        days=agreement.verification.days,
    )
    if page >= len(pages):
        pin = (Button(text("button-pin-new"), "pin"),) if person.role in APPROVER_ROLES else ()
        return card(shown, rows=[pin, MENU])
    on = (Button(text(f"button-intro-{name}", other=other), f"intro {page + 1}"),)
    return card(shown, rows=[on, skip])
