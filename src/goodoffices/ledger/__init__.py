"""The only SQL: reports, claims, decisions, records and processes in SQLite or PostgreSQL; nothing is overwritten."""

from goodoffices.ledger.access import OWNER, PUBLIC, Viewer
from goodoffices.ledger.attacks import AttackFilter
from goodoffices.ledger.claims import StoredClaim
from goodoffices.ledger.judgements import Standing, Status
from goodoffices.ledger.processes import StoredProcess
from goodoffices.ledger.record_rows import RecordEntry
from goodoffices.ledger.records import PutRecords, StoredRecord
from goodoffices.ledger.reports import Added
from goodoffices.ledger.review import ClaimFilter
from goodoffices.ledger.store import Ledger

__all__ = [
    "OWNER",
    "PUBLIC",
    "Added",
    "AttackFilter",
    "ClaimFilter",
    "Ledger",
    "PutRecords",
    "RecordEntry",
    "Standing",
    "Status",
    "StoredClaim",
    "StoredProcess",
    "StoredRecord",
    "Viewer",
]
