"""Whom a Party has yet to confirm, PINs under duress, words that suspend an account, and what else
a second administrator confirms.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("people", "unconfirmed_since", sa.DateTime(timezone=True)),
    ("people", "agreed_at", sa.DateTime(timezone=True)),
    ("people", "duress_since", sa.DateTime(timezone=True)),
    ("people", "lost_word", sa.String()),
    ("pins", "waits_since", sa.DateTime(timezone=True)),
    ("nominations", "change", sa.String()),
)


def upgrade() -> None:
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    # Versions before leave the columns out of the digests, and out of what they check.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
