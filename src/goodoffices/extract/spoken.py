"""Quotations → the cue that owns each: what somebody is quoted saying, over sentences, splits and paragraphs.

In: the reported clauses of a report (bare cues included) and its quotations. Out: the same with the quotations
added to their content. A quotation belongs, first that holds, to the cue whose content it overlaps; to the speaking
verb that touches it ("…," he said; she added: "…"); to the subject before a colon; where it is a whole sentence, to
whoever spoke last in its paragraph or held the floor when the paragraph before ended; and, where it is a stretch
inside somebody's act ("slammed the deal as …"), to the subject of the verb that governs it. What is left over is
nobody's: a title, a scare quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from goodoffices.extract.cues import Cue
from goodoffices.extract.quotations import Quotation
from goodoffices.extract.reported import Reported, report_of_cue
from goodoffices.extract.subjects import source_of
from goodoffices.extract.tree import Token, Tree
from goodoffices.record.sources import Span
from goodoffices.vocab.speech import Stance, speech_vocab

# A quotation of fewer words that no cue governs is a title or a scare quote more often than somebody's words.
_ENOUGH_WORDS = 4
# Between a speaking verb and its quotation ("told reporters in Geneva on Friday, “…") no more words than this.
_ADJUNCT_WORDS = 14
_AFTER_QUOTE = re.compile(r"[\s,.;–—-]*\Z")
_BREAK = re.compile(r"[;”\"]|[.?!]\s+[A-Z]")
_SENTENCE_ENDS = ".?!:…"
_CLOSE_MARKS = "”\"'’»`)]"


class _Floor:
    """Who owns which quotation so far; `reported` grows when a quotation brings a cue of its own."""

    def __init__(self, doc: Tree, reported: Sequence[Reported], paragraphs: Sequence[Span]) -> None:
        self.doc, self.text, self.paragraphs = doc, doc.text, paragraphs
        self.reported = list(reported)
        self.owners: list[int | None] = []
        self.quotations: list[Quotation] = []

    def give(self, quotation: Quotation) -> None:
        owner = self._find_owner(quotation)
        self.owners.append(owner)
        self.quotations.append(quotation)
        if owner is not None:
            self._add(owner, quotation)
            self._claim_openings(owner)

    def _add(self, owner: int, quotation: Quotation) -> None:
        mine = self.reported[owner]
        self.reported[owner] = replace(mine, content=union((*mine.content, quotation.span), self.text))

    def _claim_openings(self, owner: int) -> None:
        """Paragraphs of the same speech that came before its speaker was named."""
        at = len(self.owners) - 1
        while at and self.quotations[at].continues and self.owners[at - 1] is None:
            at -= 1
            self.owners[at] = owner
            self._add(owner, self.quotations[at])

    def _find_owner(self, quotation: Quotation) -> int | None:
        if quotation.continues and self.owners and self.owners[-1] is not None:
            return self.owners[-1]
        for rule in (self._governing, self._touching, self._before_colon, self._holding_floor, self._acting):
            owner = rule(quotation)
            if owner is not None:
                return owner
        return None

    def _outside(self, quotation: Quotation) -> list[int]:
        return [i for i, mine in enumerate(self.reported) if not _within(mine.start, quotation.span)]

    def _governing(self, quotation: Quotation) -> int | None:
        shares = [
            (sum(span.overlap(quotation.span) for span in self.reported[i].content), -_size(self.reported[i]), i)
            for i in self._outside(quotation)
        ]
        best = max(shares, default=(0, 0, -1))
        return best[2] if best[0] > 0 else None

    def _touching(self, quotation: Quotation) -> int | None:
        speaking = [i for i in self._outside(quotation) if self.reported[i].cue.quotes]
        after = [
            i
            for i in speaking
            if self.reported[i].frame.start >= quotation.span.end
            and _AFTER_QUOTE.match(self.text, quotation.span.end, self.reported[i].frame.start)
            and self.reported[i].cue.bare
        ]
        if after:
            return min(after, key=lambda i: self.reported[i].frame.start)
        before = [i for i in speaking if self._leads_to(self.reported[i], quotation)]
        return max(before, key=lambda i: self.reported[i].frame.end, default=None)

    def _leads_to(self, mine: Reported, quotation: Quotation) -> bool:
        if mine.frame.end > quotation.span.start or quotation.span.start - mine.frame.end > 160:
            return False
        gap = self.text[mine.frame.end : quotation.span.start].rstrip()
        if "\n" in gap or len(gap.split()) > _ADJUNCT_WORDS or _BREAK.search(gap):
            return False
        return not gap or gap[-1] in ",:" or gap.endswith((" that", " as"))

    def _before_colon(self, quotation: Quotation) -> int | None:
        before = self.text[: quotation.span.start].rstrip()
        if not before.endswith(":"):
            return None
        token = _token_at(self.doc, len(before) - 1)
        return self._new_owner(token.sent.root, quotation) if token is not None else None

    def _holding_floor(self, quotation: Quotation) -> int | None:
        paragraph = self._paragraph(quotation.span.start)
        if not self._is_whole_sentence(quotation, paragraph):
            return None
        here = [
            i
            for i in self._outside(quotation)
            if paragraph.start <= self.reported[i].start < quotation.span.start
            and self.reported[i].content
            and self.reported[i].cue.stance in (Stance.SPEECH, Stance.DEMAND)
        ]
        if here:
            return max(here, key=lambda i: self.reported[i].start)
        opens = not self.text[paragraph.start : quotation.span.start].strip()
        # A comma at the end says that whoever speaks is named after it, though no cue was read there.
        follows = self.text[quotation.span.end : paragraph.end].strip()
        named = follows and quotation.inner.of(self.text).rstrip().endswith(",")
        return self._last_speaker(paragraph) if opens and not named else None

    def _last_speaker(self, paragraph: Span) -> int | None:
        """Who spoke last in the paragraph before, for a paragraph that opens with a quotation and names nobody."""
        at = self.paragraphs.index(paragraph) if paragraph in self.paragraphs else 0
        before = self.paragraphs[at - 1] if at else None
        if before is None:
            return None
        quoted = self.owners[-1] if self.owners and self.quotations[-1].span.start >= before.start else None
        told = [
            i
            for i, mine in enumerate(self.reported)
            if before.start <= mine.start < paragraph.start and mine.content and mine.cue.stance is Stance.SPEECH
            if not any(_within(mine.start, other.span) for other in self.quotations)
        ]
        last = max(told, key=lambda i: self.reported[i].start, default=None)
        if last is not None and (quoted is None or self.reported[last].start > self.quotations[-1].span.end):
            return last
        return quoted

    def _acting(self, quotation: Quotation) -> int | None:
        inside = quotation.inner.of(self.text).split()
        if len(inside) < _ENOUGH_WORDS or _is_title(inside):
            return None
        words = self.doc.char_span(quotation.inner.start, quotation.inner.end, alignment_mode="contract")
        if words is None or not len(words):
            return None
        return self._new_owner(_speaking_above(words.root), quotation)

    def _new_owner(self, verb: Token, quotation: Quotation) -> int | None:
        """The subject of the nearest verb above as the source; the quotation's words alone are the content."""
        while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
            verb = verb.head
        source = source_of(verb)
        if source is None or _within(source.idx, quotation.span) or _within(verb.idx, quotation.span):
            return None
        if source.pos_ == "PRON" and source.lower_ in ("it", "this", "that", "there", "which", "what"):
            return None
        words = tuple(
            child for child in (*verb.lefts, verb) if child.dep_ in ("aux", "auxpass", "neg") or child == verb
        )
        mine = report_of_cue(Cue(verb, words, source, (), Stance.PLAN, quotes=True), verb.sent)
        self.reported.append(replace(mine, content=()))
        return len(self.reported) - 1

    def _paragraph(self, offset: int) -> Span:
        return next((p for p in self.paragraphs if p.start <= offset < p.end), Span(offset, offset))

    def _is_whole_sentence(self, quotation: Quotation, paragraph: Span) -> bool:
        before = self.text[paragraph.start : quotation.span.start].rstrip()
        inside = quotation.inner.of(self.text).rstrip()
        starts = not before or before.rstrip(_CLOSE_MARKS).endswith(tuple(_SENTENCE_ENDS))
        after = self.text[quotation.span.end : paragraph.end].lstrip()
        ends = inside.endswith((".", "?", "!", "…", ",")) or not after or after[0] == "."
        return starts and ends and inside[:1].isupper()


