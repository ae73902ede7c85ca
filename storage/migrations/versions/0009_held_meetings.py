"""Whether meetings took place, and what the other Party approves: decisions and minutes."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.checks import change_check

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ACTIONS = "'propose', 'counter', 'back', 'accept', 'decline', 'withdraw', 'cancel', 'expire'"
_STATES = "'planned', 'under_way', 'done', 'dropped'"


def upgrade() -> None:
    op.add_column("meetings", sa.Column("held_by_maker", sa.Boolean()))
    op.add_column("meetings", sa.Column("held_by_other", sa.Boolean()))
    op.add_column("meetings", sa.Column("minutes", sa.Text()))
    change_check(
        "meeting_events",
        "ck_meeting_events_action_known",
        f"action IN ({_ACTIONS})",
        f"action IN ({_ACTIONS}, 'held', 'missed', 'minutes', 'approve_minutes')",
    )
    change_check(
        "activities",
        "ck_activities_state_known",
        f"state IN ({_STATES})",
        f"state IN ('proposed', {_STATES})",
    )
    # Versions before cannot read the new actions and states.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
