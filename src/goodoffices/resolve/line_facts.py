"""What a hand-made line rests on, and its dates: sources to evidence, written moments to days.

In: a checked line. Out: `Evidence`, `When`, `Effect`.
"""

from __future__ import annotations

import re

from goodoffices.errors import InputError
from goodoffices.record.evidence import Evidence
from goodoffices.record.truces import Effect
from goodoffices.record.when import Basis, When
from goodoffices.resolve import lines as forms

# A person coded these lines, so they count as reviewed.
_CODER = "hand-made"

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def evidence_of_line(line: forms.Line, day: str, value: str, basis: str = "statement") -> tuple[Evidence, ...]:
    """One piece per source; a line without a day of report was known when its act was over."""
    when = read_when(day)
    known = forms.known_day(line) or (when.last if when else None)
    sources = line.sources or (forms.Source(url=f"{_CODER}:{line.id}"),)
    return tuple(
        Evidence(
            id=line.id if n == 1 else f"{line.id}.{n}",
            report=source.url,
            outlet=source.outlet or _host(source.url),
            origin=source.origin,
            known=known,
            speaker=getattr(line, "speaker", None),
            direct=line.excerpt_is_direct_quote,
            text=line.excerpt or "",
            value=value,
            when=when,
            basis=basis,
            reviewed=True,
        )
        for n, source in enumerate(sources, start=1)
    )


def _host(url: str) -> str:
    return url.rsplit("//", maxsplit=1)[-1].split("/", maxsplit=1)[0].removeprefix("www.")


def read_when(edtf: str | None) -> When | None:
    """A date that a person wrote."""
    return When(edtf, Basis.PERSON) if edtf else None


def effects_of_line(line: forms.CeasefireLine) -> tuple[Effect, ...]:
    """Each issuer's own first day; `effect_first` alone where no issuer is told apart."""
    found = tuple(_effect(text, line.id) for text in line.effect)
    return found or ((Effect(When(line.effect_first, Basis.PERSON)),) if line.effect_first else ())


def _effect(text: str, name: str) -> Effect:
    day = _DAY.match(text)
    if day is None:
        raise InputError(
            f"{name}, field 'effect': {text!r} does not begin with a date; write '2025-03-18 (who says so)'"
        )
    issuer = text.partition("(")[2].rstrip(") ")
    return Effect(When(day.group(), Basis.PERSON), issuer or None)


def last_full_day(text: str | None) -> str | None:
    """The last full day before an end given as a moment: a truce until midnight of the 21st binds on the 20th."""
    if text is None:
        return None
    when = When(text.split("T")[0], Basis.PERSON)
    ends_at_midnight = "T00:00" in text
    return str(when.first.fromordinal(when.first.toordinal() - 1)) if ends_at_midnight else str(when.last)
