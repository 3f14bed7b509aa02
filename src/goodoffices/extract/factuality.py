"""Parse and head word of an act → how the report holds it to be true, by the scope of triggers over the head.

In: the parse, the act's head word, its kind and value. Out: a `Factuality`. A trigger counts only where the head
stands in its scope: its own modals, negations and conditions; the verb, noun or adjective whose complement it is
("plans to", "failed to", "no sign of", "ready to"); and, for an event noun, the verb that says that it takes place.
Of several effects the first of: conditional, possible, denied, demanded, predicted and planned. Speech acts that
are uttered are asserted, whatever they wish for; values that are themselves a no ("rejected", "called_off") hold
their negation. Source: the scope rules follow FactBank (Saurí & Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.extract.parse import Parse
from goodoffices.extract.tree import Token
from goodoffices.record.claims import Factuality, Kind
from goodoffices.vocab.factuality import FactualityVocab, factuality_vocab

# The order in which one effect outweighs another when several have the head in scope.
_ORDER = ("conditional", "possible", "denied", "demanded", "predicted", "planned", "future")
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "oprd"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_DENYING = frozenset({"deny", "dispute", "refute", "disavow"})
_VERBAL = frozenset({"VERB", "AUX"})
# Governors further up than this are another statement.
_FURTHEST = 4


def judge_factuality(parse: Parse, head: Token, *, kind: Kind, value: str | None = None) -> Factuality:
    """How true the report holds the act to be whose head word is `head`."""
    vocab = factuality_vocab()
    if kind.value in vocab.uttered:
        return Factuality.DENIED if _is_unsaid(head, vocab) else Factuality.ASSERTED
    if value in vocab.settled:
        return Factuality.ASSERTED
    effects = set(_effects(head, kind, value, vocab))
    if not effects and kind.value not in vocab.judging and _is_asked(parse, head):
        effects.add("possible")
    if value in vocab.negative_values or kind.value in vocab.judging:
        effects.discard("denied")
    if kind.value in vocab.judging:
        effects.discard("demanded")
    if kind is Kind.PROPOSAL and head.lemma_.lower() not in vocab.proposing:
        effects -= {"planned", "future", "demanded"}
    if value in vocab.done:
        effects -= {"planned", "future", "demanded", "predicted"}
    return _settle(effects, kind, value, vocab)


def _is_asked(parse: Parse, head: Token) -> bool:
    """Whether the act is the main clause of a question."""
    return head == head.sent.root and parse.span_of(head.sent).of(parse.report.text).rstrip("”\"'’").endswith("?")


def _is_unsaid(head: Token, vocab: FactualityVocab) -> bool:
    """A speech act is denied only where its own verb of speech is ("did not condemn the raid")."""
    return head.pos_ == "VERB" and head.lemma_.lower() in vocab.uttering and _is_negated(head, vocab)


def _settle(effects: set[str], kind: Kind, value: str | None, vocab: FactualityVocab) -> Factuality:
    strongest = next((effect for effect in _ORDER if effect in effects), "asserted")
    if kind.value in vocab.forecasts and strongest in ("future", "planned"):
        strongest = "predicted" if strongest == "future" else "asserted"
    if strongest == "future":
        strongest = "planned"
    if value == "planned" and strongest in ("asserted", "predicted"):
        strongest = "planned"  # a meeting that is planned is not held
    return Factuality(strongest)


def _effects(head: Token, kind: Kind, value: str | None, vocab: FactualityVocab) -> Iterator[str]:
    yield from _own_effects(head, vocab)
    yield from _conditions_below(head, vocab)
    lemma = head.lemma_.lower()
    is_the_act = kind.value in vocab.promising and lemma in vocab.promising_verbs
    is_the_offer = value == "offered" and lemma == "offer"  # made, whatever comes of it
    if not is_the_act and not is_the_offer:
        yield from _as_trigger(head, vocab)
    if kind.value in vocab.judging:
        yield from _believed(head, vocab)
    word = head
    for _ in range(_FURTHEST):
        above = _governor(word, vocab)
        if above is None:
            return
        yield from _triggered(word, above, vocab)
        if _shares_scope(word, above, vocab):
            yield from _own_effects(above, vocab)
        word = above


def _conditions_below(head: Token, vocab: FactualityVocab) -> Iterator[str]:
    """An "if" that the parser hung on the complement: "may be ready to leave if nothing changes"."""
    for child in head.children:
        if child.dep_ in ("xcomp", "acomp", "oprd"):
            if any(below.dep_ == "advcl" and _sets_condition(below, vocab) for below in child.children):
                yield "conditional"
            yield from _conditions_below(child, vocab)


def _shares_scope(word: Token, above: Token, vocab: FactualityVocab) -> bool:
    """Whether what modifies the governor holds of the word too; not through a clause that somebody only reports."""
    if word.dep_ in ("xcomp", "conj", "acomp", "oprd"):
        return True
    return _effect_of(above, vocab) is not None or word.dep_ in ("nsubj", "nsubjpass", "attr", "dobj")


def _believed(head: Token, vocab: FactualityVocab) -> Iterator[str]:
    """The modals of what is believed or said, where the head is the believing: "thinks the talks will fail"."""
    if head.lemma_.lower() not in vocab.believing:
        return
    for child in head.children:
        if child.dep_ == "ccomp":
            yield from _own_effects(child, vocab)
        elif child.dep_ == "dobj":
            for clause in child.children:
                if clause.dep_ in ("acl", "relcl", "ccomp"):
                    yield from _own_effects(clause, vocab)


def _own_effects(word: Token, vocab: FactualityVocab) -> Iterator[str]:
    """Modals, negations, adverbs and conditions that hang on the word itself."""
    for child in word.children:
        lower = child.lower_
        if child.dep_ == "aux" and lower in vocab.modals:
            # "could not" rules out what "could" leaves open.
            yield "denied" if lower == "could" and _is_negated(word, vocab) else vocab.modals[lower]
        elif child.dep_ in ("advmod", "neg") and lower in vocab.adverbs:
            yield vocab.adverbs[lower]
        elif child.dep_ == "amod" and lower in vocab.attributes and word.pos_ in _NOMINAL:
            yield vocab.attributes[lower]
        elif child.dep_ in ("advcl", "prep", "advmod") and _sets_condition(child, vocab):
            yield "conditional"
        elif child.dep_ == "ccomp" and any(mark.lower_ == "whether" for mark in child.children):
            yield "possible"
    if _is_negated(word, vocab):
        yield "denied"
    if word.dep_ == "advcl" and _is_condition(word, vocab):
        yield "conditional"
    if any(child.lower_ == "whether" for child in word.children):
        yield "possible"


def _is_negated(word: Token, vocab: FactualityVocab) -> bool:
    for child in word.children:
        if child.dep_ in ("neg", "det", "preconj") and child.lower_ in vocab.negations:
            return True
        if child.dep_ in ("dobj", "attr", "nsubj", "nsubjpass") and _is_none(child, vocab):
            return True
    return word.dep_ in ("pcomp", "pobj") and word.head.lower_ == "without"


def _is_none(noun: Token, vocab: FactualityVocab) -> bool:
    """ "No side", "nobody", "none of them"."""
    determiners = (part for part in noun.children if part.dep_ in ("det", "neg", "preconj", "cc"))
    return noun.lower_ in vocab.negations or any(part.lower_ in vocab.negations for part in determiners)


def _sets_condition(child: Token, vocab: FactualityVocab) -> bool:
    if child.dep_ == "advcl" and _is_condition(child, vocab):
        return True
    words = [word.lower_ for word in child.subtree]
    return " ".join(words[:4]).startswith(vocab.condition_phrases)


def _is_condition(clause: Token, vocab: FactualityVocab) -> bool:
    first = clause.subtree[0]
    if first.lower_ == "even":
        return False  # "even if" holds either way
    marks = [
        child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod", "aux") and child.i < clause.i
    ]
    inverted = first.dep_ == "aux" and first.lower_ in ("should", "had", "were")
    return inverted or any(mark in vocab.conditions for mark in marks)


def _as_trigger(head: Token, vocab: FactualityVocab) -> Iterator[str]:
    """The head is itself the trigger of an act below it: "plans to train fighters", "denied any role"."""
    complement = any(
        child.dep_ in ("xcomp", "ccomp", "dobj", "prep", "acl") and child.i > head.i for child in head.children
    ) or any(child.dep_ == "nsubjpass" for child in head.children)
    effect = _effect_of(head, vocab) if complement else None
    if effect is not None and effect != "demanded":
        yield effect
    for child in head.children:
        if child.dep_ in ("acomp", "attr", "oprd") and child.lemma_.lower() in vocab.adjectives:
            yield vocab.adjectives[child.lemma_.lower()]


def _effect_of(word: Token, vocab: FactualityVocab) -> str | None:
    lemma = word.lemma_.lower()
    if lemma == "rule" and any(child.lower_ == "out" for child in word.children):
        return "denied"
    if lemma == "set" and any(child.dep_ == "prt" for child in word.children):
        return None  # "set off a bomb", "set up a camp" plan nothing
    if word.pos_ in _VERBAL:
        return vocab.verbs.get(lemma) or vocab.verbs.get(word.lower_)
    if word.pos_ == "NOUN":
        return vocab.nouns.get(lemma)
    return vocab.adjectives.get(lemma) or vocab.adjectives.get(word.lower_)


def _governor(word: Token, vocab: FactualityVocab) -> Token | None:
    """The word whose scope this one stands in, one step up; None where another statement begins."""
    above = word.head
    if above == word:
        return None
    if word.dep_ in ("pcomp", "pobj"):
        linked = above.lower_ in vocab.links and above.head != above and _effect_of(above.head, vocab) is not None
        return above.head if linked else None
    return above if _stands_in_scope(word, above, vocab) else None


def _stands_in_scope(word: Token, above: Token, vocab: FactualityVocab) -> bool:
    if word.dep_ in _COMPLEMENTS:
        return True
    if word.dep_ == "conj":
        return word.pos_ == above.pos_ and not any(_stands_alone(child) for child in word.children)
    if word.dep_ in ("acl", "relcl"):
        return above.pos_ == "NOUN" and above.lemma_.lower() in vocab.nouns
    occurs = above.lemma_.lower() in vocab.occurrences
    if word.dep_ in ("nsubj", "attr"):
        return occurs and word.pos_ in _NOMINAL
    gerund = word.dep_ == "advcl" and word.tag_ == "VBG" and 0 < word.i - above.i <= 2  # "ruled out sending troops"
    if word.dep_ in ("dobj", "nsubjpass") or gerund:
        return _effect_of(above, vocab) is not None or (occurs and not gerund)
    return False


def _is_given(word: Token) -> bool:
    """A definite noun names what is there whatever is done to it ("avoided the talks", but "denied the attack")."""
    if word.pos_ not in _NOMINAL:
        return False
    return any(child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in _DEFINITE) for child in word.children)


def _stands_alone(child: Token) -> bool:
    """A subject or an auxiliary of its own takes a coordinated verb out of the first one's scope."""
    return child.dep_ in ("nsubj", "nsubjpass") or (child.dep_ == "aux" and child.tag_ != "TO")


def _triggered(word: Token, above: Token, vocab: FactualityVocab) -> Iterator[str]:
    if word.dep_ == "conj":
        return
    effect = _effect_of(above, vocab)
    if effect is not None and not (effect == "denied" and _is_given(word) and above.lemma_.lower() not in _DENYING):
        yield effect
    for child in above.children:
        if child.dep_ == "acomp" and child.lemma_.lower() in vocab.adjectives and child.i != word.i:
            yield vocab.adjectives[child.lemma_.lower()]
