"""What the requesting Party corrects of what it sent, and what follows from it."""

from datetime import timedelta

from tests.scenario import ScenarioDriver, ScenarioUser, at, code_in
from tests.stories.audible_messages import told
from tests.stories.prepared_state import received, reference_of

BEGINS_WITH = "one_request"
EVENING = at(3, 6, 13)
"""Friday, nine in the evening in Beijing; the next working day is Monday."""


async def test_a_request_that_turns_out_to_be_urgent_rings_and_no_longer_when_it_is_not(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    wang: ScenarioUser,
    li: ScenarioUser,
    zhang: ScenarioUser,
) -> None:
    reference, change = reference_of(service), "Urgency: routine → urgent"
    await wang.says("/duty 5 2")
    await service.turn_to(EVENING)
    await sokha.says(f"/request {reference}")
    await sokha.presses("More…", "Correct a value", "Urgency")
    sokha.sees("Urgency: what is right? Now: routine")
    assert sokha.buttons[:2] == ["Routine", "Urgent"]
    await sokha.presses("Urgent")
    sokha.sees(change, "The person on duty will be notified at once; all others 9 March")
    await sokha.sends()
    assert told(li, f"{reference}: Cambodia has corrected what it sent: {change}.") == 1
    assert li.buttons[0] == "Received today"
    assert told(zhang, change) == 0
    await service.turn(timedelta(minutes=61))
    assert told(li, "Again:") == 1
    assert "urgent" in await zhang.says("/requests")
    await sokha.says(f"/correct {reference} urgency urgent")
    sokha.sees("It is already set like this. Nothing was changed.")
    await sokha.sends(f"/correct {reference} urgency routine")
    await service.turn_to(at(3, 7, 3))
    assert (told(li, "Again:"), told(wang, "as administrator")) == (1, 0)
    await service.turn_to(at(3, 9, 2))
    assert told(zhang, "Urgency: urgent → routine.") == 1
    await sokha.says(f"/request {reference} history")
    assert change in sokha.sees("Urgency: urgent → routine")
    assert "– urgent" not in sokha.card


async def test_of_a_received_request_that_is_urgent_the_person_on_duty_marks_it_as_seen(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    wang: ScenarioUser,
    li: ScenarioUser,
    zhang: ScenarioUser,
) -> None:
    reference = await received(service)
    await wang.says("/duty 5 3")
    await service.turn_to(EVENING)
    for typed in ("会议应为紧急", "meeting should be urgent", "កិច្ចប្រជុំត្រូវជាបន្ទាន់"):
        await sokha.says(f"/request {reference}")
        assert "Correction" not in await sokha.says(typed), typed
    for typed in ("应为紧急", "should be urgent", "ត្រូវជាបន្ទាន់"):
        await sokha.says(f"/request {reference}")
        assert "Urgency: routine → urgent" in await sokha.says(typed), typed
        sokha.sees(f"Correction · {reference}")
    await sokha.sends()
    assert (told(zhang, "routine → urgent"), told(li, "routine → urgent")) == (1, 0)
    assert zhang.buttons[0] == "✓ Seen"
    await service.turn(timedelta(minutes=61))
    assert told(zhang, "Again:") == 1
    await zhang.presses("✓ Seen")
    await service.turn_to(at(3, 9, 2))
    assert (told(zhang, "Again:"), told(wang, "as administrator")) == (1, 0)


