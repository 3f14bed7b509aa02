"""Whether two reports tell of one meeting.

In: two meetings. Out: a verdict. By DESIGN a meeting is its participants, place and overlapping days. Reports give the
place and the names in the topic ("Camp David meeting", "Poroshenko-Putin call"), so proper names stand for the place:
two topics that name different ones are two meetings.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from rapidfuzz.fuzz import token_set_ratio

from goodoffices.record.settling import first_known
from goodoffices.record.talks import Meeting, MeetingState

# Share of words at which topics name one thing; almost the same words at which they may also lie a day apart.
_ALIKE, _EQUAL = 60.0, 90.0

# UCDP precision of a few days: dates that can be compared day by day.
_FEW_DAYS = 2

# Undated: held meetings were reported within three days, coming ones are announced up to two weeks ahead.
_NEWS, _AHEAD = timedelta(days=3), timedelta(days=14)

_HELD, _OFF = MeetingState.HELD, MeetingState.CALLED_OFF

_NAME = re.compile(r"[A-Z][\w’']+|[A-Z]{2,}")


def is_same_meeting(one: Meeting, other: Meeting) -> bool:
    """Whether two records tell of one encounter."""
    if not _share_participants(one, other) or not _states_agree(one, other) or not _modes_agree(one, other):
        return False
    if _is_dated(one) and _is_dated(other) and _HELD in (one.state, other.state):
        return _same_days(one, other)
    return topics_alike(one, other) and _windows_meet(one, other)


def topics_alike(one: Meeting, other: Meeting) -> bool:
    """Whether two topics share a proper name, or most words where only one of them names any."""
    mine, yours = names_in(one.topic), names_in(other.topic)
    if mine and yours:
        return bool(mine & yours)
    return token_set_ratio(_plain(one), _plain(other)) >= _ALIKE


def names_in(topic: str | None) -> frozenset[str]:
    """The proper names of a topic, parties' own names included."""
    return frozenset(name.lower() for name in _NAME.findall((topic or "").replace("-", " ").replace("–", " ")))


def _same_days(one: Meeting, other: Meeting) -> bool:
    """Overlapping days and the same people; or nearly the same topic, a day apart at most."""
    distance = _days_apart(one, other)
    if distance == 0 and _same_people(one, other):
        return True
    return distance <= 1 and token_set_ratio(_plain(one), _plain(other)) >= _EQUAL


def _days_apart(one: Meeting, other: Meeting) -> int:
    if one.when is None or other.when is None:
        return 0
    return max(0, (other.when.first - one.when.last).days, (one.when.first - other.when.last).days)


def _is_dated(meeting: Meeting) -> bool:
    return meeting.when is not None and meeting.when.precision <= _FEW_DAYS


def _share_participants(one: Meeting, other: Meeting) -> bool:
    return bool(set(one.participants) & set(other.participants))


def _same_people(one: Meeting, other: Meeting) -> bool:
    """Two in common, and nobody on both sides who is missing on the other."""
    mine, yours = set(one.participants), set(other.participants)
    return len(mine & yours) > 1 and (mine <= yours or yours <= mine or len(mine & yours) > 2)


def _states_agree(one: Meeting, other: Meeting) -> bool:
    """A meeting that was held was not called off; everything else may be one meeting on its way."""
    return {one.state, other.state} != {_HELD, _OFF} and {one.state, other.state} != {_HELD, MeetingState.OFFERED}


def _modes_agree(one: Meeting, other: Meeting) -> bool:
    """A call and a visit of one day are two."""
    if one.mode == other.mode:
        return True
    return not _is_visit(other if one.mode == "phone" else one)


def _is_visit(meeting: Meeting) -> bool:
    words = f" {_plain(meeting)} "
    return meeting.place is not None or any(cue in words for cue in (" in ", " visit ", " summit ", " met "))


def _windows_meet(one: Meeting, other: Meeting) -> bool:
    (first, last), (start, end) = _window(one), _window(other)
    return first <= end and start <= last


def _window(meeting: Meeting) -> tuple[date, date]:
    """The days a meeting may have been on; what is called off is dated by the call, not by the meeting."""
    known = first_known(meeting)
    if meeting.when is not None and meeting.when.precision <= _FEW_DAYS + 1:
        ahead = _AHEAD if meeting.state is not _HELD else timedelta(0)
        return _earlier(meeting.when.first, ahead), _later(meeting.when.last, ahead)
    if known is None:
        return date.min, date.max
    return known - _NEWS - (_AHEAD if meeting.state is _OFF else timedelta(0)), known + (
        timedelta(0) if meeting.state is _HELD else _AHEAD
    )


def _earlier(day: date, by: timedelta) -> date:
    return day - by if day - date.min > by else date.min


def _later(day: date, by: timedelta) -> date:
    return day + by if date.max - day > by else date.max


def _plain(meeting: Meeting) -> str:
    return (meeting.topic or "").lower().replace("-", " ").replace("–", " ")


def mode_of(words: str) -> str | None:
    """`phone` where the words speak of a call, None where they do not say."""
    return "phone" if _CALLS & set(words.lower().replace("-", " ").split()) else None


_CALLS = frozenset({"call", "calls", "phone", "phoned", "telephone", "telephoned", "conversation"})
