"""What a person reads in a text of the desk about a case, in English and by its words alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.catalog import Catalog
from liaison.domain.cards import Text, Value, text

VERBS = (
    "receive", "ask", "supply", "assign", "answer", "draft-refusal", "drop-refusal", "refuse",
    "withdraw", "close",
)  # fmt: skip
EXTENSIONS = ("extension-proposed", "extension-agree", "extension-decline", "extension-withdraw")
"""What is recorded of the two keys that move the due date of a case."""
ANSWERS = frozenset({"agree", "decline", "withdraw"})
"""What is said to an extension that was proposed."""
LOG = "log"
ENDED = ("answered", "refused", "withdrawn", "closed")
REFUSALS = ("error-stale", "error-already-recorded", "error-recorded-by-colleague",
            "error-wrong-state")  # fmt: skip
"""Headlines over the case as it stands, where nothing was changed."""
REFERENCE = re.compile(r"\b[A-Z]{2}\d{2}-[0-9A-Z]{5}\b", re.ASCII)
_TITLE = re.compile(rf"^(?P<reference>{REFERENCE.pattern}) (?P<kind>.+)\n.+ → .+$", re.M | re.A)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The extension to a day that a Party, by its name, proposes to the other."""

    party: str
    to: date
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one text says. ``recorded`` is the step that it says was recorded, ``news`` whether the
    other Party is told of that step in the very same words. ``fresh``: it answers the person.
    Where no card of the case is shown, ``state`` is None.
    """

    reference: str
    recorded: str | None = None
    news: bool = False
    again: bool = False
    fresh: bool = False
    clocked: bool = False
    state: str | None = None
    flagged: bool = False
    drafted: bool = False
    assignee: str | None = None
    received: date | None = None
    due: date | None = None
    first_due: date | None = None
    proposal: Proposal | None = None


class Reader:
    """Knows the words of the desk, and nothing else of it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._again = self._plain(text("repeat-line"))
        self._suspended = self._plain(text("standing-suspended"))
        self._restored = self._plain(text("standing-active"))
        self._clocked = self._plain(text("agreement-request-verification"))
        said = (*VERBS, *EXTENSIONS)
        self._recorded = {verb: self._sentence(f"recorded-{verb}") for verb in said}
        self._recorded[LOG] = self._sentence("request-sent")
        self._news = frozenset(
            verb
            for verb in VERBS
            if self._recorded[verb].pattern == self._sentence(f"notice-{verb}").pattern
        )
        self._refusals = [self._sentence(key, at="at") for key in REFUSALS]
        self._states = {state: self._sentence(f"case-{state}", at="at") for state in ENDED}
        self._states["sent"] = self._sentence("case-sent", at="at")
        self._running = [
            self._sentence(key, received="received", due="due", days=days)
            for key in ("case-received", "case-overdue")
            for days in (0, 1, 77)
        ]
        self._stood = self._sentence("case-clock", received="received", due="due")
        self._extended = self._sentence("case-extended", first="first", due="due")
        self._proposed = self._sentence(
            "case-extension-proposed",
            **{name: name for name in ("party", "first", "due", "reason", "ends", "code")},
        )
        self._missing = self._sentence("case-missing", missing="missing")
        self._drafted = self._sentence("case-refusal-draft", grounds="grounds", letter="letter")
        self._assignee = self._sentence("case-assignee", name="name", agency="agency")

    def reads(self, words: str) -> Sight | None:
        """What a text says of a case; None where it is about none."""
        shown = words.removeprefix(self._again).lstrip("\n")
        first = shown.split("\n", 1)[0]
        recorded = next((verb for verb, said in self._recorded.items() if said.match(first)), None)
        title = _TITLE.search(shown)
        found = REFERENCE.search(shown)
        if found is None or (title is None and recorded is None):
            return None
        refused = any(each.match(first) for each in self._refusals)
        sight = Sight(
            reference=found[0] if title is None else title["reference"],
            recorded=recorded,
            news=recorded in self._news,
            again=shown != words,
            fresh=refused or recorded is not None or (title is not None and title.start() == 0),
        )
        return sight if title is None else self._card(sight, shown, title["kind"])

    def changes_access(self, words: str) -> bool | None:
        """Whether a text gives the person access to the desk or takes it away; None where neither
        is so.
        """
        found = [self._restored in words, self._suspended in words]
        return found[0] if any(found) else None

    def _card(self, sight: Sight, shown: str, kind: str) -> Sight:
        running = next((seen for each in self._running if (seen := each.search(shown))), None)
        stood = running or self._stood.search(shown)
        ended = (state for state, said in self._states.items() if said.search(shown))
        proposed = self._proposed.search(shown)
        assignee, extended = self._assignee.search(shown), self._extended.search(shown)
        return Sight(
            reference=sight.reference,
            recorded=sight.recorded,
            news=sight.news,
            again=sight.again,
            fresh=sight.fresh,
            clocked=kind.startswith(self._clocked),
            state="received" if running else next(ended, None),
            flagged=self._missing.search(shown) is not None,
            drafted=self._drafted.search(shown) is not None,
            assignee=None if assignee is None else assignee["name"],
            received=None if stood is None else _day(stood["received"]),
            due=None if stood is None else _day(stood["due"]),
            first_due=None if extended is None else _day(extended["first"]),
            proposal=None if proposed is None else _proposal(proposed),
        )

    def _sentence(self, key: str, **names: str | int) -> re.Pattern[str]:
        """A line that a message makes, with its values as groups of these names."""
        marks = {name: f"Q{name}Q" for name in ("reference", *names)}
        given: Mapping[str, Value] = {
            name: number if isinstance(number := names.get(name), int) else mark
            for name, mark in marks.items()
        }
        written = re.escape(self._plain(text(key, **given)))
        for name, mark in marks.items():
            shape = REFERENCE.pattern if name == "reference" else ".+?"
            written = written.replace(mark, f"(?P<{name}>{shape})")
        return re.compile(f"^{written.replace('77', '[0-9]+')}$", re.MULTILINE)

    def _plain(self, said: Text) -> str:
        return self._catalog.plain(said, "en")


def _proposal(found: re.Match[str]) -> Proposal:
    return Proposal(found["party"], _day(found["due"]), found["code"])


def _day(written: str) -> date:
    return datetime.strptime(f"{written} +0000", "%d %B %Y %z").date()


def is_bound(words: str) -> bool:
    """Whether a button is bound to what was seen when it was shown, so that it acts but once. What
    was proposed and has come to nothing may be proposed once more, as the case is what it was.
    """
    command, *rest = words.split()
    if command == "extend":
        return not ANSWERS.isdisjoint(rest)
    return " @" in words


def lines_of(words: str) -> Iterator[str]:
    """The command and the arguments of a line that was typed or that a button carries."""
    yield from words.strip().removeprefix("/").split()
