"""Consents to disclose to third parties."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the ledger of disclosures."""
    op.create_table(
        "disclosures",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("disclosing", sa.String(), nullable=False),
        sa.Column("providing", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("third_party", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("letter_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", WIDE, nullable=True),
        sa.CheckConstraint("length(code) = 9", name=op.f("ck_disclosures_code_length")),
        sa.CheckConstraint(
            "length(disclosing) = 2 AND length(providing) = 2",
            name=op.f("ck_disclosures_parties_named"),
        ),
        sa.CheckConstraint(
            "disclosing <> providing", name=op.f("ck_disclosures_provided_by_the_other")
        ),
        sa.CheckConstraint("length(item) > 0", name=op.f("ck_disclosures_item_named")),
        sa.CheckConstraint(
            "length(third_party) > 0", name=op.f("ck_disclosures_third_party_named")
        ),
        sa.CheckConstraint("length(purpose) > 0", name=op.f("ck_disclosures_purpose_named")),
        sa.CheckConstraint(
            "scope IN ('status', 'record')", name=op.f("ck_disclosures_scope_known")
        ),
        sa.CheckConstraint("length(letter) > 0", name=op.f("ck_disclosures_consented_by_letter")),
        sa.CheckConstraint(
            "letter_day <= until", name=op.f("ck_disclosures_consented_before_it_ends")
        ),
        sa.CheckConstraint("made_at < ends_at", name=op.f("ck_disclosures_ends_later")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_disclosures_version")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_disclosures_withdrawn_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal"], ["two_keys.code"], name=op.f("fk_disclosures_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["people.id"], name=op.f("fk_disclosures_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_disclosures")),
        sa.UniqueConstraint("proposal", name=op.f("uq_disclosures_proposal")),
    )
    op.create_index("ix_disclosures_made", "disclosures", ["made_at"])
