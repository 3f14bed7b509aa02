"""spaCy's attribute ruler → the same result, each kind of word ruled on once.

The ruler of a pipeline decides part of speech, features and exceptions by a word's tag, its lower-case form and its
relation. Those repeat from report to report, so its verdict on a word that stands alone is asked once and kept. Where
a pattern of two words may begin, it is asked about the words there; a ruler that asks for anything else rules itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

_ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_GIVEN = [TAG, POS, MORPH, LEMMA, DEP]
# More forms than a thousand reports have; then they are looked at afresh, so that memory stays flat.
_MOST_FORMS = 50_000

Word = tuple[int, int, int, int]
Verdict = tuple[int, ...]


class QuickRuler:
    """A ruler that remembers: `known` has its verdict on a word alone, and whether the word may open a pattern."""

    __slots__ = ("_forms", "_known", "_openers", "_patterns", "_ruler", "_vocab")

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler, self._vocab = ruler, ruler.vocab
        rules: list[dict[str, Any]] = ruler.patterns
        patterns = [pattern for rule in rules for pattern in rule["patterns"]]
        longer = [pattern[:1] for pattern in patterns if len(pattern) > 1]
        self._openers = Matcher(self._vocab)
        if longer:
            self._openers.add("opener", longer)
        fits = all(len(pattern) <= 2 and all(map(_is_simple, pattern)) for pattern in patterns)
        self._patterns = _form_patterns(patterns) if fits else None
        self._forms: dict[int, int] = {}
        self._known: dict[Word, tuple[Verdict, bool]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Rule on every word of a document."""
        columns = doc.to_array([TAG, LOWER, DEP, IS_SPACE, LEMMA, POS, MORPH])
        # What another component has set already is for the ruler to keep or to change.
        if self._patterns is None or not len(doc) or columns[:, 4:].any():
            return self._ruler(doc)
        found = [self._rule_alone(*word) for word in columns[:, :4].tolist()]
        verdicts = [verdict for verdict, _ in found]
        for at, (_, opens) in enumerate(found):
            if opens:
                self._rule_around(columns, at, verdicts)
        return _with_columns(doc, _GIVEN, verdicts)

    def _rule_alone(self, tag: int, form: int, dep: int, space: int) -> tuple[Verdict, bool]:
        kind = self._forms.get(form)
        if kind is None:
            kind = self._kind_of(form)
        word = (tag, kind, dep, space)
        found = self._known.get(word)
        if found is None:
            alone = self._rule([(tag, form, dep)])
            found = self._known[word] = alone[0], bool(self._openers(_as_doc(self._vocab, [(tag, form, dep)])))
        return found

    def _rule_around(self, columns: Any, at: int, verdicts: list[Verdict]) -> None:
        """Ask again about a word that may open a pattern of two, and about the next, with the words beside them."""
        first, last = max(at - 1, 0), min(at + 3, len(verdicts))
        ruled = self._rule(columns[first:last, :3].tolist())
        verdicts[at : at + 2] = ruled[at - first : at - first + 2]

    def _rule(self, words: Sequence[Sequence[int]]) -> list[Verdict]:
        """What the ruler says of words given by tag, form and relation."""
        return list(map(tuple, self._ruler(_as_doc(self._vocab, words)).to_array(_GIVEN).tolist()))

    def _kind_of(self, form: int) -> int:
        """A form that a pattern names, and nothing for all others: they need not be told apart."""
        if len(self._forms) >= _MOST_FORMS:
            self._forms.clear()
        text = self._vocab.strings[form]
        named = any(pattern.search(text) for pattern in self._patterns or ())
        self._forms[form] = form if named else 0
        return self._forms[form]


def _as_doc(vocab: Any, words: Sequence[Sequence[int]]) -> Doc:
    doc = Doc(vocab, words=[vocab.strings[form] for _, form, _ in words])
    return _with_columns(doc, [TAG, DEP], [(tag, dep) for tag, _, dep in words])


def _with_columns(doc: Doc, attributes: Any, rows: Sequence[tuple[int, ...]]) -> Doc:
    columns: Any = np.array(rows, dtype=np.uint64)
    return doc.from_array(attributes, columns)


def _form_patterns(patterns: Sequence[Sequence[Mapping[str, Any]]]) -> tuple[re.Pattern[str], ...]:
    """Every lower-case form that the patterns ask for, as they ask for it."""
    asked = [word["LOWER"] for pattern in patterns for word in pattern if "LOWER" in word]
    forms = [form for each in asked for form in _forms(each)]
    loose = [each["REGEX"] for each in asked if isinstance(each, Mapping) and "REGEX" in each]
    return tuple(map(re.compile, [*loose, rf"\A(?:{'|'.join(map(re.escape, forms))})\Z"]))


def _is_simple(word: Mapping[str, Any]) -> bool:
    """Whether what is asked of a word is only what words are told apart by."""
    asked = word.get("LOWER", "")
    return word.keys() <= _ASKED and (isinstance(asked, str) or asked.keys() <= {"IN", "NOT_IN", "REGEX"})


def _forms(asked: str | Mapping[str, Any]) -> Sequence[str]:
    if isinstance(asked, str):
        return (asked,)
    return tuple(asked.get("IN", ())) + tuple(asked.get("NOT_IN", ()))


def quicken(pipeline: Sequence[tuple[str, Any]]) -> tuple[Any, ...]:
    """The components of a pipeline, with a ruler that remembers in place of spaCy's."""
    return tuple(
        QuickRuler(component) if isinstance(component, AttributeRuler) else component for _, component in pipeline
    )
