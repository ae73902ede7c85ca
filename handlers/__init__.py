"""What people say, understood: each line is parsed, given to one use case, and answered."""

from aiogram import Router

from handlers import (
    admins,
    agendas,
    agreements,
    away,
    boards,
    deadlines,
    differences,
    drafts,
    holidays,
    mail,
    meetings,
    menu,
    notices,
    outcomes,
    people,
    plan,
    proposals,
    requests,
    schedules,
    two_keys,
)
from handlers.gate import Gate, edited, membership


def build_router() -> Router:
    """All routes, in the order in which they are asked."""
    made = Router(name="desk")
    for observer in (made.message, made.callback_query):
        observer.outer_middleware(Gate())
    made.include_routers(
        menu.router(),
        drafts.router(),
        requests.router(),
        outcomes.router(),
        two_keys.router(),
        deadlines.router(),
        meetings.router(),
        agendas.router(),
        plan.router(),
        agreements.router(),
        differences.router(),
        proposals.router(),
        notices.router(),
        mail.router(),
        boards.router(),
        schedules.router(),
        holidays.router(),
        away.router(),
        people.router(),
        admins.router(),
        menu.last_router(),
    )
    made.edited_message.register(edited)
    made.my_chat_member.register(membership)
    return made
