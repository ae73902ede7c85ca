"""Acts that were sent and can still be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pending_acts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pending_acts"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_pending_acts_person"),
        sa.UniqueConstraint("party", "about", name="uq_pending_acts_party_about"),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_pending_acts_party_named")),
    )
    # Versions before would never let a pending act leave.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
