"""Whose copy a page carries: the agency in its dateline, byline, copyright line or credit, so that copies count once.

In: a page's text, passages and outlet. Out: the agency's name as in `agencies.yaml`, or None. Picture credits and
agencies that the story quotes ("told Reuters") never count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.read.datelines import find_dateline
from goodoffices.record.sources import Passage, Role
from goodoffices.vocab.pages import load_agencies

_CREDIT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?(?P<copyright>[^.|,;0-9]{2,40})"
    r"|(?P<contributed>[^.,;:]{2,60}?)(?:'s? [^.,;]{2,60})? contributed to th(?:is|e) (?:report|story|article)"
    r"|(?:contributing|source|sources|with material from|with|by):?\s+(?P<source>[^.;]{2,60})"
    r"|follow (?P<follow>\w+)['’]s coverage"
    r"|^[-–—]\s*(?P<alone>[^.;:]{2,40})$",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s*(?:,|/|&| and | as well as )\s*")
_CREDIT_WORDS = 30


def find_origin(text: str, passages: Sequence[Passage], outlet: str | None) -> str | None:
    """The agency whose copy this is; an outlet that is an agency carries its own."""
    own = agency_of(outlet or "")
    lines = [(passage.role, " ".join(passage.span.of(text).split())) for passage in passages]
    datelines = (_of_dateline(line) for role, line in lines if role is Role.DATELINE)
    bylines = (agency_of(line) for role, line in lines if role is Role.BYLINE)
    credited = (_of_credit(line) for role, line in lines if role in (Role.BYLINE, Role.FURNITURE))
    return next((name for name in (*datelines, own, *bylines, *credited) if name), None)


def agency_of(form: str) -> str | None:
    """The agency that a form of words credits, None where it is none."""
    return load_agencies().get(form.strip(" .()[]-–—").lower().removeprefix("the ").strip())


def _of_dateline(line: str) -> str | None:
    dateline = find_dateline(line + " X")
    # A name that stands in a dateline is an agency's, whether we know it or not.
    return (_first_agency(dateline.agency) or dateline.agency or None) if dateline else None


def _of_credit(line: str) -> str | None:
    if len(line.split()) > _CREDIT_WORDS:
        return None
    for match in _CREDIT.finditer(line):
        named = next(part for part in match.groups() if part)
        if name := _first_agency(named):
            return name
    return None


def _first_agency(names: str) -> str | None:
    return next((name for part in _SEPARATORS.split(names) if (name := agency_of(part))), None)
