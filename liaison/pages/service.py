"""Signing in to the page: links, passkeys and sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from string import ascii_letters, digits

from liaison.audit import service as audit_service
from liaison.core.cards import Button, card, text
from liaison.core.channels import TELEGRAM, Address, channel_of
from liaison.core.errors import UserError
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import (
    ADMINS,
    APPROVER_ROLES,
    PARTICIPANTS,
    Person,
    Role,
    UnknownPerson,
    hash_token,
    require_role,
)
from liaison.core.references import draw
from liaison.core.transaction import People, Tx
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.rules import Audience
from liaison.notifications.sounds import Tells, message_to
from liaison.pages import rules
from liaison.pages.model import CalendarFeed, PageLink, PageSession, Passkey
from liaison.pages.repository import (
    CalendarFeeds,
    PageLinks,
    PageMessages,
    PageSessions,
    Passkeys,
)
from liaison.pages.rules import LinkNotValid, SignInRejected, page_address

PASSKEY_MADE = NoticeKind("passkey", PERSON_SUBJECT, Audience.ADMINS, at_once=True)
"""A person has made a passkey by the link of another person, or of the operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A passkey that a browser has made: credential id and public key, both base64url."""

    id: str
    public_key: str
    sign_count: int


async def make_link(tx: Tx, person: Person, *, by: Person | None, with_pin: bool = False) -> str:
    """Make a link by which a person makes a passkey, in place of an unused one, and return its
    address, which is not stored. Who did not make it is told. ``by`` is None for the operator, and
    ``with_pin`` if the PIN of the person was asked for. Raises ``UserError`` or ``NotYourRole``.
    """
    if tx.page_url is None:
        raise UserError("error-no-page")
    is_own = by is not None and by.id == person.id
    if by is not None and not is_own:
        check_given(person, by)
    if not person.active:
        raise UnknownPerson
    token = _new_token(tx)
    valid_for = rules.OWN_LINK_VALID_FOR if is_own else rules.GIVEN_LINK_VALID_FOR
    link = PageLink(
        token_hash=hash_token(token),
        person=person.id,
        expires_at=tx.now + valid_for,
        made_by=None if by is None else by.id,
        with_pin=with_pin,
    )
    await tx.of(PageLinks).add(link)
    await tx.audit("page.link", str(person.id), actor=by)
    if not is_own:
        told = card(text("page-link-made", **_maker(by)))
        await tx.enqueue(message_to(person, told, Tells.ACCESS))
    return f"{tx.page_url}/enrol/{token}"


def _new_token(tx: Tx) -> str:
    return draw(tx.random, rules.TOKEN_LENGTH, ascii_letters + digits + "-_")


def check_given(person: Person, by: Person) -> None:
    """Check that a person may make a link for another one: not for one who approves or confirms, as
    who has the link could then decide the own proposals. Raises ``UserError`` or ``NotYourRole``.
    """
    require_role(by, ADMINS)
    if person.party != by.party or not person.active:
        raise UnknownPerson
    if person.role in APPROVER_ROLES:
        raise UserError("error-page-of-approver")


def _maker(by: Person | None) -> dict[str, str]:
    """Who made a link, as values of a text."""
    if by is None:
        return {"by": "operator", "who": ""}
    return {"by": "admin", "who": by.bare_name}


async def find_link(tx: Tx, token: str) -> tuple[PageLink, Person]:
    """The link of a token, and its person, locked until this transaction ends. Raises
    ``LinkNotValid`` or, if the person has too many passkeys, ``UserError``.
    """
    link = rules.check_link(await tx.of(PageLinks).find(hash_token(token)), tx.now)
    maker = await tx.of(People).get(link.made_by)
    person = rules.check_admitted(link, await tx.of(People).lock(link.person), maker)
    if len(await tx.of(Passkeys).of(person.id)) >= rules.MAX_PASSKEYS:
        raise UserError("error-too-many-passkeys", most=rules.MAX_PASSKEYS)
    return link, person


async def enrol(tx: Tx, token: str, key: NewKey) -> str:
    """Make the passkey of a link, and return the token of a session. Raises ``LinkNotValid`` or
    ``UserError``.
    """
    link, person = await find_link(tx, token)
    made = Passkey(
        id=key.id,
        person=person.id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        made_at=tx.now,
        with_pin=link.with_pin,
    )
    if not (await tx.of(PageLinks).use(link.token_hash) and await tx.of(Passkeys).add(made)):
        raise LinkNotValid
    await audit_service.record_step(tx, "made", made, actor=person)
    await _tell_made(tx, person, link)
    return await _open_session(tx, person)


async def _tell_made(tx: Tx, person: Person, link: PageLink) -> None:
    """Tell the person and, if another one made the link, the administrators; if it was for one of
    them, the coordinators, too.
    """
    is_own = link.made_by == person.id
    maker = await tx.of(People).get(link.made_by)
    values = {"by": "own", "who": ""} if is_own else _maker(maker)
    rows = [(Button(text("command-page"), "page"),)]
    told = card(text("passkey-made", **values), rows=rows)
    await tx.enqueue(message_to(person, told, Tells.ACCESS))
    if not is_own:
        title = text("notice-passkey", name=person.name, agency=person.agency, **values)
        by = (maker or person).id  # who is not asked
        notice = PASSKEY_MADE.notice(person.party, str(person.id), title, by=by)
        if person.role is Role.ADMIN:
            notice = replace(notice, audience=Audience.APPROVERS)
        await notification_service.notify(tx, notice)


async def sign_in(tx: Tx, key: Passkey, *, sign_count: int, challenged_at: datetime) -> str:
    """Sign in the person of a passkey, whose assertion the caller has verified, and return the
    token of a session. Raises ``SignInRejected``.
    """
    person = await use_passkey(tx, key, sign_count=sign_count, challenged_at=challenged_at)
    return await _open_session(tx, person)


async def use_passkey(tx: Tx, key: Passkey, *, sign_count: int, challenged_at: datetime) -> Person:
    """Save that a passkey was used, whose assertion the caller has verified, and return its person.
    Raises ``SignInRejected``.
    """
    rules.check_assertion(key, challenged_at, tx.now)
    person = await tx.of(People).lock(key.person)
    if person is None or not person.active:
        raise SignInRejected
    if not await tx.of(Passkeys).use(key, sign_count=sign_count):
        raise SignInRejected
    return person


async def sign_in_from_telegram(
    tx: Tx, chat: Address, *, signature: str, signed_at: datetime
) -> str:
    """Sign in the person of a chat, as Telegram has signed just now, and return the token of a
    session. The caller has verified the signature. Raises ``SignInRejected``.
    """
    rules.check_recent(signed_at, tx.now)
    known = await tx.of(People).by_address(chat) if channel_of(chat) is TELEGRAM else None
    person = None if known is None else await tx.of(People).lock(known.id)
    if person is None or not person.active:
        raise SignInRejected
    used = PageLink(
        token_hash=hash_token(signature),
        person=person.id,
        expires_at=signed_at + rules.CHALLENGE_VALID_FOR,
        made_by=person.id,
        used_at=tx.now,
    )
    if not await tx.of(PageLinks).add_used(used):
        raise SignInRejected
    return await _open_session(tx, person)


async def _open_session(tx: Tx, person: Person) -> str:
    token = _new_token(tx)
    opened = PageSession(
        token_hash=hash_token(token),
        address=page_address(person),
        opened_at=tx.now,
        used_at=tx.now,
    )
    await tx.of(PageSessions).add(opened)
    await tx.audit("page.opened", str(person.id), actor=person)
    return token


async def open_sessions(tx: Tx, person: Person) -> Sequence[PageSession]:
    """The sessions of a person that have not ended."""
    found = await tx.of(PageSessions).of(page_address(person))
    return [each for each in found if not rules.is_over(each, tx.now)]


async def sign_out(tx: Tx, token: str) -> None:
    """End the session of a token, if there is one."""
    session = await tx.of(PageSessions).find(hash_token(token))
    if session is not None:
        await tx.of(PageSessions).end(session.token_hash)
        person = await tx.of(People).by_address(session.address)
        if person is not None:
            await tx.audit("page.ended", str(person.id), actor=person)


async def end_session(tx: Tx, person: Person, code: str | None) -> None:
    """End the own session with a code, or all. Raises ``UserError``."""
    found = await open_sessions(tx, person)
    ended = [each for each in found if code in (None, rules.short_code(each.token_hash))]
    if code is not None and not ended:
        raise UserError("error-session-ended")
    await tx.of(PageSessions).end(*(each.token_hash for each in ended))
    if ended:
        await tx.audit("page.ended", str(person.id), actor=person)


async def remove_passkey(tx: Tx, person: Person, code: str) -> None:
    """Delete the own passkey with a code, and end all sessions. Raises ``UserError``."""
    for each in await tx.of(Passkeys).of(person.id):
        if rules.short_code(each.id) == code:
            await _remove(tx, each, actor=person)
            await tx.of(PageSessions).end_of(page_address(person))
            return
    raise UserError("error-passkey-removed")


async def _remove(tx: Tx, key: Passkey, *, actor: Person | None) -> None:
    if await tx.of(Passkeys).remove(key.person, key.id):
        await audit_service.record_step(tx, "removed", key, actor=actor, gone=True)


async def make_feed(tx: Tx, person: Person, *, door: Address | None) -> str:
    """Make a calendar feed of a person, in place of an earlier one, and return its address, which
    is not stored; the chat is told of one that is not made there. Raises ``NotYourRole``.
    """
    require_role(person, PARTICIPANTS)
    token = _new_token(tx)
    feed = CalendarFeed(token_hash=hash_token(token), person=person.id, made_at=tx.now)
    await tx.of(CalendarFeeds).put(feed)
    await tx.audit("page.calendar", str(person.id), actor=person)
    if door != person.address:
        told = card(text("calendar-made"), rows=[(Button(text("command-page"), "page"),)])
        await tx.enqueue(message_to(person, told, Tells.ACCESS))
    return f"{tx.page_url}/calendar/{token}.ics"


async def end_feed(tx: Tx, person: Person, *, actor: Person | None) -> None:
    """Delete the calendar feed of a person, if there is one."""
    if await tx.of(CalendarFeeds).remove(person.id):
        await tx.audit("page.calendar_ended", str(person.id), actor=actor)


async def reader_of_feed(tx: Tx, token: str) -> Person:
    """The person of a calendar feed, who has access. Raises ``LinkNotValid``."""
    feed = await tx.of(CalendarFeeds).find(hash_token(token))
    person = None if feed is None else await tx.of(People).get(feed.person)
    if person is None or not person.active:
        raise LinkNotValid
    return person


async def end_access(tx: Tx, person: Person, *, actor: Person | None) -> None:
    """Delete all that admits a person, who lost the access, and what the page shows."""
    for each in await tx.of(Passkeys).of(person.id):
        await _remove(tx, each, actor=actor)
    await tx.of(PageLinks).revoke_of(person.id)
    await end_feed(tx, person, actor=actor)
    page = page_address(person)
    await tx.of(PageSessions).end_of(page)
    await tx.of(PageMessages).clear(page)
