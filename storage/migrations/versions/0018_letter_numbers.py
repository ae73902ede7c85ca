"""The numbers of letters are encrypted, at the next start: a migration has no keys."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Versions before cannot read an encrypted number.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
