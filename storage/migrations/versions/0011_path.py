"""Requests that continue others, kinds of help, decisions on the safety check, and answers by
number.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.checks import change_check

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


_ACTIONS = (
    "'log', 'record', 'receive', 'ask', 'supply', 'assign', 'answer', 'draft_refusal',"
    " 'drop_refusal', 'refuse', 'withdraw', 'close', 'agree', 'object', 'extend', 'inquire',"
    " 'progress', 'correct', 'return'"
)


def upgrade() -> None:
    op.add_column("requests", sa.Column("assistance", sa.String()))
    op.add_column("requests", sa.Column("follows", sa.String()))
    op.add_column("requests", sa.Column("numbers", sa.Text()))
    op.create_index("ix_requests_follows", "requests", ["follows"])
    change_check(
        "request_events",
        "ck_request_events_action_known",
        f"action IN ({_ACTIONS})",
        f"action IN ({_ACTIONS}, 'approve_safety', 'postpone', 'answer_part')",
    )
    # Versions before cannot read the new actions, and leave the columns out of the digests.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
