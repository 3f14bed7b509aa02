"""What a claim can be traced to: a report, its passages, and spans of characters in its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)` of a report's text, counted in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, found [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """How many characters the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shares_half(self, other: Span) -> bool:
        """Whether the two share at least half the characters of the shorter: the same place, by the guidelines."""
        return 2 * self.overlap(other) >= max(1, min(len(self), len(other)))


class Role(StrEnum):
    """What a passage is on its page."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


class Sensitivity(StrEnum):
    """Who may see a report and what is drawn from it."""

    PUBLIC = "public"
    TEAM = "team"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report's text with one role; passages are in order and do not overlap."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes; `domain` is the registered host name where known."""

    name: str
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text, stored once and never changed; every offset elsewhere points into `text`.

    `origin` names the agency whose copy it carries ("Reuters"), so that copies count once. `published` is a
    calendar date as the page gives it; it is never the date of an event.
    """

    id: str
    text: str
    passages: tuple[Passage, ...] = ()
    published: date | None = None
    outlet: Outlet | None = None
    url: str | None = None
    title: str | None = None
    origin: str | None = None
    language: str | None = None
    media_type: str = "text/plain"
    sha256_bytes: str = ""
    sha256_text: str = ""
    source_name: str | None = None
    retrieved: datetime | None = None
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    def with_role(self, roles: Iterable[Role]) -> tuple[Passage, ...]:
        """Its passages of these roles, in order."""
        wanted = frozenset(roles)
        return tuple(passage for passage in self.passages if passage.role in wanted)

    def role_at(self, offset: int) -> Role:
        """The role of the passage at a character; `BODY` where no passage says otherwise."""
        return next((p.role for p in self.passages if p.span.start <= offset < p.span.end), Role.BODY)
