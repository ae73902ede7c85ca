"""What people can send who mean no good, or know no better: words, lines, presses, files."""

import random
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liaison.core.people import Role
from liaison.core.references import ALPHABET
from liaison.requests.model import Kind, Missing, Result, WithdrawalReason
from sandbox import Phone
from tests.registered import PERMISSIONS
from tests.scenario import ScenarioUser

LONG = 5_000
DATA_BYTES = 64
NASTY = (
    "\x00", "\u202e", "\u2066", "\u2069", "\u200b", "\ufeff", "\u0085", "\u2028", "\r\n", "\t",
    "<b>", "</b>", "<a href='tg://user?id=1'>x</a>", "&lt;", "&", '"', "'", "`", "\\", "%s", "{}",
    "{ $bot }", "{ -term }", "https://t.me/x?start=1", "'; DROP TABLE people; --", "../../etc",
    "👩‍👩‍👧‍👦", "🇰🇭", "\U0001f600", "\U0010ffff", "é" + "\u0301" * 40, "ก็็็็็", "ۛ", "ﷺ",
    "០១២៣", "１２３", "٣", "½", "Ⅷ", "一二三", "-", "=", "@", "@1", "/", "//", "?", ",", "*", "#",
    "1e9", "-1", "0", "00000000000000000000000000000000000000000000000000003", "9" * 30, "1,2,3",
)  # fmt: skip
ANSWERS = (
    "3", "១", "1", "12", "today", "2026-03-02", "2 March 2026", "2026年3月2日", "២ មីនា ២០២៦",
    "31.2.2026", "123/26 MoI", "公刑〔2026〕18号", "NCCT", "me", "ok", "drop", "history", "again",
    "resume", "back", "send", "cancel", "yes", "no", "routine", "urgent", "police", "diplomatic",
    "km", "zh", "en", "xx", "KH", "CN", "all", "open", "ours", "overdue", "security",
    "274193",
    "11010119900307803X", "passport N0123456", "០១២ ៣៤៥ ៦៧៨", "１９９０年３月７日", "a@b.example",
    *(each.value for kinds in (Kind, Missing, Result, WithdrawalReason, Role) for each in kinds),
)  # fmt: skip


def _edit(phone: Phone, words: str) -> None:
    phone.say("/menu")
    phone.edit(words)


def _press(phone: Phone, data: str) -> None:
    """Press what the newest message of the service is made to show, but not the Today message."""
    newest = [each for each in phone.visible if each.from_bot][-1:]
    shows = newest and not newest[0].pinned
    (phone.press_shown if shows else phone.press_data)(data)


def _block(phone: Phone) -> None:
    phone.block()
    phone.unblock()


WHOLE = (
    "receive {request} today", "receive {request} 2026-03-02", "ask {request} names,3",
    "supply {request} 130/26 MoI", "assign {request} me", "assign {request} {number}",
    "answer {request} confirmed -", "answer {request} done 8/26", "refuse {request} security 31/26",
    "refuse {request} ok", "refuse {request} drop", "withdraw {request} settled -",
    "close {request}",
    "agree {request}", "object {request}", "request {request} history", "explain {request}",
    "people {number}",
    "suspend {number}", "restore {number} ok", "remove {number} ok", "invite coordinator =",
    "role {number} coordinator", "role {number} admin", "confirm", "confirm N26-00000 ok",
    "language zh", "ack {notice}", "ack", "inbox {notice}", "inbox all", "overview",
    "away today 2026-12-01 {number}", "away end", "digest 08:00", "email a@b.example",
    "pin new", "pin off", "unpin {number}",
)  # fmt: skip
"""Lines that act at once, where they are allowed."""


@dataclass(frozen=True, slots=True)
class UserAction:
    """Something that a person does. ``idle``: it must change nothing, for any person."""

    shown: str
    do: Callable[[Phone], object]
    idle: bool = False


