"""At which door a PIN was entered, and which passkeys count as one. Versions before know neither:
for them a PIN counts at both doors, and what they make is no such passkey.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    wide = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("pins", sa.Column("verified_at_door", wide, nullable=True))
    for table in ("passkeys", "page_links"):
        op.add_column(table, sa.Column("with_pin", sa.Boolean(), nullable=True))
