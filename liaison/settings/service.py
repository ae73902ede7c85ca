"""Changes of settings and calendars: checked, previewed, applied and undone.

A setting of the own Party is applied at once. A shared one is proposed to the other Party and
applied when it agrees. Timers that depend on settings then run again. Both Parties are told of
the effect of a changed calendar on open requests.
"""

from collections.abc import Sequence
from dataclasses import replace

from liaison.approvals import service as approval_service
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import ProposedChange
from liaison.audit import service as audit_service
from liaison.core.agreement import Agreement, Party, PartyCode, Priority
from liaison.core.cards import Text, text
from liaison.core.errors import Conflict, UserError
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import ADMINS, Person, require_role
from liaison.core.timers import TimerKind
from liaison.core.transaction import Tx
from liaison.core.working_time import DAY, local_date
from liaison.lifecycle.steps import check_seen
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NoticeKind, Side
from liaison.notifications.rules import Audience
from liaison.requests.lists import request_filter
from liaison.requests.repository import RequestFilter, Requests
from liaison.requests.todos import due_date_of
from liaison.settings import holidays, model, views
from liaison.settings.holidays import CalendarDay
from liaison.settings.model import SETTING_APPROVAL, SETTINGS, Numbers, Setting
from liaison.settings.repository import Holidays, SettingChanges
from liaison.settings.rules import UnknownSetting, check_agreement
from liaison.settings.values import NotSettable
from liaison.settings.views import SettingState

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
    agreement = model.effective_agreement(tx.profile, changes)
    found = []
    for each in settings:
        owner = None if each.shared else person.party
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
    """Check a change; returns the state, and the agreement with it. Raises ``UserError``."""
    require_role(person, ADMINS)
    (state,) = await setting_state(tx, person, setting)
    check_seen(seen, state.version)
    if value == state.value:
        raise Conflict("error-setting-same")
    after = _with(tx.agreement, setting, person.party, value)
    if not setting.shared:
        party = after.party(person.party)
        week = holidays.overlay(tx.calendar(party.code), (), weekend=frozenset(party.weekend))
        holidays.check_days_off(week, party, local_date(tx.now, party.zone))
    return state, after


async def value_before(tx: Tx, person: Person, setting: Setting) -> Numbers:
    """The value before the latest change. Raises ``Conflict``."""
    (state,) = await setting_state(tx, person, setting)
    if not state.changes:
        raise Conflict("error-nothing-to-undo")
    before = model.effective_agreement(tx.profile, state.changes[:-1])
    return setting.access.read(before, person.party)


async def change_setting(
    tx: Tx, person: Person, setting: Setting, value: Numbers, *, seen: int | None = None
) -> Text:
    """Set an own value, or propose a shared one; returns the confirmation. Raises ``UserError``."""
    state, _ = await check_setting(tx, person, setting, value, seen=seen)
    what = views.change_text(setting, state.value, value)
    if not setting.shared:
        await _set_own(tx, person, setting, value)
        return text("setting-set-now", what=what)
    proposal = ProposedChange(
        SETTING_APPROVAL,
        setting.code,
        before=model.dump_value(state.value),
        after=model.dump_value(value),
        reason=SET,
    )
    approval = await approval_service.propose(tx, person, proposal)
    return text("setting-proposed-now", what=what, code=approval.code)


async def apply(tx: Tx, person: Person, proposal: ProposedChange) -> None:
    """Apply a setting that both Parties agreed to. Raises ``UserError``."""
    setting, value = find(proposal.of), model.load_value(proposal.after)
    try:
        _with(tx.agreement, setting, person.party, value)
    except NotSettable as error:
        raise UserError("error-setting-rejected", why=error.text()) from None
    await _set(tx, person, setting, None, value)


async def _set_own(tx: Tx, person: Person, setting: Setting, value: Numbers) -> None:
    """Set a value of the own Party, of which its coordinators are notified; of changed working days
    and quiet hours both Parties.
    """
    party = tx.agreement.party(person.party)
    before = await deadlines_of(tx, party)
    await _set(tx, person, setting, party.code, value)
    if setting.is_told:
        await tx.reload_settings()
        now = views.value_text(setting, value)
        what = text("holidays-recorded", what=setting.value_type, party=text(party.name), now=now)
        await notify_moved_deadlines(tx, party, what, before, actor=person)
        return
    change = views.change_text(setting, setting.access.read(tx.agreement, party.code), value)
    title = text("notice-own-setting", name=person.name, change=change)
    await notification_service.notify(
        tx, OWN_CHANGED.notice(party.code, setting.code, title, by=person.id)
    )


async def _set(
    tx: Tx, person: Person, setting: Setting, party: PartyCode | None, value: Numbers
) -> None:
    before = setting.access.read(tx.agreement, person.party)
    made = await tx.of(SettingChanges).set(party, setting.code, value, actor=person)
    old, new = model.dump_value(before), model.dump_value(value)
    await audit_service.record_step(
        tx, "set", made, actor=person, whose=party or "both", before=old, value=new
    )
    await rerun_timers(tx)


