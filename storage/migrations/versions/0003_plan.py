"""Agendas of meetings, and the plan of action."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of agendas and activities."""
    op.create_table(
        "agenda_items",
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("case_reference", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("person", WIDE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("carried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_in", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('annual', 'emergency', 'difference')",
            name=op.f("ck_agenda_items_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'discussed', 'dropped')", name=op.f("ck_agenda_items_state_known")
        ),
        sa.CheckConstraint("id > 0", name=op.f("ck_agenda_items_id_positive")),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_agenda_items_party_named")),
        sa.CheckConstraint("version >= 1 AND carried >= 0", name=op.f("ck_agenda_items_counts")),
        sa.CheckConstraint(
            "(carried > 0) = (carried_at IS NOT NULL)", name=op.f("ck_agenda_items_carried_whole")
        ),
        sa.CheckConstraint(
            "(state = 'open') = (ended_at IS NULL)", name=op.f("ck_agenda_items_ended_once")
        ),
        sa.CheckConstraint(
            "(state = 'discussed') = (settled_in IS NOT NULL)",
            name=op.f("ck_agenda_items_discussed_somewhere"),
        ),
        sa.ForeignKeyConstraint(
            ["case_reference"], ["requests.reference"], name=op.f("fk_agenda_items_case_reference")
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meetings.code"], name=op.f("fk_agenda_items_meeting")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_agenda_items_person")),
        sa.ForeignKeyConstraint(
            ["settled_in"], ["meetings.code"], name=op.f("fk_agenda_items_settled_in")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
    )
    op.create_index("ix_agenda_items_kind", "agenda_items", ["kind", "state"], unique=False)
    op.create_index("ix_agenda_items_meeting", "agenda_items", ["meeting"], unique=False)
    op.create_index("ix_agenda_items_settled_in", "agenda_items", ["settled_in"], unique=False)
    op.create_table(
        "activities",
        sa.Column("number", WIDE, autoincrement=False, nullable=False),
        sa.Column("titles", sa.Text(), nullable=False),
        sa.Column("lead", sa.String(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", WIDE, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'under_way', 'done', 'dropped')",
            name=op.f("ck_activities_state_known"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_activities_number_positive")),
        sa.CheckConstraint("length(lead) = 2", name=op.f("ck_activities_lead_named")),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_activities_first_before_last")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_activities_version")),
        sa.CheckConstraint(
            "(source IS NULL) = (made_by IS NULL)",
            name=op.f("ck_activities_decided_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_activities_made_by")),
        sa.ForeignKeyConstraint(["source"], ["meetings.code"], name=op.f("fk_activities_source")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_activities")),
    )
    op.create_index("ix_activities_source", "activities", ["source"], unique=False)
    op.create_index("ix_activities_state", "activities", ["state", "last_on"], unique=False)
