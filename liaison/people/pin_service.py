"""PINs: setting, verifying, and removal by an administrator."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from liaison.audit import service as audit_service
from liaison.core.cards import MENU, Button, Card, Text, card, text
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.people import APPROVER_ROLES, NotYourRole, Person, Role, names_of
from liaison.core.transaction import People, Tx
from liaison.core.validation import NotAPin, parse_pin
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.sounds import Tells, message_to
from liaison.people import pins
from liaison.people.notices import DURESS, PIN_LOCKED, PIN_OFF, PIN_WAITS, people_notice
from liaison.people.pins import Pin, PinEntry, PinLocked, WrongPin
from liaison.people.repository import Pins
from liaison.people.rules import second

PIN, REFUSED = "pin", "no"
"""The second argument of ``confirm`` for a PIN, and the third for one of another person."""
_ABOUT_PEOPLE = frozenset({"confirm", "page", "role", "restore", "remove", "suspend", "unpin"})


async def needs_pin(tx: Tx, person: Person, door: Address | None) -> bool:
    """Whether the PIN is required at a door now. Raises ``PinLocked`` while none is accepted."""
    pin = await tx.of(Pins).lock(person.id)
    if pin is None or pin.waits_since is not None or pin.is_verified(tx.now, door):
        return False
    pins.check_not_locked(pin, tx.now)
    return True


async def missing_pin(tx: Tx, person: Person) -> Card | None:
    """What a person who decides for a Party must do first, without a PIN that is confirmed."""
    pin = await tx.of(Pins).lock(person.id)
    if person.role not in APPROVER_ROLES or (pin is not None and pin.waits_since is None):
        return None
    others = await confirming(tx, person)
    if pin is not None and others:
        return card(text("pin-unconfirmed", names=names_of(others)), rows=[MENU])
    return card(text("pin-required"), rows=[(Button(text("button-pin-new"), "pin new"),), MENU])


async def protected_step(tx: Tx, person: Person, name: str, args: Sequence[str]) -> Text:
    """The step that the PIN protects, with the person, record or values that it is about."""
    act, about = text(f"command-{name}"), " ".join(args)
    people = await tx.of(People).listed(person.party) if name in _ABOUT_PEOPLE else ()
    for each in people:
        if str(each.number) in args[:1]:
            return text("act-about", act=act, about=each.name)
    return text("act-about", act=act, about=about) if any(map(str.isdigit, about)) else act


async def verify_pin(
    tx: Tx, person: Person, typed: str, door: Address | None
) -> WrongPin | PinLocked | None:
    """Verify a PIN typed at a door; None if it is right.

    The error is returned and not raised, because the attempt must be saved. After five wrong ones
    none is accepted for an hour, and the administrators are notified, as they are of the duress
    PIN, which the person is not told. Raises ``NotAPin``, or
    ``PinLocked`` if none was accepted before.
    """
    digits = parse_pin(typed)
    pin = await tx.of(Pins).lock(person.id)
    if pin is None:
        return None
    pins.check_not_locked(pin, tx.now)
    entry = tx.outside(pins.entered, pin.pin_hash, digits)
    after, refused = pins.record_attempt(pin, entry, tx.now, door)
    await tx.of(Pins).put(after)
    if entry is PinEntry.DURESS:
        await alert_duress(tx, person)
    elif entry is PinEntry.RIGHT and person.duress_since is not None:
        await _set_duress(tx, person, None)
    if refused is not None:
        await tx.audit("pin.wrong", str(person.id), actor=person)
    if isinstance(refused, PinLocked):
        await tx.audit("pin.locked", str(person.id), actor=person)
        await notification_service.notify(tx, people_notice(PIN_LOCKED, person, by=person))
    return refused


async def alert_duress(tx: Tx, person: Person) -> None:
    """Hide the notes from a person under duress, and alert the administrators at once."""
    await _set_duress(tx, person, tx.now)
    await tx.audit("pin.duress", str(person.id), actor=person)
    await notification_service.notify(tx, people_notice(DURESS, person, by=person))


async def has_pin(tx: Tx, person: Person) -> bool:
    """Whether a person has a PIN that is asked for."""
    pin = await tx.of(Pins).lock(person.id)
    return pin is not None and pin.waits_since is None


async def accept_passkey(tx: Tx, person: Person, door: Address) -> None:
    """Accept a passkey, which the caller has just verified, in the place of the PIN. It says
    nothing of duress, and wrong PINs still count. Raises ``PinLocked`` while none is accepted.
    """
    pin = await tx.of(Pins).lock(person.id)
    if pin is not None:
        pins.check_not_locked(pin, tx.now)
        await tx.of(Pins).put(pin.verified(tx.now, door))
        await tx.audit("pin.passkey", str(person.id), actor=person)


async def keep_attempt(tx: Tx, person: Person, door: Address | None) -> None:
    """Save what the PIN, or that for duress, changed, although the step after it was refused."""
    pin = await tx.of(Pins).lock(person.id)
    if pin is not None:
        await tx.of(Pins).put(pins.record_attempt(pin, PinEntry.RIGHT, tx.now, door)[0])
    if person.duress_since is None:
        await _set_duress(tx, person, None)
    else:
        await alert_duress(tx, person)


async def _set_duress(tx: Tx, person: Person, since: datetime | None) -> None:
    known = await tx.of(People).get(person.id)
    if known is not None and known.duress_since != since:
        await tx.of(People).change(person.id, duress_since=since)
        await audit_service.record_step(tx, "duress", known, actor=None)


async def check_confirmed(tx: Tx, person: Person) -> None:
    """Check that no PIN waits for who can confirm that one, and no other. Raises ``UserError``."""
    pin = await tx.of(Pins).lock(person.id)
    waits = pin is not None and pin.waits_since is not None
    if waits and (others := await confirming(tx, person)):
        raise UserError("pin-unconfirmed", names=names_of(others))


async def set_pin(
    tx: Tx,
    person: Person,
    pin_hash: str,
    again: str,
    *,
    door: Address | None,
    duress: bool = False,
) -> Pin:
    """Set a person's PIN by its hash at a ``door``, replacing an earlier one; a first one waits
    until another person has confirmed it, if there is one. ``duress``: set the duress PIN; under
    duress no other can be set. Raises ``UserError``, or ``NotAPin`` also if ``again`` is another
    one.
    """
    digits = parse_pin(again)
    if tx.outside(pins.entered, pin_hash, digits) is not PinEntry.RIGHT:
        raise NotAPin("error-pins-differ")
    known = await tx.of(Pins).lock(person.id)
    if duress or (known is not None and person.duress_since is not None):
        if known is None:
            raise UserError("error-no-pin", name=person.name)
        changed = replace(known, pin_hash=tx.outside(pins.add_duress, known.pin_hash, digits))
    else:
        new = Pin(person=person.id, party=person.party, pin_hash=pin_hash)
        changed = new.verified(tx.now, door)
        if known is None:
            changed = await _ask_confirmation(tx, person, changed)
    await tx.of(Pins).put(changed)
    await audit_service.record_step(tx, "set", changed, actor=person)
    return changed


async def _ask_confirmation(tx: Tx, person: Person, pin: Pin) -> Pin:
    """A first PIN as it waits, so that a thief cannot lock the owner out."""
    others = await confirming(tx, person)
    if not others:
        return pin
    admins = others[0].role is Role.ADMIN
    audience = Audience.ADMINS if admins else Audience.COORDINATORS_ONLY
    notice = replace(people_notice(PIN_WAITS, person, by=person), audience=audience)
    await notification_service.notify(tx, notice)
    return replace(pin, waits_since=tx.now)


async def confirming(tx: Tx, person: Person) -> Sequence[Person]:
    """Who may confirm the first PIN of a person: the other administrators, without one or for an
    administrator the coordinators, too, as the only other one may have forgotten the own PIN.
    """
    team = await tx.of(People).team(person.party)
    others = second(team, {person.id}, tx.now)
    if person.role is not Role.ADMIN:
        return others
    return [*others, *second([each for each in team if each not in others], {person.id}, tx.now)]


async def confirm_pin(tx: Tx, by: Person, person: Person, *, refused: bool) -> None:
    """Confirm the first PIN of a person, or remove it. Raises ``NotYourRole`` or ``UserError``."""
    if by.id not in {each.id for each in await confirming(tx, person)}:
        raise NotYourRole
    pin = await tx.of(Pins).lock(person.id)
    if pin is None or pin.waits_since is None:
        raise UserError("error-no-pin", name=person.name)
    if refused:
        await remove_pin(tx, by, person)
        return
    confirmed = replace(pin, waits_since=None)
    await tx.of(Pins).put(confirmed)
    await audit_service.record_step(tx, "confirmed", confirmed, actor=by)
    await notification_service.resolve_kind(tx, PIN_WAITS, person.party, str(person.id))
    await tx.enqueue(message_to(person, card(text("recorded-pin"), rows=[MENU]), Tells.ACCESS))


async def delete_pin(tx: Tx, person: Person, *, actor: Person | None) -> bool:
    """Delete the PIN of a person; false if there is none."""
    pin = await tx.of(Pins).lock(person.id)
    if pin is not None:
        await tx.of(Pins).remove(person.id)
        await audit_service.record_step(tx, "off", pin, actor=actor, gone=True)
    return pin is not None


async def forget_pin(tx: Tx, person: Person) -> None:
    """Remove the own PIN of a person who need not have one. Raises ``UserError``."""
    if person.role in APPROVER_ROLES:
        raise UserError("error-pin-kept")
    if await delete_pin(tx, person, actor=person):
        await notification_service.resolve_kind(tx, PIN_WAITS, person.party, str(person.id))


async def remove_pin(tx: Tx, admin: Person, person: Person) -> None:
    """Remove the forgotten PIN of a person of the own Party. Raises ``UserError``."""
    if person.id == admin.id:
        raise UserError("error-own-pin")
    if not await delete_pin(tx, person, actor=admin):
        raise UserError("error-no-pin", name=person.name)
    await _set_duress(tx, person, None)
    await notification_service.resolve_kind(tx, PIN_WAITS, person.party, str(person.id))
    await notification_service.notify(tx, people_notice(PIN_OFF, person, by=admin, who=admin.name))
    shown = card(
        text("pin-taken-off", who=admin.name),
        rows=[(Button(text("button-pin-new"), "pin new"),), MENU],
    )
    await tx.enqueue(message_to(person, shown, Tells.ACCESS))


async def pin_card(tx: Tx, person: Person, *results: str) -> Card:
    """The state, purpose and possible changes of a person's PIN, under the given ``results``."""
    pin = await tx.of(Pins).lock(person.id)
    has = pin is not None
    change = "button-pin-change" if has else "button-pin-new"
    rows = [(Button(text(change), "pin new"),)]
    if has and person.role not in APPROVER_ROLES:
        rows.append((Button(text("button-pin-off"), "pin off"),))
    status = text("pin-there" if has else "pin-none")
    if pin is not None and pin.waits_since is not None:
        status, rows = text("pin-waits"), rows if not await confirming(tx, person) else []
    elif has:
        rows.append((Button(text("button-pin-duress"), "pin duress"),))
    team = await tx.of(People).team(person.party, Role.ADMIN)
    admins = [each for each in team if each.id != person.id]
    state = [status]
    if has and admins:
        state.append(text("pin-forgotten", names=names_of(admins)))
    elif has:
        state.append(text("pin-forgotten-alone"))
    lines = [text(each) for each in results]
    return card(lines, state, text("pin-for"), rows=[*rows, MENU])
