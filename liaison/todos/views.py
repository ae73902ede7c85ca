"""Views of to-dos: the list of a person, the morning message, and a near due date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from liaison.core.cards import BELOW, MENU, Button, Card, Row, Text, card, paging, text
from liaison.core.form import Days
from liaison.core.people import Person, names_of
from liaison.core.transaction import Conversations, ConversationState, Tx
from liaison.core.working_time import DAY, WorkCalendar
from liaison.notifications.rules import Outage
from liaison.todos.model import Todo
from liaison.todos.rules import deferrable_until

PAGE = 4
"""To-dos on a page: with their buttons a card has six rows at most."""
MAX_LINES = 20
"""To-dos in one message: Telegram takes no longer texts and no more buttons."""


def today_card(todos: Sequence[Todo], *, page: int, unread: int) -> Card:
    """A page of a person's to-dos, the last one beyond it, and how many notices are unread."""
    page = min(page, max(1, -(-len(todos) // PAGE)))
    shown = todos[(page - 1) * PAGE : page * PAGE]
    page_line, turns = paging("today", page, len(todos), PAGE)
    notices = (Button(text("button-unread", count=unread), "inbox"),) if unread else ()
    return card(
        text("today-title", count=sum(todo.counts for todo in todos)),
        *_lines(shown),
        None if todos else text("today-none"),
        page_line,
        rows=[*((todo.button,) for todo in shown), turns, notices, MENU],
        view=f"today {page}",
    )


def today_message(found: Mapping[str, Mapping[str, int | date]]) -> Card:
    """The pinned message: counts and days only. Its buttons answer in a new message."""
    parts = tuple(text(f"today-{name}", **values) for name, values in found.items())
    buttons = (
        Button(text("command-today"), f"today 1 {BELOW}"),
        Button(text("button-menu"), f"menu {BELOW}"),
    )
    return card(text("today-message", parts=parts) if parts else text("today-none"), rows=[buttons])


def is_today_message(shown: Card) -> bool:
    """Whether a card is the pinned message."""
    return [line.key for line in shown.lines] in (["today-message"], ["today-none"])


def _lines(todos: Sequence[Todo]) -> Iterator[Sequence[Text]]:
    """The lines of what the Party owes, and below them of what it waits for."""
    yield [todo.named for todo in todos if todo.is_owed]
    if any(not todo.is_owed for todo in todos):
        yield [text("today-waits"), *(todo.named for todo in todos if not todo.is_owed)]


def morning_card(
    todos: Sequence[Todo],
    *,
    owed: Sequence[Todo],
    apart: Sequence[Todo],
    drafts: Card,
    more: Sequence[Card],
    unread: bool,
    may_wait: bool,
    outage: Outage | None = None,
) -> Card:
    """The morning message: the count of all that is ``owed``, a line and a button for each that is
    due, how many it does not name and do not have a message ``apart``, the ``drafts``, and ``more``
    lines, whose buttons it has if nothing is due. It reports an outage, even if nothing is due.

    ``unread``: the person has notices to mark as seen; ``may_wait``: a to-do can be deferred.
    """
    seen = (Button(text("button-all-seen"), "ack all"),) if unread else ()
    wait = (Button(text("button-defer"), "defer"),) if may_wait else ()
    named = todos[:MAX_LINES]
    matters = {todo.matter for todo in owed}
    told = {todo.matter for todo in (*named, *(apart if todos else ()))}
    rest = len(matters.union(todo.matter for todo in todos) - told)
    count = len(matters) if todos else 0  # no count without a line
    title = text("morning-title" if outage is None else "today-title", count=count)
    more_of = "morning-more" if todos else "today-title"
    left = text(more_of, count=rest) if rest else text("today-none")
    is_empty = not (todos or drafts.lines or more or outage)
    taking = any(todo.is_owed and todo.view and not todo.is_taken for todo in todos)
    taken = (Button(text("button-take-todo"), "take"),) if taking else ()
    everything = (*taken, Button(text("button-today"), "today"))
    rows = [*_buttons(named), *drafts.rows, (*seen, *wait), everything]
    if not (todos or rest):
        rows = [*drafts.rows, *(row for each in more for row in each.rows), MENU]
    return card(
        None if outage is None else [*_outage_lines(outage)],
        title if count or outage is None else None,
        *_lines(named),
        left if is_empty or (todos and rest) else None,
        drafts.lines,
        rows=rows,
        details=[line for each in more for line in each.lines],
    )


async def drafts_card(tx: Tx, person: Person) -> Card:
    """What a person has begun to write and not sent, with a button to continue each."""
    held = await tx.of(Conversations).get(person.address)
    lines = [text(f"waits-{each}") for each in held.drafts]
    return card(lines, rows=[draft_row(held, each) for each in held.drafts])


def draft_row(held: ConversationState, name: str) -> Row:
    """A button to the question of a draft."""
    return (Button(text(f"button-resume-{name}"), f"{held.draft_line(name)} resume"),)


def _buttons(todos: Iterable[Todo]) -> Iterable[Row]:
    """A row for each act, once."""
    return {each.button.command: (each.button,) for each in todos}.values()


def _outage_lines(outage: Outage) -> Iterator[Text]:
    key = "outage-updates-lost" if outage.loses_updates else "outage-ended"
    yield text("outage-restored" if outage.restored else key, at=outage.start, ends=outage.end)
    if outage.later is not None:
        yield text("outage-later", at=outage.later.start, ends=outage.later.end)


def due_card(todo: Todo, others: Sequence[Person] | None = None) -> Card:
    """A message about a near due date. ``others`` may do the act, if the reader may not."""
    in_time, place = ("no", "") if todo.ends_in is None else ("yes", todo.ends_in)
    asks = text("due-please", act=todo.act, in_time=in_time, place=place)
    button = todo.button
    taking: Row = (Button(text("button-take-todo"), f"take {todo.subject} {todo.subject_id}"),)
    if others is not None or todo.is_taken:
        taking = ()
    if others:
        asks = text("due-others", names=names_of(others))
    elif others is not None:
        asks, button = text("due-no-one"), Button(text("command-invite"), "invite")
    view = (todo.view or todo.button).command
    details = (Button(text("button-details"), f"{view} {BELOW}"),)
    return card(
        todo.named,
        asks,
        rows=[(button,), taking, details if view != button.command else (), MENU],
        view=view,
    )


def due_list_card(todos: Sequence[Todo], *, view: str = "") -> Card:
    """Several near due dates, with a button for each; those of one record are its ``view``."""
    shown, more = todos[:MAX_LINES], len(todos[MAX_LINES:])
    everything = (Button(text("button-today"), "today"),) if more else ()
    dates = {(todo.named_with, todo.due_on) for todo in todos if todo.due_on is not None}
    return card(
        text("due-title", count=len(dates)),
        [todo.named for todo in shown],
        [text("morning-more", count=more)] if more else [],
        rows=[*_buttons(shown), everything, MENU],
        view=view,
    )


def defer_days(todo: Todo, today: date, calendar: WorkCalendar) -> Days:
    """The days on which a person may be reminded again."""
    likely = [calendar.next_working_day(today + days * DAY) for days in (0, 2, 6)]
    last = deferrable_until(todo, today, calendar)
    return Days(today=today, first=today + DAY, last=last, likely=likely)
