"""Which programs may still run on a schema that is newer than theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of the floor. Programs from before know of none, and so this one is it."""
    op.create_table(
        "schema_floor",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.CheckConstraint("number = 1", name=op.f("ck_schema_floor_one")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_schema_floor")),
    )
    op.execute("INSERT INTO schema_floor (number, revision) VALUES (1, '0015')")
