"""The tables of a team at one ledger: persons, what they may see, say and watch; and sampling for review.

Secrets are kept as hashes that the caller makes; nothing here can be turned back into a password or a token.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from goodoffices.ledger.schema import Moment, current_index, metadata, number_column

users = Table(
    "users",
    metadata,
    number_column(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("email", Text),
    # An argon2 hash; empty for persons who come through single sign-on only.
    Column("password", Text),
    Column("role", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("ux_users_email", "email", unique=True),
    sqlite_autoincrement=True,
)

user_identities = Table(
    "user_identities",
    metadata,
    number_column(),
    # Who somebody is elsewhere: the provider's address, and its own lasting name for the person.
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("user", Text, ForeignKey("users.id"), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("issuer", "subject", name="ux_user_identities"),
    Index("ix_user_identities_user", "user"),
    sqlite_autoincrement=True,
)

user_desks = Table(
    "user_desks",
    metadata,
    Column("user", Text, ForeignKey("users.id"), primary_key=True),
    Column("desk", Text, primary_key=True),
)

user_plans = Table(
    "user_plans",
    metadata,
    number_column(),
    Column("user", Text, ForeignKey("users.id"), nullable=False),
    Column("plan", Text, nullable=False),
    Column("granted_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("removed_by", Text),
    Column("removed_at", Moment),
    current_index("ux_user_plans_current", "user", "plan", closed="removed_at", unique=True),
    sqlite_autoincrement=True,
)

sessions = Table(
    "sessions",
    metadata,
    number_column(),
    Column("token", Text, nullable=False, unique=True),
    Column("user", Text, ForeignKey("users.id"), nullable=False),
    Column("created", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("ended", Moment),
    Column("agent", Text, nullable=False),
    Index("ix_sessions_user", "user"),
    sqlite_autoincrement=True,
)

tokens = Table(
    "tokens",
    metadata,
    number_column(),
    Column("token", Text, nullable=False, unique=True),
    Column("user", Text, ForeignKey("users.id"), nullable=False),
    Column("label", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("last_used", Moment),
    Column("expires", Moment),
    Column("ended", Moment),
    Index("ix_tokens_user", "user"),
    sqlite_autoincrement=True,
)

one_time_links = Table(
    "one_time_links",
    metadata,
    number_column(),
    Column("token", Text, nullable=False, unique=True),
    Column("purpose", Text, nullable=False),
    # None for the link that makes the first administrator.
    Column("user", Text, ForeignKey("users.id")),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
    sqlite_autoincrement=True,
)

login_attempts = Table(
    "login_attempts",
    metadata,
    number_column(),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("succeeded", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_login_attempts_name", "name", "at"),
    Index("ix_login_attempts_address", "address", "at"),
    sqlite_autoincrement=True,
)

report_grants = Table(
    "report_grants",
    metadata,
    number_column(),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    # "user:anna" or "desk:horn-of-africa".
    Column("principal", Text, nullable=False),
    Column("granted_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("removed_by", Text),
    Column("removed_at", Moment),
    current_index("ux_report_grants_current", "principal", "report", closed="removed_at", unique=True),
    Index("ix_report_grants_report", "report"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    number_column(),
    Column("at", Moment, nullable=False),
    Column("user", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_audit_subject", "subject"),
    sqlite_autoincrement=True,
)

threads = Table(
    "threads",
    metadata,
    number_column(),
    Column("id", Text, nullable=False, unique=True),
    Column("about", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("resolved_by", Text),
    Column("resolved_at", Moment),
    Index("ix_threads_subject", "subject", "about", "process"),
    sqlite_autoincrement=True,
)

comments = Table(
    "comments",
    metadata,
    number_column(),
    Column("id", Text, nullable=False, unique=True),
    Column("thread", Text, ForeignKey("threads.id"), nullable=False),
    Column("parent", Text, ForeignKey("comments.id")),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    # Taken back by its author, or away by a moderator; the words stay in the ledger and leave the page.
    Column("removed_by", Text),
    Column("removed_at", Moment),
    Column("removed_why", Text),
    Index("ix_comments_thread", "thread"),
    sqlite_autoincrement=True,
)

comment_mentions = Table(
    "comment_mentions",
    metadata,
    Column("comment", Text, ForeignKey("comments.id"), primary_key=True),
    Column("user", Text, primary_key=True),
    Column("seen_at", Moment),
    Index("ix_comment_mentions_user", "user"),
)

watches = Table(
    "watches",
    metadata,
    number_column(),
    Column("id", Text, nullable=False, unique=True),
    Column("user", Text, ForeignKey("users.id"), nullable=False),
    Column("name", Text, nullable=False),
    # What is watched, as JSON that the caller gives meaning to.
    Column("filter", Text, nullable=False),
    Column("mail", Boolean, nullable=False),
    # The feed's own address, hashed: who has it reads the feed without signing in.
    Column("feed_token", Text, unique=True),
    Column("recorded_at", Moment, nullable=False),
    Column("last_visit", Moment),
    Column("last_mail", Moment),
    Column("ended", Moment),
    Index("ix_watches_user", "user"),
    sqlite_autoincrement=True,
)

visits = Table(
    "visits",
    metadata,
    Column("user", Text, ForeignKey("users.id"), primary_key=True),
    Column("page", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

samples = Table(
    "samples",
    metadata,
    number_column(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("drawn_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

sample_claims = Table(
    "sample_claims",
    metadata,
    Column("sample", Text, ForeignKey("samples.id"), primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("position", Integer, nullable=False),
)

sample_coders = Table(
    "sample_coders",
    metadata,
    Column("sample", Text, ForeignKey("samples.id"), primary_key=True),
    Column("coder", Text, primary_key=True),
)

codings = Table(
    "codings",
    metadata,
    number_column(),
    Column("sample", Text, ForeignKey("samples.id"), nullable=False),
    Column("claim", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("sample", "claim", "coder", name="ux_codings"),
    sqlite_autoincrement=True,
)
