"""Settings: each is read where it is written, and whatever is set leaves every request awake."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import (
    Agreement,
    EscalationPolicy,
    EscalationStep,
    EscalationTarget,
    Party,
    PartyCode,
    Priority,
)
from liaison.core.errors import UserError
from liaison.core.people import PersonId
from liaison.core.working_time import Hours, WorkCalendar
from liaison.requests.model import OPEN, State
from liaison.requests.todos import todos_of
from liaison.settings import rules
from liaison.settings.model import (
    SETTINGS,
    Numbers,
    Setting,
    SettingChange,
    ValueType,
    dump_value,
    effective_agreement,
    load_value,
)
from liaison.settings.values import NotSettable, parse_value, read_value
from liaison.todos.model import Todo
from liaison.todos.rules import Morning, has_own_message, is_named, plan_morning
from tests.unit.requests.party_contexts import party_context
from tests.unit.samples import AGREEMENT, CN, KH, RECEIVED_AT, request_in

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
every_setting = pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)


def values(setting: Setting) -> st.SearchStrategy[Numbers]:
    """Whatever an administrator could set."""
    number = st.integers(setting.low, setting.high)
    match setting.value_type:
        case ValueType.DAY_LIST | ValueType.MINUTE_LIST:
            rungs = st.sets(number, min_size=1, max_size=12)
            return rungs.map(lambda found: tuple(sorted(found, reverse=True)))
        case ValueType.WEEKDAYS:
            return st.sets(number, min_size=1).map(lambda found: tuple(sorted(found)))
        case ValueType.SPAN:
            return st.tuples(number, number)
        case _:
            one: st.SearchStrategy[Numbers] = st.tuples(number)
            return one | st.just(()) if setting.may_be_off else one


changes = st.sampled_from(list(SETTINGS.values())).flatmap(
    lambda setting: st.tuples(st.just(setting), values(setting), st.sampled_from((KH, CN)))
)


@every_setting
def test_what_is_put_is_what_is_read_and_nothing_else_moves(setting: Setting) -> None:
    value = setting.access.read(AGREEMENT, KH)
    assert setting.access.write(AGREEMENT, KH, value) == AGREEMENT
    assert load_value(dump_value(value)) == value
    assert read_value(setting, dump_value(value)) == value

    @given(values(setting))
    def put(value: Numbers) -> None:
        changed = setting.access.write(AGREEMENT, KH, value)
        assert setting.access.read(changed, KH) == value
        assert load_value(dump_value(value)) == read_value(setting, dump_value(value)) == value
        if not setting.shared:
            assert setting.access.read(changed, CN) == setting.access.read(AGREEMENT, CN)
        for other in SETTINGS.values():
            if other is not setting:
                assert other.access.read(changed, KH) == other.access.read(AGREEMENT, KH)

    put()


def change(number: int, party: PartyCode | None, code: str, value: Numbers | None) -> SettingChange:
    return SettingChange(
        number=number, party=party, code=code, value=value, by=PersonId(1), at=RECEIVED_AT
    )


def test_the_latest_change_counts_and_none_puts_the_profile_back() -> None:
    changes = [
        change(1, None, "forgotten_days", (9,)),
        change(2, KH, "digest_time", (570,)),
        change(3, None, "forgotten_days", (10,)),
        change(4, None, "a_setting_of_former_times", (1,)),
        change(5, CN, "digest_time", (1170,)),  # in the evening, of former times, too
    ]
    found = effective_agreement(AGREEMENT, changes)
    assert found.notices.forgotten_after_days == 10
    assert [each.digest_at for each in found.parties] == [570, 540]
    assert effective_agreement(
        AGREEMENT, [*changes, change(6, None, "forgotten_days", None)]
    ) == effective_agreement(AGREEMENT, changes[1:2])


def test_a_step_that_is_left_out_comes_back_to_its_place() -> None:
    setting = SETTINGS["important_deputy"]
    without = setting.access.write(AGREEMENT, KH, ())
    schedule = without.notices.escalation_policies[Priority.IMPORTANT]
    assert EscalationTarget.DEPUTY not in [step.to for step in schedule]
    assert setting.access.write(without, KH, (48,)) == AGREEMENT


@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [
        ("reminder_days", "១៥ ៧ ៣", (15, 7, 3)),
        ("reminder_days", "15、7，3", (15, 7, 3)),
        ("quiet_hours", "２０－７", (20, 7)),
        ("quiet_hours", "20:00 07:00", (20, 7)),
        ("quiet_hours", "9 pm to 6 am", (21, 6)),
        ("quiet_hours", "晚上9点到早上6点", (21, 6)),
        ("quiet_hours", "ម៉ោង ៩ យប់ ដល់ ម៉ោង ៦ ព្រឹក", (21, 6)),
        ("reminder_hour", "9", (9,)),
        ("digest_time", "8点30分", (510,)),
        ("working_days", "1-5", (1, 2, 3, 4, 5)),
        ("working_days", "7 1 2", (1, 2, 7)),
        ("working_days", "12345", (1, 2, 3, 4, 5)),
        ("working_days", "Monday - Friday", (1, 2, 3, 4, 5)),
        ("working_days", "星期一、星期三、周五", (1, 3, 5)),
        ("working_days", "ច័ន្ទ ពុធ អាទិត្យ", (1, 3, 7)),
        ("digest_day", "1", (0,)),
        ("digest_day", "７", (6,)),
        ("digest_day", "Tuesday", (1,)),
        ("digest_day", "星期日", (6,)),
        ("digest_day", "សុក្រ", (4,)),
        ("annual_month", "September", (9,)),
        ("annual_month", "កញ្ញា", (9,)),
        ("rule_unit", "Working  days", (1,)),
        ("rule_unit", "按自然日", (0,)),
        ("rule_roll", "រំកិលទៅថ្ងៃធ្វើការបន្ទាប់", (1,)),
        ("rule_unit", "working", (1,)),
        ("emergency_deputy", "off", ()),
        ("annual_month", "12", (12,)),
    ],
)
def test_values_are_typed_in_every_script(code: str, typed: str, value: Numbers) -> None:
    assert parse_value(SETTINGS[code], typed, AGREEMENT.vocabularies) == value


@pytest.mark.parametrize(
    ("code", "typed", "error"),
    [
        ("reminder_days", "3 7", "error-setting-order"),
        ("reminder_days", "", "error-setting-value"),
        ("reminder_days", " ".join(map(str, range(20, 0, -1))), "error-setting-value"),
        ("reminder_days", "15 x", "error-setting-value"),
        ("rule_days", "0", "error-setting-value"),
        ("rule_days", "30.5", "error-setting-value"),
        ("rule_days", "30 31", "error-setting-value"),
        ("quiet_hours", "20", "error-setting-value"),
        ("quiet_hours", "20:30-7", "error-setting-value"),
        ("reminder_hour", "25:00", "error-setting-value"),
        ("emergency_daily", "off", "error-setting-value"),
        ("rule_unit", "lunar", "error-setting-value"),
        ("working_days", "", "error-setting-value"),
        ("working_days", "0", "error-setting-value"),
        ("working_days", "7-1", "error-setting-value"),
        ("working_days", "1-5-7", "error-setting-value"),
        ("working_days", "someday", "error-setting-value"),
        ("digest_day", "0", "error-setting-value"),
        ("digest_day", "8", "error-setting-value"),
        ("digest_day", "September", "error-setting-value"),
        ("annual_month", "Monday", "error-setting-value"),
    ],
)
def test_nonsense_is_no_value(code: str, typed: str, error: str) -> None:
    with pytest.raises(NotSettable, match=error):
        parse_value(SETTINGS[code], typed, AGREEMENT.vocabularies)


@pytest.mark.parametrize(
    ("code", "written", "error"),
    [
        ("rule_unit", "2", "error-setting-value"),
        ("reminder_days", "1,2", "error-setting-order"),
        ("quiet_hours", "1", "error-setting-value"),
        ("rule_days", "x", "error-setting-value"),
        ("rule_days", "off", "error-setting-value"),
    ],
)
def test_a_made_up_button_carries_no_value(code: str, written: str, error: str) -> None:
    with pytest.raises(NotSettable, match=error):
        read_value(SETTINGS[code], written)


def put(given: Mapping[str, Numbers]) -> Agreement:
    found = AGREEMENT
    for code, value in given.items():
        found = SETTINGS[code].access.write(found, KH, value)
    return found


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"reminder_days": (31, 1)}, "error-setting-never"),
        ({"reminder_days": (30,), "near_days": (30,)}, "error-setting-never"),
        ({"watch_days": (30,)}, "error-setting-never"),
        ({"end_days": (90,)}, "error-setting-never"),
        ({"proposal_days": (14,)}, "error-setting-never"),
        ({"rule_days": (14,)}, "error-setting-never"),
        ({"forgotten_days": (31,)}, "error-setting-never"),
        ({"watch_days": (31, 7)}, "error-setting-never"),
        ({"end_days": (91,)}, "error-setting-never"),
        ({"proposal_days": (15,)}, "error-setting-never"),
        (
            {"rule_unit": (1,), "rule_days": (5,), "forgotten_days": (8,)},
            "error-setting-never",
        ),
        (
            {"rule_unit": (1,), "rule_days": (5,), "reminder_days": (8, 1)},
            "error-setting-never",
        ),
        ({"receipt_hours": (720,)}, "error-setting-wait"),
        ({"watch_hours": (720,)}, "error-setting-wait"),
        ({"meeting_days": (366, 7)}, "error-setting-never"),
        ({"meeting_days": (30, 8)}, "error-setting-nearest"),
        ({"proposal_days": (10, 4)}, "error-setting-nearest"),
        ({"urgent_minutes": (1440, 120)}, "error-setting-nearest"),
        ({"important_coordinators": ()}, "error-setting-coordinators"),
        ({"important_admins": (600,)}, "error-setting-wait"),
        ({"important_coordinators": (96,)}, "error-setting-window"),
        ({"working_days": (1, 2, 3), "important_deputy": (72,)}, "error-setting-window"),
        ({"emergency_again": (1440,)}, "error-setting-emergency"),
        ({"emergency_admins": (700,), "emergency_other_side": (720,)}, "error-setting-emergency"),
        (
            {"emergency_coordinators": (), "emergency_admins": (), "emergency_other_side": ()},
            "error-setting-no-recipient",
        ),
        ({"urgent_coordinators": (), "urgent_admins": ()}, "error-setting-urgent"),
        ({"reminder_hour": (22,)}, "error-setting-quiet"),
        ({"quiet_hours": (8, 10)}, "error-setting-quiet"),
        ({"quiet_hours": (15, 8)}, "error-setting-quiet-long"),
        ({"digest_time": (390,)}, "error-setting-quiet"),
        ({"quiet_hours": (11, 1), "digest_time": (600,)}, "error-setting-quiet-open"),
        ({"working_days": (1, 7)}, "error-setting-week"),
        ({"important_deputy": (200,)}, "error-setting-window"),
        ({"important_days": (2,)}, "error-setting-window"),
    ],
)
def test_a_bad_change_is_refused_whole(given: Mapping[str, Numbers], error: str) -> None:
    with pytest.raises(NotSettable, match=error):
        rules.check_agreement(put(given))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"reminder_days": (30, 0)},
        {"rule_unit": (1,), "rule_days": (14,)},
        {"quiet_hours": (16, 8)},
        {"digest_time": (11 * 60,)},
        {"important_coordinators": (72,)},
        {"rule_unit": (1,), "rule_days": (15,), "reminder_days": (21, 0)},
        {"meeting_days": (365, 7)},
        {"working_days": (1, 2, 3)},
        {"important_deputy": (), "important_admins": ()},
        {"emergency_coordinators": (), "emergency_deputy": (), "emergency_other_side": ()},
        {"urgent_again": (), "urgent_deputy": (), "urgent_coordinators": ()},
    ],
)
def test_what_can_be_kept_passes(given: Mapping[str, Numbers]) -> None:
    assert rules.check_agreement(put(given)) == put(given)


def test_a_policy_that_does_not_end_in_days_is_emptied_by_no_setting() -> None:
    policies = {
        **AGREEMENT.notices.escalation_policies,
        Priority.EMERGENCY: EscalationPolicy(
            (EscalationStep(to=EscalationTarget.SAME_PEOPLE, after=timedelta(minutes=30)),)
        ),
    }
    short = replace(AGREEMENT, notices=replace(AGREEMENT.notices, escalation_policies=policies))
    for value in ((), (0,), (10,)):
        with pytest.raises(NotSettable, match="error-setting-last"):
            rules.check_agreement(SETTINGS["emergency_again"].access.write(short, KH, value))


def hours_of(party: Party) -> Hours:
    calendar = WorkCalendar(
        weekend=frozenset(party.weekend),
        holidays={},
        make_up_days=frozenset(),
        published=frozenset({2026}),
    )
    return party.hours(calendar)


def is_told(todo: Todo, morning: Morning, near_days: int) -> bool:
    return has_own_message(todo, morning, near_days) or is_named(todo, morning, None)


@given(
    given=st.lists(changes, max_size=8),
    state=st.sampled_from(sorted(OPEN)),
    waited=st.timedeltas(timedelta(0), timedelta(days=200)),
)
def test_whatever_is_set_an_open_request_is_told_again_of_a_morning(
    given: list[tuple[Setting, Numbers, PartyCode]], state: State, waited: timedelta
) -> None:
    agreement = AGREEMENT
    for setting, value, party in given:
        try:
            agreement = rules.check_agreement(setting.access.write(agreement, party, value))
        except UserError:
            continue
    own = agreement.party(CN)
    hours, full = hours_of(own), NOW + waited
    last, now = full, plan_morning(hours, full=full, last=full, now=full).next_at
    for _ in range(agreement.notices.forgotten_after_days + 60):
        plan = plan_morning(hours, full=full, last=last, now=now)
        here = replace(party_context(CN, now, agreement=agreement), hours=hours)
        todos = list(todos_of(request_in(state), here))
        if plan.morning is not None and any(
            is_told(each, plan.morning, own.near_days) for each in todos
        ):
            return
        assert plan.next_at > now
        last, now = now, plan.next_at
        if plan.morning is not None and not plan.morning.quiet:
            full = last
    pytest.fail("no morning told it")