def _with(agreement: Agreement, setting: Setting, party: PartyCode, value: Numbers) -> Agreement:
    return check_agreement(setting.access.write(agreement, party, value))


# Holidays

MAX_REQUESTS = 1000
"""The maximum number of open requests that are compared."""
HOLIDAYS_UNKNOWN = NoticeKind(
    "holidays-unknown", SERVICE_SUBJECT, Audience.ADMINS, priority=Priority.IMPORTANT
)
HOLIDAYS_CHANGED = NoticeKind(
    "holidays-changed", SERVICE_SUBJECT, Audience.COORDINATORS, Side.BOTH, informs=True
)
DUE_DATES_MOVED = NoticeKind("due-dates-moved", SERVICE_SUBJECT, Audience.STAFF)
TIMER = "holidays"
"""Timer kind for the yearly check that next year's holidays are known."""


def check_admin(person: Person, party: PartyCode) -> None:
    """Check that the person is an administrator of the Party. Raises ``UserError``."""
    if person.party != party:
        raise UserError("error-not-your-party")
    require_role(person, ADMINS)


async def start_yearly_check(tx: Tx) -> None:
    """Schedule the yearly check of each Party's calendar in November, at the start."""
    for party in tx.agreement.parties:
        if await tx.last_run(TIMER, party.code) is None:
            await _plan(tx, party)


async def run_timer(tx: Tx, code: PartyCode) -> None:
    """Ask the administrators of a Party for next year's holidays if they are not published yet, and
    schedule the check of next November.
    """
    party = tx.agreement.party(code)
    year = local_date(tx.now, party.zone).year + 1
    if tx.calendar(code).provisional(year):
        title = text("notice-holidays-provisional", year=year)
        await notification_service.notify(tx, HOLIDAYS_UNKNOWN.notice(code, str(year), title))
    await _plan(tx, party)


async def _plan(tx: Tx, party: Party) -> None:
    at = holidays.next_november(tx.now, tx.calendar(party.code), party.zone)
    await tx.schedule_timer(TIMER, party.code, at)


async def record_days(tx: Tx, party: Party, days: Sequence[CalendarDay], *, actor: Person) -> int:
    """Record days of a Party's calendar; returns the number of affected open requests. Raises
    ``UserError``: the caller must then roll back the transaction.
    """
    check_admin(actor, party.code)
    calendar = tx.calendar(party.code)
    for each in days:
        holidays.check_new_days(each, calendar)
    before = await deadlines_of(tx, party)
    changes = await tx.of(Holidays).record(party.code, days, actor=actor)
    await tx.reload_settings()
    holidays.check_days_off(tx.calendar(party.code), party, local_date(tx.now, party.zone))
    await audit_service.record_step(
        tx, "say", *changes, actor=actor, days=[each.day for each in days]
    )
    await rerun_timers(tx)
    what = views.recorded_text(party, [each.day for each in days], days[0].kind)
    return await notify_moved_deadlines(tx, party, what, before, actor=actor)


async def deadlines_of(tx: Tx, party: Party) -> views.DueDates:
    """Those of the open requests that a Party was asked, received or not, by its calendar."""
    chosen = open_requests(tx, requested=party.code)
    requests, _ = await tx.of(Requests).listed(party.code, chosen)
    calendar = tx.calendar(party.code)
    return {
        each.reference: (due, calendar.last_working_day(due), calendar.next_working_day(due - DAY))
        for each in requests
        if (due := due_date_of(each)) is not None
    }


async def notify_moved_deadlines(
    tx: Tx, party: Party, what: Text, before: views.DueDates, *, actor: Person
) -> int:
    """Notify both Parties of a change and of the requests whose working days around the due date
    differ from ``before``; returns the number of those requests. The people who work on them are
    notified, too.
    """
    after = await deadlines_of(tx, party)
    moved = {each: dates for each, dates in after.items() if dates != before[each]}
    title = text("notice-holidays", what=what, requests=tuple(views.moved_deadline_texts(moved)))
    for side in tx.agreement.parties:
        kind = DUE_DATES_MOVED if moved and side is party else HOLIDAYS_CHANGED
        notice = kind.notice(side.code, party.code, title, by=actor.id, detail=tx.now.isoformat())
        await notification_service.notify(tx, notice)
    return len(moved)


def open_requests(tx: Tx, *, requested: PartyCode | None = None) -> RequestFilter:
    """The open requests of a Party."""
    return replace(request_filter(tx, "open", requested=requested), limit=MAX_REQUESTS)


async def rerun_timers(tx: Tx) -> None:
    """Run the timers that depend on settings and calendars, after a change of those."""
    kinds = [each.key for each in tx.registry.all(TimerKind).values() if each.follows_settings]
    await tx.rerun_timers(*kinds)
