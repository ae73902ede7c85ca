"""Documents that are sent as files."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.checks import change_check

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_OF_FILE = "spreadsheet IS NULL OR op = 'file'"
_NEW_OF_FILE = "(spreadsheet IS NULL AND document IS NULL) OR op = 'file'"
_ONE_KIND = (
    "state <> 'waiting' OR op <> 'file' OR (calendar_event IS NULL) <> (spreadsheet IS NULL)"
)
_NEW_ONE_KIND = (
    "state <> 'waiting' OR op <> 'file'"
    " OR (CASE WHEN calendar_event IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN spreadsheet IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN document IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("document", sa.Text(), nullable=True))
    change_check("outbox", "ck_outbox_spreadsheet_of_file", _OF_FILE, _NEW_OF_FILE)
    change_check("outbox", "ck_outbox_file_of_one_kind", _ONE_KIND, _NEW_ONE_KIND)
    # Versions before would send a document as an empty file.
    op.execute(f"UPDATE schema_compatibility SET revision = '{revision}'")  # noqa: S608
