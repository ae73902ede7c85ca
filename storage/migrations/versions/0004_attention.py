"""Urgent notices, who is on a notice, and the duty roster."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.checks import change_check

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_PRIORITIES = "priority IN ('routine', 'important', 'emergency')"
_NEW_PRIORITIES = "priority IN ('routine', 'important', 'urgent', 'emergency')"


def upgrade() -> None:
    op.add_column("notice_recipients", sa.Column("taken_at", sa.DateTime(timezone=True)))
    op.create_table(
        "duty_roster",
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("on_day", sa.String(), nullable=False),
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("party", "on_day", name="pk_duty_roster"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_duty_roster_person"),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_duty_roster_party_named")),
        sa.CheckConstraint(
            "length(on_day) IN (1, 10)", name=op.f("ck_duty_roster_weekday_or_date")
        ),
    )
    change_check("notices", "ck_notices_priority_known", _PRIORITIES, _NEW_PRIORITIES)
    # Versions before cannot read an urgent notice.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
