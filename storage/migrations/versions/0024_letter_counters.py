"""The last number of the letters of each Party and year. Versions before know no such numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_counters",
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("party", "year", name="pk_letter_counters"),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_letter_counters_party_named")),
        sa.CheckConstraint("number > 0", name=op.f("ck_letter_counters_number_positive")),
    )
