"""What one Party has proposed to the other and waits for its key."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of what needs the keys of both Parties."""
    op.create_table(
        "two_keys",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("of_what", sa.String(), nullable=False),
        sa.Column("value_before", sa.String(), nullable=False),
        sa.Column("value_after", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("made_by", WIDE, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", WIDE, nullable=True),
        sa.CheckConstraint(
            "kind IN ('extension', 'setting', 'amendment', 'difference', 'activity', 'disclosure')",
            name=op.f("ck_two_keys_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'agreed', 'declined', 'withdrawn', 'expired')",
            name=op.f("ck_two_keys_state_known"),
        ),
        sa.CheckConstraint("length(code) = 9", name=op.f("ck_two_keys_code_length")),
        sa.CheckConstraint(
            "length(of_what) > 0 AND length(reason) > 0", name=op.f("ck_two_keys_named")
        ),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_two_keys_party_named")),
        sa.CheckConstraint(
            "value_before <> value_after", name=op.f("ck_two_keys_changes_something")
        ),
        sa.CheckConstraint("made_at < expires_at", name=op.f("ck_two_keys_open_for_a_time")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_two_keys_version")),
        sa.CheckConstraint(
            "(state = 'open') = (ended_at IS NULL)", name=op.f("ck_two_keys_ended_once")
        ),
        sa.CheckConstraint(
            "(ended_by IS NOT NULL) = (state IN ('agreed', 'declined', 'withdrawn'))",
            name=op.f("ck_two_keys_ended_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_two_keys_ended_by")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_two_keys_made_by")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_two_keys")),
    )
    op.create_index(
        "ux_two_keys_open",
        "two_keys",
        ["kind", "of_what"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
