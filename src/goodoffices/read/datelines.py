"""The place, day and agency in front of a wire story: "KYIV, Ukraine (AP) —", "MOSCOW, May 21. /TASS/.", "(CNN) --".

In: the beginning of a paragraph. Out: how many characters of it are the dateline, and what stands in it. The manners
are those of the agencies' own style books: a place in capitals, or a place followed by an agency in brackets or
slashes, closed by a dash or full stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A dateline is never longer; the longest real ones name two places, a day and two agencies.
_LONGEST = 120
_DASH = r"(?:\s*(?:—|–|--|-{2,3}|―)\s*|\s+-\s+)"
_CAPS_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,3}(?:/[A-ZÀ-Þ' ]+)?"
_PLACE = r"[A-ZÀ-Þ][\w'’.\-]+(?: (?:[A-ZÀ-Þ][\w'’.\-]+|of|the|and|de|del|la|al)){0,3}"
_REGION = rf"(?:,\s+{_PLACE}){{0,2}}"
_MONTH = r"(?i:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?)"
_DAY = rf"(?P<day>(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w .&'’/\-]{1,40})\)|/(?P<slashed>[A-Z][\w \-]{1,30})/)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # KYIV, Ukraine (AP) — · MINSK, 26 February (BelTA) – · GAZA/CAIRO (Reuters) - · MOSCOW, May 21. /TASS/.
        rf"(?P<place>{_CAPS_PLACE}{_REGION})(?:,\s+{_DAY}[.,]?)?\s+{_AGENCY}(?:\.?{_DASH}|\.\s|:\s)",
        # Tel Aviv, Israel (AP) —
        rf"(?P<place>{_PLACE}{_REGION})(?:,\s+{_DAY}[.,]?)?\s+{_AGENCY}{_DASH}",
        # (CNN) --
        rf"(?P<place>){_AGENCY}{_DASH}",
        # KABUL, March 4 — · GENEVA — · WASHINGTON, D.C. — · **GENEVA** —
        rf"\**(?P<place>{_CAPS_PLACE}{_REGION})\**(?:,\s+{_DAY}[.,]?)?,?{_DASH}",
        # Hong Kong CNN —
        rf"(?P<place>(?:{_PLACE} )?)(?P<agency>CNN)\s*{_DASH}",
        # Tel Aviv, Israel - · Addis Ababa, —
        rf"(?P<place>{_PLACE}(?:,\s+{_PLACE}|,))\s*{_DASH}",
    )
)
# What follows a dateline begins a sentence; "Israel - which …" does not.
_SENTENCE = re.compile(r"[A-ZÀ-Þ0-9\"'“‘«]|$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands in front of a story; empty strings where it does not say."""

    length: int
    place: str
    day: str
    agency: str


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph, None where it begins with its story."""
    head = paragraph[:_LONGEST]
    # A dateline that is a line of its own ends without the space that its dash would have had.
    padded = head + " "
    for pattern in _PATTERNS:
        match = pattern.match(padded)
        if match and _SENTENCE.match(paragraph[match.end() :]):
            return _as_dateline(match, head)
    return None


def _as_dateline(match: re.Match[str], head: str) -> Dateline:
    parts = match.groupdict()
    agency = parts.get("agency") or parts.get("slashed") or ""
    length = len(head[: match.end()].rstrip())
    return Dateline(length, parts["place"].strip(" ,"), parts.get("day") or "", agency)
