"""Parse → attributions: whose words, beliefs, wishes and plans a report gives, by which cue, and what they are.

In: a parse and its mentions. Out: `Attribution`s in the order of their cues, with exact spans: the source is the
whole noun phrase, the cue the verb with its auxiliaries (or the noun, adjective or "according to"), the content the
whole reported clause with its quotation marks. Three things decide: the clause that a cue governs (`cues`,
`reported`), the colon of a headline (`headlines`), and the quotations (`quotations`, `spoken`). An attribution may
lie inside the content of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from goodoffices.extract.authors import find_author
from goodoffices.extract.cues import find_cues
from goodoffices.extract.headlines import find_headline
from goodoffices.extract.parse import Parse
from goodoffices.extract.quotations import Quotation, quotations_of, spoken_paragraphs
from goodoffices.extract.reported import Reported, report_of_cue, runs_of
from goodoffices.extract.speakers import Heard, MentionIndex, Speaker, name_speakers
from goodoffices.extract.spoken import join_quotations
from goodoffices.record.claims import Attribution, SpeechKind
from goodoffices.record.sources import Report, Span
from goodoffices.vocab.speech import speech_vocab

# Of the letters and digits of the content this share must stand in quotation marks for it to be all quoted; the rest is
# room for "that" and for a word of the reporter in brackets.
_ALL_QUOTED = 0.9


def find_attributions(parse: Parse, mentions: MentionIndex) -> tuple[Attribution, ...]:
    """Every attribution of a report, in the order of the cues; inner ones follow the one they stand in."""
    return _attribute(parse, mentions, quotations_of(parse.report))


def _attribute(parse: Parse, mentions: MentionIndex, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    joined = join_quotations(parse.doc, tuple(_reported(parse)), quotations, spoken_paragraphs(parse.report))
    reported = [mine for mine in joined if not _own_words(mine, quotations)]
    speakers = name_speakers(
        [(mine.cue.source, mine.source, mine.cue.stance) for mine in reported], mentions, quotations
    )
    text = parse.report.text
    return tuple(
        _attribution(mine, speaker, text, quotations) for mine, speaker in zip(reported, speakers, strict=True)
    )


def listen(parse: Parse, mentions: MentionIndex) -> Heard:
    """Everything that a claim's speaker is decided by, found once per report."""
    quotations = quotations_of(parse.report)
    return Heard(_attribute(parse, mentions, quotations), quotations, mentions, find_author(parse, mentions))


def statements_as_row(report: Report, attributions: Sequence[Attribution], *, nested: bool = False) -> dict[str, Any]:
    """One report's attributions as plain lists and strings; those inside another's content only with `nested`."""
    shown = attributions if nested else outermost(attributions)
    return {"report": report.id, "attributions": [_as_row(attribution) for attribution in shown]}


def outermost(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those whose cue does not stand in the content or the source of another."""
    return tuple(mine for mine in attributions if not any(_holds(other, mine) for other in attributions))


def _holds(other: Attribution, mine: Attribution) -> bool:
    if other is mine:
        return False
    return any(span.contains(mine.cue[0]) for span in (*other.content, *other.source))


def _as_row(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": [[span.start, span.end] for span in attribution.source],
        "cue": [[span.start, span.end] for span in attribution.cue],
        "content": [[span.start, span.end] for span in attribution.content],
        "kind": attribution.kind.value,
        "speaker": attribution.speaker,
        "affiliation": list(attribution.affiliation),
    }


def _reported(parse: Parse) -> Iterator[Reported]:
    for i, sentence in parse.story():
        headline = find_headline(sentence, parse.roles[i])
        yield from headline
        for cue in find_cues(sentence):
            yield report_of_cue(cue, sentence)


def _own_words(mine: Reported, quotations: Sequence[Quotation]) -> bool:
    """A speaker's "I think" inside his own quotation is what he says, not a report of it."""
    if mine.cue.source is None or mine.cue.source.lower_ not in speech_vocab().first_person:
        return False
    return any(quotation.span.start <= mine.start < quotation.span.end for quotation in quotations)


def _attribution(mine: Reported, speaker: Speaker, text: str, quotations: Sequence[Quotation]) -> Attribution:
    name, affiliation = speaker
    return Attribution(
        source=runs_of(mine.source),
        cue=runs_of(mine.cue.words) or (Span(mine.start, mine.start + len(mine.cue.head)),),
        content=mine.content,
        kind=_kind(mine.content, text, quotations),
        speaker=name,
        affiliation=affiliation,
        chain=(name,) if name else (),
    )


def _kind(content: Sequence[Span], text: str, quotations: Sequence[Quotation]) -> SpeechKind:
    total = sum(_letters(span, text) for span in content)
    inside = [
        Span(max(q.inner.start, s.start), min(q.inner.end, s.end))
        for q in quotations
        for s in content
        if s.overlap(q.inner)
    ]
    quoted = sum(_letters(span, text) for span in inside)
    if not quoted:
        return SpeechKind.INDIRECT
    return SpeechKind.DIRECT if quoted >= _ALL_QUOTED * total else SpeechKind.MIXED


def _letters(span: Span, text: str) -> int:
    return sum(map(str.isalnum, span.of(text)))
