"""Meetings: what was proposed and agreed, how it came to that, and who comes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of meetings."""
    op.create_table(
        "meetings",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("case_reference", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("options_made", sa.Integer(), nullable=False),
        sa.Column("objection", sa.String(), nullable=True),
        sa.Column("offer", sa.Text(), nullable=True),
        sa.Column("offer_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("slot_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("slot_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("slot_venue", sa.Text(), nullable=True),
        sa.Column("slot_host", sa.String(), nullable=True),
        sa.Column("slot_sequence", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(objection IS NOT NULL) = (state IN ('declined', 'withdrawn', 'cancelled'))",
            name=op.f("ck_meetings_objection_at_the_end"),
        ),
        sa.CheckConstraint(
            "(slot_start IS NOT NULL) = (state IN ('agreed', 'cancelled'))",
            name=op.f("ck_meetings_slot_once_agreed"),
        ),
        sa.CheckConstraint(
            "kind <> 'annual' OR length(about) = 4", name=op.f("ck_meetings_annual_about_a_year")
        ),
        sa.CheckConstraint(
            "kind IN ('annual', 'emergency', 'difference')", name=op.f("ck_meetings_kind_known")
        ),
        sa.CheckConstraint(
            "objection IN ('time', 'venue', 'preparation', 'settled', 'other_channel')",
            name=op.f("ck_meetings_objection_known"),
        ),
        sa.CheckConstraint(
            "occasion IN ('yearly', 'at_risk', 'found', 'return', 'suspects', 'stalled', "
            "'interpretation', 'implementation', 'other')",
            name=op.f("ck_meetings_occasion_known"),
        ),
        sa.CheckConstraint(
            "offer IS NULL OR state IN ('proposed', 'agreed')",
            name=op.f("ck_meetings_offer_until_ended"),
        ),
        sa.CheckConstraint(
            "state <> 'proposed' OR offer IS NOT NULL", name=op.f("ck_meetings_proposed_with_offer")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'agreed', 'declined', 'withdrawn', 'expired', 'cancelled')",
            name=op.f("ck_meetings_state_known"),
        ),
        sa.CheckConstraint(
            "(offer IS NULL) = (offer_expires_at IS NULL)", name=op.f("ck_meetings_offer_whole")
        ),
        sa.CheckConstraint(
            "(slot_start IS NULL) = (slot_end IS NULL)"
            " AND (slot_start IS NULL) = (slot_host IS NULL)"
            " AND (slot_start IS NULL) = (slot_sequence IS NULL)",
            name=op.f("ck_meetings_slot_whole"),
        ),
        sa.CheckConstraint("length(about) <= 20", name=op.f("ck_meetings_about_length")),
        sa.CheckConstraint("length(code) = 9", name=op.f("ck_meetings_code_length")),
        sa.CheckConstraint("length(made_by) = 2", name=op.f("ck_meetings_made_by_party")),
        sa.CheckConstraint("length(slot_host) = 2", name=op.f("ck_meetings_slot_host_party")),
        sa.CheckConstraint(
            "slot_sequence BETWEEN 1 AND version", name=op.f("ck_meetings_slot_counted")
        ),
        sa.CheckConstraint("slot_start < slot_end", name=op.f("ck_meetings_slot_has_length")),
        sa.CheckConstraint(
            "slot_venue IS NULL OR slot_start IS NOT NULL", name=op.f("ck_meetings_venue_of_slot")
        ),
        sa.CheckConstraint("version >= 1 AND options_made >= 1", name=op.f("ck_meetings_counts")),
        sa.ForeignKeyConstraint(
            ["case_reference"], ["requests.reference"], name=op.f("fk_meetings_case_reference")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_meetings")),
    )
    op.create_index("ix_meetings_offer_expires_at", "meetings", ["offer_expires_at"], unique=False)
    op.create_index("ix_meetings_slot_end", "meetings", ["slot_end"], unique=False)
    op.create_index(
        "ux_meetings_annual",
        "meetings",
        ["about"],
        unique=True,
        sqlite_where=sa.text("kind = 'annual' AND state = 'agreed'"),
        postgresql_where=sa.text("kind = 'annual' AND state = 'agreed'"),
    )
    op.create_index(
        "ux_meetings_open",
        "meetings",
        ["kind", "about"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_table(
        "meeting_attendances",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("person", WIDE, nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("substitute", WIDE, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(substitute IS NOT NULL) = (presence = 'substitute')",
            name=op.f("ck_meeting_attendances_substitute_named"),
        ),
        sa.CheckConstraint(
            "presence IN ('yes', 'no', 'substitute')",
            name=op.f("ck_meeting_attendances_presence_known"),
        ),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_meeting_attendances_party_named")),
        sa.CheckConstraint(
            "substitute <> person", name=op.f("ck_meeting_attendances_substitute_is_another")
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meetings.code"], name=op.f("fk_meeting_attendances_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_meeting_attendances_person")
        ),
        sa.ForeignKeyConstraint(
            ["substitute"], ["people.id"], name=op.f("fk_meeting_attendances_substitute")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_attendances")),
        sa.UniqueConstraint(
            "meeting", "person", name=op.f("uq_meeting_attendances_meeting_person")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting_events",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("person", WIDE, nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(person IS NULL) = (action = 'expire')",
            name=op.f("ck_meeting_events_desk_lets_expire"),
        ),
        sa.CheckConstraint(
            "action IN ('propose', 'counter', 'back', 'accept', 'decline', 'withdraw', "
            "'cancel', 'expire')",
            name=op.f("ck_meeting_events_action_known"),
        ),
        sa.CheckConstraint(
            "role IN ('focal_person', 'coordinator', 'admin')",
            name=op.f("ck_meeting_events_role_known"),
        ),
        sa.CheckConstraint(
            "(person IS NULL) = (party IS NULL) AND (person IS NULL) = (role IS NULL)",
            name=op.f("ck_meeting_events_person_whole"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_meeting_events_version")),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meetings.code"], name=op.f("fk_meeting_events_meeting")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_meeting_events_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_events")),
        sa.UniqueConstraint("meeting", "version", name=op.f("uq_meeting_events_meeting_version")),
        sqlite_autoincrement=True,
    )
