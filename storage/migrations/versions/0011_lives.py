"""The messages that stand in chats, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of messages."""
    op.create_table(
        "lives",
        sa.Column("chat_id", WIDE, nullable=False),
        sa.Column("message_id", WIDE, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("life", sa.Integer(), nullable=True),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('input', 'card', 'rest', 'file', 'note')", name=op.f("ck_lives_kind_known")
        ),
        sa.CheckConstraint("(life IS NULL) = (kind <> 'note')", name=op.f("ck_lives_life_of_note")),
        sa.CheckConstraint("life > 0", name=op.f("ck_lives_life_positive")),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_lives")),
    )
