"""Holidays: added, struck and imported by a Party for itself, and both sides told what moved."""

from datetime import UTC, date, datetime, timedelta

from liaison.settings.repository import Holidays
from tests.contract.samples import once
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.audible_messages import sounds
from tests.stories.prepared_state import skip_to
from tests.stories.sent_messages import never_notified
from tests.stories.settings.test_settings import received


async def test_a_holiday_that_is_added_changes_what_is_explained_and_both_parties_are_told(
    service: ScenarioDriver, wang: ScenarioUser, dara: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    assert "1 April is a working day in China." in await li.says(f"/explain {reference}")
    assert "Holidays of China" in await wang.says("/holidays")
    await wang.presses("Add a holiday")
    assert "What is the name of the holiday on 1 April?" in await wang.says("1 April")
    assert "New value: 1 April (Wednesday): National mourning" in await wang.says(
        "National mourning"
    )
    never_notified(dara, "new holidays")
    await wang.sends()
    wang.sees("Recorded. One open request is affected; its due date does not change.")
    wang.sees("1 April (Wednesday): National mourning")
    for player in (dara, service["zhang"], li):
        player.sees("China has new holidays: 1 April.")
        player.sees(f"{reference} is still due 1 April; the last working day before that is now")
        player.sees("31 March")
    assert "China has new holidays" in sounds(li)[-1]
    assert "National mourning" in await li.says(f"/explain {reference}")
    li.sees("Due: 1 April")

    for typed in (
        "添加假日3月9日",
        "ថែមថ្ងៃឈប់សម្រាក ៩ មីនា",
        "បន្ថែមថ្ងៃឈប់ ៩ មីនា",
        "add holiday 9 March",
    ):
        await wang.says("/cancel", typed)
        assert "What is the name of the holiday on 9 March?" in wang.card, typed
    assert "Holidays of China" in await wang.says("/cancel", "假日3月9日")
    await wang.presses("Undo: 1 April")
    await wang.sends()
    dara.sees("In China these days are again as in the calendar: 1 April.")
    assert "1 April is a working day in China." in await li.says(f"/explain {reference}")


async def test_a_day_with_its_name_is_taken_at_each_question_and_a_word_of_deletion_is_no_name(
    service: ScenarioDriver, wang: ScenarioUser, bopha: ScenarioUser
) -> None:
    wang.language, bopha.language = "zh", "km"
    await wang.says("/language zh")
    for asked in ("/holidays add", "/holidays add 2026-04-01"):
        for typed in ("2026年4月7日 清明补休", "4月7日　清明补休"):
            await wang.says("/cancel", asked, typed)
            assert "更改内容：4月7日（周二）：清明补休" in wang.card, (asked, typed)
    for typed in ("不，4月7日", "改为4月7日", "no, 7 April", "អត់ទេ ថ្ងៃទី៧ ខែមេសា"):
        await wang.says("/cancel", "/holidays add 4月1日", typed)
        assert "4月7日的假日名称" in wang.card, typed
        assert "更改内容：4月7日（周二）：清明补休" in await wang.says("清明补休"), typed
    await wang.says("/cancel", "/holidays add 4月1日", "删除")
    await bopha.says("/language km", "/holidays add 2026-04-01", "លុប")
    for each in (wang, bopha):
        assert each.send_label not in each.buttons
    assert "សូមសរសេរខ្លឹមសារ" in await bopha.says("/holidays add 2026-04-01", "បាទ")
    assert "须填写具体内容" in await wang.says("/holidays add 2026-04-01", "好的")
    assert "“是”“否”不能作为内容" in await wang.says("/invite coordinator", "是")


async def test_a_holiday_on_the_day_that_an_unreceived_request_is_needed_by_affects_it(
    sokha: ScenarioUser, wang: ScenarioUser, zhang: ScenarioUser
) -> None:
    await sokha.sends("/new", "information", "routine", "1", "0", "8/26", "-", "-", "1 April")
    await wang.says("/holidays add 2026-04-01 Rest")
    assert "One open request is affected" in await wang.sends()
    zhang.sees("is still due 1 April; the last working day before that is now 31 March")


async def test_a_holiday_that_moves_the_next_working_day_after_a_due_date_affects_it(
    service: ScenarioDriver, sokha: ScenarioUser, wang: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.sends("/new", "information", "routine", "1", "0", "8/26", "-", "-", "4 April")
    await wang.says("/holidays add 2026-04-07 Rest")
    assert "One open request is affected" in await wang.sends()
    moved = "the last working day before that is now 3 April, the next one after it 8 April"
    assert f"is still due 4 April; {moved}" in sounds(li)[-1]
    service["dara"].sees(f"is still due 4 April; {moved}")


async def test_a_day_is_struck_and_then_worked(bopha: ScenarioUser, dara: ScenarioUser) -> None:
    await bopha.says("/holidays strike 2026-04-15")
    await bopha.presses("Change: New value")
    assert "14 April (Tuesday) is a working day." in await bopha.sends("14 April")
    assert ".." not in dara.sees("working days: 14 April. No open request is affected.")
    assert "14 April is a working day in Cambodia." in await bopha.says("/explain 2026-03-15")
    await bopha.says("/holidays strike 2026-04-14")
    bopha.sees("It is already set like this.")


async def test_the_list_shows_how_far_it_goes_and_what_is_worked_instead(
    wang: ScenarioUser, bopha: ScenarioUser
) -> None:
    await wang.says("/holidays CN")
    for line in (
        "1 May (Friday): Labour Day",
        "9 May (Saturday) is a working day.",
        "10 October (Saturday) is a working day.",
        "Next holidays: 12",
    ):
        wang.sees(line)
    assert "is worked" not in await bopha.says("/holidays KH")
    bopha.sees("Next holidays: 12")


async def test_a_list_is_imported_as_a_whole(service: ScenarioDriver, bopha: ScenarioUser) -> None:
    assert "The holidays of 2027 are not published yet" in await bopha.says("/holidays")
    await bopha.presses("Add a list")
    await bopha.says("2027-04-14 Khmer New Year\n2027-04-15 Khmer New Year\n១៦/០៤/២០២៧ ចូលឆ្នាំខ្មែរ")
    assert "3 days are recorded." in await bopha.sends()
    await bopha.presses("2027 is published")
    assert "not published yet" not in await bopha.sends()
    assert len(await once(service.app.database, lambda tx: tx.of(Holidays).changes())) == 4


async def test_a_list_is_written_again_at_its_check(bopha: ScenarioUser) -> None:
    await bopha.says("/holidays import", "2027-04-14 New Year\n2027-04-16 Rest")
    await bopha.presses("Change: New value")
    await bopha.says("2027-04-14 New Year\n2027-04-15 Rest")
    bopha.sees("14 April 2027 (Wednesday): New Year", "15 April 2027 (Thursday): Rest")
    assert "16 April" not in bopha.card
    assert "2 days are recorded." in await bopha.sends()


async def test_a_list_with_one_bad_line_is_refused_as_a_whole(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await bopha.says("/holidays import")
    await bopha.says("2027-04-14 New Year\nand the day after\n2027-04-16 New Year")
    bopha.sees("Line 2 of the list cannot be read: “and the day after”.")
    assert not await once(service.app.database, lambda tx: tx.of(Holidays).changes())


async def test_a_list_in_one_message_keeps_its_lines(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    for typed, said in (
        (
            "import\n2027-05-14 A\ngarbage\n2027-05-16 B",
            "Line 2 of the list cannot be read: “garbage”.",
        ),
        (
            "KH import 2027-06-14 A\n14 of June 2027x Bad\n2027-06-16 B",
            "Line 2 of the list cannot be read: “14 of June 2027x Bad”.",
        ),
        ("import\n2027-05-14\n2027-05-16 B", "Line 1 of the list cannot be read: “2027-05-14”."),
    ):
        assert said in await bopha.says(f"/holidays {typed}")
    assert not await once(service.app.database, lambda tx: tx.of(Holidays).changes())
    await bopha.sends("/holidays import\n2027-05-14 A\n\n2027-05-16 B")
    bopha.sees("2 days are recorded.")


async def test_nonsense_is_refused_and_nothing_of_it_is_kept(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    for line, said in (
        ("import 2027-04-14 A 2027-04-31 B", "Line 1 of the list cannot be read: “2027-04-31 B”."),
        ("import 2027-04-14", "Line 1 of the list cannot be read: “2027-04-14”."),
        ("import 2027-04-14 A 2027-04-14 B", "Line 1 of the list cannot be read: “2027-04-14 B”."),
        ("add 2045-01-01 Far away", "from 1 January 2026 to 31 December 2029"),
        ("add tomorrowish", "“add tomorrowish”: Write the day and a name"),
        ("add 2026-05-05 " + "x" * 61, "a name of at most 60 characters"),
        ("CN add 2026-05-05 Not ours", "can change this."),
        ("published 2045", "2029"),
        ("dance", "choice"),
    ):
        await bopha.says(f"/holidays {line}")
        assert said in bopha.card, line
    assert not await once(service.app.database, lambda tx: tx.of(Holidays).changes())


async def test_no_list_silences_a_party_for_weeks(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    days = [date(2026, 4, 6) + timedelta(days=each) for each in range(26)]
    await bopha.says("/holidays import", "\n".join(f"{day} Rest" for day in days))
    bopha.sees("Cambodia would have no working day from 4 April to 3 May")
    bopha.sees("At most 16 days off in a row are possible")
    await bopha.sends("/holidays import", "\n".join(f"{day} Rest" for day in days[:12]))
    bopha.sees("12 days are recorded.")
    await bopha.says("/holidays add 2026-04-20 Rest")
    bopha.sees("Cambodia would have no working day from 4 April to 20 April")
    assert len(await once(service.app.database, lambda tx: tx.of(Holidays).changes())) == 12


async def test_everybody_sees_both_calendars_and_only_administrators_change_their_own(
    sokha: ScenarioUser,
) -> None:
    assert "Holidays of China" in await sokha.says("/holidays CN")
    assert "Add a holiday" not in sokha.buttons
    await sokha.presses("Holidays of Cambodia")
    assert "Add a holiday" not in sokha.buttons
    await sokha.says("/holidays add 2026-05-05 Mine")
    sokha.sees("Your role does not allow this: ask a colleague.")


async def test_in_november_the_administrators_are_asked_for_the_next_year(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser
) -> None:
    await skip_to(service, datetime(2026, 11, 1, 16, 0, tzinfo=UTC))
    await service.turn_to(datetime(2026, 11, 2, 1, 59, tzinfo=UTC))
    never_notified(bopha, "The holidays of 2027 are not in the calendar yet")
    await service.turn_to(datetime(2026, 11, 2, 2, 0, tzinfo=UTC))
    bopha.sees("Good morning.", "The holidays of 2027 are not in the calendar yet")
    never_notified(dara, "The holidays of 2027 are not in the calendar yet")
