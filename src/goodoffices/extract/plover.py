"""Parse → PLOVER events: type, mode, source and target of what a sentence tells as done; silence where nothing is.

In goes a parse (or the tokens of one sentence); out come events. Four rules decide:
1. The rules of the codebook say what each trigger is; the event of the main clause is the sentence's event, together
   with those coordinated with it. What is said ("said that …") counts as main; relative and adverbial clauses do not.
2. A verb above it decides what it becomes: what is intended, promised, possible or to come changes its type as the
   published tense table says (aid to come is AGREE, an attack to come is THREATEN); what is refused is REJECT.
3. What is asked for, refused or threatened gives its mode to REQUEST, REJECT or THREATEN.
4. An act in which nobody takes part is no event.
Source: PLOVER manual (2021); tense table of Hu et al. (2024), "Leveraging Codebook Knowledge with NLI and ChatGPT".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodoffices.extract.acts import Act, load_matcher, match_tokens
from goodoffices.extract.outlook import find_outlook
from goodoffices.extract.parse import Parse
from goodoffices.extract.participants import find_actors, find_other, find_things, span_of_phrase, split_pair, stand_in
from goodoffices.extract.tree import Token
from goodoffices.record.sources import Span
from goodoffices.vocab.plover import load_plover
from goodoffices.vocab.words import load_words

_SAY = load_words("verb").by_class["SAY"]
_INTENT_NOUNS = load_words("noun").by_class["INTENT_NOUN"]
_TALKS = frozenset({"CONSULT"})
_YIELDING = frozenset({"RETREAT", "CONCEDE"})
_HELPING = frozenset({"AID", "COOPERATE", "SUPPORT"})
# What each kind of conflict becomes as the mode of a threat.
_THREAT_MODES = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "COERCE.seize": "territory",
    "COERCE.arrest": "arrest",
    "COERCE": "restrict",
    "SANCTION.expel": "expel",
    "SANCTION": "relations",
}
# Two who do these together stand on both sides of the event.
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT", "ASSAULT"})
# Only people protest, blame, ask and refuse: whoever stands as the subject is somebody.
_BY_PEOPLE = frozenset({"PROTEST", "ACCUSE", "REQUEST"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "REQUEST", "ACCUSE", "AID", "SUPPORT"})
# The object of these is what is moved, not whom the act is done to.
_MOVING = frozenset({"MOBILIZE", "AID", "THREATEN"})
# Clauses that tell of something else than the main event.
_ASIDE = frozenset({"relcl", "advcl", "acl", "appos"})


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER event with its trigger, the rule that found it, and the phrases of source and target."""

    head: Token
    rule: str
    type: str
    mode: str | None
    cameo: str | None
    sources: tuple[Token, ...]
    targets: tuple[Token, ...]

    @property
    def source_spans(self) -> tuple[Span, ...]:
        """Characters of the source phrases."""
        return tuple(span_of_phrase(token) for token in self.sources)

    @property
    def target_spans(self) -> tuple[Span, ...]:
        """Characters of the target phrases."""
        return tuple(span_of_phrase(token) for token in self.targets)


def code_events(parse: Parse) -> tuple[Event, ...]:
    """The events of a report's story, sentence by sentence."""
    return tuple(event for _, sentence in parse.story() for event in code_event(tuple(sentence)))


def code_event(tokens: Sequence[Token], acts: Iterable[Act] | None = None) -> tuple[Event, ...]:
    """The event of one sentence, with those coordinated with it; `acts` where the rules have been run already."""
    found = tuple(match_tokens(load_matcher(), tokens)) if acts is None else tuple(acts)
    events = _by_head(found)
    if not events:
        return ()
    lowest = min(_depth(act.head) for act in events.values())
    chosen = [act for act in events.values() if _depth(act.head) == lowest and not _is_governed(act.head, events)]
    made = (_make_event(act, events) for act in chosen)
    return _without_doubles(event for event in made if event is not None)


def _by_head(acts: Iterable[Act]) -> dict[int, Act]:
    # A rule of the PLOVER file says what a deed is; one of the process says it only where no other does.
    best: dict[int, Act] = {}
    for act in acts:
        if act.plover is None:
            continue
        held = best.get(act.head.i)
        if held is None or _preference(act) > _preference(held):
            best[act.head.i] = act
    return best


def _preference(act: Act) -> tuple[bool, int]:
    return act.kind == "other", act.weight


