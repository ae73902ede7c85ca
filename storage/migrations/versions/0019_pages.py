"""The page: who may sign in to it, and what it shows. Versions before need none of it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_FIRST_PAGE = 4503599627370496


def _number(name: str, **options: Any) -> "sa.Column[int]":
    wide = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, wide, **{"nullable": False, **options})


def _instant(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{name}"))


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["people.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.String(), nullable=False),
        _number("person"),
        sa.Column("public_key", sa.String(), nullable=False),
        _number("sign_count"),
        _instant("made_at"),
        _instant("used_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
        _person("passkeys", "person"),
        _check("passkeys_id_length", "length(id) BETWEEN 1 AND 1364"),
        _check("passkeys_keyed", "length(public_key) > 0"),
        _check("passkeys_signs_counted", "sign_count >= 0"),
    )
    op.create_index("ix_passkeys_person", "passkeys", ["person"])
    op.create_table(
        "page_sessions",
        sa.Column("token_hash", sa.String(), nullable=False),
        _number("address"),
        _instant("opened_at"),
        _instant("used_at"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_page_sessions"),
        _check("page_sessions_hash_length", "length(token_hash) = 64"),
        _check("page_sessions_on_a_page", f"address >= {_FIRST_PAGE}"),
        _check("page_sessions_used_since_opened", "opened_at <= used_at"),
    )
    op.create_index("ix_page_sessions_address", "page_sessions", ["address"])
    op.create_table(
        "page_links",
        sa.Column("token_hash", sa.String(), nullable=False),
        _number("person"),
        _instant("expires_at"),
        _number("made_by", nullable=True),
        _instant("used_at", nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_page_links"),
        _person("page_links", "person"),
        _person("page_links", "made_by"),
        _check("page_links_hash_length", "length(token_hash) = 64"),
    )
    op.create_index("ix_page_links_person", "page_links", ["person"])
    op.create_table(
        "page_messages",
        _number("number"),
        _number("address"),
        _number("outbox", nullable=True),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("toast", sa.Text()),
        sa.Column("file_name", sa.Text()),
        sa.Column("file", sa.Text()),
        sa.Column("is_answer", sa.Boolean(), nullable=False),
        _instant("sent_at"),
        _instant("until", nullable=True),
        _instant("shown_at", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_page_messages"),
        sa.UniqueConstraint("outbox", name="uq_page_messages_outbox"),
        _check("page_messages_on_a_page", f"address >= {_FIRST_PAGE}"),
        _check("page_messages_answer_of_act", "outbox IS NULL OR NOT is_answer"),
        _check("page_messages_file_named", "(file IS NULL) = (file_name IS NULL)"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_page_messages_address", "page_messages", ["address", "number"])
    op.create_index(
        "ux_page_messages_answer",
        "page_messages",
        ["address"],
        unique=True,
        sqlite_where=sa.text("is_answer"),
        postgresql_where=sa.text("is_answer"),
    )
