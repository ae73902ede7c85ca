"""The role of auditors, and answers to what a safety check left unanswered."""

from alembic import op

from storage.migrations.checks import change_check

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_TABLES = ("people", "audit", "invites", "request_events", "meeting_events")
_ROLES = "'focal_person', 'coordinator', 'admin'"
_ACTIONS = (
    "'log', 'record', 'receive', 'ask', 'supply', 'assign', 'answer', 'draft_refusal',"
    " 'drop_refusal', 'refuse', 'withdraw', 'close', 'agree', 'object', 'extend', 'inquire',"
    " 'progress', 'correct', 'return', 'approve_safety', 'postpone', 'answer_part'"
)


def upgrade() -> None:
    for table in _TABLES:
        change_check(
            table,
            f"ck_{table}_role_known",
            f"role IN ({_ROLES})",
            f"role IN ({_ROLES}, 'auditor')",
        )
    change_check(
        "request_events",
        "ck_request_events_action_known",
        f"action IN ({_ACTIONS})",
        f"action IN ({_ACTIONS}, 'answer_safety')",
    )
    # Versions before cannot read the new role and action.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
