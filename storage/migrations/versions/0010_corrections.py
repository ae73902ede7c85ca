"""Corrections and returns of answers."""

from alembic import op

from storage.migrations.checks import change_check

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ACTIONS = (
    "'log', 'record', 'receive', 'ask', 'supply', 'assign', 'answer', 'draft_refusal',"
    " 'drop_refusal', 'refuse', 'withdraw', 'close', 'agree', 'object', 'extend', 'inquire',"
    " 'progress'"
)


def upgrade() -> None:
    change_check(
        "request_events",
        "ck_request_events_action_known",
        f"action IN ({_ACTIONS})",
        f"action IN ({_ACTIONS}, 'correct', 'return')",
    )
    # Versions before cannot read the new actions.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
