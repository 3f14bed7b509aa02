"""Who "he", "the group", "both sides", "the president" are: phrases resolved through what the report said before.

In: the phrases of a report with the actors that their own words name. Out: the same phrases, resolved where something
before them fits: pronouns by number and salience (subjects first), posts by the persons who hold them, fighters and
groups by the armed group last named, organs and lands by the state of the story.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goodoffices.extract.persons import Person
from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import Sort

_SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "hers"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
_NEUTER = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "we", "my", "our", "us", "me", "ours", "myself", "ourselves"})
_EMPTY_VERBS = frozenset({"be", "become", "seem", "appear", "remain", "take"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BOTH = frozenset({"both", "two", "warring", "opposing", "rival", "all", "either", "neither", "belligerent", "feuding"})
_EITHER = frozenset({"each", "either", "neither"})
_SIDES = frozenset({"side", "party", "belligerent", "combatant", "rival", "foe", "enemy", "adversary", "camp"})
_PAIR = 2
# Further back, another pair may have come between without being counted.
_SENTENCES_BACK = 3
_MEDIATORS = frozenset({"mediator", "facilitator", "broker", "intermediary", "go-between"})
# Organs and lands that stand for the state last spoken of where nothing else says whose they are.
_STATELY = frozenset(
    "government army military authority country nation state ministry parliament cabinet kingdom republic "
    "administration regime navy police junta leadership presidency".split()
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole report says: whose story it is, and which person each phrase names."""

    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    posts: dict[Phrase, Person]


def add_pronouns(story: Story) -> None:
    """Keep a phrase for every pronoun that may stand for somebody."""
    words = story.words
    for word, lower in enumerate(words.lower):
        if (
            lower in _SINGULAR | _PLURAL | _NEUTER | _FIRST
            and words.tag[word] in {"PRP", "PRP$"}
            and (word not in story.at or story.at[word].form not in {Form.NAME, Form.PERSON})
        ) and not (lower == "it" and _is_empty(story, word)):
            story.add(Phrase(word, word + 1, word, Form.PRONOUN, person=lower in _SINGULAR))


def _is_empty(story: Story, word: int) -> bool:
    """Whether "it" only holds the place of a clause: "it is time to talk", "it was unclear whether"."""
    words = story.words
    verb = words.head[word]
    if words.dep[word] == "expl":
        return True
    if words.dep[word] not in _SUBJECTS or words.lemma[verb] not in _EMPTY_VERBS:
        return False
    said = [verb, *words.with_dep(verb, "acomp", "attr")]
    return any(words.with_dep(place, "xcomp", "ccomp", "advcl", "relcl", "acl", "csubj") for place in said)


