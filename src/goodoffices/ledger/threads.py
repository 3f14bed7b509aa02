"""What persons say about a report, claim, record, process or term: threads, replies, mentions, moderation.

A comment that is taken away leaves its place and its reason; its words stay in the ledger and leave the page. A thread
about something that a viewer may not see is not there for that viewer.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select, update

from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger.access import OWNER, Viewer, is_visible, rests_on_visible
from goodoffices.ledger.audit import AuditEntry, note_act
from goodoffices.ledger.connection import Store
from goodoffices.ledger.review import find_claim
from goodoffices.ledger.schema import AnyRow, records, reports
from goodoffices.ledger.schema_team import comment_mentions, comments, threads


class Topic(StrEnum):
    """What a thread can be about."""

    REPORT = "report"
    CLAIM = "claim"
    RECORD = "record"
    PROCESS = "process"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing talked about; a record and a term are named within their process."""

    topic: Topic
    id: str
    process: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said; where it was taken away `text` is empty and `removed_by` and `removed_why` tell of it."""

    id: str
    thread: str
    author: str
    text: str
    recorded: datetime
    parent: str | None = None
    removed_by: str | None = None
    removed_why: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation about one thing, its comments in the order they were made."""

    id: str
    subject: Subject
    opened_by: str
    recorded: datetime
    resolved_by: str | None = None
    resolved: datetime | None = None
    comments: tuple[Comment, ...] = ()


class Threads(Store):
    """Threads in the ledger."""

    def open_thread(self, subject: Subject, *, author: str, text: str, mentions: Iterable[str] = ()) -> Thread:
        """Begin a thread with its first comment; `mentions` are user ids."""
        with self._writing() as conn:
            thread_id, now = uuid.uuid4().hex, self._now()
            row = {"about": subject.topic, "process": subject.process, "subject": subject.id}
            conn.execute(threads.insert(), {"id": thread_id, "opened_by": author, "recorded_at": now, **row})
            _say(conn, Comment(uuid.uuid4().hex, thread_id, author, text, now), mentions)
        return self.thread(thread_id)

    def reply(
        self, thread_id: str, *, author: str, text: str, parent: str | None = None, mentions: Iterable[str] = ()
    ) -> Comment:
        """Say something in a thread, in answer to the comment `parent` where one is named; raises NotRecorded."""
        with self._writing() as conn:
            held = {comment.id for comment in _read_comments(conn, [thread_id])}
            if not held or (parent is not None and parent not in held):
                raise NotRecorded(f"no thread {thread_id!r}, or no comment {parent!r} in it, to answer")
            comment = Comment(uuid.uuid4().hex, thread_id, author, text, self._now(), parent)
            _say(conn, comment, mentions)
        return comment

    def thread(self, thread_id: str, *, viewer: Viewer = OWNER) -> Thread:
        """One thread; raises NotRecorded, also where the viewer may not see what it is about."""
        with self._reading() as conn:
            row = conn.execute(select(threads).where(threads.c.id == thread_id)).first()
            if row is None or not _sees(conn, row, viewer):
                raise NotRecorded(f"no thread {thread_id!r} in {self.place}")
            return _as_thread(row, _read_comments(conn, [thread_id]))

    def threads_about(self, subject: Subject, *, viewer: Viewer = OWNER) -> tuple[Thread, ...]:
        """The threads about one thing, oldest first; none where the viewer may not see it."""
        about = (
            threads.c.subject == subject.id,
            threads.c.about == subject.topic,
            threads.c.process == subject.process,
        )
        with self._reading() as conn:
            rows = conn.execute(select(threads).where(*about).order_by(threads.c.seq)).all()
            rows = [row for row in rows if _sees(conn, row, viewer)]
            said = _read_comments(conn, [row.id for row in rows])
        return tuple(_as_thread(row, said) for row in rows)

    def recent_comments(
        self, *, since: datetime | None = None, viewer: Viewer = OWNER, limit: int = 50
    ) -> tuple[tuple[Thread, Comment], ...]:
        """What was said last, newest first, each with its thread (without its other comments)."""
        question = select(comments).order_by(comments.c.seq.desc()).limit(limit)
        if since is not None:
            question = question.where(comments.c.recorded_at > since)
        with self._reading() as conn:
            return _with_threads(conn, conn.execute(question).all(), viewer)

    def resolve_thread(self, thread_id: str, *, by: str) -> None:
        """Close a thread as settled."""
        with self._writing() as conn:
            now = self._now()
            _change(conn, thread_id, {"resolved_by": by, "resolved_at": now})
            note_act(conn, AuditEntry(now, by, "resolve_thread", thread_id))

    def reopen_thread(self, thread_id: str, *, by: str) -> None:
        """Open a settled thread again."""
        with self._writing() as conn:
            _change(conn, thread_id, {"resolved_by": None, "resolved_at": None})
            note_act(conn, AuditEntry(self._now(), by, "reopen_thread", thread_id))

    def remove_comment(self, comment_id: str, *, by: str, why: str = "") -> None:
        """Take a comment off the page: one's own, or another's as a moderator; raises NotRecorded."""
        still = (comments.c.id == comment_id, comments.c.removed_at.is_(None))
        with self._writing() as conn:
            now = self._now()
            values = {"removed_at": now, "removed_by": by, "removed_why": why}
            if not conn.execute(update(comments).where(*still).values(**values)).rowcount:
                raise NotRecorded(f"no comment {comment_id!r} that could be removed")
            note_act(conn, AuditEntry(now, by, "remove_comment", comment_id, why))

    def mentions_of(self, user: str, *, viewer: Viewer, unseen_only: bool = True) -> tuple[tuple[Thread, Comment], ...]:
        """Where a person was mentioned, newest first."""
        named = comment_mentions.c
        question = select(comments).join(comment_mentions, named.comment == comments.c.id).where(named.user == user)
        if unseen_only:
            question = question.where(named.seen_at.is_(None))
        with self._reading() as conn:
            return _with_threads(conn, conn.execute(question.order_by(comments.c.seq.desc())).all(), viewer)

    def see_mentions(self, user: str, comment_ids: Iterable[str]) -> None:
        """Mark mentions as seen."""
        named = comment_mentions.c
        with self._writing() as conn:
            which = (named.user == user, named.comment.in_(list(comment_ids)), named.seen_at.is_(None))
            conn.execute(update(comment_mentions).where(*which).values(seen_at=self._now()))


