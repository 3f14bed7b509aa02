"""The tables of the ledger, the same on SQLite and PostgreSQL; `migrations/` makes them, a test holds the two together.

Rows of reports, claims, judgements, records and processes are only ever added: a row that no longer holds gets
`superseded_at` (or `removed_at`) and stays. Bodies are JSON text, beside columns for what is asked. Derived tables
(`record_keys`, `record_claims`, `report_sketches`, `report_bands`, `attack_counts` and the search tables) can be made
again from the others.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

# The version table has a name of its own, so that a ledger can share a PostgreSQL database with other programs.
VERSION_TABLE = "goodoffices_version"

# A row of any of the tables below, its columns by name.
AnyRow = Row[*tuple[Any, ...]]


class Moment(TypeDecorator[datetime]):
    """A point in time: aware on the way in, UTC in the table, aware UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps it without the zone, so that text order is time order."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is given
        """Back to an aware datetime in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def number_column() -> Column[int]:
    """Rows are numbered as they come; a number is never used again."""
    return Column("seq", Integer, primary_key=True)


def current_index(name: str, *columns: str, closed: str = "superseded_at", unique: bool = False) -> Index:
    """An index over the rows that hold now."""
    still = text(f"{closed} IS NULL")
    return Index(name, *columns, unique=unique, sqlite_where=still, postgresql_where=still)


metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    number_column(),
    Column("id", Text, nullable=False, unique=True),
    # sha256 of the text's hash and the address: the same words at another address are another report (a copy).
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("sha256_text", Text, nullable=False),
    Column("sha256_bytes", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("passages", Text, nullable=False),
    Column("published", Date),
    Column("known", Date, nullable=False),
    Column("outlet", Text),
    Column("outlet_domain", Text),
    Column("url", Text),
    Column("title", Text),
    Column("origin", Text),
    Column("language", Text),
    Column("media_type", Text, nullable=False),
    Column("source_name", Text),
    Column("retrieved", Moment),
    Column("sensitivity", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("ix_reports_known", "known"),
    Index("ix_reports_sha256_text", "sha256_text"),
    Index(
        "ix_reports_not_public",
        "sensitivity",
        sqlite_where=text("sensitivity <> 'public'"),
        postgresql_where=text("sensitivity <> 'public'"),
    ),
    sqlite_autoincrement=True,
)

readings = Table(
    "readings",
    metadata,
    number_column(),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("coder", Text, nullable=False),
    Column("version", Text, nullable=False),
    # sha256 over the claims as given, so that a repeated reading is known without comparing rows.
    Column("digest", Text, nullable=False),
    # Ids (JSON) of judged claims that stay current although this reading does not have them.
    Column("kept", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
    current_index("ux_readings_current", "report", "coder", unique=True),
    sqlite_autoincrement=True,
)

claims = Table(
    "claims",
    metadata,
    number_column(),
    Column("id", Text, nullable=False),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("reading", Integer, ForeignKey("readings.seq"), nullable=False),
    Column("coder", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Text),
    Column("factuality", Text, nullable=False),
    Column("sure", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("known", Date, nullable=False),
    # Ids between bars ("|RUS|UKR|"), so that one id is found whole.
    Column("actors", Text, nullable=False),
    Column("targets", Text, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
    # The claim that a person decided on and that kept this reading from becoming current.
    Column("held_by", Text),
    Index("ix_claims_id", "id"),
    Index("ix_claims_report", "report"),
    Index(
        "ix_claims_held_by",
        "held_by",
        sqlite_where=text("held_by IS NOT NULL"),
        postgresql_where=text("held_by IS NOT NULL"),
    ),
    current_index("ux_claims_current", "id", unique=True),
    current_index("ix_claims_report_kind", "report", "kind"),
    current_index("ix_claims_kind", "kind", "first_day"),
    sqlite_autoincrement=True,
)

judgements = Table(
    "judgements",
    metadata,
    number_column(),
    Column("about", Text, nullable=False),
    # Records of two processes may bear the same id; empty for claims and reports.
    Column("process", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("decided", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changes", Text, nullable=False),
    # The id that the claim would bear with its edits, so that it is found by either.
    Column("becomes", Text),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("subject", "about", "process", "version", name="ux_judgements_version"),
    Index("ix_judgements_becomes", "becomes"),
    sqlite_autoincrement=True,
)

processes = Table(
    "processes",
    metadata,
    number_column(),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("edited_by", Text),
    Column("reason", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
    UniqueConstraint("id", "version", name="ux_processes_version"),
    current_index("ux_processes_current", "id", unique=True),
    sqlite_autoincrement=True,
)

report_processes = Table(
    "report_processes",
    metadata,
    number_column(),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("process", Text, nullable=False),
    Column("added_by", Text),
    Column("recorded_at", Moment, nullable=False),
    Column("removed_at", Moment),
    Column("removed_by", Text),
    current_index("ux_report_processes_current", "process", "report", closed="removed_at", unique=True),
    Index("ix_report_processes_report", "report"),
    sqlite_autoincrement=True,
)

records = Table(
    "records",
    metadata,
    number_column(),
    Column("process", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("type", Text, nullable=False),
    # The day of the record, or the day it was first known where none is given.
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    Column("known_first", Date, nullable=False),
    Column("known_last", Date, nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("superseded_at", Moment),
    UniqueConstraint("process", "id", "version", name="ux_records_version"),
    current_index("ux_records_current", "process", "id", unique=True),
    # Covers the question of the board: which rows hold, of these types, until that day.
    current_index("ix_records_board", "process", "type", "first_day", "known_first", "seq"),
    Index("ix_records_id", "id"),
    sqlite_autoincrement=True,
)

record_keys = Table(
    "record_keys",
    metadata,
    Column("process", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Index("ix_record_keys_record", "process", "record"),
)

record_claims = Table(
    "record_claims",
    metadata,
    Column("process", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("report", Text, nullable=False),
    Index("ix_record_claims_claim", "claim"),
    Index("ix_record_claims_report", "report"),
)

report_sketches = Table(
    "report_sketches",
    metadata,
    Column("report", Text, ForeignKey("reports.id"), primary_key=True),
    Column("sketch", Text, nullable=False),
    # The report first stored with these words.
    Column("copy_of", Text, ForeignKey("reports.id")),
)

report_bands = Table(
    "report_bands",
    metadata,
    Column("band", Text, primary_key=True),
    Column("report", Text, primary_key=True),
)

attack_counts = Table(
    "attack_counts",
    metadata,
    Column("process", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("known", Date, primary_key=True),
    Column("attacks", Integer, nullable=False),
)
