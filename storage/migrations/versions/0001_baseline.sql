CREATE TABLE conversations (
    chat_id BIGINT NOT NULL,
    state VARCHAR,
    data TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_conversations PRIMARY KEY (chat_id),
    CONSTRAINT ck_conversations_version CHECK (version >= 1)
);
CREATE TABLE chat_pauses (
    chat_id BIGINT NOT NULL,
    until TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_chat_pauses PRIMARY KEY (chat_id)
);
CREATE TABLE inbox (
    id BIGSERIAL NOT NULL CONSTRAINT pk_inbox PRIMARY KEY,
    update_id BIGINT NOT NULL,
    chat_id BIGINT,
    press BOOLEAN NOT NULL,
    payload TEXT,
    state VARCHAR NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    fence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    error VARCHAR,
    CONSTRAINT ck_inbox_state_known CHECK (state IN ('waiting', 'done', 'dead')),
    CONSTRAINT ck_inbox_payload_kept CHECK (state <> 'waiting' OR payload IS NOT NULL),
    CONSTRAINT ck_inbox_counts CHECK (attempts >= 0 AND fence >= 0),
    CONSTRAINT uq_inbox_update_id UNIQUE (update_id)
);
CREATE INDEX ix_inbox_dead ON inbox (id) WHERE state = 'dead';
CREATE INDEX ix_inbox_waiting ON inbox (chat_id, id) WHERE state = 'waiting';
CREATE TABLE invite_attempts (
    id BIGSERIAL NOT NULL,
    chat_id BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_invite_attempts PRIMARY KEY (id)
);
CREATE INDEX ix_invite_attempts_chat_id ON invite_attempts (chat_id, at);
CREATE TABLE leases (
    name VARCHAR NOT NULL,
    holder VARCHAR NOT NULL,
    until TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_leases PRIMARY KEY (name),
    CONSTRAINT ck_leases_named CHECK (length(name) > 0 AND length(holder) > 0)
);
CREATE TABLE chat_messages (
    chat_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    deletion_requested_at TIMESTAMP WITH TIME ZONE,
    time_to_live INTEGER,
    failed BOOLEAN NOT NULL,
    CONSTRAINT pk_chat_messages PRIMARY KEY (chat_id, message_id),
    CONSTRAINT ck_chat_messages_kind_known CHECK (kind IN ('input', 'card', 'rest', 'file', 'note')),
    CONSTRAINT ck_chat_messages_time_to_live_of_note CHECK ((time_to_live IS NULL) = (kind <> 'note')),
    CONSTRAINT ck_chat_messages_time_to_live_positive CHECK (time_to_live > 0)
);
CREATE TABLE timestamps (
    name VARCHAR NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_timestamps PRIMARY KEY (name),
    CONSTRAINT ck_timestamps_named CHECK (length(name) > 0)
);
CREATE TABLE people (
    id BIGSERIAL NOT NULL CONSTRAINT pk_people PRIMARY KEY,
    number INTEGER NOT NULL,
    party VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    chat_id BIGINT NOT NULL,
    language VARCHAR,
    status VARCHAR NOT NULL,
    joined_at TIMESTAMP WITH TIME ZONE NOT NULL,
    unreachable_since TIMESTAMP WITH TIME ZONE,
    email VARCHAR,
    last_seen_on DATE,
    CONSTRAINT ck_people_role_known CHECK (role IN ('focal_person', 'coordinator', 'admin')),
    CONSTRAINT ck_people_status_known CHECK (status IN ('active', 'suspended', 'removed')),
    CONSTRAINT ck_people_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_people_agency_length CHECK (length(agency) BETWEEN 1 AND 60),
    CONSTRAINT ck_people_name_length CHECK (length(name) <= 40),
    CONSTRAINT ck_people_private_chat CHECK (chat_id > 0),
    CONSTRAINT ck_people_language_named CHECK (length(language) > 0),
    CONSTRAINT ck_people_email_length CHECK (length(email) BETWEEN 3 AND 254),
    CONSTRAINT ck_people_number_positive CHECK (number > 0)
);
CREATE INDEX ix_people_chat_id ON people (chat_id, id);
CREATE INDEX ix_people_party ON people (party, status, id);
CREATE UNIQUE INDEX ux_people_chat_id ON people (chat_id) WHERE status <> 'removed';
CREATE UNIQUE INDEX ux_people_number ON people (party, number);
CREATE TABLE retention_runs (
    id BIGSERIAL NOT NULL CONSTRAINT pk_retention_runs PRIMARY KEY,
    at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE record_salts (
    record VARCHAR NOT NULL,
    salt TEXT NOT NULL,
    CONSTRAINT pk_record_salts PRIMARY KEY (record),
    CONSTRAINT ck_record_salts_named CHECK (length(record) > 0)
);
CREATE TABLE schema_compatibility (
    number INTEGER NOT NULL,
    revision VARCHAR NOT NULL,
    CONSTRAINT pk_schema_compatibility PRIMARY KEY (number),
    CONSTRAINT ck_schema_compatibility_one CHECK (number = 1)
);
CREATE TABLE encryption_keys (
    id VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_encryption_keys PRIMARY KEY (id),
    CONSTRAINT ck_encryption_keys_id_length CHECK (length(id) = 12),
    CONSTRAINT ck_encryption_keys_owned CHECK (length(owner) > 0)
);
CREATE TABLE message_slots (
    chat_id BIGINT NOT NULL,
    message_slot VARCHAR NOT NULL,
    message_id BIGINT NOT NULL,
    CONSTRAINT pk_message_slots PRIMARY KEY (chat_id, message_slot),
    CONSTRAINT ck_message_slots_slot_named CHECK (length(message_slot) > 0)
);
CREATE INDEX ix_message_slots_message ON message_slots (chat_id, message_id);
CREATE TABLE timers (
    id BIGSERIAL NOT NULL CONSTRAINT pk_timers PRIMARY KEY,
    kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    fence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    error VARCHAR,
    CONSTRAINT uq_timers_kind_subject UNIQUE (kind, subject),
    CONSTRAINT ck_timers_named CHECK (length(kind) > 0 AND length(subject) > 0),
    CONSTRAINT ck_timers_counts CHECK (attempts >= 0 AND fence >= 0)
);
CREATE INDEX ix_timers_next_at ON timers (next_at);
CREATE TABLE audit (
    seq BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    party VARCHAR,
    role VARCHAR,
    person BIGINT,
    action VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    facts TEXT NOT NULL,
    hash VARCHAR NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (seq),
    CONSTRAINT ck_audit_role_known CHECK (role IN ('focal_person', 'coordinator', 'admin')),
    CONSTRAINT ck_audit_counted CHECK (seq > 0),
    CONSTRAINT ck_audit_named CHECK (length(action) > 0 AND length(subject) > 0),
    CONSTRAINT ck_audit_person_whole CHECK ((person IS NULL) = (party IS NULL)),
    CONSTRAINT ck_audit_hash_length CHECK (length(hash) = 64),
    CONSTRAINT fk_audit_person FOREIGN KEY(person) REFERENCES people (id)
);
CREATE TABLE absences (
    person BIGINT NOT NULL,
    first DATE NOT NULL,
    last DATE NOT NULL,
    deputy BIGINT NOT NULL,
    CONSTRAINT pk_absences PRIMARY KEY (person),
    CONSTRAINT ck_absences_first_before_last CHECK (first <= last),
    CONSTRAINT ck_absences_deputy_is_another CHECK (deputy <> person),
    CONSTRAINT fk_absences_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_absences_deputy FOREIGN KEY(deputy) REFERENCES people (id)
);
CREATE TABLE differences (
    code VARCHAR NOT NULL,
    title TEXT NOT NULL,
    party VARCHAR NOT NULL,
    opened_by BIGINT NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    version INTEGER NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_differences PRIMARY KEY (code),
    CONSTRAINT ck_differences_code_length CHECK (length(code) = 9),
    CONSTRAINT ck_differences_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_differences_titled CHECK (length(title) > 0),
    CONSTRAINT ck_differences_version CHECK (version >= 1),
    CONSTRAINT fk_differences_opened_by FOREIGN KEY(opened_by) REFERENCES people (id)
);
CREATE INDEX ix_differences_open ON differences (opened_at) WHERE closed_at IS NULL;
CREATE TABLE holidays (
    id BIGSERIAL NOT NULL CONSTRAINT pk_holidays PRIMARY KEY,
    party VARCHAR NOT NULL,
    day DATE NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    made_by BIGINT,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT ck_holidays_kind_known CHECK (kind IN ('off', 'worked', 'calendar', 'published')),
    CONSTRAINT ck_holidays_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_holidays_holiday_named CHECK ((kind = 'off') = (length(name) > 0)),
    CONSTRAINT fk_holidays_made_by FOREIGN KEY(made_by) REFERENCES people (id)
);
CREATE TABLE invites (
    token_hash VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    invited_by BIGINT,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    used_by BIGINT,
    CONSTRAINT pk_invites PRIMARY KEY (token_hash),
    CONSTRAINT ck_invites_role_known CHECK (role IN ('focal_person', 'coordinator', 'admin')),
    CONSTRAINT ck_invites_hash_length CHECK (length(token_hash) = 64),
    CONSTRAINT ck_invites_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_invites_agency_length CHECK (length(agency) BETWEEN 1 AND 60),
    CONSTRAINT ck_invites_used_by_somebody CHECK ((used_at IS NULL) = (used_by IS NULL)),
    CONSTRAINT fk_invites_invited_by FOREIGN KEY(invited_by) REFERENCES people (id),
    CONSTRAINT fk_invites_used_by FOREIGN KEY(used_by) REFERENCES people (id)
);
CREATE TABLE mail_codes (
    person BIGINT NOT NULL,
    address VARCHAR NOT NULL,
    code_hash VARCHAR NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts INTEGER NOT NULL,
    CONSTRAINT pk_mail_codes PRIMARY KEY (person),
    CONSTRAINT ck_mail_codes_address_length CHECK (length(address) BETWEEN 3 AND 254),
    CONSTRAINT ck_mail_codes_hash_length CHECK (length(code_hash) = 64),
    CONSTRAINT ck_mail_codes_tries_counted CHECK (attempts >= 0),
    CONSTRAINT fk_mail_codes_person FOREIGN KEY(person) REFERENCES people (id)
);
CREATE TABLE nominations (
    code VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    person BIGINT,
    agency VARCHAR NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state VARCHAR NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by BIGINT,
    CONSTRAINT pk_nominations PRIMARY KEY (code),
    CONSTRAINT ck_nominations_state_known CHECK (state IN ('open', 'confirmed', 'declined', 'expired')),
    CONSTRAINT ck_nominations_code_length CHECK (length(code) = 9),
    CONSTRAINT ck_nominations_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_nominations_agency_length CHECK (length(agency) BETWEEN 1 AND 60),
    CONSTRAINT ck_nominations_of_another CHECK (person <> asked_by),
    CONSTRAINT ck_nominations_open_for_a_time CHECK (asked_at < expires_at),
    CONSTRAINT ck_nominations_ended_once CHECK ((state = 'open') = (ended_at IS NULL)),
    CONSTRAINT ck_nominations_ended_by_somebody CHECK ((ended_by IS NOT NULL) = (state IN ('confirmed', 'declined'))),
    CONSTRAINT ck_nominations_confirmed_by_another CHECK (state <> 'confirmed' OR ended_by <> asked_by),
    CONSTRAINT fk_nominations_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_nominations_asked_by FOREIGN KEY(asked_by) REFERENCES people (id),
    CONSTRAINT fk_nominations_ended_by FOREIGN KEY(ended_by) REFERENCES people (id)
);
CREATE UNIQUE INDEX ux_nominations_invite ON nominations (party, agency) WHERE state = 'open' AND person IS NULL;
CREATE UNIQUE INDEX ux_nominations_person ON nominations (person) WHERE state = 'open';
CREATE TABLE notices (
    code VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    priority VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    notice_key VARCHAR NOT NULL,
    title TEXT NOT NULL,
    audience VARCHAR NOT NULL,
    escalation_policy TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    states VARCHAR NOT NULL,
    triggered_by BIGINT,
    internal BOOLEAN NOT NULL,
    due_by TIMESTAMP WITH TIME ZONE,
    late FLOAT NOT NULL,
    state VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    escalation_step INTEGER NOT NULL,
    notified_at TIMESTAMP WITH TIME ZONE,
    grace FLOAT NOT NULL,
    repeat BOOLEAN NOT NULL,
    outage_start TIMESTAMP WITH TIME ZONE,
    outage_end TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by BIGINT,
    CONSTRAINT pk_notices PRIMARY KEY (code),
    CONSTRAINT ck_notices_priority_known CHECK (priority IN ('routine', 'important', 'emergency')),
    CONSTRAINT ck_notices_subject_named CHECK (length(subject) > 0),
    CONSTRAINT ck_notices_audience_known CHECK (audience IN ('staff', 'keyholders', 'coordinators', 'confirmers', 'responsible', 'circle', 'admins', 'attending', 'person')),
    CONSTRAINT ck_notices_state_known CHECK (state IN ('open', 'told', 'acknowledged', 'settled')),
    CONSTRAINT ck_notices_code_length CHECK (length(code) = 5),
    CONSTRAINT ck_notices_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_notices_named CHECK (length(subject_id) > 0 AND length(notice_key) > 0),
    CONSTRAINT ck_notices_counts CHECK (version >= 1 AND escalation_step >= 0),
    CONSTRAINT ck_notices_spans CHECK (late >= 0 AND grace >= 0),
    CONSTRAINT ck_notices_outage_whole CHECK ((outage_start IS NULL) = (outage_end IS NULL)),
    CONSTRAINT ck_notices_escalation_unless_routine CHECK ((escalation_policy = '[]') = (priority = 'routine')),
    CONSTRAINT ck_notices_notified_and_routine CHECK (state <> 'told' OR notified_at IS NOT NULL AND priority = 'routine'),
    CONSTRAINT ck_notices_ended_once CHECK ((ended_at IS NOT NULL) = (state IN ('acknowledged', 'settled'))),
    CONSTRAINT ck_notices_acknowledged_by_somebody CHECK ((ended_by IS NOT NULL) = (state = 'acknowledged')),
    CONSTRAINT ck_notices_acknowledged_not_routine CHECK (state <> 'acknowledged' OR priority <> 'routine'),
    CONSTRAINT fk_notices_triggered_by FOREIGN KEY(triggered_by) REFERENCES people (id),
    CONSTRAINT fk_notices_ended_by FOREIGN KEY(ended_by) REFERENCES people (id)
);
CREATE INDEX ix_notices_open ON notices (party, made_at) WHERE state = 'open';
CREATE INDEX ix_notices_open_code ON notices (code) WHERE state = 'open';
CREATE UNIQUE INDEX ux_notices_open ON notices (party, subject, subject_id, notice_key) WHERE state = 'open';
CREATE TABLE outbox (
    id BIGSERIAL NOT NULL CONSTRAINT pk_outbox PRIMARY KEY,
    chat_id BIGINT NOT NULL,
    lane BIGINT,
    op VARCHAR NOT NULL,
    person BIGINT,
    card TEXT,
    calendar_event TEXT,
    spreadsheet TEXT,
    toast TEXT,
    as_alert BOOLEAN NOT NULL,
    message_slot VARCHAR,
    edit_only BOOLEAN NOT NULL,
    replaces BOOLEAN NOT NULL,
    message_id BIGINT,
    address VARCHAR,
    query_id VARCHAR,
    dedupe_key VARCHAR,
    precondition_notice VARCHAR,
    precondition_subject VARCHAR,
    precondition_subject_id VARCHAR,
    precondition_states VARCHAR,
    precondition_command VARCHAR,
    urgency INTEGER NOT NULL,
    must_deliver BOOLEAN NOT NULL,
    silent BOOLEAN NOT NULL,
    time_to_live INTEGER,
    expired BOOLEAN NOT NULL,
    state VARCHAR NOT NULL,
    enqueued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    fence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    repeat BOOLEAN NOT NULL,
    error VARCHAR,
    CONSTRAINT ck_outbox_state_known CHECK (state IN ('waiting', 'sent', 'superseded', 'failed', 'dead')),
    CONSTRAINT ck_outbox_op_known CHECK (op IN ('send', 'edit', 'delete', 'toast', 'leave', 'menu', 'mail', 'file')),
    CONSTRAINT ck_outbox_urgency_known CHECK (urgency IN (0, 1, 2)),
    CONSTRAINT ck_outbox_lane_of_chat CHECK (lane = chat_id),
    CONSTRAINT ck_outbox_lane_unless_unordered CHECK ((lane IS NULL) = (op IN ('toast', 'mail'))),
    CONSTRAINT ck_outbox_toast_answers CHECK (state <> 'waiting' OR op <> 'toast' OR query_id IS NOT NULL),
    CONSTRAINT ck_outbox_card_kept CHECK (state <> 'waiting' OR op NOT IN ('send', 'edit', 'mail', 'file') OR card IS NOT NULL),
    CONSTRAINT ck_outbox_calendar_event_of_file CHECK (calendar_event IS NULL OR op = 'file'),
    CONSTRAINT ck_outbox_spreadsheet_of_file CHECK (spreadsheet IS NULL OR op = 'file'),
    CONSTRAINT ck_outbox_file_of_one_kind CHECK (state <> 'waiting' OR op <> 'file' OR (calendar_event IS NULL) <> (spreadsheet IS NULL)),
    CONSTRAINT ck_outbox_address_of_mail CHECK (address IS NULL OR op = 'mail'),
    CONSTRAINT ck_outbox_mail_to_somebody CHECK (state <> 'waiting' OR op <> 'mail' OR person IS NOT NULL OR address IS NOT NULL),
    CONSTRAINT ck_outbox_guard_subject_named CHECK (length(precondition_subject) > 0),
    CONSTRAINT ck_outbox_precondition_whole CHECK ((precondition_subject IS NULL) = (precondition_subject_id IS NULL) AND (precondition_subject_id IS NULL) = (precondition_states IS NULL)),
    CONSTRAINT ck_outbox_time_to_live_positive CHECK (time_to_live > 0),
    CONSTRAINT ck_outbox_counts CHECK (attempts >= 0 AND fence >= 0),
    CONSTRAINT fk_outbox_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT uq_outbox_dedupe_key UNIQUE (dedupe_key)
);
CREATE INDEX ix_outbox_claimed ON outbox (lane) WHERE state = 'waiting' AND error = 'claimed';
CREATE INDEX ix_outbox_dead ON outbox (id) WHERE state = 'dead';
CREATE INDEX ix_outbox_waiting ON outbox (lane, urgency, id) WHERE state = 'waiting';
CREATE TABLE pins (
    person BIGINT NOT NULL,
    party VARCHAR NOT NULL,
    pin_hash VARCHAR NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until TIMESTAMP WITH TIME ZONE,
    verified_until TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_pins PRIMARY KEY (person),
    CONSTRAINT ck_pins_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_pins_wrong_counted CHECK (failed_attempts >= 0 AND failed_attempts < 5),
    CONSTRAINT fk_pins_person FOREIGN KEY(person) REFERENCES people (id)
);
CREATE TABLE requests (
    reference VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    urgent BOOLEAN NOT NULL,
    persons INTEGER NOT NULL,
    children INTEGER NOT NULL,
    letter_reference VARCHAR,
    letter_day DATE,
    letter_channel VARCHAR,
    needed_by DATE,
    repatriation TEXT,
    requesting VARCHAR NOT NULL,
    requested VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    shared_version INTEGER NOT NULL,
    logged_by BIGINT NOT NULL,
    logged_at TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    stepped_at TIMESTAMP WITH TIME ZONE NOT NULL,
    received_on DATE,
    due_on DATE,
    first_due_on DATE,
    assignee BIGINT,
    offered_to BIGINT,
    missing VARCHAR NOT NULL,
    outcome TEXT,
    refusal_draft TEXT,
    refusal TEXT,
    withdrawal VARCHAR,
    reported_steps TEXT NOT NULL,
    requesting_reviews BOOLEAN NOT NULL,
    requested_reviews BOOLEAN NOT NULL,
    CONSTRAINT pk_requests PRIMARY KEY (reference),
    CONSTRAINT ck_requests_kind_known CHECK (kind IN ('verification', 'repatriation', 'protection', 'investigation', 'information', 'handover', 'prevention')),
    CONSTRAINT ck_requests_state_known CHECK (state IN ('sent', 'received', 'answered', 'refused', 'withdrawn', 'closed')),
    CONSTRAINT ck_requests_letter_channel_known CHECK (letter_channel IN ('police', 'diplomatic')),
    CONSTRAINT ck_requests_withdrawal_known CHECK (withdrawal IN ('settled', 'duplicate', 'mistake', 'wish', 'other_channel')),
    CONSTRAINT ck_requests_reference_length CHECK (length(reference) = 10),
    CONSTRAINT ck_requests_two_parties CHECK (requesting <> requested),
    CONSTRAINT ck_requests_parties_named CHECK (length(requesting) = 2 AND length(requested) = 2),
    CONSTRAINT ck_requests_persons_counted CHECK (persons BETWEEN 1 AND 999),
    CONSTRAINT ck_requests_children_among_persons CHECK (children BETWEEN 0 AND persons),
    CONSTRAINT ck_requests_versions CHECK (version >= 1 AND shared_version BETWEEN 1 AND version),
    CONSTRAINT ck_requests_sent_not_received CHECK (state <> 'sent' OR received_on IS NULL),
    CONSTRAINT ck_requests_received_on_a_day CHECK (state <> 'received' OR received_on IS NOT NULL),
    CONSTRAINT ck_requests_due_since_receipt CHECK ((due_on IS NULL) = (received_on IS NULL)),
    CONSTRAINT ck_requests_extended_to_later CHECK (first_due_on IS NULL OR due_on IS NOT NULL AND first_due_on < due_on),
    CONSTRAINT ck_requests_asked_while_received CHECK (missing = '' OR state = 'received'),
    CONSTRAINT ck_requests_offered_while_received CHECK (offered_to IS NULL OR state = 'received'),
    CONSTRAINT ck_requests_offered_to_another CHECK (offered_to <> assignee),
    CONSTRAINT ck_requests_answered_with_outcome CHECK (state <> 'answered' OR outcome IS NOT NULL),
    CONSTRAINT ck_requests_refused_with_ground CHECK (state <> 'refused' OR refusal IS NOT NULL),
    CONSTRAINT ck_requests_closed_with_either CHECK (state <> 'closed' OR outcome IS NOT NULL OR refusal IS NOT NULL),
    CONSTRAINT ck_requests_withdrawn_with_reason CHECK ((state = 'withdrawn') = (withdrawal IS NOT NULL)),
    CONSTRAINT ck_requests_no_draft_once_ended CHECK (refusal_draft IS NULL OR state = 'received' OR state = 'sent'),
    CONSTRAINT fk_requests_logged_by FOREIGN KEY(logged_by) REFERENCES people (id),
    CONSTRAINT fk_requests_assignee FOREIGN KEY(assignee) REFERENCES people (id),
    CONSTRAINT fk_requests_offered_to FOREIGN KEY(offered_to) REFERENCES people (id)
);
CREATE INDEX ix_requests_assignee ON requests (assignee, state);
CREATE INDEX ix_requests_ended ON requests (changed_at, reference) WHERE state = 'closed' OR state = 'withdrawn';
CREATE INDEX ix_requests_logged_at ON requests (logged_at);
CREATE INDEX ix_requests_offered_to ON requests (offered_to);
CREATE INDEX ix_requests_open ON requests (reference) WHERE state = 'received' OR state = 'sent';
CREATE INDEX ix_requests_requested ON requests (requested, state, due_on);
CREATE INDEX ix_requests_requested_reviews ON requests (requested, requested_reviews);
CREATE INDEX ix_requests_requesting ON requests (requesting, state, due_on);
CREATE INDEX ix_requests_requesting_reviews ON requests (requesting, requesting_reviews);
CREATE TABLE settings (
    id BIGSERIAL NOT NULL CONSTRAINT pk_settings PRIMARY KEY,
    party VARCHAR,
    code VARCHAR NOT NULL,
    value VARCHAR,
    made_by BIGINT,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT ck_settings_named CHECK (length(code) > 0),
    CONSTRAINT ck_settings_party_named CHECK (party IS NULL OR length(party) = 2),
    CONSTRAINT ck_settings_valued CHECK (value IS NULL OR length(value) > 0),
    CONSTRAINT fk_settings_made_by FOREIGN KEY(made_by) REFERENCES people (id)
);
CREATE TABLE terminations (
    code VARCHAR NOT NULL,
    agreement VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    letter VARCHAR NOT NULL,
    received_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    version INTEGER NOT NULL,
    withdrawal VARCHAR,
    withdrawn_on DATE,
    withdrawn_by BIGINT,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_terminations PRIMARY KEY (code),
    CONSTRAINT ck_terminations_code_length CHECK (length(code) = 9),
    CONSTRAINT ck_terminations_named CHECK (length(agreement) > 0 AND length(letter) > 0),
    CONSTRAINT ck_terminations_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_terminations_ends_later CHECK (received_on < ends_on),
    CONSTRAINT ck_terminations_version CHECK (version >= 1),
    CONSTRAINT ck_terminations_withdrawn_whole CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_on IS NULL) AND (withdrawn_at IS NULL) = (withdrawal IS NULL)),
    CONSTRAINT ck_terminations_withdrawn_after_receipt CHECK (withdrawn_on IS NULL OR received_on <= withdrawn_on),
    CONSTRAINT fk_terminations_made_by FOREIGN KEY(made_by) REFERENCES people (id),
    CONSTRAINT fk_terminations_withdrawn_by FOREIGN KEY(withdrawn_by) REFERENCES people (id)
);
CREATE UNIQUE INDEX ux_terminations_standing ON terminations (agreement) WHERE withdrawn_at IS NULL;
CREATE TABLE approvals (
    code VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    value_before VARCHAR NOT NULL,
    value_after VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by BIGINT,
    CONSTRAINT pk_approvals PRIMARY KEY (code),
    CONSTRAINT ck_approvals_kind_named CHECK (length(kind) > 0),
    CONSTRAINT ck_approvals_state_known CHECK (state IN ('open', 'agreed', 'declined', 'withdrawn', 'expired')),
    CONSTRAINT ck_approvals_code_length CHECK (length(code) = 9),
    CONSTRAINT ck_approvals_named CHECK (length(subject_id) > 0 AND length(reason) > 0),
    CONSTRAINT ck_approvals_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_approvals_changes_something CHECK (value_before <> value_after),
    CONSTRAINT ck_approvals_open_for_a_time CHECK (made_at < expires_at),
    CONSTRAINT ck_approvals_version CHECK (version >= 1),
    CONSTRAINT ck_approvals_ended_once CHECK ((state = 'open') = (ended_at IS NULL)),
    CONSTRAINT ck_approvals_ended_by_somebody CHECK ((ended_by IS NOT NULL) = (state IN ('agreed', 'declined', 'withdrawn'))),
    CONSTRAINT fk_approvals_made_by FOREIGN KEY(made_by) REFERENCES people (id),
    CONSTRAINT fk_approvals_ended_by FOREIGN KEY(ended_by) REFERENCES people (id)
);
CREATE UNIQUE INDEX ux_approvals_open ON approvals (kind, subject_id) WHERE state = 'open';
CREATE TABLE disclosures (
    code VARCHAR NOT NULL,
    proposal VARCHAR NOT NULL,
    disclosing VARCHAR NOT NULL,
    providing VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    third_party VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    until DATE NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
    letter VARCHAR NOT NULL,
    letter_day DATE NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    version INTEGER NOT NULL,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    withdrawn_by BIGINT,
    CONSTRAINT pk_disclosures PRIMARY KEY (code),
    CONSTRAINT ck_disclosures_code_length CHECK (length(code) = 9),
    CONSTRAINT ck_disclosures_parties_named CHECK (length(disclosing) = 2 AND length(providing) = 2),
    CONSTRAINT ck_disclosures_provided_by_the_other CHECK (disclosing <> providing),
    CONSTRAINT ck_disclosures_item_named CHECK (length(item) > 0),
    CONSTRAINT ck_disclosures_third_party_named CHECK (length(third_party) > 0),
    CONSTRAINT ck_disclosures_purpose_named CHECK (length(purpose) > 0),
    CONSTRAINT ck_disclosures_scope_known CHECK (scope IN ('status', 'record')),
    CONSTRAINT ck_disclosures_consented_by_letter CHECK (length(letter) > 0),
    CONSTRAINT ck_disclosures_consented_before_it_ends CHECK (letter_day <= until),
    CONSTRAINT ck_disclosures_ends_later CHECK (made_at < ends_at),
    CONSTRAINT ck_disclosures_version CHECK (version >= 1),
    CONSTRAINT ck_disclosures_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CONSTRAINT uq_disclosures_proposal UNIQUE (proposal),
    CONSTRAINT fk_disclosures_proposal FOREIGN KEY(proposal) REFERENCES approvals (code),
    CONSTRAINT fk_disclosures_withdrawn_by FOREIGN KEY(withdrawn_by) REFERENCES people (id)
);
CREATE INDEX ix_disclosures_made ON disclosures (made_at);
CREATE TABLE legal_holds (
    reference VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    letter VARCHAR NOT NULL,
    person BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_legal_holds PRIMARY KEY (reference, party),
    CONSTRAINT ck_legal_holds_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_legal_holds_ordered CHECK (length(letter) > 0),
    CONSTRAINT fk_legal_holds_reference FOREIGN KEY(reference) REFERENCES requests (reference),
    CONSTRAINT fk_legal_holds_person FOREIGN KEY(person) REFERENCES people (id)
);
CREATE TABLE meetings (
    code VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    occasion VARCHAR NOT NULL,
    urgent BOOLEAN NOT NULL,
    case_reference VARCHAR,
    about VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    made_by VARCHAR NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    options_made INTEGER NOT NULL,
    objection VARCHAR,
    offer TEXT,
    offer_expires_at TIMESTAMP WITH TIME ZONE,
    slot_start TIMESTAMP WITH TIME ZONE,
    slot_end TIMESTAMP WITH TIME ZONE,
    slot_venue TEXT,
    slot_host VARCHAR,
    slot_sequence INTEGER,
    CONSTRAINT pk_meetings PRIMARY KEY (code),
    CONSTRAINT ck_meetings_kind_known CHECK (kind IN ('annual', 'emergency', 'difference')),
    CONSTRAINT ck_meetings_occasion_known CHECK (occasion IN ('yearly', 'at_risk', 'found', 'return', 'suspects', 'stalled', 'interpretation', 'implementation', 'other')),
    CONSTRAINT ck_meetings_state_known CHECK (state IN ('proposed', 'agreed', 'declined', 'withdrawn', 'expired', 'cancelled')),
    CONSTRAINT ck_meetings_objection_known CHECK (objection IN ('time', 'venue', 'preparation', 'settled', 'other_channel')),
    CONSTRAINT ck_meetings_code_length CHECK (length(code) = 9),
    CONSTRAINT ck_meetings_about_length CHECK (length(about) <= 20),
    CONSTRAINT ck_meetings_annual_about_a_year CHECK (kind <> 'annual' OR length(about) = 4),
    CONSTRAINT ck_meetings_made_by_party CHECK (length(made_by) = 2),
    CONSTRAINT ck_meetings_counts CHECK (version >= 1 AND options_made >= 1),
    CONSTRAINT ck_meetings_offer_whole CHECK ((offer IS NULL) = (offer_expires_at IS NULL)),
    CONSTRAINT ck_meetings_proposed_with_offer CHECK (state <> 'proposed' OR offer IS NOT NULL),
    CONSTRAINT ck_meetings_offer_until_ended CHECK (offer IS NULL OR state IN ('proposed', 'agreed')),
    CONSTRAINT ck_meetings_objection_at_the_end CHECK ((objection IS NOT NULL) = (state IN ('declined', 'withdrawn', 'cancelled'))),
    CONSTRAINT ck_meetings_slot_once_agreed CHECK ((slot_start IS NOT NULL) = (state IN ('agreed', 'cancelled'))),
    CONSTRAINT ck_meetings_slot_whole CHECK ((slot_start IS NULL) = (slot_end IS NULL) AND (slot_start IS NULL) = (slot_host IS NULL) AND (slot_start IS NULL) = (slot_sequence IS NULL)),
    CONSTRAINT ck_meetings_venue_of_slot CHECK (slot_venue IS NULL OR slot_start IS NOT NULL),
    CONSTRAINT ck_meetings_slot_has_length CHECK (slot_start < slot_end),
    CONSTRAINT ck_meetings_slot_host_party CHECK (length(slot_host) = 2),
    CONSTRAINT ck_meetings_slot_counted CHECK (slot_sequence BETWEEN 1 AND version),
    CONSTRAINT fk_meetings_case_reference FOREIGN KEY(case_reference) REFERENCES requests (reference)
);
CREATE INDEX ix_meetings_offer_expires_at ON meetings (offer_expires_at);
CREATE INDEX ix_meetings_slot_end ON meetings (slot_end);
CREATE UNIQUE INDEX ux_meetings_annual ON meetings (about) WHERE kind = 'annual' AND state = 'agreed';
CREATE UNIQUE INDEX ux_meetings_open ON meetings (kind, about) WHERE state = 'proposed';
CREATE TABLE notes (
    reference VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    person BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    body TEXT,
    announced_at TIMESTAMP WITH TIME ZONE,
    erased_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_notes PRIMARY KEY (reference, number),
    CONSTRAINT ck_notes_kind_known CHECK (kind IN ('note', 'refusal', 'extension', 'withdrawal', 'objection')),
    CONSTRAINT ck_notes_number_positive CHECK (number > 0),
    CONSTRAINT ck_notes_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_notes_body_until_erased CHECK ((body IS NULL) = (erased_at IS NOT NULL)),
    CONSTRAINT ck_notes_announced_before_erased CHECK (erased_at IS NULL OR announced_at IS NOT NULL),
    CONSTRAINT fk_notes_reference FOREIGN KEY(reference) REFERENCES requests (reference),
    CONSTRAINT fk_notes_person FOREIGN KEY(person) REFERENCES people (id)
);
CREATE INDEX ix_notes_kept ON notes (reference) WHERE erased_at IS NULL;
CREATE TABLE notice_recipients (
    id BIGSERIAL NOT NULL CONSTRAINT pk_notice_recipients PRIMARY KEY,
    notice VARCHAR NOT NULL,
    person BIGINT NOT NULL,
    notified_at TIMESTAMP WITH TIME ZONE NOT NULL,
    by_mail BOOLEAN NOT NULL,
    CONSTRAINT uq_notice_recipients_notice_person UNIQUE (notice, person),
    CONSTRAINT fk_notice_recipients_notice FOREIGN KEY(notice) REFERENCES notices (code),
    CONSTRAINT fk_notice_recipients_person FOREIGN KEY(person) REFERENCES people (id)
);
CREATE INDEX ix_notice_recipients_person ON notice_recipients (person);
CREATE TABLE request_events (
    id BIGSERIAL NOT NULL CONSTRAINT pk_request_events PRIMARY KEY,
    reference VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    action VARCHAR NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    party VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    person BIGINT NOT NULL,
    private BOOLEAN NOT NULL,
    stated_for VARCHAR,
    letter VARCHAR,
    facts TEXT NOT NULL,
    CONSTRAINT uq_request_events_reference_version UNIQUE (reference, version),
    CONSTRAINT ck_request_events_action_known CHECK (action IN ('log', 'record', 'receive', 'ask', 'supply', 'assign', 'answer', 'draft_refusal', 'drop_refusal', 'refuse', 'withdraw', 'close', 'agree', 'object', 'extend')),
    CONSTRAINT ck_request_events_role_known CHECK (role IN ('focal_person', 'coordinator', 'admin')),
    CONSTRAINT ck_request_events_version CHECK (version >= 1),
    CONSTRAINT ck_request_events_letter_of_the_other CHECK ((stated_for IS NULL) = (letter IS NULL)),
    CONSTRAINT ck_request_events_stated_for_the_other CHECK (stated_for <> party),
    CONSTRAINT fk_request_events_reference FOREIGN KEY(reference) REFERENCES requests (reference),
    CONSTRAINT fk_request_events_person FOREIGN KEY(person) REFERENCES people (id)
);
CREATE INDEX ix_request_events_action ON request_events (action, at);
CREATE TABLE activities (
    number BIGINT NOT NULL,
    titles TEXT NOT NULL,
    lead VARCHAR,
    first_on DATE,
    last_on DATE NOT NULL,
    state VARCHAR NOT NULL,
    source VARCHAR,
    version INTEGER NOT NULL,
    made_by BIGINT,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_activities PRIMARY KEY (number),
    CONSTRAINT ck_activities_state_known CHECK (state IN ('planned', 'under_way', 'done', 'dropped')),
    CONSTRAINT ck_activities_number_positive CHECK (number > 0),
    CONSTRAINT ck_activities_lead_named CHECK (length(lead) = 2),
    CONSTRAINT ck_activities_first_before_last CHECK (first_on <= last_on),
    CONSTRAINT ck_activities_version CHECK (version >= 1),
    CONSTRAINT ck_activities_decided_by_somebody CHECK ((source IS NULL) = (made_by IS NULL)),
    CONSTRAINT fk_activities_source FOREIGN KEY(source) REFERENCES meetings (code),
    CONSTRAINT fk_activities_made_by FOREIGN KEY(made_by) REFERENCES people (id)
);
CREATE INDEX ix_activities_source ON activities (source);
CREATE INDEX ix_activities_state ON activities (state, last_on);
CREATE TABLE agenda_items (
    id BIGINT NOT NULL,
    meeting VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    title TEXT NOT NULL,
    case_reference VARCHAR,
    party VARCHAR NOT NULL,
    person BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    state VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    carried INTEGER NOT NULL,
    carried_at TIMESTAMP WITH TIME ZONE,
    settled_in VARCHAR,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_agenda_items PRIMARY KEY (id),
    CONSTRAINT ck_agenda_items_kind_known CHECK (kind IN ('annual', 'emergency', 'difference')),
    CONSTRAINT ck_agenda_items_state_known CHECK (state IN ('open', 'discussed', 'dropped')),
    CONSTRAINT ck_agenda_items_id_positive CHECK (id > 0),
    CONSTRAINT ck_agenda_items_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_agenda_items_counts CHECK (version >= 1 AND carried >= 0),
    CONSTRAINT ck_agenda_items_carried_whole CHECK ((carried > 0) = (carried_at IS NOT NULL)),
    CONSTRAINT ck_agenda_items_ended_once CHECK ((state = 'open') = (ended_at IS NULL)),
    CONSTRAINT ck_agenda_items_discussed_somewhere CHECK ((state = 'discussed') = (settled_in IS NOT NULL)),
    CONSTRAINT fk_agenda_items_meeting FOREIGN KEY(meeting) REFERENCES meetings (code),
    CONSTRAINT fk_agenda_items_case_reference FOREIGN KEY(case_reference) REFERENCES requests (reference),
    CONSTRAINT fk_agenda_items_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_agenda_items_settled_in FOREIGN KEY(settled_in) REFERENCES meetings (code)
);
CREATE INDEX ix_agenda_items_kind ON agenda_items (kind, state);
CREATE INDEX ix_agenda_items_meeting ON agenda_items (meeting);
CREATE INDEX ix_agenda_items_settled_in ON agenda_items (settled_in);
CREATE TABLE meeting_attendances (
    id BIGSERIAL NOT NULL CONSTRAINT pk_meeting_attendances PRIMARY KEY,
    meeting VARCHAR NOT NULL,
    person BIGINT NOT NULL,
    party VARCHAR NOT NULL,
    presence VARCHAR NOT NULL,
    substitute BIGINT,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT uq_meeting_attendances_meeting_person UNIQUE (meeting, person),
    CONSTRAINT ck_meeting_attendances_presence_known CHECK (presence IN ('yes', 'no', 'substitute')),
    CONSTRAINT ck_meeting_attendances_party_named CHECK (length(party) = 2),
    CONSTRAINT ck_meeting_attendances_substitute_named CHECK ((substitute IS NOT NULL) = (presence = 'substitute')),
    CONSTRAINT ck_meeting_attendances_substitute_is_another CHECK (substitute <> person),
    CONSTRAINT fk_meeting_attendances_meeting FOREIGN KEY(meeting) REFERENCES meetings (code),
    CONSTRAINT fk_meeting_attendances_person FOREIGN KEY(person) REFERENCES people (id),
    CONSTRAINT fk_meeting_attendances_substitute FOREIGN KEY(substitute) REFERENCES people (id)
);
CREATE TABLE meeting_events (
    id BIGSERIAL NOT NULL CONSTRAINT pk_meeting_events PRIMARY KEY,
    meeting VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    action VARCHAR NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    party VARCHAR,
    role VARCHAR,
    person BIGINT,
    facts TEXT NOT NULL,
    CONSTRAINT uq_meeting_events_meeting_version UNIQUE (meeting, version),
    CONSTRAINT ck_meeting_events_action_known CHECK (action IN ('propose', 'counter', 'back', 'accept', 'decline', 'withdraw', 'cancel', 'expire')),
    CONSTRAINT ck_meeting_events_role_known CHECK (role IN ('focal_person', 'coordinator', 'admin')),
    CONSTRAINT ck_meeting_events_version CHECK (version >= 1),
    CONSTRAINT ck_meeting_events_person_whole CHECK ((person IS NULL) = (party IS NULL) AND (person IS NULL) = (role IS NULL)),
    CONSTRAINT ck_meeting_events_desk_lets_expire CHECK ((person IS NULL) = (action = 'expire')),
    CONSTRAINT fk_meeting_events_meeting FOREIGN KEY(meeting) REFERENCES meetings (code),
    CONSTRAINT fk_meeting_events_person FOREIGN KEY(person) REFERENCES people (id)
);
INSERT INTO schema_compatibility (number, revision) VALUES (1, '0001');
