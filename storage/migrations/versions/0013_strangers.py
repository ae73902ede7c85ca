"""Answers to strangers rank after all other messages."""

from alembic import op

from storage.migrations.checks import change_check

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    change_check(
        "outbox", "ck_outbox_urgency_known", "urgency IN (0, 1, 2)", "urgency IN (0, 1, 2, 3)"
    )
    # Versions before cannot read the new urgency.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
