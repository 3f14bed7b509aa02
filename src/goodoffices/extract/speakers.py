"""Who says so: the name of a source, the innermost speaker of a stretch of text, and who performs a speech act.

In: a source phrase, or a claim's span and head. Out: the longest form of the speaker's name in the report, or the phrase as
written for unnamed and collective sources. The innermost attribution whose content holds most of the span decides; plans
do not ("vowed to strike" says who acts, not who tells). A claim is direct when its main verb stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Token

from goodoffices.extract.cues import source_of
from goodoffices.extract.parse import Parse, end_of
from goodoffices.extract.quotations import Quotation
from goodoffices.extract.reported import phrase_of
from goodoffices.record.actors import Mention
from goodoffices.record.claims import Attribution, SpeechKind
from goodoffices.record.sources import Span

# A claim may begin or end outside the content it belongs to by a few words; it belongs there when this share lies within.
_MOSTLY = 0.6


class MentionIndex(Protocol):
    """What is asked of the mentions of a report."""

    def at(self, token: Token) -> Mention | None:
        """The mention that a word belongs to."""
        ...


@dataclass(frozen=True, slots=True)
class SpeakerOf:
    """Whose words a claim is: the name, whether it is quoted, and the chain from the outermost reporter to the speaker."""

    name: str | None
    direct: bool = False
    chain: tuple[str, ...] = ()
    affiliation: tuple[str, ...] = ()


def name_phrase(
    head: Token | None, words: Sequence[Token], mentions: MentionIndex
) -> tuple[str | None, tuple[str, ...]]:
    """The speaker's name and the actors it speaks for, from the head and the words of a source."""
    if head is None or not words:
        return None, ()
    mention = mentions.at(head)
    affiliation = mention.actors if mention is not None else ()
    if mention is not None and mention.name and (mention.person or head.pos_ == "PRON"):
        return mention.name, affiliation
    return _as_written(head, words), affiliation


def _as_written(head: Token, words: Sequence[Token]) -> str:
    """The phrase without its relative clauses and appositions: "two officials", not "two officials who spoke …"."""
    cut = [
        word.i
        for child in head.children
        if child.dep_ in ("relcl", "acl") and child.i > head.i
        for word in child.subtree
    ]
    kept = [word for word in words if not cut or word.i < min(cut)]
    while len(kept) > 1 and (kept[-1].is_punct or kept[-1].is_space):
        kept.pop()
    return " ".join(head.doc.text[kept[0].idx : end_of(kept[-1])].split())


def speaker_of(
    parse: Parse, span: Span, attributions: Sequence[Attribution], mentions: MentionIndex
) -> SpeakerOf | None:
    """The innermost speaker of a stretch of text; None where the reporter asserts it."""
    around = sorted(
        (mine for mine in attributions if _share(mine, span) >= _MOSTLY), key=lambda mine: -sum(map(len, mine.content))
    )
    if not around:
        return None
    speaker = next((mine for mine in reversed(around) if mine.speaker), None)
    if speaker is None:
        return None
    chain = tuple(dict.fromkeys(mine.speaker for mine in around if mine.speaker))
    return SpeakerOf(speaker.speaker, speaker.kind is SpeechKind.DIRECT, chain, speaker.affiliation)


def _share(mine: Attribution, span: Span) -> float:
    return sum(part.overlap(span) for part in mine.content) / len(span) if len(span) else 0.0


def is_direct(span: Span, head: Token, quotations: Sequence[Quotation]) -> bool:
    """Whether the claim's main verb stands inside quotation marks."""
    return any(quotation.inner.start <= head.idx < quotation.inner.end for quotation in quotations)


def act_speaker(parse: Parse, head: Token, mentions: MentionIndex) -> SpeakerOf | None:
    """Who performs the speech act whose head word is `head`, if the report names anybody."""
    source = source_of(head) if head.pos_ in ("VERB", "AUX") else None
    if source is None:
        return None
    name, affiliation = name_phrase(source, phrase_of(source, {head.i}), mentions)
    return SpeakerOf(name, chain=(name,) if name else (), affiliation=affiliation)
