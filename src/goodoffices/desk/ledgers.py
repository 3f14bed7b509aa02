"""Opening a ledger by the settings, and moving whole ledgers and hand-made records in and out."""

from __future__ import annotations

from goodoffices.ledger import Ledger
from goodoffices.settings import Settings


def open_ledger(settings: Settings, *, create: bool = False) -> Ledger:
    """Open the ledger that the settings name; only what writes reports makes a new one."""
    return Ledger.open(settings.ledger, create=create)
