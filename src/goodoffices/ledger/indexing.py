"""Stored reports and claims → the search tables; what is there already is left alone."""

from __future__ import annotations

from sqlalchemy import Connection, text

# PostgreSQL keeps at most 1 MB of stems per row; so many characters stay below it, and hold any report but a book.
LONGEST = 200_000

# PostgreSQL would keep "ten-day" as three words one after another, and no phrase would run across it.
# What is indexed stands in FTS5's own table `_docsize`: asked for a row, the search table itself reads the reports.
_REPORTS = {
    "sqlite": "INSERT INTO report_search(rowid, title, text) SELECT seq, title, text FROM reports "
    "WHERE NOT EXISTS (SELECT 1 FROM report_search_docsize AS held WHERE held.id = reports.seq)",
    "postgresql": "INSERT INTO report_search(seq, words) SELECT seq, "
    "to_tsvector('english', translate(left(concat_ws(' ', title, text), :longest), '-/_', '   ')) FROM reports "
    "WHERE NOT EXISTS (SELECT 1 FROM report_search AS held WHERE held.seq = reports.seq)",
}
_CLAIMS = {
    "sqlite": "INSERT INTO claim_search(rowid, text, object, speaker) SELECT seq, json_extract(body, '$.text'), "
    "json_extract(body, '$.object'), json_extract(body, '$.speaker') FROM claims "
    "WHERE NOT EXISTS (SELECT 1 FROM claim_search_docsize AS held WHERE held.id = claims.seq)",
    "postgresql": "INSERT INTO claim_search(seq, words) SELECT seq, "
    "to_tsvector('english', translate(left(concat_ws(' ', "
    "body::json->>'text', body::json->>'object', body::json->>'speaker'), :longest), '-/_', '   ')) "
    "FROM claims "
    "WHERE NOT EXISTS (SELECT 1 FROM claim_search AS held WHERE held.seq = claims.seq)",
}


def index_report(conn: Connection, report_id: str) -> None:
    """Make one report and its claims found by their words."""
    dialect = conn.dialect.name
    _run(conn, f"{_REPORTS[dialect]} AND reports.id = :report", {"report": report_id})
    _run(conn, f"{_CLAIMS[dialect]} AND claims.report = :report", {"report": report_id})


def index_all(conn: Connection) -> None:
    """Make everything found by its words."""
    _run(conn, _REPORTS[conn.dialect.name], {})
    _run(conn, _CLAIMS[conn.dialect.name], {})


def _run(conn: Connection, statement: str, names: dict[str, str]) -> None:
    longest = {"longest": LONGEST} if ":longest" in statement else {}
    conn.execute(text(statement), names | longest)
