"""Sealed notes about cases, legal holds, and the looks by which the days of keeping are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make its tables."""
    op.create_table(
        "notes",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("person", WIDE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('note', 'refusal', 'extension', 'withdrawal', 'objection')",
            name=op.f("ck_notes_kind_known"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_notes_number_positive")),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_notes_party_named")),
        sa.CheckConstraint(
            "(body IS NULL) = (erased_at IS NOT NULL)", name=op.f("ck_notes_body_until_erased")
        ),
        sa.CheckConstraint(
            "erased_at IS NULL OR announced_at IS NOT NULL",
            name=op.f("ck_notes_announced_before_erased"),
        ),
        sa.ForeignKeyConstraint(
            ["reference"], ["requests.reference"], name=op.f("fk_notes_reference")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_notes_person")),
        sa.PrimaryKeyConstraint("reference", "number", name=op.f("pk_notes")),
    )
    op.create_index(
        "ix_notes_kept",
        "notes",
        ["reference"],
        sqlite_where=sa.text("erased_at IS NULL"),
        postgresql_where=sa.text("erased_at IS NULL"),
    )
    op.create_table(
        "legal_holds",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("person", WIDE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_legal_holds_party_named")),
        sa.CheckConstraint("length(letter) > 0", name=op.f("ck_legal_holds_ordered")),
        sa.ForeignKeyConstraint(
            ["reference"], ["requests.reference"], name=op.f("fk_legal_holds_reference")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_legal_holds_person")),
        sa.PrimaryKeyConstraint("reference", "party", name=op.f("pk_legal_holds")),
    )
    op.create_table(
        "retention_looks",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_looks")),
        sqlite_autoincrement=True,
    )
