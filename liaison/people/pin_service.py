"""PINs: how a person sets one, proves it, and how an administrator takes a forgotten one off."""

from collections.abc import Sequence

from liaison.core.cards import MENU, Button, Card, Row, Text, card, text
from liaison.core.outbox import Message, Op
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
    """Whether a person has to write the PIN now. Raises ``PinLocked`` while none is taken."""
    pin = await tx.of(Pins).get(person.id)
    if pin is None or pin.is_verified(tx.now):
        return False
    check_open(pin, tx.now)
    return True


async def guarded_step(tx: Tx, person: Person, name: str, args: Sequence[str]) -> Text:
    """What a step is that the PIN stands before, in words and as it is typed."""
    what, typed = text(f"command-{name}"), " ".join((f"/{name}", *args))
    if name in _ABOUT_PEOPLE and args:
        for each in await tx.of(People).listed(person.party):
            if args[0] == str(each.number):
                return text("pin-step-about", what=what, typed=typed, name=each.name)
    return text("pin-step", what=what, typed=typed)


def is_waiting_for_pin(conversation: ConversationState) -> bool:
    """Whether the next typed words are a PIN, as ``Talk`` keeps it: they leave the chat."""
    return (conversation.command or "").startswith("pin ")


async def verify(tx: Tx, person: Person, typed: str) -> WrongPin | PinLocked | None:
    """Take a PIN that was written; None where it is right.

    The reason why it is not is given back and not raised, as the try has to be kept. After five
    wrong ones none is taken for an hour, and the administrators are told. Raises ``NotAPin``, or
    ``PinLocked`` where none was taken before.
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
        told = text("notice-pin-locked", name=person.name, agency=person.agency)
        await notification_service.notify(
            tx, people_notice(person, "pin", told, triggered_by=person)
        )
    return refused


async def set_pin(tx: Tx, person: Person, pin_hash: str, again: str) -> None:
    """Give a person the PIN of that proof, in place of an earlier one; it is not asked for at once.

    Raises ``NotAPin``, or ``PinsDiffer`` where it is written another way the second time.
    """
    if not matches_pin(pin_hash, parse_pin(again)):
        raise PinsDiffer
    until = tx.now + PIN_VALID_FOR
    await tx.of(Pins).put(
        Pin(person=person.id, party=person.party, pin_hash=pin_hash, verified_until=until)
    )
    await tx.audit("pin.set", str(person.id), actor=person)


async def forget(tx: Tx, person: Person) -> None:
    """Let a person do without a PIN."""
    if await tx.of(Pins).exists(person.id):
        await tx.of(Pins).remove(person.id)
        await tx.audit("pin.off", str(person.id), actor=person)


async def remove_pin(tx: Tx, admin: Person, person: Person) -> None:
    """Take off the PIN that a person of the own Party forgot; the person is told, unless suspended.

    Raises ``OwnPin`` or ``NoPin``.
    """
    if person.id == admin.id:
        raise OwnPin
    if not await tx.of(Pins).exists(person.id):
        raise NoPin(name=person.name)
    await tx.of(Pins).remove(person.id)
    await tx.audit("pin.off", str(person.id), actor=admin)
    told = text("notice-pin-off", name=person.name, agency=person.agency)
    await notification_service.notify(tx, people_notice(person, "pin", told, triggered_by=admin))
    said = card(text("pin-taken-off"), rows=[(Button(text("button-pin-new"), "pin new"),), MENU])
    await tx.enqueue(Message(chat_id=person.chat_id, op=Op.SEND, recipient=person.id, card=said))


async def pin_card(tx: Tx, person: Person, *said: str) -> Card:
    """What a person has, what it is for, and what can be changed; first what was just done."""
    has = await tx.of(Pins).exists(person.id)
    change = "button-pin-change" if has else "button-pin-new"
    rows: list[Row] = [(Button(text(change), "pin new"),)]
    if has:
        rows.append((Button(text("button-pin-off"), "pin off"),))
    stands = text("pin-there" if has else "pin-none")
    return card([text(each) for each in said], stands, text("pin-for"), rows=[*rows, MENU])
