"""The first schema: reports, readings, claims, judgements, processes, records and what is derived from them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Make the tables."""
    _make_attack_counts()
    _make_judgements()
    _make_processes()
    _make_record_claims()
    _make_record_keys()
    _make_records()
    _make_reports()
    _make_readings()
    _make_report_processes()
    _make_claims()


def _make_attack_counts() -> None:
    op.create_table(
        "attack_counts",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("attacks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("process", "day", "actor", "source", "coder", "known"),
    )


def _make_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("becomes", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("subject", "about", "process", "version", name="ux_judgements_version"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_judgements_becomes", "judgements", ["becomes"], unique=False)


def _make_processes() -> None:
    op.create_table(
        "processes",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id", "version", name="ux_processes_version"),
        sqlite_autoincrement=True,
    )
    op.create_index("ux_processes_current", "processes", ["id"], unique=True, **_where("superseded_at IS NULL"))


def _make_record_claims() -> None:
    op.create_table(
        "record_claims",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("process", "record", "claim"),
    )
    op.create_index("ix_record_claims_claim", "record_claims", ["claim"], unique=False)
    op.create_index("ix_record_claims_report", "record_claims", ["report"], unique=False)


def _make_record_keys() -> None:
    op.create_table(
        "record_keys",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("process", "key", "record"),
    )
    op.create_index("ix_record_keys_record", "record_keys", ["process", "record"], unique=False)


def _make_records() -> None:
    op.create_table(
        "records",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("known_first", sa.Date(), nullable=False),
        sa.Column("known_last", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("process", "id", "version", name="ux_records_version"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_records_board",
        "records",
        ["process", "type", "first_day", "known_first", "seq"],
        unique=False,
        **_where("superseded_at IS NULL"),
    )
    op.create_index("ix_records_id", "records", ["id"], unique=False)
    op.create_index("ux_records_current", "records", ["process", "id"], unique=True, **_where("superseded_at IS NULL"))


def _make_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("sha256_text", sa.Text(), nullable=False),
        sa.Column("sha256_bytes", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("outlet_domain", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=True),
        sa.Column("retrieved", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sensitivity", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("fingerprint"),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reports_known", "reports", ["known"], unique=False)
    op.create_index(
        "ix_reports_not_public", "reports", ["sensitivity"], unique=False, **_where("sensitivity <> 'public'")
    )
    op.create_index("ix_reports_sha256_text", "reports", ["sha256_text"], unique=False)


def _make_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ux_readings_current", "readings", ["report", "coder"], unique=True, **_where("superseded_at IS NULL")
    )


def _make_report_processes() -> None:
    op.create_table(
        "report_processes",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_processes_report", "report_processes", ["report"], unique=False)
    op.create_index(
        "ux_report_processes_current",
        "report_processes",
        ["process", "report"],
        unique=True,
        **_where("removed_at IS NULL"),
    )


def _make_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("factuality", sa.Text(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.seq"],
        ),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_claims_held_by", "claims", ["held_by"], unique=False, **_where("held_by IS NOT NULL"))
    op.create_index("ix_claims_id", "claims", ["id"], unique=False)
    op.create_index("ix_claims_kind", "claims", ["kind", "first_day"], unique=False, **_where("superseded_at IS NULL"))
    op.create_index("ix_claims_report", "claims", ["report"], unique=False)
    op.create_index(
        "ix_claims_report_kind", "claims", ["report", "kind"], unique=False, **_where("superseded_at IS NULL")
    )
    op.create_index("ux_claims_current", "claims", ["id"], unique=True, **_where("superseded_at IS NULL"))
