"""Who may do what, tried cell by cell on the running service: role × command × side × state."""

from functools import partial
from itertools import product

import pytest

from handlers.input.command_router import CommandHandler
from liaison.agreement import service as agreement_service
from liaison.core import transaction
from liaison.core.agreement import PartyCode
from liaison.core.people import NotYourRole, Person, Role
from liaison.core.references import Reference
from liaison.lifecycle.model import VersionedRef
from liaison.requests import rules as request_rules
from liaison.requests import service as request_service
from liaison.requests.model import (
    Action,
    Kind,
    Letter,
    Outcome,
    RequestDetails,
    Result,
    Side,
    State,
    WithdrawalReason,
)
from liaison.requests.permissions import RULES, check_permission
from liaison.requests.repository import Requests
from tests.registered import LISTED_COMMANDS, PERMISSIONS, REGISTRY, allowed
from tests.scenario import ScenarioDriver, person_of
from tests.stories.people.joining import comes_in
from tests.subtitles import subtitle

NOT_YOUR_ROLE = "Your role does not allow this: ask a colleague."
PLAYERS = ("bopha", "sokha", "dara", "wang", "li", "zhang")

SAYS_NO = (
    NOT_YOUR_ROLE,
    "can do this.",
    "This cannot be done with",
    "nothing of it can be corrected",
    "A refusal cannot be returned.",
    "has no complete reply yet",
    "already recorded: ",
    "already recorded this",
    "Your choice was not recorded.",
    "What is the progress of ",  # "/status" asks the requested Party, and records nothing yet
)
CHECK = "Please check."
NEEDS_MORE = {
    *(Action.SUPPLY, Action.AGREE, Action.OBJECT, Action.EXTEND),
    *(Action.APPROVE_SAFETY, Action.POSTPONE, Action.ANSWER_SAFETY, Action.ANSWER_PART),
}
"""Steps that change nothing on a request that no one asked or stated anything about, or that want
the other Party's key as well, or that belong to a repatriation or to several persons.
"""

TYPED = {
    Action.RECEIVE: "/receive {} today",
    Action.ASK: "/ask {} 1",
    Action.SUPPLY: "/supply {} 9/26",
    Action.ASSIGN: "/assign {} me",
    Action.ANSWER: "/answer {} confirmed -",
    Action.REFUSE: "/refuse {} security 9/26",
    Action.WITHDRAW: "/withdraw {} mistake -",
    Action.CLOSE: "/close {}",
    Action.AGREE: "/agree {}",
    Action.OBJECT: "/object {}",
    Action.EXTEND: "/extend {} 2026-04-15 court",
    Action.INQUIRE: "/status {}",
    Action.PROGRESS: "/status {} more_time",
    Action.CORRECT: "/correct {} not_confirmed 19/26",
    Action.RETURN: "/return {} 1",
    Action.ANSWER_PART: "/answer {} 1=u -",
    Action.APPROVE_SAFETY: "/safety {} approve court",
    Action.ANSWER_SAFETY: "/safety {} answer medical yes",
    Action.POSTPONE: "/safety {} postpone 2026-04-15",
}
TYPED_IN = {(Action.CORRECT, State.REFUSED): "/correct {} legal_principles 19/26"}


def test_every_line_of_the_table_has_a_handler_and_every_handler_is_in_the_table() -> None:
    assert set(REGISTRY.all(CommandHandler)) == set(PERMISSIONS)


def test_a_command_without_a_permission_is_for_no_role() -> None:
    assert not any(allowed("destroy", role) for role in Role)


def test_every_step_of_the_table_is_tried_here() -> None:
    assert set(TYPED) == set(RULES)


async def test_every_role_has_its_commands_and_no_others(service: ScenarioDriver) -> None:
    auditor = await comes_in(service, service["bopha"], "Rith", Role.AUDITOR)
    players = [auditor, *(service[name] for name in ("bopha", "sokha", "dara"))]
    listed = [each for each in LISTED_COMMANDS if each != "lost"]  # it ends the access
    for player, command in product(players, listed):
        await player.says(f"/{command}")
        refused = player.card.startswith(NOT_YOUR_ROLE)
        assert refused is not allowed(command, Role(player.part.role)), (player.part, command)


