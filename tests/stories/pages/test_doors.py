"""Every command leaves the same rows through both doors, and is refused through both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from liaison.core.people import Role
from sandbox.state import clock
from storage.approvals import APPROVALS
from storage.meetings.rows import MEETINGS
from storage.requests.rows import REQUESTS
from tests.registered import PERMISSIONS, allowed
from tests.scenario import HOLD, MORNING, PIN, ScenarioDriver
from tests.service.web.visitor import Visitor
from tests.stories.pages.doors import (
    Browser,
    Chat,
    Door,
    Tables,
    different,
    opened,
    rows_of,
    served,
)
from tests.stories.prepared_state import PreparedState

WHO = {
    Role.FOCAL_PERSON: "sokha",
    Role.COORDINATOR: "dara",
    Role.ADMIN: "bopha",
    Role.AUDITOR: "wang",
}
"""Who acts, in this order; Wang becomes an auditor."""
SEND = r"> send |\w*draft \w+ send$|proposal \w+ send$"
BY_LETTER = ("verification", "routine", "2", "1", "22/26 MPS", "-", "police", "2026-03-02")
NEW_REQUEST = ("verification", "routine", "2", "1", "21/26 MoI", "-", "police")
MEETING = ("difference", "other", "6 March 14:00", "video", "KH", "-")
EXAMPLES: Mapping[str, Sequence[str]] = {
    "ack": ["/ack all"],
    "accept": ["/accept {theirs} 1", SEND],
    "activity": ["/activity 1"],
    "agency": ["/agency 2 Ministry of Justice", SEND],
    "agenda": ["/agenda {agreed} add The form of a letter", SEND],
    "agree": ["/agree {answered}"],
    "agreement": ["/agreement"],
    "amend": ["/amend 2026-03-01 Protocol 2/2026 MFA", SEND],
    "answer": ["/answer {received} confirmed 8/26 MoI", SEND],
    "appoint": ["/appoint 2 2026-03-01 5/26 MoI", SEND],
    "approval": ["/approval {approval} agree", SEND],
    "approvals": ["/approvals"],
    "approve": ["/approve", r"> approve \w+$", r"> approve \w+ ok"],
    "ask": ["/ask {received} names", SEND],
    "assign": ["/assign {received} me"],
    "attend": ["/attend {agreed} yes", SEND],
    "audit": ["/audit"],
    "away": ["/away 2026-03-09 2026-03-12", "> away "],
    "calloff": ["/calloff {agreed} settled", SEND],
    "cancel": ["/new", "/cancel"],
    "change": ["/receive {new} today", "> change "],
    "close": ["/close {answered}", SEND],
    "confirm": ["/confirm"],
    "correct": ["/correct {sent} letter 33/26 MoI", SEND],
    "counter": ["/counter {theirs}", "9 April 10:00", SEND],
    "day": ["/receive {new}", "> day "],
    "decide": ["/held {past} yes", "> send", "/decide {past} KH 2026-04-01 To write a form", SEND],
    "decline": ["/decline {theirs} settled", SEND],
    "defer": ["/defer {new} tomorrow"],
    "difference": ["/difference open Who pays the interpreter", SEND],
    "disclose": ["/disclose cases unodc statistics status 2026-06-30 2026-03-01 7/26 MoI", SEND],
    "disclosures": ["/disclosures"],
    "draft": ["/new", "verification", "/draft"],
    "duty": ["/duty 1 2"],
    "email": ["/email a@b.example"],
    "emergency": ["/emergency {sent}", "at_risk", "yes", "4 March 17:00", SEND],
    "emergencydraft": ["/emergency {sent}", "/emergencydraft"],
    "explain": ["/explain {received}"],
    "export": ["/export own"],
    "extend": ["/extend {received} 2026-04-15 court", SEND],
    "extensions": ["/extensions"],
    "fill": ["/receive {new} today", "> change ", "> fill "],
    "find": ["/find 1/26"],
    "held": ["/held {past} yes", SEND],
    "help": ["/help"],
    "hold": ["/hold {received} on 8/26", SEND],
    "holidays": ["/holidays KH"],
    "honorific": ["/honorific mr"],
    "inbox": ["/inbox"],
    "intro": ["/intro 1"],
    "invite": ["/invite focal_person ="],
    "invites": ["/invites"],
    "language": ["/language zh"],
    "letter": ["/letter {sent} request"],
    "lost": ["/lost"],
    "lostword": ["/lostword green rice fields", "green rice fields"],
    "meeting": ["/meeting {agreed}"],
    "meetings": ["/meetings"],
    "menu": ["/menu"],
    "minutes": ["/held {past} yes", "> send", "/minutes {past} 40/26 MoI", SEND],
    "more": ["/more 1 requests"],
    "new": ["/new", *NEW_REQUEST, SEND],
    "note": ["/note {received} add note", "The house is blue.", SEND],
    "number": ["/answer {received} confirmed", "> number answer", SEND],
    "object": ["/object {answered}"],
    "overview": ["/overview score"],
    "page": ["/page"],
    "people": ["/people"],
    "pin": ["/pin new", PIN, PIN],
    "plan": ["/plan import", SEND],
    "procedure": ["/procedure import", SEND],
    "proposal": ["/propose", "difference", "/proposal"],
    "propose": ["/propose", *MEETING, SEND],
    "receive": ["/receive {new} today", SEND],
    "record": ["/record", *BY_LETTER, SEND],
    "redact": ["/redact {sent}"],
    "refuse": ["/refuse {received} security 9/26 MoI", SEND],
    "remove": ["/remove 2 ok"],
    "report": ["/report 2026 file"],
    "request": ["/request {sent}"],
    "requests": ["/requests mine"],
    "restore": ["/suspend 2 ok", "/restore 2 ok"],
    "retract": ["/retract {ours} settled", SEND],
    "return": ["/return {answered} names", SEND],
    "role": ["/role 2 coordinator ok"],
    "safety": ["/safety {received} approve court"],
    "scan": ["/scan {sent}_qabcdefgh"],
    "send": ["/receive {new} today", SEND],
    "settings": ["/settings digest_time 10:30", "> send |settings digest_time"],
    "start": ["/start"],
    "status": ["/status {sent}", SEND],
    "step": ["/step {sent} 1 done", SEND],
    "supply": ["/supply {asked} 9/26 MoI", SEND],
    "suspend": ["/suspend 2 ok"],
    "take": ["/take {new}"],
    "takeback": ["/receive {new} today", SEND, "> takeback "],
    "terminate": ["/terminate CN 2026-03-02 18/26 MFA", SEND],
    "today": ["/today"],
    "unpin": ["/unpin 3 ok"],
    "withdraw": ["/withdraw {sent} settled -", SEND],
    "wrong": ["/wrong {answered}"],
}
"""What is typed for each command, and behind > the pattern of a button that is pressed."""

SHOWS = frozenset(
    {
        "activity", "agree", "agreement", "approvals", "audit", "cancel", "change",
        "confirm", "day", "disclosures", "draft", "email", "emergencydraft", "explain",
        "extensions", "fill", "find", "help", "holidays", "inbox", "intro", "invites",
        "meeting", "meetings", "menu", "more", "object", "overview", "page", "people",
        "proposal", "redact", "request", "requests", "safety", "scan", "start", "takeback", "today",
        "wrong",
    }
)  # fmt: skip
"""The commands that only show or ask something, or have nothing to change here."""

UPKEEP = frozenset({"timers", "today_messages"})
"""What changes as time passes."""


async def codes_of(driver: ScenarioDriver) -> dict[str, str]:
    """The codes of what there is, by the words of the examples."""
    requests = {
        ("KH", "sent"): "sent",
        ("KH", "received"): "asked",
        ("KH", "answered"): "answered",
        ("CN", "sent"): "new",
        ("CN", "received"): "received",
    }
    meetings = {
        ("KH", "agreed"): "agreed",
        ("KH", "proposed"): "ours",
        ("CN", "proposed"): "theirs",
    }
    async with driver.app.database.transaction(decides=False) as tx:
        sql = tx._sql
        found = {
            requests[row.requesting, row.state]: row.reference
            for row in await sql.rows(select(REQUESTS))
        }
        for row in sorted(await sql.rows(select(MEETINGS)), key=lambda row: str(row.slot_start)):
            found.setdefault("past", row.code)
            found[meetings[row.made_by, row.state]] = row.code
        [approval] = await sql.rows(select(APPROVALS).where(APPROVALS.c.state == "open"))
        return {**found, "approval": approval.code}


@dataclass(frozen=True, slots=True)
class Played:
    """The rows at the beginning, when those had tried who may not, and at the end; and the buttons
    that were missing.
    """

    begun: Tables
    refused: Tables
    ended: Tables
    missing: Sequence[str]


async def play(driver: ScenarioDriver, doors: Mapping[Role, Door], command: str) -> Played:
    """Let those who may not use a command try it, then those who may do what the example says."""
    codes = await codes_of(driver)
    typed, *then = (each if each[0] == ">" else each.format(**codes) for each in EXAMPLES[command])
    begun = await rows_of(driver)
    for role, door in doors.items():
        if not allowed(command, role):
            await door.types(typed if typed.startswith(f"/{command}") else f"/{command}")
    refused, missing = await rows_of(driver), list[str]()
    for role, door in doors.items():
        if allowed(command, role):
            await door.types(typed)
            for each in then:
                if each[0] != ">":
                    await door.types(each)
                elif not await door.presses(each[2:]):
                    missing.append(f"{role}: {each}")
    await driver.turn(HOLD)
    return Played(begun, refused, await rows_of(driver), missing)


async def through_chat(driver: ScenarioDriver, command: str) -> Played:
    doors = {role: Chat(driver, name) for role, name in WHO.items()}
    return await play(driver, doors, command)


async def through_page(driver: ScenarioDriver, command: str) -> Played:
    async with served(driver) as (http, base):
        doors = {
            role: Browser(driver, await Visitor.signed_in(http, base, driver, name))
            for role, name in WHO.items()
        }
        return await play(driver, doors, command)


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
async def test_a_command_leaves_the_same_rows_through_both_doors(
    busy: PreparedState, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Who may not use it changes nothing; what acts changes something."""
    monkeypatch.setattr(clock, "system_now", lambda: MORNING)
    played = list[Played]()
    for through in (through_chat, through_page):
        async with opened(busy, folder) as driver:
            played.append(await through(driver, command))
    chat, page = played
    assert different(chat.refused, page.refused) == []
    assert different(chat.ended, page.ended) == []
    assert chat.missing == page.missing
    assert different(chat.begun, chat.refused) == []
    acted = {each for each in chat.ended if chat.ended[each] != chat.refused[each]} - UPKEEP
    assert (acted == set()) is (command in SHOWS), (acted, chat.missing)