def join_quotations(
    doc: Tree, reported: Sequence[Reported], quotations: Sequence[Quotation], paragraphs: Sequence[Span]
) -> tuple[Reported, ...]:
    """Reported clauses with the quotations that belong to them; cues that report nothing are left out."""
    floor = _Floor(doc, reported, paragraphs)
    for quotation in quotations:
        floor.give(quotation)
    kept = [mine for mine in floor.reported if mine.content]
    return tuple(sorted(kept, key=lambda mine: (mine.start, mine.frame)))


def _speaking_above(word: Token) -> Token:
    """The nearest verb of speech above a word, else the word's own governor."""
    verbs = speech_vocab().verbs
    for above in word.ancestors:
        if above.pos_ == "VERB" and Stance.SPEECH in verbs.get(above.lemma_.lower(), {}).values():
            return above
    return word.head


def union(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Spans merged where they overlap or only white space and punctuation parts them."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not any(char.isalnum() for char in text[merged[-1].end : span.start]):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _is_title(words: Sequence[str]) -> bool:
    """A book or a film: every long word begins with a capital."""
    return all(word[:1].isupper() for word in words if len(word) > 4)


def _within(offset: int, span: Span) -> bool:
    return span.start <= offset < span.end


def _size(mine: Reported) -> int:
    return sum(map(len, mine.content))


def _token_at(doc: Tree, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
