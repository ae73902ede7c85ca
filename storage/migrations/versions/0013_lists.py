"""What is open, by its name: an audit looks at a stretch of it, however much is not open."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_requests_open": ("requests", ["reference"], "state = 'received' OR state = 'sent'"),
    "ix_requests_ended": (
        "requests",
        ["moved_at", "reference"],
        "state = 'closed' OR state = 'withdrawn'",
    ),
    "ix_notices_open_code": ("notices", ["code"], "state = 'open'"),
}


def upgrade() -> None:
    """Make an index of the cases, and one of the notices, that are open."""
    for name, (table, columns, where) in INDEXES.items():
        op.create_index(
            name,
            table,
            columns,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
