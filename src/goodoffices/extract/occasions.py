"""A candidate clause and its kind → when the act happened or is to happen.

In: the layers of a report, a candidate, a kind. Out: a When, or None where the report gives no clue. The rule: the
clause's own date goes first, counted or named; an act done by saying else has the day of its saying; a deed told in
the simple past else has the day that the story is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.extract.anchored_days import find_anchored_day
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.dating import date_clause, date_since, edtf_of, told_by, up_to_report
from goodoffices.extract.layers import Layers
from goodoffices.extract.story_days import find_story_day
from goodoffices.extract.tree import Token
from goodoffices.record.claims import Attribution, Kind, SpeechKind
from goodoffices.record.when import Basis, When

# Acts that are done by saying: the day of the saying is their day.
_SAID = frozenset(
    {
        Kind.URGING,
        Kind.ACCUSATION,
        Kind.THREAT,
        Kind.DEMAND,
        Kind.RESPONSE,
        Kind.SUPPORT,
        Kind.ASSESSMENT,
        Kind.MEDIATION,
        Kind.PROPOSAL,
    }
)
# A proposal that is spoken of was made, and one that is answered was answered, on some other day as often.
_ALSO_DONE = frozenset({Kind.PROPOSAL, Kind.RESPONSE})
# What is uttered with the words; the others tell a stand that was taken, or a view that was formed, before.
_UTTERED = frozenset({Kind.URGING, Kind.ACCUSATION, Kind.THREAT, Kind.DEMAND, Kind.SUPPORT})
# What news tells in a row, one after another on the day that it is about.
_NARRATED = frozenset({Kind.ATTACK, Kind.DEESCALATION, Kind.URGING, Kind.THREAT})
# A saying further back than this many sentences may be of another day.
_SENTENCES = 3


def find_when(layers: Layers, candidate: Candidate, kind: Kind) -> When | None:
    """The date of the act, with what it was read from."""
    head, saying = layers.parse.doc[candidate.head], kind in _SAID
    found = _own_day(layers, head, kind)
    if found is None and saying:
        found = _day_of_saying(layers, candidate, kind)
    if found is None and kind in _NARRATED:
        found = find_story_day(layers.parse, head, layers.times)
    return found


def _own_day(layers: Layers, head: Token, kind: Kind) -> When | None:
    saying = kind in _SAID
    if not saying and kind != Kind.AGREEMENT:  # what is agreed is mostly announced on the day
        head = told_by(head)
    found = find_anchored_day(layers.parse, head, layers.times)
    found = found or date_clause(layers.parse, head, layers.times, saying=saying)
    if kind == Kind.ATTACK:
        return up_to_report(layers.parse, found or date_since(layers.parse, head, layers.times))
    return found


def _day_of_saying(layers: Layers, candidate: Candidate, kind: Kind) -> When | None:
    """The date of the announcement that it is told by, or of the words that it is told in."""
    told = [said for said in layers.heard.attributions if any(span.contains(candidate.span) for span in said.content)]
    announced = next((day for said in told if (day := _announced(layers, said)) is not None), None)
    if announced is not None or kind in _ALSO_DONE:
        return announced
    said_on = next((day for said in told if (day := _uttered(layers, said)) is not None), None)
    if said_on is None and told and kind in _UTTERED:
        said_on = next(
            (day for one in _said_before(layers, told[0]) if (day := _uttered(layers, one)) is not None), None
        )
    return None if said_on is None else replace(said_on, basis=Basis.CONTEXT)


def _announced(layers: Layers, said: Attribution) -> When | None:
    """The date that a source names itself by ("in a statement of 3 May")."""
    dated = (time for span in said.source for time in layers.times if span.contains(time.span))
    days = ((value, time.span) for time in dated if (value := edtf_of(time)) is not None)
    return next((When(value, Basis.CONTEXT, span) for value, span in days), None)


def _uttered(layers: Layers, said: Attribution) -> When | None:
    cue = _cue_of(layers, said)
    return date_clause(layers.parse, cue, layers.times) if cue is not None else None


def _said_before(layers: Layers, said: Attribution) -> Iterator[Attribution]:
    """What a quoted speaker was heard to say a few sentences before, nearest first: the words are of one occasion."""
    cue = _cue_of(layers, said) if said.cue else None
    if said.kind is not SpeechKind.DIRECT or said.speaker is None or cue is None or cue.pos_ != "VERB":
        return  # "According to her" may be of any day
    here = said.cue[0].start
    for other in reversed(layers.heard.attributions):
        if other.cue and other.cue[0].start < here and other.speaker == said.speaker:
            if layers.parse.sentences_between(other.cue[0].start, here) > _SENTENCES:
                return
            yield other


def _cue_of(layers: Layers, said: Attribution) -> Token | None:
    """The last word of a cue: the verb of "has said"."""
    found = layers.parse.doc.char_span(said.cue[-1].start, said.cue[-1].end, alignment_mode="expand")
    return found[-1] if found is not None else None
