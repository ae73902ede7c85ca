"""The spine: people, invitations, cases, conversations, the three queues, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _refuse(verb: str) -> str:
    return (
        f"CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    )


SQLITE_TRIGGERS = (_refuse("update"), _refuse("delete"))
REFUSAL = (
    "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$"
)
REFUSAL_TRIGGER = (
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
    "FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()"
)
POSTGRESQL_TRIGGER = (REFUSAL, REFUSAL_TRIGGER)


def upgrade() -> None:
    """Make the tables, then close the audit record against changes."""
    op.create_table(
        "conversations",
        sa.Column("chat_id", WIDE, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_conversations_version")),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_conversations")),
    )
    op.create_table(
        "holds",
        sa.Column("chat_id", WIDE, autoincrement=False, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_holds")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("update_id", WIDE, nullable=False),
        sa.Column("chat_id", WIDE, nullable=True),
        sa.Column("press", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state <> 'waiting' OR payload IS NOT NULL", name=op.f("ck_inbox_payload_kept")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'dead')", name=op.f("ck_inbox_state_known")
        ),
        sa.CheckConstraint("attempts >= 0 AND fence >= 0", name=op.f("ck_inbox_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("update_id", name=op.f("uq_inbox_update_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["chat_id", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_inbox_dead",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'dead'"),
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.create_table(
        "invite_tries",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("chat_id", WIDE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite_tries")),
    )
    op.create_index("ix_invite_tries_chat_id", "invite_tries", ["chat_id", "at"], unique=False)
    op.create_table(
        "marks",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_marks_named")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.create_table(
        "people",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("chat_id", WIDE, nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role IN ('focal_person', 'coordinator', 'admin')", name=op.f("ck_people_role_known")
        ),
        sa.CheckConstraint(
            "standing IN ('active', 'suspended', 'removed')", name=op.f("ck_people_standing_known")
        ),
        sa.CheckConstraint("chat_id > 0", name=op.f("ck_people_private_chat")),
        sa.CheckConstraint("length(agency) BETWEEN 1 AND 60", name=op.f("ck_people_agency_length")),
        sa.CheckConstraint("length(email) BETWEEN 3 AND 254", name=op.f("ck_people_email_length")),
        sa.CheckConstraint("length(language) > 0", name=op.f("ck_people_language_named")),
        sa.CheckConstraint("length(name) <= 40", name=op.f("ck_people_name_length")),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_people_party_named")),
        sa.CheckConstraint("number > 0", name=op.f("ck_people_number_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_people_chat_id", "people", ["chat_id", "id"], unique=False)
    op.create_index("ix_people_party", "people", ["party", "standing", "id"], unique=False)
    op.create_index("ux_people_number", "people", ["party", "number"], unique=True)
    op.create_index(
        "ux_people_chat_id",
        "people",
        ["chat_id"],
        unique=True,
        sqlite_where=sa.text("standing <> 'removed'"),
        postgresql_where=sa.text("standing <> 'removed'"),
    )
    op.create_table(
        "shown",
        sa.Column("chat_id", WIDE, nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("message_id", WIDE, nullable=False),
        sa.CheckConstraint("length(slot) > 0", name=op.f("ck_shown_slot_named")),
        sa.PrimaryKeyConstraint("chat_id", "slot", name=op.f("pk_shown")),
    )
    op.create_index("ix_shown_message", "shown", ["chat_id", "message_id"], unique=False)
    op.create_table(
        "wakeups",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint("attempts >= 0 AND fence >= 0", name=op.f("ck_wakeups_counts")),
        sa.CheckConstraint(
            "length(kind) > 0 AND length(subject) > 0", name=op.f("ck_wakeups_named")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wakeups")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_wakeups_kind_subject")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wakeups_next_at", "wakeups", ["next_at"], unique=False)
    op.create_table(
        "audit",
        sa.Column("seq", WIDE, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("person", WIDE, nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_audit_counted")),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_audit_hash_length")),
        sa.CheckConstraint(
            "role IN ('focal_person', 'coordinator', 'admin')", name=op.f("ck_audit_role_known")
        ),
        sa.CheckConstraint(
            "(person IS NULL) = (party IS NULL)", name=op.f("ck_audit_person_whole")
        ),
        sa.CheckConstraint(
            "length(action) > 0 AND length(subject) > 0", name=op.f("ck_audit_named")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_audit_person")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "aways",
        sa.Column("person", WIDE, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("deputy", WIDE, nullable=False),
        sa.CheckConstraint("deputy <> person", name=op.f("ck_aways_deputy_is_another")),
        sa.CheckConstraint("first <= last", name=op.f("ck_aways_first_before_last")),
        sa.ForeignKeyConstraint(["deputy"], ["people.id"], name=op.f("fk_aways_deputy")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_aways_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_aways")),
    )
    op.create_table(
        "invites",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("invited_by", WIDE, nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", WIDE, nullable=True),
        sa.CheckConstraint(
            "role IN ('focal_person', 'coordinator', 'admin')", name=op.f("ck_invites_role_known")
        ),
        sa.CheckConstraint(
            "(used_at IS NULL) = (used_by IS NULL)", name=op.f("ck_invites_used_by_somebody")
        ),
        sa.CheckConstraint(
            "length(agency) BETWEEN 1 AND 60", name=op.f("ck_invites_agency_length")
        ),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_invites_party_named")),
        sa.CheckConstraint("length(token_hash) = 64", name=op.f("ck_invites_hash_length")),
        sa.ForeignKeyConstraint(["invited_by"], ["people.id"], name=op.f("fk_invites_invited_by")),
        sa.ForeignKeyConstraint(["used_by"], ["people.id"], name=op.f("fk_invites_used_by")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invites")),
    )
    op.create_table(
        "mail_codes",
        sa.Column("person", WIDE, nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(address) BETWEEN 3 AND 254", name=op.f("ck_mail_codes_address_length")
        ),
        sa.CheckConstraint("length(code_hash) = 64", name=op.f("ck_mail_codes_hash_length")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_mail_codes_tries_counted")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_mail_codes_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_mail_codes")),
    )
    op.create_table(
        "notices",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("of_what", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("ladder", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("states", sa.String(), nullable=False),
        sa.Column("actor", WIDE, nullable=True),
        sa.Column("is_inner", sa.Boolean(), nullable=False),
        sa.Column("due_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Float(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("grace", sa.Float(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("outage_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outage_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", WIDE, nullable=True),
        sa.CheckConstraint(
            "audience IN ('staff', 'keyholders', 'coordinators', 'confirmers', 'responsible',"
            " 'circle', 'admins', 'attending', 'person')",
            name=op.f("ck_notices_audience_known"),
        ),
        sa.CheckConstraint(
            "priority IN ('routine', 'important', 'emergency')",
            name=op.f("ck_notices_priority_known"),
        ),
        sa.CheckConstraint(
            "subject IN ('request', 'meeting', 'activity', 'person', 'key', 'agreement', 'desk')",
            name=op.f("ck_notices_subject_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'told', 'acknowledged', 'settled')",
            name=op.f("ck_notices_state_known"),
        ),
        sa.CheckConstraint("length(code) = 5", name=op.f("ck_notices_code_length")),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_notices_party_named")),
        sa.CheckConstraint(
            "length(of_what) > 0 AND length(topic) > 0", name=op.f("ck_notices_named")
        ),
        sa.CheckConstraint("version >= 1 AND rung >= 0", name=op.f("ck_notices_counts")),
        sa.CheckConstraint("late >= 0 AND grace >= 0", name=op.f("ck_notices_spans")),
        sa.CheckConstraint(
            "(outage_start IS NULL) = (outage_end IS NULL)", name=op.f("ck_notices_outage_whole")
        ),
        sa.CheckConstraint(
            "(ladder = '[]') = (priority = 'routine')",
            name=op.f("ck_notices_ladder_unless_routine"),
        ),
        sa.CheckConstraint(
            "state <> 'told' OR told_at IS NOT NULL AND priority = 'routine'",
            name=op.f("ck_notices_told_and_routine"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NOT NULL) = (state IN ('acknowledged', 'settled'))",
            name=op.f("ck_notices_ended_once"),
        ),
        sa.CheckConstraint(
            "(ended_by IS NOT NULL) = (state = 'acknowledged')",
            name=op.f("ck_notices_acknowledged_by_somebody"),
        ),
        sa.CheckConstraint(
            "state <> 'acknowledged' OR priority <> 'routine'",
            name=op.f("ck_notices_acknowledged_not_routine"),
        ),
        sa.ForeignKeyConstraint(["actor"], ["people.id"], name=op.f("fk_notices_actor")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_notices_ended_by")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_notices")),
    )
    op.create_index(
        "ix_notices_open",
        "notices",
        ["party", "made_at"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ux_notices_open",
        "notices",
        ["party", "subject", "of_what", "topic"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "notice_copies",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("person", WIDE, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.code"], name=op.f("fk_notice_copies_notice")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_notice_copies_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_copies")),
        sa.UniqueConstraint("notice", "person", name=op.f("uq_notice_copies_notice_person")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_copies_person", "notice_copies", ["person"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("chat_id", WIDE, nullable=False),
        sa.Column("lane", WIDE, nullable=True),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("person", WIDE, nullable=True),
        sa.Column("card", sa.Text(), nullable=True),
        sa.Column("appointment", sa.Text(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("toast", sa.Text(), nullable=True),
        sa.Column("loud", sa.Boolean(), nullable=False),
        sa.Column("slot", sa.String(), nullable=True),
        sa.Column("only_there", sa.Boolean(), nullable=False),
        sa.Column("replaces", sa.Boolean(), nullable=False),
        sa.Column("message_id", WIDE, nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("query_id", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("guard_notice", sa.String(), nullable=True),
        sa.Column("guard_subject", sa.String(), nullable=True),
        sa.Column("guard_of", sa.String(), nullable=True),
        sa.Column("guard_states", sa.String(), nullable=True),
        sa.Column("guard_line", sa.String(), nullable=True),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("matters", sa.Boolean(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("life", sa.Integer(), nullable=True),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("repeat", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint(
            "address IS NULL OR op = 'mail'", name=op.f("ck_outbox_address_of_mail")
        ),
        sa.CheckConstraint(
            "appointment IS NULL OR op = 'file'", name=op.f("ck_outbox_appointment_of_file")
        ),
        sa.CheckConstraint("sheet IS NULL OR op = 'file'", name=op.f("ck_outbox_sheet_of_file")),
        sa.CheckConstraint(
            "state <> 'waiting' OR op <> 'file' OR (appointment IS NULL) <> (sheet IS NULL)",
            name=op.f("ck_outbox_file_of_one_kind"),
        ),
        sa.CheckConstraint("life > 0", name=op.f("ck_outbox_life_positive")),
        sa.CheckConstraint("lane = chat_id", name=op.f("ck_outbox_lane_of_chat")),
        sa.CheckConstraint(
            "(lane IS NULL) = (op IN ('toast', 'mail'))", name=op.f("ck_outbox_lane_unless_alone")
        ),
        sa.CheckConstraint(
            "state <> 'waiting' OR op <> 'toast' OR query_id IS NOT NULL",
            name=op.f("ck_outbox_toast_answers"),
        ),
        sa.CheckConstraint(
            "op IN ('send', 'edit', 'delete', 'toast', 'leave', 'menu', 'mail', 'file')",
            name=op.f("ck_outbox_op_known"),
        ),
        sa.CheckConstraint(
            "state <> 'waiting' OR op NOT IN ('send', 'edit', 'mail', 'file') OR card IS NOT NULL",
            name=op.f("ck_outbox_card_kept"),
        ),
        sa.CheckConstraint(
            "state <> 'waiting' OR op <> 'mail' OR person IS NOT NULL OR address IS NOT NULL",
            name=op.f("ck_outbox_mail_to_somebody"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'superseded', 'failed', 'dead')",
            name=op.f("ck_outbox_state_known"),
        ),
        sa.CheckConstraint(
            "guard_subject IN ('request', 'meeting', 'activity', 'person', 'key', 'agreement',"
            " 'desk')",
            name=op.f("ck_outbox_guard_subject_known"),
        ),
        sa.CheckConstraint(
            "(guard_subject IS NULL) = (guard_of IS NULL)"
            " AND (guard_of IS NULL) = (guard_states IS NULL)",
            name=op.f("ck_outbox_guard_whole"),
        ),
        sa.CheckConstraint("attempts >= 0 AND fence >= 0", name=op.f("ck_outbox_counts")),
        sa.CheckConstraint("urgency IN (0, 1, 2)", name=op.f("ck_outbox_urgency_known")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_outbox_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["lane", "urgency", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_outbox_claimed",
        "outbox",
        ["lane"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting' AND error = 'claimed'"),
        postgresql_where=sa.text("state = 'waiting' AND error = 'claimed'"),
    )
    op.create_index(
        "ix_outbox_dead",
        "outbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'dead'"),
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.create_table(
        "requests",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("letter_reference", sa.String(), nullable=True),
        sa.Column("letter_day", sa.Date(), nullable=True),
        sa.Column("letter_channel", sa.String(), nullable=True),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("repatriation", sa.Text(), nullable=True),
        sa.Column("requesting", sa.String(), nullable=False),
        sa.Column("requested", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shared_version", sa.Integer(), nullable=False),
        sa.Column("logged_by", WIDE, nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stepped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("assignee", WIDE, nullable=True),
        sa.Column("offered_to", WIDE, nullable=True),
        sa.Column("missing", sa.String(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("refusal_draft", sa.Text(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("withdrawal", sa.String(), nullable=True),
        sa.Column("statements", sa.Text(), nullable=False),
        sa.Column("requesting_judges", sa.Boolean(), nullable=False),
        sa.Column("requested_judges", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawal IS NOT NULL)",
            name=op.f("ck_requests_withdrawn_with_reason"),
        ),
        sa.CheckConstraint(
            "kind IN ('verification', 'repatriation', 'protection', "
            "'investigation', 'information', 'handover', "
            "'prevention')",
            name=op.f("ck_requests_kind_known"),
        ),
        sa.CheckConstraint(
            "letter_channel IN ('police', 'diplomatic')",
            name=op.f("ck_requests_letter_channel_known"),
        ),
        sa.CheckConstraint(
            "missing = '' OR state = 'received'", name=op.f("ck_requests_asked_while_received")
        ),
        sa.CheckConstraint(
            "offered_to IS NULL OR state = 'received'",
            name=op.f("ck_requests_offered_while_received"),
        ),
        sa.CheckConstraint("offered_to <> assignee", name=op.f("ck_requests_offered_to_another")),
        sa.CheckConstraint(
            "refusal_draft IS NULL OR state = 'received' OR state = 'sent'",
            name=op.f("ck_requests_no_draft_once_ended"),
        ),
        sa.CheckConstraint(
            "state <> 'answered' OR outcome IS NOT NULL",
            name=op.f("ck_requests_answered_with_outcome"),
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR outcome IS NOT NULL OR refusal IS NOT NULL",
            name=op.f("ck_requests_closed_with_either"),
        ),
        sa.CheckConstraint(
            "state <> 'received' OR received_on IS NOT NULL",
            name=op.f("ck_requests_received_on_a_day"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR refusal IS NOT NULL",
            name=op.f("ck_requests_refused_with_ground"),
        ),
        sa.CheckConstraint(
            "state <> 'sent' OR received_on IS NULL", name=op.f("ck_requests_sent_not_received")
        ),
        sa.CheckConstraint(
            "state IN ('sent', 'received', 'answered', 'refused', 'withdrawn', 'closed')",
            name=op.f("ck_requests_state_known"),
        ),
        sa.CheckConstraint(
            "withdrawal IN ('settled', 'duplicate', 'mistake', 'wish', 'other_channel')",
            name=op.f("ck_requests_withdrawal_known"),
        ),
        sa.CheckConstraint(
            "(due_on IS NULL) = (received_on IS NULL)", name=op.f("ck_requests_due_since_receipt")
        ),
        sa.CheckConstraint(
            "first_due_on IS NULL OR due_on IS NOT NULL AND first_due_on < due_on",
            name=op.f("ck_requests_extended_to_later"),
        ),
        sa.CheckConstraint(
            "children BETWEEN 0 AND persons", name=op.f("ck_requests_children_among_persons")
        ),
        sa.CheckConstraint("length(reference) = 10", name=op.f("ck_requests_reference_length")),
        sa.CheckConstraint(
            "length(requesting) = 2 AND length(requested) = 2",
            name=op.f("ck_requests_parties_named"),
        ),
        sa.CheckConstraint("persons BETWEEN 1 AND 999", name=op.f("ck_requests_persons_counted")),
        sa.CheckConstraint("requesting <> requested", name=op.f("ck_requests_two_parties")),
        sa.CheckConstraint(
            "version >= 1 AND shared_version BETWEEN 1 AND version",
            name=op.f("ck_requests_versions"),
        ),
        sa.ForeignKeyConstraint(["assignee"], ["people.id"], name=op.f("fk_requests_assignee")),
        sa.ForeignKeyConstraint(["logged_by"], ["people.id"], name=op.f("fk_requests_logged_by")),
        sa.ForeignKeyConstraint(["offered_to"], ["people.id"], name=op.f("fk_requests_offered_to")),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_requests")),
    )
    op.create_index("ix_requests_assignee", "requests", ["assignee", "state"], unique=False)
    op.create_index("ix_requests_logged_at", "requests", ["logged_at"], unique=False)
    op.create_index("ix_requests_offered_to", "requests", ["offered_to"], unique=False)
    op.create_index(
        "ix_requests_requested", "requests", ["requested", "state", "due_on"], unique=False
    )
    op.create_index(
        "ix_requests_requested_judges", "requests", ["requested", "requested_judges"], unique=False
    )
    op.create_index(
        "ix_requests_requesting", "requests", ["requesting", "state", "due_on"], unique=False
    )
    op.create_index(
        "ix_requests_requesting_judges",
        "requests",
        ["requesting", "requesting_judges"],
        unique=False,
    )
    op.create_table(
        "request_events",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person", WIDE, nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("stated_for", sa.String(), nullable=True),
        sa.Column("letter", sa.String(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "action IN ('log', 'record', 'receive', 'ask', 'supply', "
            "'assign', 'answer', 'draft_refusal', 'drop_refusal', 'refuse', "
            "'withdraw', 'close', 'agree', 'object', 'extend')",
            name=op.f("ck_request_events_action_known"),
        ),
        sa.CheckConstraint(
            "role IN ('focal_person', 'coordinator', 'admin')",
            name=op.f("ck_request_events_role_known"),
        ),
        sa.CheckConstraint(
            "(stated_for IS NULL) = (letter IS NULL)",
            name=op.f("ck_request_events_letter_of_the_other"),
        ),
        sa.CheckConstraint(
            "stated_for <> party", name=op.f("ck_request_events_stated_for_the_other")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_request_events_version")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_request_events_person")),
        sa.ForeignKeyConstraint(
            ["reference"], ["requests.reference"], name=op.f("fk_request_events_reference")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_events")),
        sa.UniqueConstraint(
            "reference", "version", name=op.f("uq_request_events_reference_version")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_request_events_action", "request_events", ["action", "at"], unique=False)

    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if on_sqlite else POSTGRESQL_TRIGGER:
        op.execute(statement)