async def test_the_channel_of_a_letter_is_corrected_and_what_was_not_stated_is_added(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference, change = await received(service), "Channel: police channel → diplomatic channel"
    for typed in ("应为外交途径", "should be diplomatic channel", "ត្រូវជាមាគ៌ាការទូត"):
        await sokha.says(f"/request {reference}")
        assert change in await sokha.says(typed), typed
        sokha.sees(f"Correction · {reference}")
    await sokha.sends()
    li.sees(f"{reference}: Cambodia has corrected what it sent: {change}.")
    assert li.buttons[0] == "✓ Seen"
    await li.presses("Details")
    li.sees("Letter 123/26 MoI, diplomatic channel")
    await sokha.says(f"/correct {reference}", "Date of the letter")
    sokha.sees("Date of the letter: what is right? Now: not stated")
    assert "Date of the letter: not stated → 1 March" in await sokha.says("1 March")
    await sokha.sends()
    li.sees("Date of the letter: not stated → 1 March.")
    await sokha.says(f"/request {reference} history")
    sokha.sees("Letter 123/26 MoI, police channel", change, "not stated → 1 March")


REPATRIATION = (
    "new request repatriation routine 2 people 0 children letter 9/26 of 1 March, police, "
    "needed by 20 March"
)
PLAN = ("12 March", "Kunming", "yes", "yes", "yes", "yes")


async def test_the_crossing_point_of_a_repatriation_is_corrected(
    sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says(REPATRIATION, *PLAN)
    await sokha.sends()
    await sokha.presses("More…", "Correct a value", "Crossing point")
    sokha.sees("Crossing point: what is right? Now: Kunming Changshui International Airport (KMG)")
    await sokha.presses("Nanning (NNG)")
    change = "Changshui International Airport (KMG) → Nanning Wuxu International Airport (NNG)"
    assert change in sokha.card
    await sokha.sends()
    li.sees(f"Crossing point: Kunming {change}.")
    await li.presses("Details")
    li.sees("Nanning (NNG)")
    reference = code_in(sokha.card, "KH")
    for typed in ("KTI", "德崇", "Techo"):
        await sokha.says(f"/correct {reference} crossing", typed)
        sokha.sees("(NNG) → Techo International Airport (KTI)")
        await sokha.presses("Cancel")
    await sokha.says(f"/request {reference} history")
    sokha.sees("Kunming (KMG)", f"Crossing point: Kunming {change}")


async def test_of_more_children_of_a_repatriation_the_guardian_is_asked_for_again(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    dara: ScenarioUser,
    li: ScenarioUser,
    zhang: ScenarioUser,
) -> None:
    await sokha.says(REPATRIATION, *PLAN)
    await sokha.sends()
    await sokha.presses("More…", "Correct a value", "Children")
    await sokha.says("1")
    sokha.sees("Children: 0 → 1", "Not settled: Guardian for each child.")
    await sokha.sends()
    reference, open_point = code_in(sokha.card, "KH"), "the safety check left points open."
    li.sees(f"{reference}: Cambodia has corrected what it sent: Children: 0 → 1.")
    for each in (dara, zhang):
        each.sees(f"{reference}: {open_point}", "Please approve the return or postpone it.")
        assert f"{reference}" in await each.says("/today")
        each.sees("safety check: approve or postpone")
    assert told(li, open_point) == 0
    await sokha.says(f"/safety {reference} answer", "yes")
    await sokha.sends()
    assert "safety check: approve" not in await zhang.says("/today")
    await sokha.sends(f"/correct {reference} children 2")
    assert "safety check: approve or postpone" in await zhang.says("/today")
    for each in (dara, zhang):
        await each.sends(f"/safety {reference} approve court")
    assert "safety check: approve" not in await dara.says("/today")
    await sokha.says(f"/request {reference} history")
    sokha.sees("Children: 1 → 2 and Each child has a guardian: yes → not answered")
    sokha.sees("2 people, no children")
    await sokha.sends(f"/correct {reference} persons 3")
    assert "safety check: approve or postpone" in await dara.says("/today")
    await sokha.sends(f"/correct {reference} children 0")
    assert "safety check: approve" not in await dara.says("/today")


async def test_what_was_asked_for_is_corrected_while_it_is_not_supplied(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.sends(f"/ask {reference} 3,4")
    await li.says(f"/request {reference}")
    await li.presses("More…", "Correct a value")
    assert "✅ Copies of documents" in li.buttons
    await li.presses("✅ Photographs", "Dates of birth", "Continue")
    change = "copies of documents and photographs → dates of birth and copies of documents"
    li.sees(f"Correction · {reference}", change)
    await li.sends()
    sokha.sees("China has corrected what it sent", f"Missing information: {change}.")
    assert sokha.buttons[0] == "✓ Seen"
    sokha.sees("information needed.", "Missing information: dates of birth and copies of")
    assert "already set like this" in await li.says(f"/correct {reference} birth,documents")
    await sokha.sends(f"/supply {reference} 5/26 MoI")
    await li.says(f"/correct {reference}")
    li.sees("no complete reply")
    await li.says(f"/request {reference} history")
    li.sees("Li – copies of documents and photographs", "Li – dates of birth and copies of")


async def test_a_value_that_is_only_named_is_asked_for(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    reference = reference_of(service)
    for typed in ("កែតម្រូវ ចំនួនបុគ្គល", "更正人数", "correct number of people"):
        assert "People: what is right? Now: 3" in await sokha.says(typed)
        some = "4 people but one is a child"
        assert f"“{some}”: Write a whole number" in await sokha.says(some)
        assert "People: 3 → 4" in await sokha.says("៤ នាក់")
        await sokha.says("/cancel")
    await sokha.says("correct the letter")
    sokha.sees(reference, "Letter: what is right?")


async def test_the_name_of_a_value_is_understood_in_all_languages_behind_the_command(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = reference_of(service)
    for name in ("លេខលិខិត", "លិខិតលេខ", "文号"):
        assert "Letter: what is right?" in await sokha.says(f"/correct {reference} {name}")
        await sokha.says(f"/correct {reference} {name} ៤៨/២៦ MoI")
        sokha.sees("Please check. This goes to China.", "→ 48/26 MoI")
    await sokha.says(f"/correct {reference}", "លេខលិខិត")
    sokha.sees("Letter: what is right?")
    for name in ("date of the letter", "ចុះថ្ងៃទី", "公函日期"):
        await sokha.says(f"/correct {reference} {name}")
        sokha.sees("Date of the letter: what is right?")
    await li.says(f"/receive {reference} today")
    await li.sends()
    await li.sends(f"/answer {reference} confirmed 12/26 MPS")
    await li.says(f"/correct {reference} លេខលិខិត")
    li.sees("By which letter does the reply go?")
    for name in ("លេខលិខិត", "文号"):
        await li.says(f"/correct {reference} {name} 13/26 MPS")
        li.sees("Please check. This goes to Cambodia.", "Letter: 12/26 MPS → 13/26 MPS")
