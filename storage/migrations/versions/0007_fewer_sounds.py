"""What each message in a chat shows and when it had a sound, the act that a mark is about, and when
progress was reported.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat_messages", sa.Column("shown", sa.String(), nullable=True))
    op.add_column(
        "chat_messages", sa.Column("sounded_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("todo_marks", sa.Column("act", sa.String(), nullable=True))
    op.add_column("requests", sa.Column("progress_at", sa.DateTime(timezone=True), nullable=True))
