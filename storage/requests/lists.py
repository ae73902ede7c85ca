"""The lists of requests: one statement for each, as building one takes longer than running it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Case,
    ColumnElement,
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
from sqlalchemy.types import TypeEngine

from liaison.core.agreement import PartyCode
from liaison.core.people import STAFF, AccountStatus
from liaison.requests.model import OPEN, Action, State
from liaison.requests.repository import RequestFilter
from liaison.todos.model import Rank
from storage.engine.schema import Columns, Condition, UtcDateTime, fixed
from storage.people.repository import PEOPLE
from storage.requests.rows import ENDS, EVENTS, REQUESTS, RequestRows

PARTY: BindParameter[str] = bindparam("its_party", type_=String)
"""The Party whose requests are listed."""
_REQUEST = REQUESTS.c
IS_OPEN = _REQUEST.state.in_([fixed(state.value) for state in sorted(OPEN)])
DUE = func.coalesce(_REQUEST.due_on, _REQUEST.needed_by)
"""Without a receipt there is no due date, but the date by which an answer is needed is known."""
_ENDED = or_(*(_REQUEST.state == fixed(state.value) for state in ENDS))
"""In the form of the index of ended requests."""
_GOES_ON = _REQUEST.state.in_([fixed(state.value) for state in State if state not in ENDS])
"""By the open states: a condition on the states not included could use no index."""
_LEFT = select(PEOPLE.c.id).where(
    or_(PEOPLE.c.status != AccountStatus.ACTIVE.value, PEOPLE.c.role.not_in(sorted(STAFF)))
)
"""People who can no longer work on a request."""
_RETURNED = select(EVENTS.c.reference).where(EVENTS.c.action == Action.RETURN.value)
_BOUNDS: Mapping[str, type[TypeEngine[Any]]] = {
    "today": Date,
    "soon": Date,
    "forgotten": UtcDateTime,
}
"""The types of the values of the bounds in a filter, by name."""
ALL = ("open", "ended")
"""The two parts of the list of all requests, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The parts of a filter that change the statement. ``mark`` is the prefix of its parameters."""

    which: str
    parties: tuple[PartyCode, ...]
    requested: bool
    year: bool
    mark: str = ""


def shape_of(chosen: RequestFilter, mark: str = "") -> Shape:
    """The shape of a filter."""
    return Shape(
        which=chosen.which,
        parties=tuple(chosen.today),
        requested=chosen.requested is not None,
        year=chosen.year is not None,
        mark=mark,
    )


def filter_values(chosen: RequestFilter, mark: str = "") -> Columns:
    """The values of a filter, by their parameters in the statements of its shape."""
    values: Columns = {}
    for name in _BOUNDS:
        values |= {f"{mark}{name}_{code}": at for code, at in getattr(chosen, name).items()}
    if chosen.requested is not None:
        values[f"{mark}requested"] = chosen.requested
    if chosen.year is not None:
        values[f"{mark}year"] = f"{chosen.year % 100:02}"
    return values


@cache
def counting(shape: Shape) -> Select[int]:
    """The statement that counts the rows of a list, up to ``most``."""
    some = select(_REQUEST.reference).where(_shown(shape)).limit(bindparam("most", type_=Integer))
    return select(func.count()).select_from(some.subquery())


@cache
def counting_each(shapes: Sequence[Shape]) -> Select[*tuple[int, ...]]:
    """The statement that counts the rows of each of several lists."""
    shown = [_shown(each) for each in shapes]
    counts = (func.count(case((each, 1))) for each in shown)
    return select(*counts).select_from(REQUESTS).where(or_(*shown))


@cache
def page(shape: Shape) -> Select[RequestRows]:
    """The statement of a page: open requests in the order of to-dos, then the latest change."""
    return _paged(select(RequestRows).where(_shown(shape)).order_by(*_order(shape)))


@cache
def sorted_page(shapes: Sequence[Shape], by: str) -> Select[RequestRows]:
    """The statement of a page of the first ``among`` rows of each list, by ``SORTS``. That bounds
    what is sorted, as no index has the order.
    """
    among = bindparam("among", type_=Integer)
    first = (
        select(_REQUEST.reference).where(_shown(each)).order_by(*_order(each)).limit(among)
        for each in shapes
    )
    keys = _SORTS[by.removeprefix("-")]
    order = [each.desc() for each in keys] if by.startswith("-") else keys
    found = select(RequestRows).where(or_(*(_REQUEST.reference.in_(each) for each in first)))
    return _paged(found.order_by(*order, _REQUEST.reference))


def _paged(found: Select[RequestRows]) -> Select[RequestRows]:
    skipped, most = (bindparam(name, type_=Integer) for name in ("skipped", "most"))
    return found.offset(skipped).limit(most)


def _order(shape: Shape) -> Sequence[ColumnElement[Any]]:
    if shape.which == "ended":  # in the order of the index
        return (_REQUEST.changed_at.desc(), _REQUEST.reference.desc())
    return (
        _rank(shape),
        case((and_(IS_OPEN, _REQUEST.urgent.is_(True)), 0), else_=1),
        case((and_(IS_OPEN, DUE.is_not(None)), 0), else_=1),
        case((IS_OPEN, DUE), else_=None),
        case((IS_OPEN, _REQUEST.logged_at), else_=None),
        _REQUEST.changed_at.desc(),
        _REQUEST.reference,
    )


_SORTS: Mapping[str, Sequence[ColumnElement[Any]]] = {
    "requested": (_REQUEST.requested,),
    "state": (case({state.value: at for at, state in enumerate(State)}, value=_REQUEST.state),),
    "due": (case((IS_OPEN, 0), else_=1), case((DUE.is_not(None), 0), else_=1), DUE),
    "logged": (_REQUEST.logged_at,),
}
"""What each of ``SORTS`` compares."""


def part_of(party: PartyCode | BindParameter[str]) -> Condition:
    """The requests of which a Party is the requesting or the requested one."""
    return or_(_REQUEST.requesting == party, _REQUEST.requested == party)


def _shown(shape: Shape) -> Condition:
    if shape.which == "ours":
        return _next_step()
    # By Party, ended requests would be sorted again for each page.
    ended = shape.which == "ended"
    mine = PARTY.in_([_REQUEST.requesting, _REQUEST.requested]) if ended else part_of(PARTY)
    listed = [mine, _LISTS[shape.which](shape)]
    if shape.requested:
        listed.append(_REQUEST.requested == bindparam(f"{shape.mark}requested"))
    if shape.year:
        listed.append(
            func.substr(_REQUEST.reference, 3, 2) == bindparam(f"{shape.mark}year", type_=String)
        )
    return and_(*listed)


def _by_party(shape: Shape, name: str, holds: Callable[[Any], Condition]) -> Condition:
    """A condition with the bound of the requested Party of each request."""
    bounds = {
        code: bindparam(f"{shape.mark}{name}_{code}", type_=_BOUNDS[name]) for code in shape.parties
    }
    each = (and_(_REQUEST.requested == code, holds(bound)) for code, bound in bounds.items())
    return or_(false(), *each)


def _overdue(shape: Shape) -> Condition:
    return and_(IS_OPEN, _by_party(shape, "today", lambda today: today > DUE))


def _soon(shape: Shape) -> Condition:
    near = _by_party(shape, "soon", lambda last: last >= DUE)
    return and_(IS_OPEN, near, not_(_overdue(shape)))


def _forgotten(shape: Shape) -> Condition:
    left = _by_party(shape, "forgotten", lambda since: _REQUEST.stepped_at < since)
    return and_(_REQUEST.state == State.RECEIVED.value, left, not_(_overdue(shape)))


def _rank(shape: Shape) -> Case[int]:
    """How pressing a request is. That a Party took no action is seen by that Party only."""
    return case(
        (_overdue(shape), Rank.OVERDUE.value),
        (_soon(shape), Rank.DUE.value),
        (_REQUEST.state == State.SENT.value, Rank.RECEIPT.value),
        (and_(_REQUEST.requested == PARTY, _forgotten(shape)), Rank.IDLE.value),
        (IS_OPEN, Rank.OPEN.value),
        else_=len(Rank),
    )


_LISTS: Mapping[str, Callable[[Shape], Condition]] = {
    "all": lambda _: true(),
    "open": lambda _: _GOES_ON,
    "owed": lambda _: IS_OPEN,
    "sent": lambda _: _REQUEST.state == State.SENT.value,
    "overdue": _overdue,
    "soon": _soon,
    "forgotten": _forgotten,
    "left": lambda _: and_(_REQUEST.state == State.RECEIVED.value, _REQUEST.assignee.in_(_LEFT)),
    "returned": lambda _: and_(
        _REQUEST.state == State.RECEIVED.value, _REQUEST.reference.in_(_RETURNED)
    ),
    "ended": lambda _: _ENDED,
}
"""The conditions of the lists of a Party, except the one of its own next steps."""


def _next_step() -> Condition:
    """The requested Party owes an answer; or a question or the outcome waits for the other."""
    waits = _REQUEST.state.in_(
        [fixed(each.value) for each in (State.ANSWERED, State.REFUSED, State.RECEIVED)]
    )
    asked = or_(_REQUEST.state != State.RECEIVED.value, _REQUEST.missing != "")
    return or_(
        and_(_REQUEST.requested == PARTY, IS_OPEN),
        and_(_REQUEST.requesting == PARTY, waits, asked),
    )
