"""The Agreement's own clocks: notices that end it, and differences about it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of terminations and differences."""
    op.create_table(
        "terminations",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", WIDE, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawal", sa.String(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", WIDE, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(code) = 9", name=op.f("ck_terminations_code_length")),
        sa.CheckConstraint(
            "length(agreement) > 0 AND length(letter) > 0", name=op.f("ck_terminations_named")
        ),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_terminations_party_named")),
        sa.CheckConstraint("received_on < ends_on", name=op.f("ck_terminations_ends_later")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_terminations_version")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"
            " AND (withdrawn_at IS NULL) = (withdrawn_on IS NULL)"
            " AND (withdrawn_at IS NULL) = (withdrawal IS NULL)",
            name=op.f("ck_terminations_withdrawn_whole"),
        ),
        sa.CheckConstraint(
            "withdrawn_on IS NULL OR received_on <= withdrawn_on",
            name=op.f("ck_terminations_withdrawn_after_receipt"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_terminations_made_by")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["people.id"], name=op.f("fk_terminations_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_terminations")),
    )
    op.create_index(
        "ux_terminations_standing",
        "terminations",
        ["agreement"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "differences",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("opened_by", WIDE, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(code) = 9", name=op.f("ck_differences_code_length")),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_differences_party_named")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_differences_titled")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_differences_version")),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["people.id"], name=op.f("fk_differences_opened_by")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_differences")),
    )
    op.create_index(
        "ix_differences_open",
        "differences",
        ["opened_at"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
