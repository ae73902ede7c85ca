"""What a person sees after joining."""

from liaison.core.agreement import Agreement
from liaison.core.cards import Button, Card, card, text


def language_card(agreement: Agreement) -> Card:
    """The choice of languages, each named in itself."""
    names = tuple(
        Button(agreement.language_name(code), f"language {code}") for code in agreement.languages
    )
    return card(text("language-choose"), rows=[names])
