"""What people say, understood: each line is parsed, given to one use case, and answered."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers import (
    admins,
    agendas,
    agreements,
    away,
    boards,
    deadlines,
    differences,
    disclosures,
    drafts,
    holidays,
    mail,
    meetings,
    menu,
    notes,
    notices,
    outcomes,
    people,
    pins,
    plan,
    proposals,
    requests,
    schedules,
    two_keys,
)
from handlers.gate import Gate, edited, membership
from handlers.replies import Reply
from handlers.turns import Lines, Turn


def all_lines() -> Lines:
    """Every line that the desk answers."""
    columns = (
        menu,
        drafts,
        requests,
        outcomes,
        two_keys,
        notes,
        deadlines,
        meetings,
        agendas,
        plan,
        agreements,
        differences,
        disclosures,
        proposals,
        notices,
        mail,
        boards,
        schedules,
        holidays,
        away,
        people,
        admins,
    )
    others = Lines({}, *(column.lines() for column in columns))
    return Lines({}, others, pins.lines(others))


def build_router() -> Router:
    """All routes: what comes through the gate is answered by its line."""
    lines = all_lines()

    async def typed(_message: Message, turn: Turn) -> Reply:
        return await lines.answer(turn) or menu.not_understood(turn)

    async def pressed(_press: CallbackQuery, turn: Turn) -> Reply:
        return await lines.answer(turn) or menu.button_gone()

    made = Router(name="desk")
    for observer in (made.message, made.callback_query):
        observer.outer_middleware(Gate())
    made.message.register(typed)
    made.callback_query.register(pressed)
    made.edited_message.register(edited)
    made.my_chat_member.register(membership)
    return made
