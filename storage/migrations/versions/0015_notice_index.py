"""The index by which the notices of a record are found."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_notices_subject", "notices", ["subject", "subject_id"])
