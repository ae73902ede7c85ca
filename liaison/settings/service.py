"""Setting what a Party or both Parties work by: checked, shown before it holds, and undone.

What is the own Party's alone holds at once. What both share is proposed to the other Party and
holds when it agrees. Whatever was planned by the old rules is looked at again.
"""

from collections.abc import Sequence

from liaison.approvals import proposals as approval_proposals
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import Change as KeyChange
from liaison.audit import service as audit_service
from liaison.core.access import NotYourRole
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.cards import Text, text
from liaison.core.people import Person, Role
from liaison.core.timers import Timer
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.lifecycle.conflicts import RecordChanged
from liaison.lifecycle.steps import check_seen
from liaison.settings.calendar_changes import deadlines_of, tell_moved
from liaison.settings.holidays import check_rest, overlay
from liaison.settings.model import (
    SETTING_APPROVAL,
    SETTINGS,
    Form,
    Setting,
    Value,
    dump_value,
    in_force,
    load_value,
)
from liaison.settings.repository import Schedules
from liaison.settings.rules import (
    CHANGED,
    NOT_SET,
    CannotHold,
    NothingToUndo,
    SameValue,
    UnknownSetting,
    check_agreement,
)
from liaison.settings.views import Standing, change_text, value_text

SET = "set"
"""The reason of a proposal that changes a setting: the before and after say it all."""


def find(code: str) -> Setting:
    """The setting of a code. Raises ``UnknownSetting``."""
    if code not in SETTINGS:
        raise UnknownSetting
    return SETTINGS[code]


async def standing_of(tx: Tx, person: Person, *settings: Setting) -> Sequence[Standing]:
    """Settings as they stand for the person's Party."""
    changes = await tx.of(Schedules).changes()
    agreement = in_force(tx.profile, changes)
    found = []
    for each in settings:
        whose = _whose(each, person)
        key = None
        if each.shared:
            key = await tx.of(TwoKeys).find_open(SETTING_APPROVAL, each.code)
        found.append(
            Standing(
                setting=each,
                value=each.value(agreement, person.party),
                default=each.value(tx.profile, person.party),
                changes=[c for c in changes if (c.party, c.code) == (whose, each.code)],
                key=key,
            )
        )
    return found


async def check(
    tx: Tx, person: Person, setting: Setting, value: Value, *, seen: int | None = None
) -> tuple[Standing, Agreement]:
    """Check a change and say what would then be in force; nothing is written.

    Raises ``NotYourRole``, ``RecordChanged``, ``SameValue``, ``TooLongOff`` or what
    ``check_agreement`` raises.
    """
    if person.role is not Role.ADMIN:
        raise NotYourRole
    (standing,) = await standing_of(tx, person, setting)
    check_seen(seen, standing.seen, RecordChanged(CHANGED))
    if value == standing.value:
        raise SameValue
    after = _with(tx.agreement, setting, person.party, value)
    if not setting.shared:
        party = after.party(person.party)
        week = overlay(tx.calendar(party.code), (), weekend=frozenset(party.weekend))
        check_rest(week, party, local_date(tx.now, party.zone))
    return standing, after


async def value_before(tx: Tx, person: Person, setting: Setting) -> Value:
    """The value that stood before the latest change. Raises ``NothingToUndo``."""
    changes = [
        each
        for each in await tx.of(Schedules).changes()
        if (each.party, each.code) == (_whose(setting, person), setting.code)
    ]
    if not changes:
        raise NothingToUndo
    return setting.value(in_force(tx.profile, changes[:-1]), person.party)


async def change(
    tx: Tx, person: Person, setting: Setting, value: Value, *, seen: int | None = None
) -> Text:
    """Set what is the own Party's, or propose what both share; says which of the two was done.

    Raises what ``check`` and ``joint.propose`` raise.
    """
    standing, _ = await check(tx, person, setting, value, seen=seen)
    what = change_text(setting, standing.value, value)
    if not setting.shared:
        await _set_own(tx, person, setting, value)
        return text("setting-set-now", what=what)
    proposal = KeyChange(
        kind=SETTING_APPROVAL,
        of=setting.code,
        before=dump_value(standing.value),
        after=dump_value(value),
        reason=SET,
    )
    key = await approval_proposals.propose(tx, person, proposal)
    return text("setting-proposed-now", what=what, code=key.code)


async def put_in_force(tx: Tx, person: Person, proposal: KeyChange) -> None:
    """Set what both Parties agreed to. Raises ``CannotHold``."""
    setting, value = find(proposal.of), load_value(proposal.after)
    try:
        _with(tx.agreement, setting, person.party, value)
    except NOT_SET as refusal:
        raise CannotHold(why=refusal.text()) from None
    await _set(tx, person, setting, None, value)


async def _set_own(tx: Tx, person: Person, setting: Setting, value: Value) -> None:
    """Set what is the own Party's. Other working days are told to both, as holidays are."""
    party = tx.agreement.party(person.party)
    before = await deadlines_of(tx, party)
    await _set(tx, person, setting, party.code, value)
    if setting.form is Form.WEEKDAYS:
        await tx.renew()
        days = value_text(setting, value)
        what = text("holidays-said-week", party=text(party.name), days=days)
        await tell_moved(tx, party, what, before, by=person)


async def _set(
    tx: Tx, person: Person, setting: Setting, party: PartyCode | None, value: Value
) -> None:
    before = setting.value(tx.agreement, person.party)
    made = await tx.of(Schedules).set(party, setting.code, value, by=person)
    was, said = dump_value(before), dump_value(value)
    await audit_service.record_step(
        tx, "set", made, by=person, whose=party or "both", before=was, value=said
    )
    await rerun_timers(tx)


def _whose(setting: Setting, person: Person) -> PartyCode | None:
    return None if setting.shared else person.party


def _with(agreement: Agreement, setting: Setting, party: PartyCode, value: Value) -> Agreement:
    return check_agreement(setting.put(agreement, party, value))


async def rerun_timers(tx: Tx) -> None:
    """Run at once what is planned by settings and calendars, as one of them has changed."""
    kinds = [each.key for each in tx.registry.all(Timer).values() if each.follows_settings]
    await tx.look_again(*kinds)