def resolve(story: Story, people: Iterable[Person], principals: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """Resolve what can be resolved, from the first word of the report to the last."""
    context = Context(*principals, {phrase: person for person in people for phrase in person.phrases})
    seen: list[Phrase] = []
    for phrase in sorted(story.phrases, key=lambda phrase: phrase.head):
        if phrase.form is Form.PRONOUN:
            _take(phrase, _pronoun_antecedent(story, phrase, seen))
        elif phrase.form not in {Form.NAME, Form.PERSON}:
            _resolve_noun(story, phrase, seen, context)
        seen.append(phrase)


def is_first_person(story: Story, phrase: Phrase) -> bool:
    """Whether a phrase is "I", "we" or one of their forms."""
    return phrase.form is Form.PRONOUN and story.words.lower[phrase.head] in _FIRST


def _take(phrase: Phrase, antecedent: Phrase | None) -> None:
    if antecedent is not None:
        phrase.actors = phrase.actors or antecedent.actors
        phrase.name = phrase.name or antecedent.name
        phrase.antecedent = antecedent
        phrase.person = phrase.person or antecedent.person


def _pronoun_antecedent(story: Story, phrase: Phrase, seen: list[Phrase]) -> Phrase | None:
    lower = story.words.lower[phrase.head]
    seen = _speaking_to(story, phrase, seen[-40:])
    if lower in _SINGULAR:
        return _salient(story, phrase, [p for p in seen if p.person and (p.name or p.actors)])
    if lower in _PLURAL:
        return _salient(story, phrase, [p for p in seen if _is_plural(story, p) and p.actors])
    if lower in _NEUTER:
        return _salient(story, phrase, [p for p in seen if _is_body(story, p) and p.actors])
    return None


def _speaking_to(story: Story, phrase: Phrase, seen: list[Phrase]) -> list[Phrase]:
    """Who a pronoun may take up: outside quotation marks none who is only quoted ("The king must go," she said)."""
    if phrase.head in story.quoted:
        return seen
    return [other for other in seen if other.head not in story.quoted]


def _is_plural(story: Story, phrase: Phrase) -> bool:
    return not phrase.person and (
        story.words.tag[phrase.head] in {"NNS", "NNPS"}
        or phrase.sort is Sort.GROUP
        or (
            phrase.form in {Form.PRONOUN, Form.BOTH}
            and story.words.lower[phrase.head] in _PLURAL | {"sides", "parties"}
        )
    )


def _is_body(story: Story, phrase: Phrase) -> bool:
    if phrase.form is Form.PRONOUN:
        return story.words.lower[phrase.head] in _NEUTER
    return (
        not phrase.person
        and not phrase.is_place
        and phrase.sort is not Sort.PEOPLE
        and story.words.tag[phrase.head] != "NNS"
    )


def _salient(story: Story, phrase: Phrase, candidates: list[Phrase]) -> Phrase | None:
    """The last subject among the candidates of this sentence or the one before; else the last candidate."""
    if not candidates:
        return None
    words = story.words
    doc = story.parse.doc
    here = doc[phrase.head].sent.start
    before = doc[here - 1].sent.start if here > 0 else 0
    same = [c for c in candidates if c.head >= here and words.dep[c.head] in _SUBJECTS and c.head < phrase.head]
    earlier = [c for c in candidates if before <= c.head < here and words.dep[c.head] in _SUBJECTS]
    return (same or earlier or candidates)[-1]


def _resolve_noun(story: Story, phrase: Phrase, seen: list[Phrase], context: Context) -> None:
    if _is_both(story, phrase):
        phrase.form = Form.BOTH
        phrase.actors = _named_together(story, phrase, seen) or context.parties
    elif phrase.form is Form.POST:
        _resolve_post(story, phrase, seen, context)
    elif phrase.form is Form.FOE:
        phrase.actors = _other_side(story, phrase, seen, context)
    elif not phrase.actors and (_is_definite(story, phrase) or _is_authorities(story, phrase)):
        _resolve_body(story, phrase, seen, context)


def _resolve_post(story: Story, phrase: Phrase, seen: list[Phrase], context: Context) -> None:
    """A post by its holder; "the mediators" by who mediates; else by the same words before, or whose it is."""
    owners = [story.headed.get(child) for child in story.words.with_dep(phrase.head, "poss")]
    if any(owner is not None and owner.form is Form.PRONOUN and owner.actors for owner in owners):
        _take(phrase, _possessor(story, phrase))
        phrase.name = None  # "their leader" belongs to them, but is not them
        return
    _take(phrase, _holder(story, phrase, seen, context.posts))
    if not phrase.actors and _organ_before(story, phrase):
        _take(phrase, _state(story, seen, context))
    if phrase.actors or not _is_definite(story, phrase):
        return
    if story.words.lemma[phrase.head] in _MEDIATORS and story.words.tag[phrase.head] == "NNS":
        phrase.actors = context.mediators
    else:
        _take(phrase, _same_noun(story, phrase, seen) or _possessor(story, phrase))


def _organ_before(story: Story, phrase: Phrase) -> bool:
    """Whether an organ of some state stands before a post: "a foreign ministry spokesman", "an army general"."""
    lemmas = (story.words.lemma[child] for child in story.words.with_dep(phrase.head, "compound", "amod", "poss"))
    return any(lemma in _STATELY for lemma in lemmas)


def _is_authorities(story: Story, phrase: Phrase) -> bool:
    """ "Authorities said": without an article, and the state's all the same."""
    return story.words.lower[phrase.head] == "authorities" and phrase.end - phrase.first == 1


def _resolve_body(story: Story, phrase: Phrase, seen: list[Phrase], context: Context) -> None:
    """Organs, lands, peoples and groups: by a longer name before, by the same noun, by whose they are, by the state."""
    if phrase.form is Form.GROUP:
        _take(phrase, next((p for p in reversed(seen[-40:]) if p.sort is Sort.GROUP), None))
        return
    longer = _longer_name(story, phrase, seen)
    usual = story.lists.titles.usual.get(story.words.lemma[phrase.head])
    named = usual is not None and any(usual in other.actors for other in story.phrases)
    if longer is None and usual is not None and named and phrase.end - phrase.first <= 2:
        phrase.actors = (usual,)
    else:
        _take(phrase, longer or _same_noun(story, phrase, seen) or _possessor(story, phrase))
        if not phrase.actors and story.words.lemma[phrase.head] in _STATELY:
            _take(phrase, _state(story, seen, context))


def _longer_name(story: Story, phrase: Phrase, seen: list[Phrase]) -> Phrase | None:
    """ "The council" after "the Security Council (UNSC)": the last name that has the noun in it."""
    noun = story.words.lower[phrase.head]
    if phrase.head - phrase.first > 1:
        return None
    named = (p for p in reversed(seen) if p.form is Form.NAME and p.end - p.first > 1)
    return next((p for p in named if noun in story.words.lower[p.first : p.end]), None)


def _state(story: Story, seen: list[Phrase], context: Context) -> Phrase | None:
    """The state last spoken of as an actor; of the parties, where one of them is named before."""
    gazetteer = story.lists.gazetteer
    named = [p for p in seen[-30:] if len(p.actors) == 1 and gazetteer.type_of(p.actors[0]) == "state"]
    for others in (named[-6:], [p for p in named if p.actors[0] in context.parties], named):
        acting = [p for p in others if not p.is_place]
        if acting:
            return acting[-1]
    return named[-1] if named else None


def _other_side(story: Story, phrase: Phrase, seen: list[Phrase], context: Context) -> tuple[str, ...]:
    """The party that is not the one last spoken of: whoever speaks of "the enemy" does not mean itself."""
    if len(context.parties) < 2:
        return ()
    last = next((p for p in reversed(seen[-20:]) if len(p.actors) == 1 and p.actors[0] in context.parties), None)
    if last is None or not _is_definite(story, phrase):
        return ()
    return tuple(party for party in context.parties[:2] if party != last.actors[0])


def _possessor(story: Story, phrase: Phrase) -> Phrase | None:
    for child in story.words.with_dep(phrase.head, "poss"):
        other = story.headed.get(child)
        if other is not None and other.actors:
            return other
    return None


def _is_both(story: Story, phrase: Phrase) -> bool:
    """ "Both sides", "the two countries", "neither party", "the sides", "the parties": nobody else named beside it."""
    words = story.words
    lemma, plural = words.lemma[phrase.head], words.tag[phrase.head] in {"NNS", "NNPS"}
    if lemma not in story.lists.titles.both:
        return False
    before = words.lower[phrase.first : phrase.head] or words.lower[phrase.head - 1 : phrase.head]
    if not plural:
        return bool(_EITHER.intersection(before)) and not phrase.actors
    bare = lemma in _SIDES and len(before) <= 1 and "the" in before and not phrase.actors
    return bare or (bool(_BOTH.intersection(before)) and (lemma in _SIDES or not phrase.actors))


def _named_together(story: Story, phrase: Phrase, seen: list[Phrase]) -> tuple[str, ...]:
    """ "The two leaders", "both countries": the two states last named together; sides are always the parties."""
    words, gazetteer = story.words, story.lists.gazetteer
    if words.lemma[phrase.head] in _SIDES:
        return ()
    doc = story.parse.doc
    start = doc[phrase.head].sent.start
    for _ in range(_SENTENCES_BACK):
        here = [p for p in seen if start <= p.head < phrase.head and not p.is_place and p.form is not Form.BOTH]
        states = dict.fromkeys(a for p in here for a in p.actors if gazetteer.type_of(a) == "state")
        if len(states) >= _PAIR:
            return tuple(states) if len(states) == _PAIR else ()
        if start == 0:
            break
        start = doc[start - 1].sent.start
    return ()


def _is_definite(story: Story, phrase: Phrase) -> bool:
    return story.words.lower[phrase.first] in _DEFINITE or story.words.lower[phrase.first - 1] in _DEFINITE


def _holder(story: Story, phrase: Phrase, seen: list[Phrase], posts: dict[Phrase, Person]) -> Phrase | None:
    """The person last named who holds the post: introduced by it, or in the office on the report's day."""
    noun = story.words.lemma[phrase.head]
    if not _is_definite(story, phrase) or story.words.tag[phrase.head] not in {"NN", "NNP"}:
        return None
    for other in reversed(seen):
        person = posts.get(other)
        if person is not None and (not phrase.actors or phrase.actors == other.actors) and _holds(story, person, noun):
            return other
    return None


def _holds(story: Story, person: Person, noun: str) -> bool:
    titles = set(person.posts)
    if person.entry is not None:
        titles.add(person.entry.office_on(story.published).title)
    words = {word for title in titles for word in title.split()}
    return noun in words or (noun == "leader" and bool(titles & story.lists.titles.heads))


def _same_noun(story: Story, phrase: Phrase, seen: list[Phrase]) -> Phrase | None:
    lemma = story.words.lemma[phrase.head]
    return next(
        (p for p in reversed(seen) if p.form is phrase.form and p.actors and story.words.lemma[p.head] == lemma), None
    )