class Hostile:
    """Draws deeds. ``references`` are the requests that there are, ``notices`` codes of notices."""

    def __init__(self, chance: random.Random, references: Sequence[str]) -> None:
        self.references = list(references)
        self.notices: Sequence[str] = ()
        self._chance = chance

    def deed(self, players: Sequence[ScenarioUser]) -> UserAction:
        """Any deed; buttons are those that anybody of the players sees."""
        draw = self._chance.random()
        if draw < 0.2:
            return self._says(self.words())
        if draw < 0.35:
            return self._says("/" + self.line())
        if draw < 0.5:
            return self._says("/" + self.whole_line())
        if draw < 0.55:
            return self._presses(self.line(seen=True)[:DATA_BYTES])
        if draw < 0.6:
            return self._forges(self.line(seen=True)[:DATA_BYTES])
        if draw < 0.65:
            return self._forges(self.rubbish())
        if draw < 0.9:
            return self._presses_a_button(players)
        return self._other()

    def words(self) -> str:
        """A text, mostly of the worst kind."""
        draw = self._chance.random()
        if draw < 0.3:
            return self._chance.choice(ANSWERS)
        if draw < 0.4:
            return self._chance.choice(("x", "😀", "<b>", "ក", "\u202ea", "1 ")) * LONG
        if draw < 0.6:
            return "".join(self._letter() for _ in range(self._chance.randrange(1, 60)))
        return self._chance.choice(("", " ", "a", "\n")).join(
            self._chance.choice(NASTY) for _ in range(self._chance.randrange(1, 6))
        )

    def line(self, *, seen: bool = False) -> str:
        """A command line: mostly one that there is, about a request that there is."""
        name = self._chance.choice([*PERMISSIONS, "nonsense", "Receive", "new@other_bot"])
        args = [self._reference()] if self._chance.random() < 0.7 else []
        if seen or self._chance.random() < 0.2:
            args.append(f"@{self._chance.randrange(12)}")
        args += [self._argument() for _ in range(self._chance.randrange(4))]
        return " ".join([name, *args])

    def whole_line(self) -> str:
        """A complete command, from a person who may not be allowed to type it."""
        number, request = self._chance.randrange(1, 9), self._chance.choice(self.references)
        notice = self._chance.choice(self.notices or ["0000X"])
        return self._chance.choice(WHOLE).format(request=request, number=number, notice=notice)

    def rubbish(self) -> str:
        """Up to 64 bytes that no button of ours carries."""
        raw = self._chance.randbytes(self._chance.randrange(1, DATA_BYTES + 1))
        return raw.decode(errors="ignore") or "\x01"

    def _letter(self) -> str:
        draw = self._chance.random()
        if draw < 0.5:
            return self._chance.choice(string.printable)
        code = self._chance.randrange(0x11_0000)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)

    def _argument(self) -> str:
        draw = self._chance.random()
        if draw < 0.6:
            return self._chance.choice(ANSWERS)
        return str(self._chance.randrange(15)) if draw < 0.8 else self._chance.choice(NASTY)

    def _reference(self) -> str:
        reference = self._chance.choice([*self.references, "KH26-7F3K9", "x", ""])
        draw = self._chance.random()
        if draw < 0.8 or not reference:
            return reference
        if draw < 0.9:
            return reference.lower().replace("-", "")
        at = self._chance.randrange(len(reference))
        return reference[:at] + self._chance.choice(ALPHABET) + reference[at + 1 :]

    def _says(self, words: str) -> UserAction:
        said = words if words.strip() else "."
        return UserAction(f"says {said[:80]!r}", lambda phone: phone.say(said))

    def _presses(self, data: str) -> UserAction:
        return UserAction(f"presses {data!r}", lambda phone: _press(phone, data))

    def _forges(self, data: str) -> UserAction:
        return UserAction(f"forges {data!r}", lambda phone: phone.press_data(data))

    def _presses_a_button(self, players: Sequence[ScenarioUser]) -> UserAction:
        """A button that a person has seen, mostly the presser."""
        seen = [
            button.data
            for player in players
            for message in player.phone.visible[-6:]
            for row in message.buttons
            for button in row
            if button.data is not None
        ]
        return self._presses(self._chance.choice(seen or ["menu"]))

    def _other(self) -> UserAction:
        """What never acts: files, forwards, edits, words of other bots."""
        line = f"/receive {self._reference()} today"
        doings: list[tuple[str, Callable[[Phone], object]]] = [
            ("photo", lambda phone: phone.send_photo(caption=line)),
            ("document", lambda phone: phone.send_document(caption=line)),
            ("voice", Phone.send_voice),
            ("contact", Phone.send_contact),
            ("location", Phone.send_location),
            ("sticker", Phone.send_sticker),
            ("forward", lambda phone: phone.forward(line)),
            ("via bot", lambda phone: phone.say(line, via_bot=True)),
            ("edit", lambda phone: _edit(phone, line)),
            ("block", _block),
        ]
        shown, do = self._chance.choice(doings)
        return UserAction(f"sends a {shown}", do, idle=True)
