"""What administrators set: settings, and words on the days of a calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of what administrators set."""
    op.create_table(
        "settings",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("made_by", WIDE, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(code) > 0", name=op.f("ck_settings_named")),
        sa.CheckConstraint(
            "party IS NULL OR length(party) = 2", name=op.f("ck_settings_party_named")
        ),
        sa.CheckConstraint("value IS NULL OR length(value) > 0", name=op.f("ck_settings_valued")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_settings_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "holidays",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_by", WIDE, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('off', 'worked', 'calendar', 'published')",
            name=op.f("ck_holidays_kind_known"),
        ),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_holidays_party_named")),
        sa.CheckConstraint(
            "(kind = 'off') = (length(name) > 0)", name=op.f("ck_holidays_holiday_named")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_holidays_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
        sqlite_autoincrement=True,
    )
