"""What people said about their to-dos."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "todo_marks",
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("deferred_until", sa.Date()),
        sa.Column("taken_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("person", "subject", "subject_id", name="pk_todo_marks"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_todo_marks_person"),
    )
    # The morning of a Party replaces them.
    op.execute("DELETE FROM timers WHERE kind IN ('request', 'digest', 'activity')")
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
