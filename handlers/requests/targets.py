"""The requests that a command can apply to."""

from handlers.input.commands import Command
from handlers.input.targets import Target, Targets
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.lifecycle.conflicts import VersionedRef
from liaison.requests.lists import target_line
from liaison.requests.model import Action
from liaison.requests.permissions import may_take
from liaison.requests.repository import Requests
from liaison.requests.service import other_party_absent


def versioned_ref(command: Command) -> VersionedRef[Reference]:
    """The request of a command, with the version that the person saw."""
    return VersionedRef(command.reference(), version=command.version)


def requests_for(*actions: Action, at_once: bool = False) -> Targets:
    """The requests in which a person may take one of these steps, all in which a step is owed if
    none is named; the earliest due date first.
    """

    async def find(tx: Tx, person: Person) -> list[Target]:
        other_absent = await other_party_absent(tx, person)
        found = [
            request
            for request in await tx.of(Requests).active(person.party)
            if not actions
            or any(may_take(each, request, person, other_absent=other_absent) for each in actions)
        ]
        found.sort(key=lambda each: (each.due_on is None, each.due_on, each.logged_at))
        return [Target(target_line(tx, each), each.reference) for each in found]

    return Targets(find=find, at_once=at_once)
