"""Who opened an invitation, and the honorific and the appointment of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("invites", "opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite")),
    ("invites", "opened_name", sa.String()),
    ("invites", "opened_username", sa.String()),
    ("people", "honorific", sa.String()),
    ("people", "appointed_since", sa.Date()),
    ("people", "appointment_letter", sa.String()),
    ("people", "appointment_told_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
