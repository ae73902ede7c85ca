"""The steps of a procedure as to-dos, for the tables of who is told what."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from liaison.core.agreement import PartyCode
from liaison.procedures.model import Gate, StepState
from liaison.procedures.todos import step_todo
from liaison.requests.model import Request
from liaison.todos.model import Todo
from liaison.todos.sources import PartyContext
from tests.unit.procedures.test_procedures import step
from tests.unit.samples import CN, DUE_ON, KH

At = Callable[[datetime], Sequence[Todo]]
"""The to-dos of a Party about one record at an instant."""


def procedure_records(
    request: Request, view: Callable[[PartyCode, datetime], PartyContext]
) -> Iterator[tuple[str, PartyCode, At]]:
    """A step and a gate of a request, as each Party sees them; a gate has a name of its own."""
    for whose, party, name in (("doing", CN, "gate"), ("other", KH, "wait-gate")):
        for gate, aspect in ((None, ""), (Gate.ESCORT, name)):
            state = StepState(number=1, step=step("a", "sent", gate=gate), due_on=DUE_ON)

            def todos(
                now: datetime,
                party: PartyCode = party,
                state: StepState = state,
                aspect: str = aspect,
            ) -> Sequence[Todo]:
                return [replace(step_todo(request, state, view(party, now)), aspect=aspect)]

            yield whose, party, todos