@pytest.mark.parametrize("state", list(State))
async def test_every_step_by_everybody_in_every_state(
    service: ScenarioDriver, state: State
) -> None:
    """Each person has a request in that state and tries every step on it."""
    requests = {name: await in_state(service, state) for name in PLAYERS}
    refusal = {Action.CORRECT: "/correct {} security 19/26"} if state is State.REFUSED else {}
    for action, words in (TYPED | refusal).items():
        old = {name: len(service[name].phone.transcript) for name in requests}
        before = {
            name: await version_of(service, reference) for name, reference in requests.items()
        }
        for name, reference in requests.items():
            line = TYPED_IN.get((action, state), words)
            if action is Action.CORRECT and service[name].part.party == "KH":
                line = "/correct {} letter 125/26"
            service[name].phone.say(line.format(reference))
        await service.settle()
        for name, reference in requests.items():
            moved = await version_of(service, reference) != before[name]
            told = [subtitle(each.text) for each in service[name].phone.transcript[old[name] :]]
            cell = (name, action, state, told)
            if not is_allowed(service, name, action, state):
                assert not moved, cell
                assert any(said in each for each in told for said in SAYS_NO), cell
            elif action not in NEEDS_MORE:
                assert moved is not any(CHECK in each for each in told), cell
            if moved:
                requests[name] = await in_state(service, state)


def is_allowed(service: ScenarioDriver, name: str, action: Action, state: State) -> bool:
    """What the table of access says of one cell, while both Parties have people. Some commands are
    another step for another role or side.
    """
    part = service[name].part
    side = Side.REQUESTING if part.party == "KH" else Side.REQUESTED
    inquires = action is Action.PROGRESS and side is Side.REQUESTING
    step = Action.INQUIRE if inquires else action
    return (
        check_permission(step, role=Role(part.role), side=side, state=state, other_absent=False)
        is None
    )


async def in_state(service: ScenarioDriver, state: State) -> Reference:
    """A request of Cambodia's in a state, moved there by the use requests alone, without chats."""
    details = RequestDetails(
        kind=Kind.VERIFICATION, urgent=False, persons=1, children=0, letter=Letter()
    )
    done = Outcome(result=Result.CONFIRMED, confirmed=1)
    async with service.app.database.transaction() as tx:
        sokha = await person_of(tx, service["sokha"])
        zhang = await person_of(tx, service["zhang"])
        reference = (await request_service.log(tx, sokha, details)).reference
        ref = VersionedRef(reference)

        async def permit(person: Person, action: Action) -> request_service.RequestPermit:
            return await request_service.check(tx, person, ref, action)

        if state is State.WITHDRAWN:
            await request_service.take_step(
                tx,
                await permit(sokha, Action.WITHDRAW),
                partial(request_rules.withdraw, reason=WithdrawalReason.MISTAKE, letter=None),
            )
        elif state is not State.SENT:
            day = transaction.today_of(tx, zhang.party)
            received = await permit(zhang, Action.RECEIVE)
            receipt = request_service.receipt(tx, received.request, day)
            await request_service.take_step(tx, received, receipt)
        if state in {State.ANSWERED, State.CLOSED}:
            await request_service.take_step(
                tx, await permit(zhang, Action.ANSWER), partial(request_rules.answer, outcome=done)
            )
        if state is State.REFUSED:
            await request_service.take_step(
                tx,
                await permit(zhang, Action.REFUSE),
                partial(request_rules.refuse, grounds=["security"], letter="9/26"),
            )
        if state is State.CLOSED:
            await request_service.take_step(
                tx, await permit(sokha, Action.CLOSE), request_rules.close
            )
    return reference


async def version_of(service: ScenarioDriver, reference: Reference) -> int:
    """The version of a request."""
    async with service.app.database.transaction() as tx:
        request = await tx.of(Requests).lock(reference, party=PartyCode("KH"))
    assert request is not None
    return request.version


async def test_services_about_the_agreement_refuse_a_role_as_their_commands_do(
    service: ScenarioDriver,
) -> None:
    async with service.app.database.transaction() as tx:
        person = await person_of(tx, service["sokha"])
        for refused in (
            agreement_service.open_difference(tx, person, "Forms"),
            agreement_service.check_new_termination(tx, person),
            agreement_service.check_strike(tx, person),
        ):
            with pytest.raises(NotYourRole):
                await refused
        admin = await person_of(tx, service["bopha"])
        with pytest.raises(NotYourRole):
            await agreement_service.open_difference(tx, admin, "Forms")