def _say(conn: Connection, comment: Comment, mentions: Iterable[str]) -> None:
    if not comment.text.strip():
        raise InputError("a comment needs words")
    row = {"id": comment.id, "thread": comment.thread, "parent": comment.parent, "author": comment.author}
    conn.execute(comments.insert(), {**row, "text": comment.text, "recorded_at": comment.recorded})
    named = [{"comment": comment.id, "user": user} for user in sorted(set(mentions))]
    if named:
        conn.execute(comment_mentions.insert(), named)


def _change(conn: Connection, thread_id: str, values: dict[str, Any]) -> None:
    if not conn.execute(update(threads).where(threads.c.id == thread_id).values(**values)).rowcount:
        raise NotRecorded(f"no thread {thread_id!r}")


def _read_comments(conn: Connection, thread_ids: list[str]) -> list[Comment]:
    rows = conn.execute(select(comments).where(comments.c.thread.in_(thread_ids)).order_by(comments.c.seq))
    return [_as_comment(row) for row in rows]


def _as_comment(row: AnyRow) -> Comment:
    text = row.text if row.removed_at is None else ""
    return Comment(row.id, row.thread, row.author, text, row.recorded_at, row.parent, row.removed_by, row.removed_why)


def _as_thread(row: AnyRow, said: Iterable[Comment] = ()) -> Thread:
    subject = Subject(Topic(row.about), row.subject, row.process)
    own = tuple(comment for comment in said if comment.thread == row.id)
    return Thread(row.id, subject, row.opened_by, row.recorded_at, row.resolved_by, row.resolved_at, own)


def _with_threads(conn: Connection, rows: Iterable[AnyRow], viewer: Viewer) -> tuple[tuple[Thread, Comment], ...]:
    found = [_as_comment(row) for row in rows]
    named = conn.execute(select(threads).where(threads.c.id.in_({comment.thread for comment in found}))).all()
    seen = {row.id: _as_thread(row) for row in named if _sees(conn, row, viewer)}
    return tuple((seen[comment.thread], comment) for comment in found if comment.thread in seen)


def _sees(conn: Connection, row: AnyRow, viewer: Viewer) -> bool:
    """Whether a viewer may see what a thread is about; what is no longer recorded is seen by the owner only."""
    if viewer.sees_all or row.about in (Topic.PROCESS, Topic.TERM):
        return True
    if row.about == Topic.RECORD:
        home = (records.c.process == row.process, records.c.id == row.subject, records.c.superseded_at.is_(None))
        return (
            conn.execute(select(records.c.seq).where(*home, rests_on_visible(viewer, row.process))).first() is not None
        )
    report = row.subject
    if row.about == Topic.CLAIM:
        claim = find_claim(conn, row.subject)
        report = claim.report if claim else ""
    return conn.execute(select(reports.c.seq).where(reports.c.id == report, is_visible(viewer))).first() is not None
