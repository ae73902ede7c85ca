"""Changes of settings: checked, previewed, applied and undone.

A setting of the own Party is applied at once. A shared one is proposed to the other Party and
applied when it agrees. Timers that depend on settings then run again.
"""

from collections.abc import Sequence

from liaison.approvals import service as approval_service
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import ProposedChange
from liaison.audit import service as audit_service
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.cards import Text, text
from liaison.core.errors import Conflict, UserError
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import ADMINS, Person, require_role
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.lifecycle.steps import check_seen
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.rules import Audience
from liaison.notifications.service import notify
from liaison.settings.holiday_service import deadlines_of, notify_moved_deadlines, rerun_timers
from liaison.settings.holidays import check_days_off, overlay
from liaison.settings.model import (
    SETTING_APPROVAL,
    SETTINGS,
    Numbers,
    Setting,
    dump_value,
    effective_agreement,
    load_value,
)
from liaison.settings.repository import SettingChanges
from liaison.settings.rules import CHANGED, UnknownSetting, check_agreement
from liaison.settings.values import NotSettable
from liaison.settings.views import SettingState, change_text, value_text

SET = "set"
"""The reason of a proposal that changes a setting; the values are self-explanatory."""
OWN_CHANGED = NoticeKind("own-setting", SERVICE_SUBJECT, Audience.COORDINATORS_ONLY, informs=True)
"""An administrator has changed a setting of the own Party."""


def find(code: str) -> Setting:
    """The setting with that code. Raises ``UnknownSetting``."""
    if code not in SETTINGS:
        raise UnknownSetting
    return SETTINGS[code]


async def setting_state(tx: Tx, person: Person, *settings: Setting) -> Sequence[SettingState]:
    """The present state of settings for the person's Party."""
    changes = await tx.of(SettingChanges).changes()
    agreement = effective_agreement(tx.profile, changes)
    found = []
    for each in settings:
        owner = _owner(each, person)
        approval = None
        if each.shared:
            approval = await tx.of(Approvals).find_open(SETTING_APPROVAL, each.code)
        found.append(
            SettingState(
                setting=each,
                value=each.access.read(agreement, person.party),
                default=each.access.read(tx.profile, person.party),
                changes=[c for c in changes if (c.party, c.code) == (owner, each.code)],
                approval=approval,
            )
        )
    return found


async def check_setting(
    tx: Tx, person: Person, setting: Setting, value: Numbers, *, seen: int | None = None
) -> tuple[SettingState, Agreement]:
    """Check a change and return the agreement with it; nothing is saved.

    Raises ``NotYourRole``, ``Conflict``, ``TooLongOff`` or what ``check_agreement`` raises.
    """
    require_role(person, ADMINS)
    (state,) = await setting_state(tx, person, setting)
    check_seen(seen, state.version, CHANGED)
    if value == state.value:
        raise Conflict("error-setting-same")
    after = _with(tx.agreement, setting, person.party, value)
    if not setting.shared:
        party = after.party(person.party)
        week = overlay(tx.calendar(party.code), (), weekend=frozenset(party.weekend))
        check_days_off(week, party, local_date(tx.now, party.zone))
    return state, after


async def value_before(tx: Tx, person: Person, setting: Setting) -> Numbers:
    """The value before the latest change. Raises ``Conflict``."""
    changes = [
        each
        for each in await tx.of(SettingChanges).changes()
        if (each.party, each.code) == (_owner(setting, person), setting.code)
    ]
    if not changes:
        raise Conflict("error-nothing-to-undo")
    return setting.access.read(effective_agreement(tx.profile, changes[:-1]), person.party)


async def change_setting(
    tx: Tx, person: Person, setting: Setting, value: Numbers, *, seen: int | None = None
) -> Text:
    """Set a value of the own Party, or propose a shared one; returns the confirmation.

    Raises what ``check`` and ``approvals.service.propose`` raise.
    """
    state, _ = await check_setting(tx, person, setting, value, seen=seen)
    what = change_text(setting, state.value, value)
    if not setting.shared:
        await _set_own(tx, person, setting, value)
        return text("setting-set-now", what=what)
    proposal = ProposedChange(
        SETTING_APPROVAL,
        setting.code,
        before=dump_value(state.value),
        after=dump_value(value),
        reason=SET,
    )
    approval = await approval_service.propose(tx, person, proposal)
    return text("setting-proposed-now", what=what, code=approval.code)


async def apply(tx: Tx, person: Person, proposal: ProposedChange) -> None:
    """Apply a setting that both Parties agreed to. Raises ``UserError``."""
    setting, value = find(proposal.of), load_value(proposal.after)
    try:
        _with(tx.agreement, setting, person.party, value)
    except NotSettable as error:
        raise UserError("error-setting-rejected", why=error.text()) from None
    await _set(tx, person, setting, None, value)


async def _set_own(tx: Tx, person: Person, setting: Setting, value: Numbers) -> None:
    """Set a value of the own Party, of which its coordinators are notified; of changed working days
    both Parties.
    """
    party = tx.agreement.party(person.party)
    before = await deadlines_of(tx, party)
    await _set(tx, person, setting, party.code, value)
    if setting.is_told:
        await tx.reload_settings()
        days = value_text(setting, value)
        what = text("holidays-recorded-week", party=text(party.name), days=days)
        await notify_moved_deadlines(tx, party, what, before, actor=person)
        return
    change = change_text(setting, setting.access.read(tx.agreement, party.code), value)
    title = text("notice-own-setting", name=person.name, change=change)
    await notify(tx, OWN_CHANGED.notice(party.code, setting.code, title, by=person.id))


async def _set(
    tx: Tx, person: Person, setting: Setting, party: PartyCode | None, value: Numbers
) -> None:
    before = setting.access.read(tx.agreement, person.party)
    made = await tx.of(SettingChanges).set(party, setting.code, value, actor=person)
    old, new = dump_value(before), dump_value(value)
    await audit_service.record_step(
        tx, "set", made, actor=person, whose=party or "both", before=old, value=new
    )
    await rerun_timers(tx)


def _owner(setting: Setting, person: Person) -> PartyCode | None:
    return None if setting.shared else person.party


def _with(agreement: Agreement, setting: Setting, party: PartyCode, value: Numbers) -> Agreement:
    return check_agreement(setting.access.write(agreement, party, value))
