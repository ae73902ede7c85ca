"""Sends one claimed row: in the language of its reader, by the call of its operation."""

import asyncio
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from hashlib import blake2b
from typing import assert_never

from bot.channels.email import Mail, Mailer
from bot.channels.page import PageChannel
from bot.channels.xlsx import xlsx_file
from bot.clock import Clock
from bot.documents.files import file_of
from bot.i18n.catalog import DAYS, Catalog
from bot.i18n.formatting import MAX_CAPTION, MAX_TEXT, cut, plain, without_isolates
from bot.telegram.channel import Shown, TelegramChannel
from bot.telegram.send_errors import Decision
from liaison.core.cards import Card, text
from liaison.core.outbox import NO_BUTTONS, Op, Urgency
from liaison.core.people import Person, menu_of
from liaison.notifications.sounds import has_sound
from storage.database import Database
from storage.queues.outbox import OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMessage:
    """A claimed row and what is needed to send it.

    ``target`` is the message to change, ``claimed_at`` a moment of the monotonic clock, ``person``
    the reader as of the check before the call, and ``skip_reason`` why the row is no longer wanted;
    ``plain``: Telegram refused the markup.
    """

    row: OutboxRow
    target: int | None
    claimed_at: float
    person: Person | None = None
    skip_reason: str | None = None
    plain: bool = False

    @property
    def op(self) -> Op:
        """The operation; an edit without a message to edit sends a new one."""
        op = self.row.message.op
        return Op.SEND if op is Op.EDIT and self.target is None else op

    @property
    def is_reply(self) -> bool:
        """Whether it answers an action of its reader."""
        return self.row.message.urgency in (Urgency.REPLY, Urgency.STRANGER)

    @property
    def silent(self) -> bool:
        """Whether it is sent without a sound."""
        return not has_sound(self.row.message, after_sound=self.row.after_sound)

    @property
    def is_audible(self) -> bool:
        """Whether it is a notification that comes with a sound."""
        return self.op in (Op.SEND, Op.FILE) and not (self.is_reply or self.silent)

    @property
    def mail_address(self) -> str | None:
        """The e-mail address; None if there is none."""
        own = None if self.person is None else self.person.email
        return self.row.message.mail_address or own


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """The message that now shows the card, if any, and the hash of its content."""

    message_id: int | None = None
    shown_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResult:
    """The result of a call."""

    outgoing: OutgoingMessage
    decision: Decision
    at: datetime
    sent: SentMessage


