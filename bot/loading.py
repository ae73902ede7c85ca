"""aiogram, loaded without what the desk never reads.

While it is imported, aiogram builds a validator for each of Telegram's types: most of the time of a
start, and more memory than everything else. The desk reads updates, so only theirs is built.
"""

import sys
from typing import Any
from unittest.mock import patch

from pydantic import BaseModel


def load_aiogram() -> None:
    """Import aiogram, in a process that uses it for updates alone; to be called before anything
    else imports it, else it does nothing.
    """
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}

    def put_off(_model: type[BaseModel], *, _types_namespace: dict[str, Any]) -> None:
        names.update(_types_namespace)

    with patch.object(BaseModel, "model_rebuild", classmethod(put_off)):
        from aiogram import types  # noqa: PLC0415  # not before it is known how

    for model in (types.Update, types.User):
        model.model_rebuild(_types_namespace=names)
