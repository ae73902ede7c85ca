"""Views of settings (the groups, one setting, the preview of a change) and of calendars."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import TypeAlias

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ProposedChange
from liaison.approvals.views import name_for
from liaison.core.agreement import WEEKDAYS, Party, party_name
from liaison.core.cards import (
    MENU,
    Button,
    Card,
    Row,
    Text,
    card,
    named,
    open_button,
    text,
    time_text,
)
from liaison.core.people import Person, Role
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.requests.deadlines import holiday_texts
from liaison.settings.holidays import CalendarDay, DayChange, DayKind, latest
from liaison.settings.model import (
    SETTING_APPROVAL,
    SETTINGS,
    Numbers,
    Setting,
    SettingChange,
    Topic,
    ValueType,
    load_value,
)
from liaison.settings.repository import Holidays
from liaison.settings.values import how_text

TREE = (Button(text("command-settings"), "settings"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingState:
    """The state of a setting for a Party: its values, its changes, and a proposal."""

    setting: Setting
    value: Numbers
    default: Numbers
    changes: Sequence[SettingChange]
    approval: Approval | None

    @property
    def version(self) -> int:
        """The version for optimistic locking: the number of the latest change."""
        return self.changes[-1].number if self.changes else 0


def setting_name(setting: Setting) -> Text:
    """The name of a setting."""
    return named("setting", setting.code)


def value_text(setting: Setting, value: Numbers) -> Text:
    """A value as text."""
    if not value:
        return text("value-off")
    return _TEXTS[setting.value_type](setting, value)


def _counted(setting: Setting, value: Numbers) -> Text:
    return text("value-counted", unit=setting.value_type, count=value[0])


def _escalation_steps(setting: Setting, value: Numbers) -> Text:
    before = value[:-1] if 0 in value[1:] else value
    numbers = tuple(text("answer", value=each) for each in before)
    shown = text("value-list", unit=setting.value_type, rungs=numbers)
    return shown if before == value else text("value-and-that-day", value=shown)


def _span(_setting: Setting, value: Numbers) -> Text:
    start, end = value
    if start == end:
        return text("value-off")
    return text("value-span", start=time_text(start * 60), end=time_text(end * 60))


def _weekdays(_setting: Setting, value: Numbers) -> Text:
    days = tuple(text("weekday", day=WEEKDAYS[each - 1]) for each in value)
    return text("answer", value=days)


_TEXTS: Mapping[ValueType, Callable[[Setting, Numbers], Text]] = {
    ValueType.DAYS: _counted,
    ValueType.HOURS: _counted,
    ValueType.MINUTES: _counted,
    ValueType.NUMBER: lambda _, value: text("answer", value=value[0]),
    ValueType.DAY_LIST: _escalation_steps,
    ValueType.MINUTE_LIST: _escalation_steps,
    ValueType.HOUR: lambda _, value: time_text(value[0] * 60),
    ValueType.SPAN: _span,
    ValueType.TIME: lambda _, value: time_text(value[0]),
    ValueType.WEEKDAYS: _weekdays,
    ValueType.WEEKDAY: lambda _, value: text("weekday", day=WEEKDAYS[value[0]]),
    ValueType.MONTH: lambda _, value: text("month", number=value[0]),
    ValueType.CHOICE: lambda setting, value: text(
        "setting-choice", choice=setting.choices[value[0]]
    ),
}
"""The text function of each type of value."""


def change_text(setting: Setting, before: Numbers, after: Numbers) -> Text:
    """A change in one line: the present value and the new one."""
    return text(
        "setting-change",
        name=setting_name(setting),
        before=value_text(setting, before),
        after=value_text(setting, after),
    )


def tree_card() -> Card:
    """The groups of settings: those of the own Party first, then the shared ones."""
    own = {each.group for each in SETTINGS.values() if not each.shared}
    rows = [
        (Button(text("setting-group", group=group), f"settings {group}"),)
        for group in sorted(Topic, key=lambda group: group not in own)
    ]
    more = tuple(Button(text(f"command-{each}"), each) for each in ("holidays", "approvals"))
    return card(text("settings-title"), rows=[*rows, more, MENU])


def group_card(group: Topic, states: Sequence[SettingState]) -> Card:
    """The settings of a group with their present values."""
    lines = [
        text("setting-line", name=setting_name(each.setting), value=_value(each)) for each in states
    ]
    rows = [
        (Button(setting_name(each.setting), f"settings {each.setting.code}"),) for each in states
    ]
    shared = any(each.setting.shared for each in states)
    whose = text("settings-shared" if shared else "settings-own")
    return card([text("setting-group", group=group), whose], lines, rows=[*rows, (*TREE, *MENU)])


async def setting_card(tx: Tx, viewer: Person, state: SettingState) -> Card:
    """A setting: its value, its default, the last change, and how to change it."""
    setting = state.setting
    lines = [
        text("setting-value", value=value_text(setting, state.value)),
        text("setting-default", value=value_text(setting, state.default)),
        *[line async for line in _history(tx, viewer, state)],
        text("settings-shared" if setting.shared else "settings-own"),
    ]
    steps: list[Row] = []
    if viewer.role is Role.ADMIN and state.approval is None:
        lines.append(text("setting-type", how=how_text(setting)))
        steps = list(_steps(state))
    if state.approval is not None:
        code = state.approval.code
        lines.append(text("setting-proposed", code=code))
        steps = [(open_button("approval", code),)]
    back = (Button(text("setting-group", group=setting.group), f"settings {setting.group}"), *MENU)
    title = text("title", name=setting_name(setting))
    view = f"settings {setting.code}"
    return card([title, *lines], rows=[*steps, back], view=view)


def preview_card(state: SettingState, value: Numbers, meaning: Sequence[Text]) -> Card:
    """The values before and after, the effects, and the button that applies an own setting."""
    setting = state.setting
    line = f"settings {setting.code} @{state.version} {typed(value)} ok"
    rows = [
        (Button(text("button-sure-setting"), line),),
        (Button(text("button-cancel"), f"settings {setting.code}"),),
    ]
    return card(
        text("setting-preview"), change_text(setting, state.value, value), list(meaning), rows=rows
    )


def typed(value: Numbers) -> str:
    """A value as a button carries it: numbers only."""
    return "=" + (",".join(map(str, value)) or "off")


def _value(state: SettingState) -> Text:
    value = value_text(state.setting, state.value)
    return text("value-waiting", value=value) if state.approval is not None else value


async def _history(tx: Tx, viewer: Person, state: SettingState) -> AsyncIterator[Text]:
    if not state.changes:
        yield text("setting-never-set")
        return
    last = state.changes[-1]
    for approval in await tx.of(Approvals).about(SETTING_APPROVAL, state.setting.code):
        if approval.ended_at == last.at:
            proposed = await name_for(tx, viewer, approval.by)
            agreed = await name_for(tx, viewer, last.by)
            yield text("setting-set-both", proposed=proposed, agreed=agreed, at=last.at)
            return
    yield text("setting-set-by", who=await name_for(tx, viewer, last.by), at=last.at)


def _steps(state: SettingState) -> Iterator[Row]:
    """Buttons for a few values, the default, and the previous value."""
    setting, line = state.setting, f"settings {state.setting.code}"
    is_closed = setting.value_type in (ValueType.CHOICE, ValueType.WEEKDAY)
    for each in range(setting.high + 1) if is_closed else ():
        if (each,) != state.value:
            yield (Button(value_text(setting, (each,)), f"{line} {typed((each,))}"),)
    if setting.may_be_off and state.value:
        yield (Button(text("value-off"), f"{line} off"),)
    back = []
    if state.value != state.default:
        back.append(Button(text("button-default-setting"), f"{line} default"))
    if state.changes:
        back.append(Button(text("button-undo-setting"), f"{line} undo"))
    yield tuple(back)


def proposal_text(proposal: ProposedChange) -> Text:
    """The proposed change of a shared setting in one line."""
    before, after = load_value(proposal.before), load_value(proposal.after)
    setting = SETTINGS.get(proposal.of)
    if setting is None:  # of an earlier version
        return named("setting", proposal.of)
    return change_text(setting, before, after)


DueDates: TypeAlias = Mapping[Reference, tuple[date, date, date]]
"""The due date of each request, and the working days on or before it, and on or after it."""
SHOWN_DAYS = 12
SHOWN_NAMES = 8
SHOWN_REQUESTS = 5


async def holidays_card(tx: Tx, viewer: Person, party: Party) -> Card:
    """The coming holidays of a Party; its own administrators may change them."""
    today, calendar = local_date(tx.now, party.zone), tx.calendar(party.code)
    coming = sorted(day for day in calendar.holidays if day >= today)
    worked = sorted(day for day in calendar.make_up_days if day >= today)
    changes = [
        change
        for (whose, day, _), change in latest(await tx.of(Holidays).changes()).items()
        if whose == party.code and day >= date(today.year, 1, 1)
    ]
    lines = [
        text("holiday-line", day=day, name=holiday_texts(calendar.holidays[day]))
        for day in coming[:SHOWN_DAYS]
    ]
    if len(coming) > SHOWN_DAYS:
        lines.append(text("holidays-next", count=SHOWN_DAYS))
    other = tx.agreement.other(party.code).code
    swap = (Button(text("button-holidays-of", party=party_name(other)), f"holidays {other}"),)
    provisional = [e for e in (today.year, today.year + 1) if calendar.provisional(e)]
    steps: list[Row] = []
    if viewer.role is Role.ADMIN and viewer.party == party.code:
        steps = list(_holiday_steps(provisional, changes))
    return card(
        text("holidays-title", party=party_name(party.code)),
        lines,
        [text("holiday-worked", day=each) for each in worked],
        [text("holidays-provisional", year=each) for each in provisional],
        rows=[*steps, swap, MENU],
    )


def moved_deadline_texts(moved: DueDates) -> Iterator[Text]:
    """The due dates around which a changed calendar moves the working days; they stay."""
    if not moved:
        yield text("holidays-none-moved")
    for reference, (due, last, following) in islice(moved.items(), SHOWN_REQUESTS):
        moved_text = partial(text, "holidays-moved-request", reference=reference, due=due)
        yield moved_text(last=last, next=following, off="no" if following == due else "yes")
    if len(moved) > SHOWN_REQUESTS:
        yield text("holidays-moved-more", count=len(moved) - SHOWN_REQUESTS)


def recorded_text(party: Party, changed: Sequence[date], kind: DayKind) -> Text:
    """The recorded days of a Party, for both Parties."""
    if kind is DayKind.PUBLISHED:
        return text("holidays-recorded", what=kind, party=text(party.name), year=changed[0].year)
    days = tuple(text("answer", value=each) for each in changed[:SHOWN_DAYS])
    more = len(changed) - len(days)
    return text("holidays-recorded", what=kind, party=text(party.name), days=days, more=more)


def change_lines(party: Party, days: Sequence[CalendarDay]) -> Sequence[Text]:
    """What a change of the calendar of a Party says: of a few new holidays the names, too."""
    if days[0].kind is DayKind.OFF and len(days) <= SHOWN_NAMES:
        return [text("holiday-line", day=each.day, name=each.name) for each in days]
    return [recorded_text(party, [each.day for each in days], days[0].kind)]


def _holiday_steps(provisional: Sequence[int], changes: Sequence[DayChange]) -> Iterator[Row]:
    yield (
        Button(text("button-holiday-add"), "holidays add"),
        Button(text("button-holiday-strike"), "holidays strike"),
    )
    yield (Button(text("button-holiday-import"), "holidays import"),)
    for year in provisional:
        yield (Button(text("button-holidays-published", year=year), f"holidays published {year}"),)
    changed = [each for each in changes if each.said.kind in (DayKind.OFF, DayKind.WORKED)]
    for each in changed[-SHOWN_REQUESTS:]:
        day = each.said.day
        yield (Button(text("button-holiday-back", day=day), f"holidays back {day.isoformat()}"),)
