"""The salts of what the audit record proves."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of salts."""
    op.create_table(
        "salts",
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("length(matter) > 0", name=op.f("ck_salts_named")),
        sa.PrimaryKeyConstraint("matter", name=op.f("pk_salts")),
    )
