"""Words → the reports and claims that hold them, best first; only what the viewer may see.

SQLite's FTS5 and PostgreSQL's text search both reduce English words to their stems. All words must be there; words
between quotation marks must stand together. `indexing.py` fills the tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, func, literal_column, select, table

from goodoffices.ledger.access import OWNER, Viewer, is_visible
from goodoffices.ledger.claims import StoredClaim, as_stored
from goodoffices.ledger.connection import Store
from goodoffices.ledger.indexing import LONGEST
from goodoffices.ledger.judgements import UNJUDGED, About, read_standings
from goodoffices.ledger.reports import select_members
from goodoffices.ledger.schema import AnyRow, claims, reports
from goodoffices.record.sources import Span

# A word that stands in more claims than this tells little of any: the latest of them are put in order, not all.
_RANKED = 5_000

# Marks around what was found; neither can be in a stored text that a page shows (both are control characters).
_OPEN, _CLOSE = "\x02", "\x03"

_TERMS = re.compile(r'"([^"]+)"|(\S+)')

_REPORT_WORDS = table("report_search", column("rowid"), column("seq"), column("words"))
_CLAIM_WORDS = table("claim_search", column("rowid"), column("seq"), column("words"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words: an excerpt, and where in the excerpt they stand."""

    report: str
    title: str | None
    outlet: str | None
    published: date | None
    excerpt: str
    matches: tuple[Span, ...]


class Search(Store):
    """Search over reports and claims."""

    def search_reports(
        self, words: str, *, process: str | None = None, viewer: Viewer = OWNER, limit: int = 20, offset: int = 0
    ) -> tuple[Hit, ...]:
        """Reports that hold all the words, best first; none for words that are only punctuation."""
        terms = split_terms(words)
        if not terms:
            return ()
        with self._reading() as conn:
            question = _ask_reports(conn, terms).where(is_visible(viewer))
            if process is not None:
                question = question.where(reports.c.id.in_(select_members(process)))
            return tuple(_as_hit(row) for row in conn.execute(question.limit(limit).offset(offset)))

    def search_claims(
        self, words: str, *, process: str | None = None, viewer: Viewer = OWNER, limit: int = 20, offset: int = 0
    ) -> tuple[StoredClaim, ...]:
        """Claims that hold all the words in their quote, object or speaker, best first; also rejected ones."""
        terms = split_terms(words)
        if not terms:
            return ()
        with self._reading() as conn:
            question = _ask_claims(conn, terms).where(is_visible(viewer), claims.c.superseded_at.is_(None))
            if process is not None:
                question = question.where(claims.c.report.in_(select_members(process)))
            question = question.limit(limit).offset(offset)
            latest = _is_late(conn, terms)
            rows = conn.execute(question if latest is None else question.where(latest)).all()
            if latest is not None and len(rows) < limit:
                rows = conn.execute(question).all()
            standings = read_standings(conn, [row.id for row in rows], about=About.CLAIM)
        return tuple(as_stored(row, standings.get(row.id, UNJUDGED)) for row in rows)


def split_terms(words: str) -> tuple[str, ...]:
    """What a person typed → words and phrases, anything that a search language would act on taken out."""
    terms = (_clean(phrase or word) for phrase, word in _TERMS.findall(words))
    return tuple(term for term in terms if term)


def _clean(term: str) -> str:
    return " ".join(re.findall(r"\w+", term))


def _ask_reports(conn: Connection, terms: tuple[str, ...]) -> Select[Any]:
    found = (reports.c.id, reports.c.title, reports.c.outlet, reports.c.published)
    if conn.dialect.name == "sqlite":
        marks: ColumnElement[Any] = literal_column(f"snippet(report_search, 1, '{_OPEN}', '{_CLOSE}', '…', 32)")
        return (
            select(*found, marks.label("excerpt"))
            .select_from(_REPORT_WORDS.join(reports, reports.c.seq == _REPORT_WORDS.c.rowid))
            .where(_matches("report_search", terms))
            .order_by(literal_column("bm25(report_search, 4.0, 1.0)"), reports.c.seq)
        )
    wanted = _as_tsquery(terms)
    options = f"StartSel={_OPEN},StopSel={_CLOSE},MaxFragments=1,MaxWords=32,MinWords=12"
    excerpt = func.ts_headline("english", func.left(reports.c.text, LONGEST), wanted, options).label("excerpt")
    return (
        select(*found, excerpt)
        .select_from(_REPORT_WORDS.join(reports, reports.c.seq == _REPORT_WORDS.c.seq))
        .where(_REPORT_WORDS.c.words.op("@@")(wanted))
        .order_by(func.ts_rank_cd(_REPORT_WORDS.c.words, wanted).desc(), reports.c.seq)
    )


def _ask_claims(conn: Connection, terms: tuple[str, ...]) -> Select[Any]:
    question = select(claims).join(reports, reports.c.id == claims.c.report)
    if conn.dialect.name == "sqlite":
        return (
            question.join(_CLAIM_WORDS, claims.c.seq == _CLAIM_WORDS.c.rowid)
            .where(_matches("claim_search", terms))
            .order_by(literal_column("claim_search.rank"), claims.c.seq)
        )
    wanted = _as_tsquery(terms)
    return (
        question.join(_CLAIM_WORDS, claims.c.seq == _CLAIM_WORDS.c.seq)
        .where(_CLAIM_WORDS.c.words.op("@@")(wanted))
        .order_by(func.ts_rank_cd(_CLAIM_WORDS.c.words, wanted).desc(), claims.c.seq)
    )


def _is_late(conn: Connection, terms: tuple[str, ...]) -> ColumnElement[bool] | None:
    """The latest claims that hold the words, as a condition; None where they are few enough to be put in order."""
    if conn.dialect.name != "sqlite":
        return None
    number = _CLAIM_WORDS.c.rowid
    found = select(number).where(_matches("claim_search", terms)).order_by(number.desc()).limit(1).offset(_RANKED)
    first = conn.execute(found.select_from(_CLAIM_WORDS)).scalar()
    return None if first is None else number > first


def _matches(name: str, terms: tuple[str, ...]) -> ColumnElement[bool]:
    quoted = " ".join(f'"{term}"' for term in terms)
    return literal_column(name).op("MATCH", is_comparison=True)(quoted)


def _as_tsquery(terms: tuple[str, ...]) -> ColumnElement[Any]:
    first, *rest = (func.phraseto_tsquery("english", term) for term in terms)
    whole: ColumnElement[Any] = first
    for each in rest:
        whole = whole.op("&&")(each)
    return whole


def _as_hit(row: AnyRow) -> Hit:
    excerpt, matches = "", []
    for part in re.split(f"({_OPEN}.*?{_CLOSE})", row.excerpt or "", flags=re.DOTALL):
        bare = part.strip(_OPEN + _CLOSE) if part.startswith(_OPEN) else part
        if part.startswith(_OPEN):
            matches.append(Span(len(excerpt), len(excerpt) + len(bare)))
        excerpt += bare
    return Hit(row.id, row.title, row.outlet, row.published, excerpt, tuple(matches))
