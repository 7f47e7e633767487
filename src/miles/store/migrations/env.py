"""Alembic's entry: the connection and its transaction are miles.store.migrate's."""

from alembic import context

from miles.store.tables import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
context.run_migrations()
