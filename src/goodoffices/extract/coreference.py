"""Who "he", "the group", "both sides", "the president" are: phrases resolved through what the report said before.

In: the phrases of a report with the actors that their own words name. Out: the same phrases, resolved where something
before them fits: pronouns by number and salience (subjects first), posts by the persons who hold them, fighters and
groups by the armed group last named, organs and lands by the state of the story.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.extract.persons import Person
from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import Sort

_SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "hers"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
_NEUTER = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "we", "my", "our", "us", "me", "ours", "myself", "ourselves"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BOTH = frozenset({"both", "two", "warring", "opposing", "rival", "all", "either", "neither"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})


def add_pronouns(story: Story) -> None:
    """Keep a phrase for every pronoun that may stand for somebody."""
    words = story.words
    for word, lower in enumerate(words.lower):
        if (
            lower in _SINGULAR | _PLURAL | _NEUTER | _FIRST
            and words.tag[word] in {"PRP", "PRP$"}
            and word not in story.at
        ) and not (lower == "it" and words.dep[word] == "expl"):
            story.add(Phrase(word, word + 1, word, Form.PRONOUN, person=lower in _SINGULAR))


def resolve(story: Story, people: Iterable[Person], parties: tuple[str, ...]) -> None:
    """Resolve what can be resolved, from the first word of the report to the last."""
    posts = {phrase: person for person in people for phrase in person.phrases}
    seen: list[Phrase] = []
    for phrase in sorted(story.phrases, key=lambda phrase: phrase.head):
        if phrase.form is Form.PRONOUN:
            _take(phrase, _pronoun_antecedent(story, phrase, seen))
        elif phrase.form not in {Form.NAME, Form.PERSON}:
            _resolve_noun(story, phrase, seen, (posts, parties))
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
    if lower in _SINGULAR:
        return _salient(story, phrase, [p for p in seen[-40:] if p.person and (p.name or p.actors)])
    if lower in _PLURAL:
        return _salient(story, phrase, [p for p in seen[-40:] if _is_plural(story, p) and p.actors])
    if lower in _NEUTER:
        return _salient(story, phrase, [p for p in seen[-40:] if _is_body(story, p) and p.actors])
    return None


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


def _resolve_noun(
    story: Story, phrase: Phrase, seen: list[Phrase], known: tuple[dict[Phrase, Person], tuple[str, ...]]
) -> None:
    posts, parties = known
    if _is_both(story, phrase):
        phrase.form = Form.BOTH
        phrase.actors = phrase.actors or parties
        return
    if phrase.form is Form.POST:
        _take(phrase, _holder(story, phrase, seen, posts))
    if phrase.form is Form.FIGHTERS and not phrase.actors:
        _take(phrase, _same_noun(story, phrase, seen))
        phrase.actors = phrase.actors or _fighters(story, phrase, parties)
    elif phrase.form is Form.GROUP and not phrase.actors and _is_definite(story, phrase):
        _take(phrase, next((p for p in reversed(seen[-40:]) if p.sort is Sort.GROUP), None))
    elif (
        not phrase.actors
        and phrase.form in {Form.ORGAN, Form.LAND, Form.PEOPLE, Form.POST}
        and _is_definite(story, phrase)
    ):
        _take(phrase, _same_noun(story, phrase, seen) or _possessor(story, phrase))
        if not phrase.actors and phrase.form is Form.ORGAN:
            states = [party for party in parties if story.lists.gazetteer.type_of(party) == "state"]
            phrase.actors = tuple(states[:1])


def _possessor(story: Story, phrase: Phrase) -> Phrase | None:
    for child in story.words.with_dep(phrase.head, "poss"):
        other = story.headed.get(child)
        if other is not None and other.actors:
            return other
    return None


def _is_both(story: Story, phrase: Phrase) -> bool:
    words = story.words
    if words.lemma[phrase.head] not in story.lists.titles.both or words.tag[phrase.head] not in {"NNS", "NNPS"}:
        return False
    return any(words.lower[word] in _BOTH for word in range(phrase.first, phrase.head))


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


def _fighters(story: Story, phrase: Phrase, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The armed group the report is about; else the noun's own id."""
    armed = [party for party in parties if story.lists.gazetteer.type_of(party) == "armed_group"]
    return (armed[0],) if armed else (story.lists.titles.fighters[story.words.lemma[phrase.head]],)
