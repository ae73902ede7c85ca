"""The versions of the procedure, and the marks of its steps in requests. Versions before know no
procedure.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    wide = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "procedures",
        sa.Column("number", wide, nullable=False, autoincrement=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("made_by", wide, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_procedures"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_procedures_made_by"),
        sa.CheckConstraint("number > 0", name=op.f("ck_procedures_number_positive")),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_procedures_party_named")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_procedures_version")),
    )
    op.create_table(
        "procedure_marks",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("made_by", wide, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reference", "number", name="pk_procedure_marks"),
        sa.ForeignKeyConstraint(
            ["reference"], ["requests.reference"], name="fk_procedure_marks_reference"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_procedure_marks_made_by"),
        sa.CheckConstraint(
            "mark IN ('done', 'left_out')", name=op.f("ck_procedure_marks_mark_known")
        ),
        sa.CheckConstraint(
            "reason IN ('not_needed', 'done_before', 'other_authority', 'not_possible')",
            name=op.f("ck_procedure_marks_reason_known"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_procedure_marks_number_positive")),
        sa.CheckConstraint("length(step) > 0", name=op.f("ck_procedure_marks_step_named")),
        sa.CheckConstraint("length(party) = 2", name=op.f("ck_procedure_marks_party_named")),
        sa.CheckConstraint(
            "(mark = 'left_out') = (reason IS NOT NULL)",
            name=op.f("ck_procedure_marks_left_out_with_reason"),
        ),
    )
