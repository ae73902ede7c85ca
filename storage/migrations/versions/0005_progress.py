"""The progress of requests, and inquiries about it."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.checks import change_check

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ACTIONS = (
    "'log', 'record', 'receive', 'ask', 'supply', 'assign', 'answer', 'draft_refusal',"
    " 'drop_refusal', 'refuse', 'withdraw', 'close', 'agree', 'object', 'extend'"
)


def upgrade() -> None:
    op.add_column("requests", sa.Column("inquired_at", sa.DateTime(timezone=True)))
    op.add_column("requests", sa.Column("progress", sa.String()))
    change_check(
        "request_events",
        "ck_request_events_action_known",
        f"action IN ({_ACTIONS})",
        f"action IN ({_ACTIONS}, 'inquire', 'progress')",
    )
    # Versions before cannot read the new actions.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
