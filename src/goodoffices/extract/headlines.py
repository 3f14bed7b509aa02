"""Headlines and transcripts → what their colon attributes: "Army: rebels shelled the town", "Truce near: envoy".

In: a sentence and its role. Out: at most one `Reported`. The side of the colon that names a person, a body or a
state in at most six words is the source, the other side the content; labels of the page ("Live:", "Analysis:") are
no sources.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.extract.cues import Cue
from goodoffices.extract.reported import Reported, trim
from goodoffices.extract.tree import Stretch, Token
from goodoffices.record.sources import Role, Span
from goodoffices.vocab.speech import Stance, speech_vocab

_SOURCES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_HEADLINES = frozenset({Role.TITLE, Role.HEADING, Role.STANDFIRST})
# A source before a colon is a name with its office at most: "UN envoy Hans Grundberg:".
_LONGEST_SOURCE = 6
_SHORTEST_CLAUSE = 3


def find_headline(sentence: Stretch, role: Role) -> tuple[Reported, ...]:
    """What the colon of a headline, or of a line of a transcript, attributes."""
    colon = next((word for word in sentence if word.text == ":"), None)
    if colon is None:
        return ()
    before = _words(sentence.doc[sentence.start : colon.i])
    after = _words(sentence.doc[colon.i + 1 : sentence.end])
    if _is_source(before) and len(after) >= _SHORTEST_CLAUSE and (role in _HEADLINES or _leads(before)):
        return _reported(colon, before, after)
    if role in _HEADLINES and _is_source(after) and len(before) >= _SHORTEST_CLAUSE:
        return _reported(colon, after, before)
    return ()


def _words(part: Stretch) -> list[Token]:
    return [word for word in part if not word.is_space]


def _leads(source: Sequence[Token]) -> bool:
    """In the body only a person's name begins a line of speech ("RUBIO: We are …")."""
    starts_line = source[0].i == 0 or "\n" in source[0].nbor(-1).text
    return starts_line and len(source) <= 3 and all(word.pos_ == "PROPN" for word in source)


def _is_source(words: Sequence[Token]) -> bool:
    if not 0 < len(words) <= _LONGEST_SOURCE or any(word.pos_ in ("VERB", "AUX") for word in words):
        return False
    vocab = speech_vocab()
    if any(word.lower_ in vocab.headline_labels for word in words):
        return False
    return any(word.ent_type_ in _SOURCES or word.lemma_.lower() in vocab.headline_sources for word in words)


def _reported(colon: Token, source: Sequence[Token], content: Sequence[Token]) -> tuple[Reported, ...]:
    text = colon.doc.text
    head = next((word for word in source if word.head not in source), source[-1])
    cue = Cue(colon, (colon,), head, tuple(content), Stance.SPEECH, quotes=True)
    span = trim(text, Span(content[0].idx, content[-1].end))
    frame = Span(min(source[0].idx, colon.idx), max(source[-1].end, colon.end))
    return (Reported(cue, tuple(source), frame, (span,)),)