def _depth(head: Token) -> int:
    """How many clauses stand above a word, not counting those that only say it."""
    depth, token = 0, head
    while token.head != token:
        dep, above = token.dep_, token.head
        if dep in _ASIDE and not (dep == "acl" and above.lemma_ in _INTENT_NOUNS):
            depth += 2
        elif dep in {"ccomp", "pobj", "pcomp"} and above.lemma_ not in _SAY and token != head:
            depth += 1
        token = above
    return depth


def _is_governed(head: Token, events: dict[int, Act]) -> bool:
    """Whether another event stands above it without a clause of speech between: then that one tells the sentence."""
    token = head
    while token.head != token:
        if token.dep_ == "conj" and token.head.pos_ == token.pos_:
            if token.head.i in events and token.pos_ == "VERB":
                return _is_governed(token.head, events)
        elif token.head.i in events:
            return True
        token = token.head
    return False


def _make_event(act: Act, events: dict[int, Act]) -> Event | None:
    assert act.plover is not None  # noqa: S101 - `_by_head` keeps none without
    code = _turned(*act.plover, act)
    if code is None:
        return None
    kind, mode = code
    mode = mode or _mode_from_below(kind, act, events)
    sources = tuple(map(stand_in, find_actors(act.actor_tokens)))
    targets = tuple(token for token in find_actors(act.target_tokens) if token not in sources)
    if not targets and sources and kind in _MUTUAL:
        sources, targets = (sources[:1], sources[1:]) if len(sources) > 1 else split_pair(sources[0])
    targets = targets or _targets_below(act, events, sources) or find_other(act.head, sources, act.plover[0] in _MOVING)
    if not sources and not targets and kind not in _BY_PEOPLE:
        return None
    # Somebody is named; a plain noun on the other side is somebody too ("mothers appealed to the king").
    sources = sources or find_things(act.actor_tokens)
    if not sources and not targets:
        return None
    targets = targets or (find_things(act.target_tokens) if kind in _DONE_TO else ())
    return Event(act.head, act.rule, kind, mode, act.cameo if code == act.plover else None, sources, targets)


def _targets_below(act: Act, events: dict[int, Act], sources: tuple[Token, ...]) -> tuple[Token, ...]:
    # "agreed to send food to Zenda": whoever receives what is agreed on.
    for token in act.head.subtree:
        below = events.get(token.i)
        if below is not None and token != act.head:
            found = tuple(each for each in find_actors(below.target_tokens) if each not in sources)
            if found:
                return found
    return ()


def _turned(kind: str, mode: str | None, act: Act) -> tuple[str, str | None] | None:
    """What the act becomes by the verbs, auxiliaries and negations above it; None for no event."""
    table = load_plover()
    to_come, refused = find_outlook(act.head)
    if refused:
        negated = table.type(kind).negated
        return (negated, _refused_mode(kind)) if negated else None
    if to_come:
        future = table.type(kind).future
        if future == "THREATEN" != kind:
            return future, _THREAT_MODES.get(f"{kind}.{mode}", _THREAT_MODES.get(kind))
        return (future, mode if future == kind else None) if future else None
    return kind, mode


def _refused_mode(kind: str) -> str | None:
    if kind in _TALKS:
        return "meet"
    return "yield" if kind in _YIELDING else "assist" if kind in _HELPING else None


def _mode_from_below(kind: str, act: Act, events: dict[int, Act]) -> str | None:
    if kind not in {"REQUEST", "REJECT", "THREATEN"}:
        return None
    for token in act.head.subtree:
        below = events.get(token.i)
        if below is not None and token != act.head and below.plover is not None:
            return _mode_of(kind, *below.plover)
    return "violence" if kind == "THREATEN" and act.rule.endswith("ultimatum") else None


def _mode_of(kind: str, below: str, mode: str | None) -> str | None:
    if kind == "THREATEN":
        return _THREAT_MODES.get(f"{below}.{mode}", _THREAT_MODES.get(below))
    return _refused_mode(below) or ("change" if kind == "REQUEST" else None)


def _without_doubles(events: Iterable[Event]) -> tuple[Event, ...]:
    seen: dict[tuple[str, tuple[int, ...]], Event] = {}
    for event in events:
        seen.setdefault((event.type, tuple(token.i for token in event.sources)), event)
    return tuple(seen.values())
