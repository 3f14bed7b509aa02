"""A clause of a known kind → the features by which its value is told.

In go the clause, its features, and `vocab/value_cues.yaml`; out come those features that speak of its verb (of the
whole clause, where the value hangs on circumstances), and the cues that stand in it: at its head, under its head,
elsewhere, and whether the clause is negated. A judgement is also told by how good or bad its words sound.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.words import Words
from goodoffices.record.claims import Kind
from goodoffices.vocab.codebook import load_codebook
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.valence import load_valence

Cues = Mapping[str, Mapping[str, tuple[str, ...]]]
_NEGATIONS = frozenset({"not", "n't", "n’t", "no", "never", "without", "neither", "nothing", "nobody"})
# The verb, its classes and its close arguments; the rest of the clause drowns the cues in few examples …
_TELLING = ("h=", "hc=", "aux=", "r=", "cc.", "hcc.")
# … but for these kinds, whose value is said around the verb; measured with conflicts left out.
_WHOLE = frozenset({Kind.ASSESSMENT, Kind.DEMAND, Kind.MEETING, Kind.MEDIATION, Kind.AID})
# Words under which what sounds good is bad, and the other way round, beside plain negations.
_TURNING = _NEGATIONS | {"hardly", "little", "lack", "fail", "failure", "unlikely", "unable"}
# A "terrible failure" is terrible, and a war that is unlikely to end is a war.
_UNTURNED = frozenset({"amod", "compound", "nsubj", "nsubjpass"})
# A turned word says less than its opposite ("not good" is not "bad"); VADER measured three quarters.
_TURNED = -0.74
# Sums of valence at which a clause sounds a little, clearly and very good or bad; one strong word has 2 to 3.
_DEGREES = (0.5, 2.0, 4.0)


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cues that ship with the package: kind → word → values.

    Raises BadVocabulary for a kind or value that the codebook does not have.
    """
    return read_cues(load_vocab("value_cues"))


def read_cues(data: Any) -> Cues:
    """Check parsed cues and turn them round."""
    cues: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, values in data.items():
        allowed = load_codebook().values(kind)
        for value, words in values.items():
            if value not in allowed:
                raise BadVocabulary(f"value_cues.yaml: {kind} has no value {value!r}; it has {', '.join(allowed)}")
            for word in filter(None, (word.strip(' \n"') for word in words.replace("\n", " ").split(","))):
                known = cues.setdefault(kind, {})
                known[word] = (*known.get(word, ()), value)
    return cues


def describe_value(words: Words, candidate: Candidate, kind: str, row: Sequence[str]) -> list[str]:
    """The features of a clause's value; `row` are the features of the clause."""
    found = [f"#{name}" for name in row if name.startswith(_TELLING)]
    found.extend(_cues(words, candidate, load_cues().get(kind, {})))
    if kind in _WHOLE:
        found.extend(row)
    if kind == Kind.ASSESSMENT:
        found.extend(_tone(words, candidate))
    return found


def _cues(words: Words, candidate: Candidate, cues: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    inside = range(candidate.first, candidate.last + 1)
    negated = any(words.lower[word] in _NEGATIONS for word in inside)
    seen: Counter[str] = Counter()
    for word in inside:
        values = dict.fromkeys((*cues.get(words.lemma[word], ()), *cues.get(words.lower[word], ())))
        where = _where(words, candidate.head, word)
        for value in values:
            seen[value] += 1
            yield f"{where}cue={value}"
            yield f"w={words.lemma[word]}"
    yield from (f"cue={value}|{negated}" for value in seen)
    yield from (f"cues={value}" for value, number in seen.items() if number > 1)
    if seen:
        yield f"most={max(seen, key=seen.__getitem__)}"
    yield from (f"up={value}" for value in cues.get(words.lemma[words.head[candidate.head]], ()))
    if negated:
        yield "negated"


def _where(words: Words, head: int, word: int) -> str:
    if word == head:
        return "head "
    return "child " if words.head[word] == head else ""


def _tone(words: Words, candidate: Candidate) -> Iterator[str]:
    """How good and how bad a clause sounds, and which of the two outweighs the other by how much."""
    told = [_valence(words, word) for word in range(candidate.first, candidate.last + 1)]
    good, bad = sum(each for each in told if each > 0), -sum(each for each in told if each < 0)
    yield f"good={bisect(_DEGREES, good)}"
    yield f"bad={bisect(_DEGREES, bad)}"
    yield f"tone={bisect(_DEGREES, good)}/{bisect(_DEGREES, bad)}"
    yield f"balance={max(-4, min(4, round(good - bad)))}"
    yield f"sounds={'even' if abs(good - bad) < _DEGREES[0] else 'good' if good > bad else 'bad'}"


def _valence(words: Words, word: int) -> float:
    if words.lower[word] in _NEGATIONS:
        return 0.0  # rated by itself too, but it turns what stands beside it
    known = load_valence()
    valence = known.get(words.lower[word]) or known.get(words.lemma[word], 0.0)
    return valence * _TURNED if valence and _is_turned(words, word) else valence


def _is_turned(words: Words, word: int) -> bool:
    """Whether a negation hangs on the word or beside it, or it hangs on one ("lack of hope", "failed to agree")."""
    above, own = words.head[word], words.dep[word] in _UNTURNED
    beside = words.children[word] if own else (*words.children[word], *words.children[above])
    is_under = not own and words.lemma[above] in _TURNING
    return is_under or any(words.lower[each] in _TURNING for each in beside if each != word)
