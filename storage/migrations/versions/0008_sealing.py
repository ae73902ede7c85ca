"""Which keys have sealed what lies here."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of keys: their names, never the keys themselves."""
    op.create_table(
        "sealing_keys",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_sealing_keys_id_length")),
        sa.CheckConstraint("length(owner) > 0", name=op.f("ck_sealing_keys_owned")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealing_keys")),
    )
