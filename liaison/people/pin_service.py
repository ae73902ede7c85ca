"""PINs: setting, verifying, and removal by an administrator."""

from collections.abc import Sequence

from liaison.core.cards import MENU, Button, Card, Row, Text, card, text
from liaison.core.outbox import message_to
from liaison.core.people import Person
from liaison.core.repository import ConversationState, People
from liaison.core.transaction import Tx
from liaison.notifications import service as notification_service
from liaison.people.pins import (
    PIN_VALID_FOR,
    NoPin,
    OwnPin,
    Pin,
    PinLocked,
    PinsDiffer,
    WrongPin,
    check_open,
    matches_pin,
    parse_pin,
    record_attempt,
)
from liaison.people.repository import Pins
from liaison.people.service import people_notice

_ABOUT_PEOPLE = frozenset({"role", "restore", "remove", "unpin"})


async def needs_pin(tx: Tx, person: Person) -> bool:
    """Whether the PIN is required now. Raises ``PinLocked`` while none is accepted."""
    pin = await tx.of(Pins).get(person.id)
    if pin is None or pin.is_verified(tx.now):
        return False
    check_open(pin, tx.now)
    return True


async def protected_step(tx: Tx, person: Person, name: str, args: Sequence[str]) -> Text:
    """The step that the PIN protects, in words and as typed."""
    what, typed = text(f"command-{name}"), " ".join((f"/{name}", *args))
    if name in _ABOUT_PEOPLE and args:
        for each in await tx.of(People).listed(person.party):
            if args[0] == str(each.number):
                return text("pin-step-about", what=what, typed=typed, name=each.name)
    return text("pin-step", what=what, typed=typed)


def is_waiting_for_pin(conversation: ConversationState) -> bool:
    """Whether the next typed text is a PIN, which must be deleted from the chat."""
    return (conversation.command or "").startswith("pin ")


async def verify(tx: Tx, person: Person, typed: str) -> WrongPin | PinLocked | None:
    """Verify a typed PIN; None if it is right.

    The error is returned and not raised, because the attempt must be saved. After five wrong ones
    none is accepted for an hour, and the administrators are notified. Raises ``NotAPin``, or
    ``PinLocked`` if none was accepted before.
    """
    digits = parse_pin(typed)
    pin = await tx.of(Pins).get(person.id)
    if pin is None:
        return None
    after, refused = record_attempt(pin, digits, tx.now)
    await tx.of(Pins).put(after)
    if refused is not None:
        await tx.audit("pin.wrong", str(person.id), actor=person)
    if isinstance(refused, PinLocked):
        await tx.audit("pin.locked", str(person.id), actor=person)
        title = text("notice-pin-locked", name=person.name, agency=person.agency)
        await notification_service.notify(
            tx, people_notice(person, "pin", title, triggered_by=person)
        )
    return refused


async def set_pin(tx: Tx, person: Person, pin_hash: str, again: str) -> None:
    """Set a person's PIN by its hash, replacing an earlier one; it counts as verified. Raises
    ``NotAPin``, or ``PinsDiffer`` if ``again`` is another one.
    """
    if not matches_pin(pin_hash, parse_pin(again)):
        raise PinsDiffer
    until = tx.now + PIN_VALID_FOR
    await tx.of(Pins).put(
        Pin(person=person.id, party=person.party, pin_hash=pin_hash, verified_until=until)
    )
    await tx.audit("pin.set", str(person.id), actor=person)


async def forget(tx: Tx, person: Person) -> None:
    """Remove the own PIN of a person."""
    if await tx.of(Pins).exists(person.id):
        await tx.of(Pins).remove(person.id)
        await tx.audit("pin.off", str(person.id), actor=person)


async def remove_pin(tx: Tx, admin: Person, person: Person) -> None:
    """Remove the forgotten PIN of a person of the own Party and notify the person.

    Raises ``OwnPin`` or ``NoPin``.
    """
    if person.id == admin.id:
        raise OwnPin
    if not await tx.of(Pins).exists(person.id):
        raise NoPin(name=person.name)
    await tx.of(Pins).remove(person.id)
    await tx.audit("pin.off", str(person.id), actor=admin)
    title = text("notice-pin-off", name=person.name, agency=person.agency)
    await notification_service.notify(tx, people_notice(person, "pin", title, triggered_by=admin))
    shown = card(text("pin-taken-off"), rows=[(Button(text("button-pin-new"), "pin new"),), MENU])
    await tx.enqueue(message_to(person, shown))


async def pin_card(tx: Tx, person: Person, *results: str) -> Card:
    """The state, purpose and possible changes of a person's PIN, under the given ``results``."""
    has = await tx.of(Pins).exists(person.id)
    change = "button-pin-change" if has else "button-pin-new"
    rows: list[Row] = [(Button(text(change), "pin new"),)]
    if has:
        rows.append((Button(text("button-pin-off"), "pin off"),))
    status = text("pin-there" if has else "pin-none")
    return card([text(each) for each in results], status, text("pin-for"), rows=[*rows, MENU])
