"""The procedure: agreed by both Parties, followed by each request that begins later."""

from tests.pdf_pages import text_of
from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.prepared_state import prove, skip_to
from tests.stories.procedures.procedure_steps import agreed_procedure
from tests.stories.requests.test_path import asks_for_an_unsafe_return

GUARDIAN = "3. Name a guardian for each child"


async def test_the_example_is_proposed_from_the_chat_read_and_agreed(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    none = "None is in force. Both Parties must agree to one."
    assert none in await sokha.says("/procedure")
    assert "Propose the example procedure" not in sokha.buttons
    await dara.says("/procedure")
    await dara.presses("Propose the example procedure")
    assert "Steps: 1. Identify the victims and send the request, 2. Arrange" in dara.card
    await dara.sends()
    assert none in dara.card
    assert "Propose the example procedure" not in dara.buttons
    zhang.sees("Procedure (SOP), version 1, steps: 17")
    await zhang.presses("Procedure")
    assert "version 1: 17 steps, proposed and not agreed: today" in zhang.card
    assert "Identity check · requested Party, focal person · 30 days after receipt" in zhang.card
    await zhang.presses("Next ›", "Next ›")
    for line in (
        "11. Issue the travel documents",
        "7 days before the planned return · travel documents",
        "2 days after step 12 · escort",
        "on the day of the planned return",
    ):
        assert line in zhang.card
    await zhang.says("/approvals")
    await zhang.presses(zhang.buttons[0], "Agree")
    await zhang.sends()
    assert "version 1: 17 steps, agreed: today" in await sokha.says("SOP")
    assert "There is nothing with this number or code." in await dara.says("/procedure import")
    assert "There is nothing with this number or code." in await dara.says("/procedure 9")


async def test_from_identification_to_reception_with_a_child_and_a_later_day(
    service: ScenarioDriver,
) -> None:
    await agreed_procedure(service)
    first = await identified(service)
    back = await asks_for_an_unsafe_return(service["sokha"], "yes", "yes", "no", "yes", "yes")
    await service["sokha"].sends(f"/step {first} 6 done")
    await settle_gates(service, back)
    await arrives(service, back)
    await prove(service.app.database)


async def identified(service: ScenarioDriver) -> str:
    """Verify 30 persons, of whom one is a child, in three parts by the procedure; the reference."""
    sokha, dara, li, zhang = (service[each] for each in ("sokha", "dara", "li", "zhang"))
    await sokha.says("/new", "verification", "routine", "30", "1", "1/26 MoI", "-", "police")
    await sokha.sends()
    first = sokha.card[sokha.card.index("KH26-") :][:10]
    assert f"{GUARDIAN} · due in 3 days (5 March)" in await dara.says("/today")
    assert f"Cambodia: {GUARDIAN} · due in 3 days (5 March)" in await zhang.says("/today")
    await dara.presses(f"Step 2 {first}")
    assert "Step: 2. Arrange shelter and care by gender and age" in dara.card
    await dara.sends()
    assert "2 of 6 steps" in dara.card
    await dara.says(f"/step {first} 1")
    assert dara.buttons[0] == "Letter (PDF)"
    await dara.presses("Letter (PDF)")
    dara.sees("The letter is being sent: request")
    await zhang.says(f"/step {first} 1")
    assert "Letter (PDF)" not in zhang.buttons
    assert "Arrange shelter" not in await zhang.says("/today")
    await li.sends(f"/receive {first} today")
    for part, unanswered in (
        ("1-12=c 5/26 MPS", "13–30: unanswered"),
        ("13-20=n 6/26 MPS", "21–30: unanswered"),
    ):
        await li.sends(f"/answer {first} {part}")
        assert unanswered in await sokha.says(f"/request {first}")
    await li.says(f"/answer {first} 21-30=c 7/26 MPS")
    assert "Steps of the procedure that are not done: 3." in li.card
    await li.sends()
    assert "1–12, 21–30: confirmed and 13–20: not confirmed" in await sokha.says(
        f"/request {first}"
    )
    await dara.sends(f"/step {first} 3 done")
    assert "Procedure, version 1: 5 of 6 steps" in await sokha.says(f"/procedure {first}")
    assert "6. Send the request for repatriation · due in 14 days" in await sokha.says("/today")
    return first


async def settle_gates(service: ScenarioDriver, back: str) -> None:
    """A child has no guardian at first, so that the return is postponed, and its steps with it."""
    sokha, dara, li, zhang = (service[each] for each in ("sokha", "dara", "li", "zhang"))
    await dara.says(f"/step {back} 9 done")
    dara.sees("The safety check leaves the condition of step 9 open.", f"/safety {back}")
    assert "11. Issue the travel documents: due by 5 March" in await li.says(f"/procedure {back} 1")
    await zhang.sends(f"/safety {back} postpone 2026-03-23")
    assert "11. Issue the travel documents: due by 16 March" in await li.says(
        f"/procedure {back} 1"
    )
    await dara.sends(f"/safety {back} answer guardian yes")
    for step in (8, 9):
        await dara.sends(f"/step {back} {step} done")
    await li.sends(f"/receive {back} today")
    await sokha.says(f"/procedure {back} 2")
    assert "13. Name the escort and the interpreter: no date yet" in sokha.card
    await sokha.sends(f"/step {back} 12 done")
    assert "13. Name the escort and the interpreter: due by 4 March" in await sokha.says(
        f"/procedure {back} 2"
    )
    await sokha.sends(f"/step {back} 13 done")


async def arrives(service: ScenarioDriver, back: str) -> None:
    """The return takes place, and what is left out is said when it is closed."""
    sokha, li, zhang = (service[each] for each in ("sokha", "li", "zhang"))
    await service.turn_to(at(3, 17, 2))
    assert "11. Issue the travel documents · overdue by one day (16 March)" in li.sees("overdue by")
    zhang.sees("11. Issue the travel documents · overdue by one day (16 March)")
    await li.sends(f"/step {back} 11 done")
    await zhang.sends(f"/step {back} 14 done")
    await skip_to(service, at(3, 23, 3))
    assert "15. Receive the victims at the crossing point · due today" in await li.says("/today")
    await li.sends(f"/step {back} 15 done")
    assert "16. Reply that the victims were received: due by 26 March" in await li.says(
        f"/procedure {back} 2"
    )
    await li.sends(f"/answer {back} done 9/26")
    assert "17. Report on safety and reintegration · due in 30 days" in await li.says("/today")
    await sokha.says(f"/close {back}")
    assert "Steps of the procedure that are not done: 17." in sokha.card
    await li.sends(f"/step {back} 17 skip other_authority")
    await sokha.sends(f"/close {back}")
    assert "11 of 11 steps" in await sokha.says(f"/procedure {back}")
    assert not sokha.buttons[0].startswith("Step")
    await sokha.says(f"/request {back} history")
    assert "17. Report on safety and reintegration and done by another authority" in sokha.card
    assert "China (focal person) – 15. Receive the victims" in sokha.card


async def test_what_is_left_out_is_said_with_its_reason_and_by_whom(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    dara: ScenarioUser,
    li: ScenarioUser,
) -> None:
    await agreed_procedure(service)
    reference = await log_verification(service, "sokha", persons=1, children=1, letter="1/26")
    assert "The role of Dara allows it." in await sokha.says(f"/step {reference} 3 skip")
    await dara.says(f"/step {reference}")
    assert GUARDIAN in dara.card
    assert dara.buttons == ["Step 2", "Step 3", "Step 6", "Cancel"]
    await dara.presses("Step 3")
    for line in ("Condition: guardian for each child", "Status: due by 5 March"):
        assert line in dara.card
    await dara.presses("Leave out…", "Done by another authority")
    assert "Reason: done by another authority" in dara.card
    await dara.presses("Change: Reason", "Not possible")
    assert f"Recorded as left out: {GUARDIAN}. China will be notified." in await dara.sends()
    li.sees(f"Cambodia leaves out a step: {GUARDIAN} (not possible).")
    await li.says(f"/request {reference} history")
    assert f"Cambodia (coordinator) – {GUARDIAN} and not possible" in li.card
    await dara.says(f"/step {reference} 3 skip not_needed")
    assert "This was already recorded: today" in dara.card
    await dara.says(f"/step {reference} 3")
    await dara.presses("✓ Done")
    assert f"Recorded as done: {GUARDIAN}" in await dara.sends()
    await li.says(f"/request {reference} history")
    for said in ("Step of the procedure left out", "Step of the procedure done"):
        assert said in li.card
    await prove(service.app.database)


async def test_a_request_follows_the_version_that_was_in_force_when_it_began(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, dara: ScenarioUser
) -> None:
    before = await log_verification(service, "sokha", persons=1, children=0, letter="1/26")
    await agreed_procedure(service)
    after = await log_verification(service, "sokha", persons=1, children=0, letter="2/26")
    assert "No procedure was in force" in await sokha.says(f"/procedure {before}")
    assert "No procedure was in force" in await dara.says(f"/step {before} 2 done")
    await sokha.says(f"/procedure {after}")
    assert GUARDIAN not in sokha.card, "there is no child"
    await dara.says("/step")
    assert f"Which step of {after}?" in dara.card
    for person, typed, said in (
        (dara, "3 done", "There is nothing with this number or code."),
        (dara, "2 finished", "This is not one of the choices."),
        (dara, "4 done", "Only China can do this."),
        (li, "4 done", f"Step 4 of {after} cannot be marked now."),
    ):
        await person.says("/cancel", f"/step {after} {typed}")
        assert said in person.card, typed
    assert "Only Cambodia can do this." in await li.says(f"/step {after} 2 done")
    none = "There is nothing with this number or code."
    assert none in await li.says("/step KH26-00000 2 done")


async def test_the_procedure_is_read_and_marked_in_each_language(driver: ScenarioDriver) -> None:
    await driver.gather("sokha", "dara", "li", "zhang")
    await agreed_procedure(driver)
    reference = await log_verification(driver, "sokha", persons=2, children=1, letter="1/26")
    for name, words in {"sokha": "កំណត់អាណាព្យាបាល", "zhang": "为每名儿童确定监护人"}.items():
        assert words in await driver[name].says(f"/procedure {reference}")
    zhang = driver["zhang"]
    assert "标准作业程序第1版" in await zhang.says("标准作业程序")
    assert "柬方：3. 为每名儿童确定监护人" in await zhang.says("/today")
    await driver["dara"].sends(f"/step {reference} 3 skip not_needed")
    zhang.sees_key("omission-not-needed")


EARLY = "The time of this step has not come. It is set for: "


async def test_a_return_whose_safety_check_was_never_decided_is_warned_of_to_the_end(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, li: ScenarioUser
) -> None:
    await agreed_procedure(service)
    back = await asks_for_an_unsafe_return(sokha, "no", "yes", "yes", "yes", "yes")
    waits = "Safety check: the coordinators of Cambodia and China must approve or postpone."
    await li.says(f"/step {back} 15 done")
    assert "The requested Party has not yet confirmed receipt of this request." in li.card
    assert waits in li.card
    await li.says("/cancel")
    await li.sends(f"/receive {back} today")
    await li.says(f"/step {back} 15 done")
    assert f"{EARLY}on the day of the planned return." in li.card
    assert waits in li.card
    assert "Recorded as done: 15. Receive the victims" in await li.sends()
    await li.says(f"/step {back} 17 done")
    assert f"{EARLY}30 days after the reply." in li.card
    await li.says("/cancel", f"/answer {back} done 9/26")
    assert waits in li.card
    await li.sends()
    undecided = "the coordinators of Cambodia and China did not decide before the reply."
    assert undecided in await li.says(f"/request {back}")
    await sokha.says(f"/close {back}")
    assert undecided in sokha.card
    await sokha.sends()
    assert undecided in await dara.says(f"/request {back}")
    await sokha.says(f"/procedure {back}")
    assert "8. Obtain the informed consent of each victim: not done; it was due by 5" in sokha.card
    await sokha.presses("Next ›", "Next ›")
    assert "17. Report on safety and reintegration: not done" in sokha.card
    assert "no date yet" not in sokha.card
    await dara.says(f"/export {back} en")
    file = " ".join(text_of(dara.calendar()).split())
    for said in (
        "12 March",
        undecided,
        "The requesting Party needs the reply by 30 March",
        "11. Issue the travel documents: not done; it was due by 5 March",
    ):
        assert said in file, said
    assert "identity check" not in file
    assert "The requesting Party needs the reply by 30" in await dara.says(f"/explain {back}")


async def test_the_next_request_is_not_yet_to_be_sent_while_the_reply_is_awaited(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await agreed_procedure(service)
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="1/26")
    await sokha.says(f"/step {reference} 6 done")
    assert f"{EARLY}14 days after the reply." in sokha.card
    await sokha.says("/cancel")
    for each in (f"/receive {reference} today", f"/answer {reference} confirmed 5/26"):
        await li.sends(each)
    await sokha.says(f"/step {reference} 6 done")
    assert EARLY not in sokha.card


async def test_a_step_that_was_left_out_and_is_done_after_all_is_told(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser
) -> None:
    await agreed_procedure(service)
    reference = await log_verification(service, "sokha", persons=1, children=1, letter="1/26")
    await dara.sends(f"/step {reference} 3 skip not_possible")
    li.sees(f"Cambodia leaves out a step: {GUARDIAN} (not possible).")
    done = await dara.sends(f"/step {reference} 3 done")
    assert f"Recorded as done: {GUARDIAN}. China will be notified." in done
    li.sees(f"{reference}: Cambodia has done a step that it had left out: {GUARDIAN}.")
    assert "will be notified" not in await dara.sends(f"/step {reference} 2 done")
    await prove(service.app.database)
