"""Routers, one per concept: each command is parsed, given to one service, and answered."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers import (
    approvals,
    disclosures,
    holidays,
    menu,
    notes,
    notifications,
    plan,
    reports,
    settings,
)
from handlers.access_middleware import Gate, edited, membership
from handlers.agreement import differences
from handlers.agreement import router as agreement_router
from handlers.input.command_router import Lines, Turn
from handlers.input.replies import Reply
from handlers.meetings import agendas
from handlers.meetings import proposals as meeting_proposals
from handlers.meetings import router as meeting_router
from handlers.people import absences, administration, pins
from handlers.people import email as people_email
from handlers.people import router as people_router
from handlers.requests import deadlines, resolution
from handlers.requests import drafts as request_drafts
from handlers.requests import router as request_router


def all_lines() -> Lines:
    """Every line that the desk answers."""
    columns = (
        menu,
        request_drafts,
        request_router,
        resolution,
        approvals,
        notes,
        deadlines,
        meeting_router,
        agendas,
        plan,
        agreement_router,
        differences,
        disclosures,
        meeting_proposals,
        notifications,
        people_email,
        reports,
        settings,
        holidays,
        absences,
        people_router,
        administration,
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
