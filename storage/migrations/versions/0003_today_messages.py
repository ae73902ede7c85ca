"""The pinned Today message of each person; no chat message is a placeholder any more."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.checks import change_check

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OPS = "op IN ('send', 'edit', 'delete', 'toast', 'leave', 'menu', 'mail', 'file')"
_NEW_OPS = "op IN ('send', 'edit', 'delete', 'pin', 'toast', 'leave', 'menu', 'mail', 'file')"
_KINDS = "kind IN ('input', 'card', 'rest', 'file', 'note')"
_NEW_KINDS = "kind IN ('input', 'card', 'file', 'note')"


def upgrade() -> None:
    op.create_table(
        "today_messages",
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_today_messages"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_today_messages_person"),
    )
    op.execute("UPDATE chat_messages SET kind = 'card' WHERE kind = 'rest'")
    change_check("chat_messages", "ck_chat_messages_kind_known", _KINDS, _NEW_KINDS)
    change_check("outbox", "ck_outbox_op_known", _OPS, _NEW_OPS)
    # Versions before write placeholders.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