@dataclass(eq=False)
class MessageSender:
    """Turns outgoing messages into calls. Without ``mailer`` no e-mail can be sent."""

    telegram: TelegramChannel
    mailer: Mailer | None
    _: KW_ONLY
    database: Database
    catalog: Catalog
    clock: Clock

    async def send(self, outgoing: OutgoingMessage) -> SentMessage:
        """Make the call of a row, but no idle edit. Raises ``SendError`` or ``ValueError``."""
        message, channel = outgoing.row.message, self._channel(outgoing)
        match outgoing.op:
            case Op.SEND:
                shown = self._show(outgoing)
                message_id = await channel.send(message.address, shown, silent=outgoing.silent)
                return SentMessage(message_id=message_id, shown_hash=self._hash(shown))
            case Op.FILE:
                return SentMessage(message_id=await self._send_file(outgoing))
            case Op.EDIT if outgoing.target is not None:
                return await self._edit(outgoing, outgoing.target)
            case Op.DELETE if outgoing.target is not None:
                await channel.delete(message.address, outgoing.target)
            case Op.PIN if outgoing.target is not None:
                await channel.pin(message.address, outgoing.target)
            case Op.ANSWER_CALLBACK if message.query_id is not None:
                catalog, languages = self._catalog_now(outgoing), self._languages(outgoing.person)
                answer = None if message.toast is None else catalog.toast(message.toast, languages)
                await channel.answer_callback(message.query_id, answer, as_alert=message.as_alert)
            case Op.LEAVE:
                await channel.leave(message.address)
            case Op.MENU:
                await channel.set_menu(message.address, *self._menu(outgoing.person))
            case Op.MAIL if self.mailer is not None and outgoing.mail_address is not None:
                await self.mailer.send(self._mail(outgoing, outgoing.mail_address))
            case Op.EDIT | Op.DELETE | Op.PIN | Op.ANSWER_CALLBACK | Op.MAIL:
                msg = "the row names no message"
                raise ValueError(msg)
            case _:
                assert_never(outgoing.op)
        return SentMessage()

    async def _edit(self, outgoing: OutgoingMessage, target: int) -> SentMessage:
        address, channel = outgoing.row.message.address, self._channel(outgoing)
        if self._card(outgoing) == NO_BUTTONS:
            await channel.remove_buttons(address, target)
            return SentMessage(message_id=target)
        shown = self._show(outgoing)
        is_idle = not outgoing.is_reply and self._hash(shown) == outgoing.row.shown_hash
        if not is_idle or outgoing.row.message.is_of_page:  # a page shows when it has arrived
            await channel.edit(address, target, shown)
        return SentMessage(message_id=target, shown_hash=self._hash(shown))

    def _channel(self, outgoing: OutgoingMessage) -> TelegramChannel | PageChannel:
        if outgoing.row.message.is_of_page:
            return PageChannel(self.database, outgoing.row)
        return self.telegram

    def _hash(self, shown: Shown) -> str:
        """A hash that only this bot can compute: contents can be confidential."""
        return blake2b(repr(shown).encode(), key=self.telegram.secret, digest_size=16).hexdigest()

    async def _send_file(self, outgoing: OutgoingMessage) -> int:
        address, channel = outgoing.row.message.address, self._channel(outgoing)
        name, content = await self._file(outgoing)
        shown = self._show(outgoing, most=MAX_CAPTION)
        return await channel.send_file(address, name, content, shown, silent=outgoing.silent)

    async def _file(self, outgoing: OutgoingMessage) -> tuple[str, bytes]:
        """The name and the content of an attachment. Raises ``ValueError`` if there is none."""
        message, languages = outgoing.row.message, self._languages(outgoing.person)
        if message.calendar_event is not None:
            # Imported here because most runs send none for days, and its library is large.
            from bot.channels.calendar_files import calendar_file  # noqa: PLC0415

            return calendar_file(message.calendar_event, self.catalog, languages)
        if message.document is not None:
            file = file_of(message.document, self.catalog)
            # Meanwhile others are sent.
            content = await asyncio.to_thread(file.content)
            return f"{message.document.name}{file.suffix}", content
        if message.spreadsheet is not None:
            return xlsx_file(message.spreadsheet, self.catalog, languages)
        msg = "the row has no file"
        raise ValueError(msg)

    def _show(self, outgoing: OutgoingMessage, *, most: int = MAX_TEXT) -> Shown:
        card = self._card(outgoing)
        languages = self._languages(outgoing.person)
        # Repeating an edit has no further effect.
        repeat = outgoing.row.repeat and outgoing.op is not Op.EDIT
        is_file = outgoing.op is Op.FILE  # it is read later and elsewhere, too
        catalog = self.catalog if is_file else self._catalog_now(outgoing)
        rendered = catalog.render(card, languages, repeat=repeat, most=most)
        if outgoing.plain:
            html = cut(plain(rendered.html), most)
            return Shown(html=html, rows=rendered.rows, marked=False)
        return Shown(html=rendered.html, rows=rendered.rows)

    def _mail(self, outgoing: OutgoingMessage, address: str) -> Mail:
        """A card as an e-mail: its first line is the subject, and its buttons are left out."""
        card = self._card(outgoing)
        languages = self._languages(outgoing.person)
        catalog = self._catalog_for(outgoing.person)
        body = Card(card.paragraphs[1:], details=card.details)
        rendered = catalog.render(body, languages, repeat=outgoing.row.repeat)
        return Mail(
            name=f"{outgoing.row.id} {outgoing.row.message.dedupe_key}",
            to=address,
            subject=catalog.in_each(card.lines[0], languages),
            body=without_isolates(plain(rendered.html)),
            languages=languages,
        )

    def _card(self, outgoing: OutgoingMessage) -> Card:
        card = outgoing.row.message.card
        if card is None:
            msg = "the row has no card"
            raise ValueError(msg)
        return card

    def _menu(self, person: Person | None) -> tuple[list[tuple[str, str]], str]:
        """The commands of a person with their descriptions, and the button that opens the page."""
        language = (person and person.language) or self.catalog.agreement.prevailing
        names = () if person is None else menu_of(self.database.registry, person.role)
        menu = [(name, self.catalog.plain(text(f"command-{name}"), language)) for name in names]
        return menu, self.catalog.plain(text("button-page-open"), language)

    def _catalog_now(self, outgoing: OutgoingMessage) -> Catalog:
        """The catalog for what is read in the chat: a day is "today" or "tomorrow" only in a reply,
        as other messages can still be read a day later.
        """
        return self._catalog_for(outgoing.person, DAYS if outgoing.is_reply else ())

    def _catalog_for(self, person: Person | None, near: Sequence[str] = ()) -> Catalog:
        """The catalog with the zone of a person; the capitals for an unknown chat."""
        if person is None:
            return self.catalog
        return self.catalog.for_reader(person.party, self.clock.now(), near)

    def _languages(self, person: Person | None) -> tuple[str, ...]:
        """The language of a person; all languages if it is unknown."""
        if person is None or person.language is None:
            return self.catalog.agreement.languages
        return (person.language,)
