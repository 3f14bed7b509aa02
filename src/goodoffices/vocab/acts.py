"""Rules for acts: what kind of claim a verb, noun or adjective makes with these words in these places around it.

In go the files `rules/*.yaml`; out come frozen rules whose forms are compiled to sets of words. A rule is read as the
codebook would state it; its examples (at least two it must find, one it must not) are tests. `rules/priors.yaml` holds
how often each rule was right on annotated reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from goodoffices.errors import BadVocabulary, InputError
from goodoffices.vocab.codebook import load_codebook
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.plover import load_cameo, load_plover
from goodoffices.vocab.words import load_words

# A rule never seen on annotated reports is as likely right as wrong, until somebody measures it.
UNMEASURED = 0.5

_TRIGGERS = {"verb": "verb", "noun": "noun", "adj": "other"}
_SETTINGS = frozenset({"actor", "target", "negated", "voice"})
# Slots whose filler is a verb, and slots filled by adjectives and adverbs; all others are filled by nouns.
_VERB_SLOTS = frozenset({"comp", "that", "parent"})
_OTHER_SLOTS = frozenset({"attr", "mod", "object_mod"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A place around the trigger: what must (or, for `forbidden`, must not) stand there; no words means anything."""

    name: str
    words: frozenset[str]
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say it: words of the trigger, slots around it, and where actor and target are read from."""

    part: str
    triggers: frozenset[str]
    slots: tuple[Slot, ...]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    negated: bool | None = None
    voice: str | None = None

    @property
    def weight(self) -> int:
        """How much it asks for; the form that asks for more wins over one that asks for less."""
        return sum(2 if slot.words else 1 for slot in self.slots) + (self.negated is not None)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the codebook as the coder reads it; `prior` is how often it was right where it was measured; a
    rule of higher `rank` wins over a lower one of the same kind.

    A `firm` rule says in so many words what the codebook says: where it holds it decides kind and value, whatever the
    trained model makes of the clause. Its acts are too rare in annotated reports for a model to learn them. A `spoken`
    one is firm only in the words of a speaker, of a party to the war that is not the speaker's own.
    """

    name: str
    says: str
    kind: str
    value: str | None
    plover: tuple[str, str | None] | None
    cameo: str | None
    forms: tuple[Form, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    prior: float = UNMEASURED
    priors: Mapping[str, float] = field(default_factory=dict)
    rank: int = 0
    firm: bool = False
    spoken: bool = False

    def prior_of(self, standing: str) -> float:
        """How often it was right where the act stood like this ("main", "governed", "aside", "title")."""
        return self.priors.get(standing, self.prior)


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """Every rule, file by file in the order of their names."""
    folder = files("goodoffices.vocab").joinpath("rules")
    names = sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    priors = load_vocab("rules/priors")["rules"] if "priors" in names else {}
    rules = [rule for name in names if name != "priors" for rule in read_rules(load_vocab(f"rules/{name}"), priors)]
    seen: set[str] = set()
    for rule in rules:
        if rule.name in seen:
            raise BadVocabulary(f"two rules are called {rule.name!r}; rename one")
        seen.add(rule.name)
    return tuple(rules)


@lru_cache(maxsize=1024)
def load_rule(name: str) -> Rule:
    """The rule of that name; raises BadVocabulary when there is none."""
    found = next((rule for rule in load_rules() if rule.name == name), None)
    if found is None:
        raise BadVocabulary(f"{name!r} is no rule; see the files in vocab/rules")
    return found


def read_rules(data: Any, priors: Mapping[str, Any] | None = None) -> tuple[Rule, ...]:
    """Check a parsed file of rules and compile it; raises BadVocabulary naming the rule that is wrong."""
    try:
        return tuple(_read_rule(name, row, priors or {}) for name, row in data["rules"].items())
    except (KeyError, TypeError, AttributeError) as problem:
        raise BadVocabulary(f"a rule file lacks or misplaces {problem}; see the rules beside it") from problem


def _read_rule(name: str, row: Mapping[str, Any], priors: Mapping[str, Any]) -> Rule:
    kind, value = row["kind"], row.get("value")
    examples, counters = tuple(row["examples"]), tuple(row["not"])
    if len(examples) < 2 or not counters:
        raise BadVocabulary(f"rule {name!r} needs two examples and one sentence it must not find")
    try:
        load_codebook().check(kind, value)
        plover = _read_plover(row["plover"]) if "plover" in row else load_codebook().plover(kind, value)
        forms = tuple(_read_form(form) for form in row["forms"])
    except InputError as problem:
        raise BadVocabulary(f"rule {name!r}: {problem}") from problem
    cameo = row.get("cameo", load_codebook().cameo(kind, value))
    if cameo is not None and cameo not in load_cameo():
        raise BadVocabulary(f"rule {name!r}: CAMEO leaf {cameo!r} is not in cameo.yaml")
    measured = {key: float(number) for key, number in priors.get(name, {}).items()}
    return Rule(
        name,
        row["says"],
        kind,
        value,
        plover,
        cameo,
        forms,
        examples,
        counters,
        measured.pop("all", UNMEASURED),
        measured,
        int(row.get("rank", 0)),
        bool(row.get("firm", False)),
        bool(row.get("spoken", False)),
    )


def _read_plover(code: str | None) -> tuple[str, str | None] | None:
    return load_plover().read_code(code) if code else None


def _read_form(row: Mapping[str, Any]) -> Form:
    key = next((key for key in row if key in _TRIGGERS), None)
    if key is None:
        raise BadVocabulary(f"the form {dict(row)} names no verb, noun or adj")
    part = _TRIGGERS[key]
    triggers = load_words(part).expand(_names(row[key])) - frozenset(_names(row.get("except", "")))
    slots = tuple(_read_slot(name, words) for name, words in row.items() if name not in {key, "except"} | _SETTINGS)
    actor = row.get("actor", "subject" if part != "noun" else "poss by nat subject")
    return Form(
        part,
        triggers,
        # The cheapest and most telling places first: those with words.
        tuple(sorted(slots, key=lambda slot: not slot.words)),
        tuple(actor.split()),
        tuple(row.get("target", "").split()),
        row.get("negated"),
        row.get("voice"),
    )


def _read_slot(name: str, words: str) -> Slot:
    forbidden = name.startswith("no_")
    name = name.removeprefix("no_")
    names = _names(words)
    part = "verb" if name in _VERB_SLOTS else "other" if name in _OTHER_SLOTS else "noun"
    return Slot(name, frozenset() if names == ["any"] else _expand(part, names), forbidden)


def _expand(part: str, names: Iterable[str]) -> frozenset[str]:
    # Modifiers and clauses may hold nouns as well: "peace talks", "no sign of progress".
    found: set[str] = set()
    for name in names:
        parts = (part, *(other for other in ("noun", "other", "verb") if other != part))
        home = next((each for each in parts if name in load_words(each).by_class), part)
        found |= load_words(home).expand([name])
    return frozenset(found)


def _names(words: str) -> list[str]:
    """Class names and words of a form; an underscore joins the parts of a phrase ("put_forward")."""
    return [word if word.isupper() else word.replace("_", " ") for word in words.split()]
