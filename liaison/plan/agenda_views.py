"""The card of an agenda: its items with their possible steps, and the decisions."""

from collections.abc import Iterator, Sequence

from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, open_button, paging, text
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.meetings.agenda import AgendaItem, ItemAction, ItemMark, ItemState, is_alive, mark_on
from liaison.meetings.model import Meeting
from liaison.meetings.repository import Agendas
from liaison.plan.repository import Activities
from liaison.plan.views import activity_line, open_rows

PAGE = 5


async def agenda_card(tx: Tx, viewer: Person, meeting: Meeting, *, page: int = 1) -> Card:
    """One page of the agenda of a meeting; after the meeting, with its decisions."""
    offset = (page - 1) * PAGE
    items, total = await tx.of(Agendas).listed(meeting, offset=offset, limit=PAGE)
    over = meeting.is_over(tx.now) and meeting.held
    title = text(
        "agenda-title", code=meeting.code, kind=named("meeting-kind", meeting.kind), total=total
    )
    activities = await tx.of(Activities).decided(meeting.code)
    decisions = [activity_line(tx, each) for each in activities]
    page_line, page_buttons = paging(f"agenda {meeting.code}", page, total, PAGE)
    actions: list[Button] = []
    if is_alive(meeting, tx.now):
        actions.append(Button(text("button-agenda-add"), f"agenda {meeting.code} add"))
    if over:
        actions.append(Button(text("button-decide"), f"decide {meeting.code}"))
    steps = [row for item in items for row in _item_rows(viewer, item, meeting, over=over)]
    drops = not over
    back = open_button("meeting", meeting.code)
    return card(
        title,
        [_line(item, meeting) for item in items] or [text("agenda-none")],
        page_line,
        [text("agenda-decisions"), *decisions] if decisions else [],
        rows=[tuple(actions), *([] if drops else steps), page_buttons, (back, *MENU)],
        more=[*(steps if drops else []), *open_rows(activities)],
        view=f"agenda {meeting.code}" if page == 1 else f"agenda {meeting.code} {page}",
    )


def _line(item: AgendaItem, meeting: Meeting) -> Text:
    return text(
        "agenda-line",
        item=item.id,
        title=item.title,
        party=party_name(item.party),
        request=item.case or "",
        with_request="no" if item.case is None else "yes",
        mark=mark_on(item, meeting),
        carried=item.carried,
    )


def _item_rows(viewer: Person, item: AgendaItem, meeting: Meeting, *, over: bool) -> Iterator[Row]:
    """One button for each step that the viewer may take now, bound to the version shown."""
    if item.state is not ItemState.OPEN:
        return
    actions: Sequence[ItemAction] = ()
    if over and mark_on(item, meeting) is ItemMark.OPEN:
        actions = (ItemAction.DISCUSS, ItemAction.CARRY)
    elif not over and item.party == viewer.party:
        actions = (ItemAction.DROP,)
    yield tuple(
        Button(
            named("button-agenda", action, item=item.id),
            f"agenda {meeting.code} @{item.version} {action} {item.id}",
        )
        for action in actions
    )
