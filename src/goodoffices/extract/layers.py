"""Parse → layers: everything that the other steps found in one report, in the order in which one needs the other.

Mentions, times, attributions and rule matches are found once here and then only read: by the features, the roles
and the claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goodoffices.extract.acts import Act, match_acts
from goodoffices.extract.attributions import listen
from goodoffices.extract.candidates import Candidate, find_candidates
from goodoffices.extract.mentions import Mentions, find_mentions
from goodoffices.extract.parse import Parse
from goodoffices.extract.speakers import Heard
from goodoffices.extract.timing import find_times
from goodoffices.extract.words import Words, read_words
from goodoffices.record.when import TimeExpression


@dataclass(frozen=True, slots=True)
class Layers:
    """One report, read in layers; `acts` maps the index of a head word to the rules that fired there."""

    parse: Parse
    words: Words
    candidates: tuple[Candidate, ...]
    mentions: Mentions
    times: tuple[TimeExpression, ...]
    heard: Heard
    acts: Mapping[int, tuple[Act, ...]]

    @property
    def principals(self) -> tuple[str, ...]:
        """The parties and mediators of the report."""
        return (*self.mentions.parties, *self.mentions.mediators)


def read_layers(parse: Parse, own: Path | None = None) -> Layers:
    """Find everything that claims are made from; `own` is a user's file of actors."""
    words = read_words(parse)
    mentions = find_mentions(parse, own, words=words)
    acts: dict[int, tuple[Act, ...]] = {}
    for act in match_acts(parse):
        acts[act.head.i] = (*acts.get(act.head.i, ()), act)
    return Layers(
        parse=parse,
        words=words,
        candidates=find_candidates(parse, words),
        mentions=mentions,
        times=find_times(parse),
        heard=listen(parse, mentions),
        acts=acts,
    )
