"""Changes of checks in migrations."""

from alembic import op


def change_check(table: str, name: str, old: str, new: str) -> None:
    """Replace the condition of a check.

    SQLite has no statement for it; as no row changes, the definition of the table is replaced, in
    the way that its documentation describes (https://sqlite.org/lang_altertable.html).
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table)
        op.create_check_constraint(op.f(name), table, new)
        return
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (old, new, table),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
