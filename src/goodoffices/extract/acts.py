"""Parse → acts: what the codebook's rules find, each with its trigger, codes, and where actor and target stand.

In goes a parse; out come acts in the order of their triggers. A rule holds when one of its forms does: the trigger's
word is one of the form's and every slot is filled as it says. Of two rules for the same kind on the same trigger the
one that asks for more wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from goodoffices.extract.clauses import VERBS, see_through, true_lemma
from goodoffices.extract.outlook import Standing, find_outlook, find_standing
from goodoffices.extract.parse import Parse
from goodoffices.extract.patterns import Site
from goodoffices.extract.tree import Token
from goodoffices.record.sources import Role
from goodoffices.vocab.acts import Form, Rule, Slot, load_rule, load_rules
from goodoffices.vocab.codebook import load_codebook
from goodoffices.vocab.words import PARTS, Word, load_words, make_word

HEADLINES = frozenset({Role.TITLE, Role.STANDFIRST, Role.HEADING, Role.CAPTION})
_PART_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "other", "ADV": "other"}
# How far the rest of a verb may stand from it: "called the whole planned meeting off".
_REACH = 6


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a rule found; `precision` is how often the rule was right on annotated reports."""

    head: Token
    rule: str
    kind: str
    value: str | None
    plover: tuple[str, str | None] | None
    cameo: str | None
    actor_tokens: tuple[Token, ...]
    target_tokens: tuple[Token, ...]
    precision: float
    trigger: tuple[Token, ...]
    weight: int = 0
    standing: Standing = Standing.MAIN


class Matcher:
    """Rules indexed by the lemma of their triggers, and the phrases that any of them names."""

    __slots__ = ("_forms", "_phrases", "_triggers")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._forms: dict[tuple[str, str], list[tuple[Rule, Form]]] = {}
        phrases: dict[tuple[str, str], dict[str, Word]] = {}
        for part in PARTS:
            for words in load_words(part).by_head.values():
                _add_phrases(phrases, part, (word.text for word in words))
        for rule in rules:
            for form in rule.forms:
                _add_phrases(phrases, form.part, form.triggers)
                for slot in form.slots:
                    _add_phrases(phrases, "noun", slot.words)
                for trigger in form.triggers:
                    self._forms.setdefault((form.part, trigger), []).append((rule, form))
        self._phrases = {key: tuple(words.values()) for key, words in phrases.items()}
        self._triggers = {part: frozenset(text for of, text in self._forms if of == part) for part in PARTS}

    def texts(self, token: Token) -> frozenset[str]:
        """The lexicon's words that the token is or heads: {"turn down"}, {"plan", "peace plan"}."""
        if token.readings is None:  # asked some ten times of a word
            token.readings = self._read(token)
        return token.readings

    def _read(self, token: Token) -> frozenset[str]:
        verb = token.pos_ in VERBS or token.tag_[:2] == "VB"
        lemma = true_lemma(token) if verb else token.lemma_.lower()
        found = {lemma, token.lower_}
        for part in ("verb",) if verb else ("noun", "other"):
            for word in self._phrases.get((part, lemma), ()) + self._phrases.get((part, token.lower_), ()):
                if _stands(word, token, verb):
                    found.add(word.text)
                    if word.replaces_head:
                        found.discard(lemma)
        return frozenset(found)

    def match(self, token: Token) -> list[tuple[Rule, Form, Site]]:
        """The rules that hold at a token, each with the first of its forms that does."""
        part = _PART_OF.get(token.pos_)
        if part is None:
            return []
        texts = self.texts(token) & self._triggers[part]
        if not texts:
            return []
        site = Site(token)
        found: dict[str, tuple[Rule, Form, Site]] = {}
        for text in sorted(texts):
            for rule, form in self._forms[part, text]:
                held = found.get(rule.name)
                if (held is None or held[1].weight < form.weight) and self._holds(form, site):
                    found[rule.name] = (rule, form, site)
        return list(found.values())

    def _holds(self, form: Form, site: Site) -> bool:
        if form.negated is not None and form.negated != site.is_negated:
            return False
        if form.voice is not None and (form.voice == "passive") != site.is_passive:
            return False
        return all(self._fills(slot, site) != slot.forbidden for slot in form.slots)

    def _fills(self, slot: Slot, site: Site) -> bool:
        fillers = site.fill(slot.name)
        if not slot.words:
            return bool(fillers)
        return any(not slot.words.isdisjoint(self.texts(seen)) for filler in fillers for seen in see_through(filler))


