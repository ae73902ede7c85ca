"""aiogram, loaded without what the desk never reads.

While it is imported, aiogram builds a validator for each of Telegram's types: most of the time of a
start, and more memory than everything else. The desk reads updates, so only theirs is built, and
that of the event as which aiogram hands on what a handler raised. Any other is built when it is
used first.
"""

import sys
from typing import Any
from unittest.mock import patch

from pydantic import BaseModel


def load_aiogram() -> None:
    """Import aiogram, in a process that uses it for updates; to be called before anything else
    imports it, else it does nothing.
    """
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}
    left: list[type[BaseModel]] = []

    def put_off(model: type[BaseModel], *, _types_namespace: dict[str, Any]) -> None:
        names.update(_types_namespace)
        left.append(model)

    with patch.object(BaseModel, "model_rebuild", classmethod(put_off)):
        from aiogram import methods, types  # noqa: PLC0415  # not before it is known how

    calls = [each for each in vars(methods).values() if isinstance(each, type)]
    # Whichever is used after all builds itself, from these names.
    for model in (*left, *(each for each in calls if issubclass(each, BaseModel))):
        model.__pydantic_parent_namespace__ = names
    for model in (types.Update, types.User, types.ErrorEvent):
        model.model_rebuild()
