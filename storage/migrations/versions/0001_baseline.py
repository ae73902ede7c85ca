"""All tables, written for PostgreSQL in the file of the same name; triggers keep the audit record
append-only, and on PostgreSQL notify of new rows.
"""

import re
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_TYPES = (
    (r"CONSTRAINT \w+ PRIMARY KEY,", "PRIMARY KEY AUTOINCREMENT,"),
    ("BIGSERIAL|BIGINT", "INTEGER"),
    ("TIMESTAMP WITH TIME ZONE", "DATETIME"),
)
SQLITE_TRIGGERS = """
CREATE TRIGGER audit_no_update BEFORE update ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_no_delete BEFORE delete ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
"""
POSTGRESQL_TRIGGERS = """
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;

CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();

CREATE FUNCTION tell_of_rows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_notify('liaison', TG_TABLE_NAME); RETURN NULL; END $$;

CREATE TRIGGER inbox_tells AFTER INSERT ON inbox
FOR EACH STATEMENT EXECUTE FUNCTION tell_of_rows();

CREATE TRIGGER outbox_tells AFTER INSERT ON outbox
FOR EACH STATEMENT EXECUTE FUNCTION tell_of_rows();
"""


def upgrade() -> None:
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    triggers = POSTGRESQL_TRIGGERS
    if op.get_bind().dialect.name == "sqlite":
        triggers = SQLITE_TRIGGERS
        for postgresql, sqlite in SQLITE_TYPES:
            script = re.sub(postgresql, sqlite, script)
    for statement in (*script.split(";\n"), *triggers.split(";\n\n")):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