@lru_cache(maxsize=1)
def load_matcher() -> Matcher:
    """The matcher over every rule that ships with the package."""
    return Matcher(load_rules())


def match_acts(parse: Parse) -> tuple[Act, ...]:
    """Every act that the rules find in the story of a report."""
    matcher = load_matcher()
    found = ((match_tokens(matcher, sentence), parse.roles[i] in HEADLINES) for i, sentence in parse.story())
    return tuple(_stood(act, headline, acts) for acts, headline in found for act in acts)


def _stood(act: Act, headline: bool, acts: list[Act]) -> Act:
    """The act with how it stands, how often its rule is right there, and "planned" for a meeting that is to come."""
    others = {other.head.i for other in acts if other.head != act.head}
    standing = Standing.TITLE if headline else find_standing(act.head, others)
    act = replace(act, standing=standing, precision=load_rule(act.rule).prior_of(standing))
    if (act.kind, act.value) == ("meeting", "held") and find_outlook(act.head)[0]:
        codebook = load_codebook()
        codes = codebook.plover("meeting", "planned"), codebook.cameo("meeting", "planned")
        return replace(act, value="planned", plover=codes[0], cameo=codes[1])
    return act


def match_tokens(matcher: Matcher, tokens: Iterable[Token]) -> list[Act]:
    """The acts whose triggers are among these tokens."""
    return [act for token in tokens for act in _best_per_kind(matcher.match(token))]


def _best_per_kind(held: list[tuple[Rule, Form, Site]]) -> list[Act]:
    best: dict[str, Act] = {}
    for rule, form, site in held:
        act = _make_act(rule, form, site)
        kept = best.get(rule.kind)
        if kept is None or (act.weight, act.precision) > (kept.weight, kept.precision):
            best[rule.kind] = act
    return list(best.values())


def _make_act(rule: Rule, form: Form, site: Site) -> Act:
    actors = _first_filled(site, form.actor)
    targets = tuple(token for token in _first_filled(site, form.target) if token not in actors)
    head = site.token
    codes = (rule.plover, rule.cameo)
    return Act(
        head,
        rule.name,
        rule.kind,
        rule.value,
        *codes,
        actors,
        targets,
        rule.prior,
        (head,),
        form.weight + 10 * rule.rank,
    )


def _first_filled(site: Site, slots: Iterable[str]) -> tuple[Token, ...]:
    return next((found for found in map(site.fill, slots) if found), ())


def word_classes(token: Token) -> tuple[str, ...]:
    """The word classes that a token belongs to in its part of speech ("REJECT", "TRUCE"), in alphabetical order."""
    part = _PART_OF.get(token.pos_)
    if part is None:
        return ()
    classes = load_words(part).classes
    return tuple(sorted({name for text in load_matcher().texts(token) for name in classes.get(text, ())}))


def _add_phrases(phrases: dict[tuple[str, str], dict[str, Word]], part: str, texts: Iterable[str]) -> None:
    for text in texts:
        word = make_word(text, part == "verb")
        if word.rest:
            phrases.setdefault((part, word.head), {})[text] = word


def _stands(word: Word, token: Token, verb: bool) -> bool:
    if verb and "-" not in word.rest:
        return _follows(word.rest, token)
    words, at = token.doc.words, token.i - len(word.rest)
    if at < 0:
        return False
    return all(rest in (words[at + k].lemma_.lower(), words[at + k].lower_) for k, rest in enumerate(word.rest))


def _follows(rest: tuple[str, ...], token: Token) -> bool:
    words, at = token.doc.words, token.i + 1
    end = min(len(words), at + _REACH)
    for part in rest:
        while at < end and part not in (words[at].lower_, words[at].lemma_):
            if words[at].is_punct:
                return False
            at += 1
        if at >= end:
            return False
        at += 1
    return True
