"""The Alembic environment: runs the migrations in the transaction that ``migrate`` began."""

from alembic import context

from storage.migrations.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
