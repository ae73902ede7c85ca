"""What one administrator has asked for and another confirms: that somebody becomes one, too."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of nominations."""
    op.create_table(
        "nominations",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("person", WIDE, nullable=True),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("asked_by", WIDE, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", WIDE, nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'confirmed', 'declined', 'expired')",
            name=op.f("ck_nominations_state_known"),
        ),
        sa.CheckConstraint("length(code) = 9", name=op.f("ck_nominations_code_length")),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_nominations_party_named")),
        sa.CheckConstraint(
            "length(agency) BETWEEN 1 AND 60", name=op.f("ck_nominations_agency_length")
        ),
        sa.CheckConstraint("person <> asked_by", name=op.f("ck_nominations_of_another")),
        sa.CheckConstraint("asked_at < expires_at", name=op.f("ck_nominations_open_for_a_time")),
        sa.CheckConstraint(
            "(state = 'open') = (ended_at IS NULL)", name=op.f("ck_nominations_ended_once")
        ),
        sa.CheckConstraint(
            "(ended_by IS NOT NULL) = (state IN ('confirmed', 'declined'))",
            name=op.f("ck_nominations_ended_by_somebody"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR ended_by <> asked_by",
            name=op.f("ck_nominations_confirmed_by_another"),
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_nominations_asked_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_nominations_ended_by")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_nominations_person")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_nominations")),
    )
    op.create_index(
        "ux_nominations_invite",
        "nominations",
        ["party", "agency"],
        unique=True,
        sqlite_where=sa.text("state = 'open' AND person IS NULL"),
        postgresql_where=sa.text("state = 'open' AND person IS NULL"),
    )
    op.create_index(
        "ux_nominations_person",
        "nominations",
        ["person"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
