"""Calendar feeds, and the index by which an open page hears of the newest message of a person.
Versions before need neither.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    wide = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "calendar_feeds",
        sa.Column("person", wide, nullable=False, autoincrement=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_calendar_feeds"),
        sa.UniqueConstraint("token_hash", name="uq_calendar_feeds_token_hash"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_calendar_feeds_person"),
        sa.CheckConstraint("length(token_hash) = 64", name=op.f("ck_calendar_feeds_hash_length")),
    )
    op.create_index("ix_outbox_person", "outbox", ["person", "id"])
