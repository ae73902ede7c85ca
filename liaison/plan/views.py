"""The action plan, an activity and the agenda of a meeting, with the viewer's steps."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ProposedChange
from liaison.approvals.service import Terms
from liaison.approvals.views import approval_line, state_line
from liaison.core.agreement import MeetingKind, party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, open_button, paging, text
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.meetings.agenda import (
    AgendaItem,
    ItemAction,
    ItemMark,
    ItemState,
    is_alive,
    mark_on,
    topic_of,
)
from liaison.meetings.model import Meeting
from liaison.meetings.repository import Agendas
from liaison.plan.repository import Activities
from liaison.plan.rules import (
    ACTIVITY_APPROVAL,
    APPROVERS,
    DECISION_APPROVAL,
    DROPPED,
    Activity,
    ActivityAction,
    ActivityNumber,
    ActivityState,
    Intent,
    days_over,
    may_act,
)

PAGE = 5
PLANS = ("open", "all")
"""The lists of activities, by their names in commands."""


async def activity_card(tx: Tx, viewer: Person, activity: Activity) -> Card:
    """The card of the current activity for one person."""
    decided = activity.state is ActivityState.PROPOSED
    kind = DECISION_APPROVAL if decided else ACTIVITY_APPROVAL
    approval = await tx.of(Approvals).find_open(kind, str(activity.number))
    status = text("activity-status", standing=_state_line(tx, activity), at=activity.changed_at)
    if decided and approval is None:
        for ended in (await tx.of(Approvals).about(kind, str(activity.number)))[-1:]:
            status = await state_line(tx, viewer, ended)
    links = (Button(text("command-plan"), "plan"), *MENU)
    source = () if activity.source is None else (open_button("meeting", activity.source),)
    opens, changes = _joint_steps(viewer, activity, approval)
    return card(
        [
            text("activity-title", number=activity.number, title=title_of(tx, activity)),
            *_facts(activity, status),
        ],
        [] if approval is None else [approval_line(tx, approval)],
        rows=[_steps(viewer, activity), opens, source, links],
        more=[changes],
        view=f"activity {activity.number}",
    )


async def plan_card(tx: Tx, *, which: str, page: int, example: Button | None = None) -> Card:
    """A page of the action plan, with the button to propose the ``example``."""
    found, total = await tx.of(Activities).listed(which, offset=(page - 1) * PAGE, limit=PAGE)
    page_line, page_buttons = paging(f"plan {which}", page, total, PAGE)
    others = tuple(
        Button(text(f"button-plan-{each}"), f"plan {each}") for each in PLANS if each != which
    )
    return card(
        text("plan-title", which=which, total=total),
        [activity_line(tx, each) for each in found] or [text("list-none")],
        page_line,
        rows=[*open_rows(found), page_buttons, others, () if example is None else (example,), MENU],
    )


def activity_line(tx: Tx, activity: Activity) -> Text:
    """An activity in one line of a list."""
    return text(
        "plan-line",
        number=activity.number,
        title=title_of(tx, activity),
        lead=lead_name(activity.intent),
        last=activity.intent.last_on,
        standing=_state_line(tx, activity),
    )


def open_rows(activities: Iterable[Activity]) -> Iterator[Row]:
    """A button to open each of the activities."""
    for each in activities:
        yield (activity_button(each.number),)


def title_of(tx: Tx, activity: Activity) -> Text:
    """The title of an activity in the languages of the readers."""
    agreement = tx.agreement
    words = {each: activity.title(each, agreement.prevailing) for each in agreement.languages}
    return text("activity-words", **words)


def lead_name(intent: Intent) -> Text:
    """The Party that leads, or both."""
    return text("activity-lead-both") if intent.lead is None else party_name(intent.lead)


def _facts(activity: Activity, status: Text) -> Iterator[Text]:
    intent = activity.intent
    yield text("named-value", name=text("field-lead"), value=lead_name(intent))
    if intent.first_on is None:
        yield text("activity-last", last=intent.last_on)
    else:
        yield text("activity-period", first=intent.first_on, last=intent.last_on)
    yield status
    if activity.source is not None:
        yield text("activity-source", code=activity.source)


def _state_line(tx: Tx, activity: Activity) -> Text:
    days = days_over(activity, tx.agreement, tx.now)
    state = text("activity-state", state=activity.state)
    return text("activity-overdue", state=state, days=days) if days else state


def _steps(viewer: Person, activity: Activity) -> Row:
    """One button for each step that the viewer may take now, bound to the version shown."""
    return tuple(
        Button(
            named("button-activity", action),
            f"activity {activity.number} @{activity.version} {action}",
        )
        for action in ActivityAction
        if may_act(activity, action, viewer)
    )


def _joint_steps(viewer: Person, activity: Activity, approval: Approval | None) -> tuple[Row, Row]:
    if viewer.role not in APPROVERS:
        return (), ()
    if approval is not None:
        return (open_button("approval", approval.code),), ()
    if not activity.is_open:
        return (), ()
    prefix = f"activity {activity.number} @{activity.version}"
    move = Button(text("button-activity-move"), f"{prefix} move")
    return (), (move, Button(text("button-activity-drop"), f"{prefix} drop"))


def activity_change_text(change: ProposedChange) -> Text:
    """The proposed change of an activity, in one line."""
    number, before = int(change.of), date.fromisoformat(change.before)
    if change.after == DROPPED:
        return text("approval-activity-dropped", number=number, last=before)
    after = date.fromisoformat(change.after)
    return text("approval-activity-moved", number=number, before=before, after=after)


async def decision_terms(tx: Tx, change: ProposedChange) -> Terms:
    """What an activity is that is to change; or what the meeting decided, who leads, until when."""
    activity = await tx.of(Activities).lock(ActivityNumber(int(change.of)))
    if activity is None:
        return ()
    if change.kind == ACTIVITY_APPROVAL:
        return [("activity", title_of(tx, activity))]
    return [
        ("decision", title_of(tx, activity)),
        ("lead", lead_name(activity.intent)),
        ("last-day", text("answer", value=activity.intent.last_on)),
    ]


def activity_button(number: int) -> Button:
    """The button to an activity."""
    return Button(text("button-open-activity", number=number), f"activity {number}")


AGENDA_PAGE = 5


async def agenda_card(tx: Tx, viewer: Person, meeting: Meeting, *, page: int = 1) -> Card:
    """One page of the agenda of a meeting; after the meeting, with its decisions."""
    offset = (page - 1) * AGENDA_PAGE
    items, total = await tx.of(Agendas).listed(meeting, offset=offset, limit=AGENDA_PAGE)
    over = meeting.is_over(tx.now) and meeting.held
    title = text(
        "agenda-title", code=meeting.code, kind=named("meeting-kind", meeting.kind), total=total
    )
    activities = await tx.of(Activities).decided(meeting.code)
    decisions = [activity_line(tx, each) for each in activities]
    page_line, page_buttons = paging(f"agenda {meeting.code}", page, total, AGENDA_PAGE)
    actions: list[Button] = []
    if is_alive(meeting, tx.now):
        actions.append(Button(text("button-agenda-add"), f"agenda {meeting.code} add"))
        if meeting.kind is MeetingKind.ANNUAL:
            actions.append(Button(text("button-agenda-draft"), f"agenda {meeting.code} draft"))
    if over:
        actions.append(Button(text("button-decide"), f"decide {meeting.code}"))
        actions.append(Button(text("button-agenda-minutes"), f"agenda {meeting.code} minutes"))
    steps = [row for item in items for row in _item_rows(viewer, item, meeting, over=over)]
    back = open_button("meeting", meeting.code)
    return card(
        title,
        [item_line(item, meeting) for item in items] or [text("list-none")],
        page_line,
        [text("agenda-decisions"), *decisions] if decisions else [],
        rows=[tuple(actions), *(steps if over else []), page_buttons, (back, *MENU)],
        more=[*([] if over else steps), *open_rows(activities)],
        view=f"agenda {meeting.code}" if page == 1 else f"agenda {meeting.code} {page}",
    )


def item_line(item: AgendaItem, meeting: Meeting) -> Text:
    """An item of the agenda of a meeting, with what became of it there."""
    return text(
        "agenda-line",
        item=item.id,
        title=topic_of(item.title) or item.title,
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
