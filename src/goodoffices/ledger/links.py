"""What finds a record: the blocking keys under which later claims look for it, and the claims it rests on.

Both tables speak of the current version only and can be made again from the records; their rows may be deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from goodoffices.ledger.judgements import BATCH
from goodoffices.ledger.schema import judgements, record_claims, record_keys
from goodoffices.record.evidence import Evidence

# PostgreSQL's index takes entries of up to some 2,700 bytes; a longer key is looked for by its hash.
_LONGEST_KEY = 400


def shorten_key(key: str) -> str:
    """The key as it is stored."""
    return key if len(key) <= _LONGEST_KEY else "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def write_keys(conn: Connection, process: str, wanted: dict[str, tuple[str, ...]]) -> None:
    """Make these the keys of these records."""
    held = _read_keys(conn, process, list(wanted))
    new = {(record, shorten_key(key)) for record, keys in wanted.items() for key in keys}
    _delete_keys(conn, process, held - new)
    rows = [{"process": process, "record": record, "key": key} for record, key in sorted(new - held)]
    if rows:
        conn.execute(record_keys.insert(), rows)


def write_evidence(conn: Connection, process: str, wanted: dict[str, tuple[Evidence, ...]]) -> None:
    """Make these the claims that these records rest on; ids that edits gave to claims become their own again."""
    original = _read_originals(conn, {piece.id for pieces in wanted.values() for piece in pieces})
    _delete_links(conn, process, list(wanted))
    rows = {
        (record, original.get(piece.id, piece.id)): piece.report
        for record, pieces in wanted.items()
        for piece in pieces
    }
    if rows:
        conn.execute(
            record_claims.insert(),
            [
                {"process": process, "record": record, "claim": claim, "report": report}
                for (record, claim), report in rows.items()
            ],
        )


def drop_links(conn: Connection, process: str, record_ids: Sequence[str]) -> None:
    """Forget the keys and claims of records that were closed."""
    conn.execute(delete(record_keys).where(record_keys.c.process == process, record_keys.c.record.in_(record_ids)))
    _delete_links(conn, process, record_ids)


def _delete_links(conn: Connection, process: str, record_ids: Sequence[str]) -> None:
    conn.execute(
        delete(record_claims).where(record_claims.c.process == process, record_claims.c.record.in_(record_ids))
    )


def _read_keys(conn: Connection, process: str, record_ids: Sequence[str]) -> set[tuple[str, str]]:
    question = select(record_keys.c.record, record_keys.c.key).where(
        record_keys.c.process == process, record_keys.c.record.in_(record_ids)
    )
    return {(row.record, row.key) for row in conn.execute(question)}


def _delete_keys(conn: Connection, process: str, gone: Iterable[tuple[str, str]]) -> None:
    for record, key in gone:
        conn.execute(
            delete(record_keys).where(
                record_keys.c.process == process, record_keys.c.key == key, record_keys.c.record == record
            )
        )


def _read_originals(conn: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Ids that claims bear with their edits → the ids under which they are stored."""
    names = sorted(ids)
    found: dict[str, str] = {}
    for start in range(0, len(names), BATCH):
        question = select(judgements.c.becomes, judgements.c.subject).where(
            judgements.c.becomes.in_(names[start : start + BATCH])
        )
        found |= {row.becomes: row.subject for row in conn.execute(question)}
    return found
