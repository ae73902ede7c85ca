"""The catalog of the demo: it knows what it has shown in the other languages too."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from typing_extensions import override

from bot.i18n.catalog import Catalog, Rendered
from bot.i18n.formatting import plain, without_isolates
from bot.i18n.messages import Messages
from liaison.core.agreement import Agreement
from liaison.core.cards import Card, Text


class TranslatedCatalog(Catalog):
    """A catalog that renders each card for one reader in every language of the agreement.

    ``translations`` has the text in each other language, as HTML, by the text as it was shown.
    """

    def __init__(
        self, messages: Mapping[str, Messages], *, agreement: Agreement, strict: bool
    ) -> None:
        super().__init__(messages, agreement=agreement, strict=strict)
        self.translations: dict[str, dict[str, str]] = {}

    def translated(self, shown: str, language: str) -> str | None:
        """The HTML of a shown text or label in a language; None if it is not known."""
        return self.translations.get(_key(shown), {}).get(language)

    @override
    def render(self, card: Card, languages: Sequence[str], **options: Any) -> Rendered:
        made = super().render(card, languages, **options)
        for language in self._others(languages):
            other = super().render(card, [language], **options)
            self._keep(plain(made.html), language, other.html)
            for label, meaning in zip(_labels(made), _labels(other), strict=True):
                self._keep(label, language, meaning)
        return made

    @override
    def toast(self, shown: Text, languages: Sequence[str]) -> str:
        made = super().toast(shown, languages)
        for language in self._others(languages):
            self._keep(made, language, super().toast(shown, [language]))
        return made

    @override
    def plain(self, shown: Text, language: str) -> str:
        made = super().plain(shown, language)
        for other in self._others([language]):
            self._keep(made, other, super().plain(shown, other))
        return made

    def _others(self, languages: Sequence[str]) -> Iterator[str]:
        """The languages of the agreement besides that of the only reader; none for several."""
        if len(languages) == 1:
            yield from (each for each in self.agreement.languages if each != languages[0])

    def _keep(self, shown: str, language: str, meaning: str) -> None:
        self.translations.setdefault(_key(shown), {})[language] = meaning


def _key(shown: str) -> str:
    return without_isolates(shown).strip()


def _labels(made: Rendered) -> Iterator[str]:
    return (label for row in made.rows for label, _ in row)
