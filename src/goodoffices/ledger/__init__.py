"""The only SQL: reports, claims, decisions, records and processes in SQLite or PostgreSQL; nothing is overwritten."""

from goodoffices.ledger.claims import StoredClaim
from goodoffices.ledger.judgements import Standing, Status
from goodoffices.ledger.processes import StoredProcess
from goodoffices.ledger.reports import Added
from goodoffices.ledger.review import ClaimFilter
from goodoffices.ledger.store import Ledger

__all__ = ["Added", "ClaimFilter", "Ledger", "Standing", "Status", "StoredClaim", "StoredProcess"]
