"""The PINs of people."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make their table. Programs from before know of none, and would let everybody pass: the floor
    is this one.
    """
    op.create_table(
        "pins",
        sa.Column("person", WIDE, nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proven_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_pins_party_named")),
        sa.CheckConstraint("wrong >= 0 AND wrong < 5", name=op.f("ck_pins_wrong_counted")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_pins_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_pins")),
    )
    op.execute("UPDATE schema_floor SET revision = '0016'")
