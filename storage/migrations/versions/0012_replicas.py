"""What several replicas share: who does what only one may do, and how they hear of new rows."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TELLING = (
    "CREATE FUNCTION tell_of_rows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN PERFORM pg_notify('liaison', TG_TABLE_NAME); RETURN NULL; END $$"
)
TOLD = ("inbox", "outbox")


def upgrade() -> None:
    """Make the table of leases, and on PostgreSQL let who listens hear of what is written."""
    op.create_table(
        "leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) > 0 AND length(holder) > 0", name=op.f("ck_leases_named")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(TELLING)
        for table in TOLD:
            op.execute(
                f"CREATE TRIGGER {table}_tells AFTER INSERT ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION tell_of_rows()"
            )
