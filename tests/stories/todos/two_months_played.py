"""How the acts of the two months are taken, in the language of each person."""

from datetime import datetime

from sandbox.demo.driver import HOLD
from tests.scenario import ScenarioDriver, ScenarioUser, code_in
from tests.stories.meetings.proposal_steps import proposes, raises_emergency
from tests.stories.todos.two_months import (
    ABSENCES,
    APPROVAL,
    AT_ONCE,
    CASES,
    DUTY,
    DUTY_CHANGES,
    END,
    MEETING,
    MEETING_ACTS,
    OUTAGES,
    PEOPLE,
    PROPOSAL,
    REFERENCE,
    STARTS,
    Case,
    DutyChange,
)
from tests.stories.todos.working_days import local_time


async def log(player: ScenarioUser, number: int, case: Case) -> str:
    """Log a request, or record one that came by letter, in the language of the person."""
    kind = "verification" if case.needed_by is None else "information"
    urgency = "urgent" if case.urgent else "routine"
    begun = (kind, urgency, "1", "0", f"{number}/26")
    if case.received_on is not None:
        day = case.received_on.isoformat()
        await player.says("/record", *begun, day, "police", day)
    else:
        await player.says("/new", *begun, "-", "-")
    if case.needed_by is not None:
        await player.says(case.needed_by.isoformat())
    await player.sends()
    found = REFERENCE.search(player.card)
    assert found is not None, player.card
    return found[0]


async def play(driver: ScenarioDriver) -> dict[Case, str]:
    """Let everything happen; returns the references of the requests."""
    for admin, *names in DUTY.values():
        for number, name in enumerate(names, 1):
            await give_duty(driver, admin, number, name)
    for name, (deputy, first, last) in ABSENCES.items():
        await driver[name].says(f"/away {first} {last}")
        await driver[name].presses(PEOPLE[deputy].name)
    references: dict[Case, str] = {}
    happens: list[DutyChange | tuple[datetime, str, str, Case]] = [*DUTY_CHANGES, *MEETING_ACTS]
    happens += [each for case in CASES for each in case.acts]
    for each in sorted(happens, key=lambda each: each[0]):
        if isinstance(each, DutyChange):
            await pass_time(driver, each.when)
            await give_duty(driver, each.admin, each.weekday, each.name)
            continue
        when, who, act, case = each
        steps = meet if case in STARTS else handle
        await steps(driver, when, driver[who], act, case, references)
    await pass_time(driver, END)
    return references


async def handle(
    driver: ScenarioDriver,
    when: datetime,
    player: ScenarioUser,
    act: str,
    case: Case,
    references: dict[Case, str],
) -> None:
    """Do an act about a request."""
    await pass_time(driver, when if act in AT_ONCE else when - HOLD)
    if act in {"log", "record"}:
        references[case] = await log(player, len(references), case)
        return
    command, rest = {
        "receive": (act, local_time(case.asked, when).date()),
        "assign": (act, "me"),
        "inquire": ("status", ""),
        "ask": (act, "1 ok"),
        "supply": (act, f"{[*references].index(case)}/26"),
        "return": (act, "1"),
        "refuse": (act, "security 20/26"),
        "progress": ("status", "province"),
        "propose": ("extend", f"{case.extended_to} court"),
        "extend": ("request", ""),
        "answer": (act, "confirmed -"),
        "withdraw": (act, "settled -"),
    }.get(act, (act, ""))
    await player.says(f"/{command} {references[case]} {rest}")
    if act == "extend":
        await player.presses(player.words("button-extension-agree"))
    if act not in AT_ONCE:
        await player.sends()
    if act == "propose":
        references[APPROVAL] = code_in(player.card, "K")


async def meet(
    driver: ScenarioDriver,
    when: datetime,
    player: ScenarioUser,
    line: str,
    case: Case,
    references: dict[Case, str],
) -> None:
    """Propose a meeting or, at a time, an emergency; or do what a command says."""
    held = line.startswith("/") and (case is MEETING or "held" in line)
    await pass_time(driver, when - HOLD if held else when)
    if case not in references:
        raised = proposes(player, line, *PROPOSAL) if held else raises_emergency(player, line)
        references[case] = await raised
        return
    await player.says(line.format(references[case]))
    if held:
        await player.sends()
    elif "accept" in line:
        await player.presses_send()


async def give_duty(driver: ScenarioDriver, admin: str, weekday: int, name: str) -> None:
    """Put a person on duty on a day of the week."""
    await driver[admin].says(f"/duty {weekday}")
    await driver[admin].presses(PEOPLE[name].name)


async def pass_time(driver: ScenarioDriver, until: datetime) -> None:
    """Let time pass; in an outage the service is down."""
    for start, end in OUTAGES:
        if driver.sandbox.now() < start < until:
            await driver.turn_to(start)
            await driver.outage(end - start)
    await driver.turn_to(until)
