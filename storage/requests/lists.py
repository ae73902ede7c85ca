"""What lists of cases show: a statement for each, built once and run with the values of who asks.

Building one takes longer than running it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    false,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

from liaison.core.agreement import PartyCode
from liaison.core.people import AccountStatus, Role
from liaison.requests.model import OPEN, State
from liaison.requests.repository import CaseFilter
from storage.engine.schema import UtcDateTime, fixed
from storage.people.repository import PEOPLE
from storage.requests.rows import ENDS, REQUESTS, RequestRows

Condition = ColumnElement[bool]
PARTY: BindParameter[str] = bindparam("its_party", type_=String)
"""The Party for which cases are asked."""
_CASE = REQUESTS.c
IS_OPEN = _CASE.state.in_(sorted(state.value for state in OPEN))
DUE = func.coalesce(_CASE.due_on, _CASE.needed_by)
"""Without a receipt no clock runs, but the day by which an answer is needed is known."""
_ENDED = or_(*(_CASE.state == fixed(state.value) for state in ENDS))
"""As the index of what has ended says it."""
_GOES_ON = _CASE.state.in_([state.value for state in State if state not in ENDS])
"""By the states that it is in: what is not in some states no index finds."""
_LEFT = select(PEOPLE.c.id).where(
    or_(PEOPLE.c.status != AccountStatus.ACTIVE.value, PEOPLE.c.role == Role.ADMIN.value)
)
"""Who can no longer work on a case."""
_BOUNDS: Mapping[str, type[TypeEngine[Any]]] = {
    "today": Date,
    "soon": Date,
    "forgotten": UtcDateTime,
}
"""By the names of the bounds in a filter: what type their values have."""
ALL = ("open", "ended")
"""What the list of all cases shows, one after the other."""


class UnknownFilter(ValueError):
    """No list of cases has that name: our fault, never a person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What of a filter makes another statement. ``mark`` is in front of the names of its values."""

    which: str
    parties: tuple[PartyCode, ...]
    requested: bool
    year: bool
    mark: str = ""


def shape_of(chosen: CaseFilter, mark: str = "") -> Shape:
    """The shape of a filter."""
    return Shape(
        which=chosen.which,
        parties=tuple(chosen.today),
        requested=chosen.requested is not None,
        year=chosen.year is not None,
        mark=mark,
    )


def values_of(chosen: CaseFilter, mark: str = "") -> dict[str, Any]:
    """The values of a filter, by their names in the statements of its shape."""
    values: dict[str, Any] = {}
    for name in _BOUNDS:
        values |= {f"{mark}{name}_{code}": at for code, at in getattr(chosen, name).items()}
    if chosen.requested is not None:
        values[f"{mark}requested"] = chosen.requested
    if chosen.year is not None:
        values[f"{mark}year"] = f"{chosen.year % 100:02}"
    return values


@cache
def counting(shape: Shape) -> Select[int]:
    """The statement that counts what a list shows, up to ``most``. Raises ``UnknownFilter``."""
    some = select(_CASE.reference).where(_shown(shape)).limit(bindparam("most", type_=Integer))
    return select(func.count()).select_from(some.subquery())


@cache
def counting_each(shapes: Sequence[Shape]) -> Select[*tuple[int, ...]]:
    """The statement that counts what each of several lists shows. Raises ``UnknownFilter``."""
    shown = [_shown(each) for each in shapes]
    counts = (func.count(case((each, 1))) for each in shown)
    return select(*counts).select_from(REQUESTS).where(or_(*shown))


@cache
def page(shape: Shape) -> Select[RequestRows]:
    """The statement that finds a page of a list, ``skipped`` and ``most`` long: open cases first,
    of them those due first, and of the others the one that moved last. Raises ``UnknownFilter``.
    """
    ended = (_CASE.changed_at.desc(), _CASE.reference.desc())  # as its index has them
    due = (
        case((IS_OPEN, 0), else_=1),
        case((and_(IS_OPEN, DUE.is_not(None)), 0), else_=1),
        case((IS_OPEN, DUE), else_=None),
        case((IS_OPEN, _CASE.logged_at), else_=None),
        _CASE.changed_at.desc(),
        _CASE.reference,
    )
    return (
        select(RequestRows)
        .where(_shown(shape))
        .order_by(*(ended if shape.which == "ended" else due))
        .offset(bindparam("skipped", type_=Integer))
        .limit(bindparam("most", type_=Integer))
    )


def part_of(party: PartyCode | BindParameter[str]) -> Condition:
    """The cases that a Party is part of."""
    return or_(_CASE.requesting == party, _CASE.requested == party)


def _shown(shape: Shape) -> Condition:
    if shape.which == "ours":
        return _next_step()
    if shape.which not in _LISTS:
        raise UnknownFilter(shape.which)
    # Looked for by its Party, what has ended would be sorted anew for each page.
    ended = shape.which == "ended"
    mine = PARTY.in_([_CASE.requesting, _CASE.requested]) if ended else part_of(PARTY)
    listed = [mine, _LISTS[shape.which](shape)]
    if shape.requested:
        listed.append(_CASE.requested == bindparam(f"{shape.mark}requested"))
    if shape.year:
        listed.append(
            func.substr(_CASE.reference, 3, 2) == bindparam(f"{shape.mark}year", type_=String)
        )
    return and_(*listed)


def _by_party(shape: Shape, name: str, holds: Callable[[Any], Condition]) -> Condition:
    """What holds of a case with the bound of its requested Party."""
    bounds = {
        code: bindparam(f"{shape.mark}{name}_{code}", type_=_BOUNDS[name]) for code in shape.parties
    }
    each = (and_(_CASE.requested == code, holds(bound)) for code, bound in bounds.items())
    return or_(false(), *each)


def _overdue(shape: Shape) -> Condition:
    return and_(IS_OPEN, _by_party(shape, "today", lambda today: today > DUE))


def _soon(shape: Shape) -> Condition:
    near = _by_party(shape, "soon", lambda last: last >= DUE)
    return and_(IS_OPEN, near, not_(_overdue(shape)))


def _forgotten(shape: Shape) -> Condition:
    left = _by_party(shape, "forgotten", lambda since: _CASE.stepped_at < since)
    return and_(_CASE.state == State.RECEIVED.value, left, not_(_overdue(shape)))


_LISTS: Mapping[str, Callable[[Shape], Condition]] = {
    "all": lambda _: true(),
    "open": lambda _: _GOES_ON,
    "owed": lambda _: IS_OPEN,
    "sent": lambda _: _CASE.state == State.SENT.value,
    "overdue": _overdue,
    "soon": _soon,
    "forgotten": _forgotten,
    "left": lambda _: and_(_CASE.state == State.RECEIVED.value, _CASE.assignee.in_(_LEFT)),
    "ended": lambda _: _ENDED,
}
"""What lists show of the cases that a Party is part of, all but the one of its own next steps."""


def _next_step() -> Condition:
    """An answer is owed by the requested Party; a question, or the outcome, waits for the other."""
    waits = _CASE.state.in_([State.ANSWERED.value, State.REFUSED.value, State.RECEIVED.value])
    asked = or_(_CASE.state != State.RECEIVED.value, _CASE.missing != "")
    return or_(
        and_(_CASE.requested == PARTY, IS_OPEN),
        and_(_CASE.requesting == PARTY, waits, asked),
    )
