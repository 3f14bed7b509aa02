"""What Alembic runs: the scripts, on the connection that the opening ledger gives, in its transaction."""

from alembic import context

from goodoffices.ledger.schema import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
context.run_migrations()
