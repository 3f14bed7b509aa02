"""goodoffices keeps the record of a peace process.

The names below are all a script needs; each is loaded when it is first used, so importing goodoffices costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for readers and type checkers; at run time `__getattr__` below finds them
    from goodoffices.assess.as_json import board_as_json
    from goodoffices.desk.boards import Question, ask_board
    from goodoffices.desk.coding import code_report
    from goodoffices.desk.gathering import gather_reports, read_text
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.recording import record_reports
    from goodoffices.errors import GoodOfficesError
    from goodoffices.ledger import Ledger
    from goodoffices.record.claims import Claim
    from goodoffices.record.sources import Report
    from goodoffices.settings import Settings, load_settings

__version__ = "0.1.0"

_HOMES = {
    "Claim": "record.claims",
    "GoodOfficesError": "errors",
    "Ledger": "ledger",
    "Question": "desk.boards",
    "Report": "record.sources",
    "Settings": "settings",
    "ask_board": "desk.boards",
    "board_as_json": "assess.as_json",
    "code_report": "desk.coding",
    "gather_reports": "desk.gathering",
    "load_settings": "settings",
    "open_ledger": "desk.ledgers",
    "read_text": "desk.gathering",
    "record_reports": "desk.recording",
}

__all__ = [
    "Claim",
    "GoodOfficesError",
    "Ledger",
    "Question",
    "Report",
    "Settings",
    "ask_board",
    "board_as_json",
    "code_report",
    "gather_reports",
    "load_settings",
    "open_ledger",
    "read_text",
    "record_reports",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"goodoffices has no {name!r}; it offers {', '.join(__all__)}")
    return getattr(import_module(f"goodoffices.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
