"""Alembic scripts that make the tables of a ledger and bring old ones up to date; see `ledger/migrate.py`."""
