"""Longer names of agencies: a Khmer letter has several signs."""

from storage.migrations.checks import change_check

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("people", "invites", "nominations"):
        change_check(
            table,
            f"ck_{table}_agency_length",
            "length(agency) BETWEEN 1 AND 60",
            "length(agency) BETWEEN 1 AND 180",
        )
