"""Report → persons: every place where one is named, gathered by who it is.

In: the parsed report and the names found. Out: person phrases, each with the longest form of the name in the report,
and the actor the person stands for: by the offices of the directory on the report's day, else by the words that
introduce the person anywhere in the report ("Ukrainian lawmaker Yaroslav …", "…, a spokesman for the Kremlin").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from goodoffices.extract.names import NameHit
from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import Sort
from goodoffices.vocab.naming import fold
from goodoffices.vocab.offices import PersonEntry
from goodoffices.vocab.speech import speech_vocab

# Names of places that are also first names.
_GIVEN = frozenset("Jordan Chad Georgia Israel Sydney Paris Austin Jackson Tyre Amal Malta Cali Florida".split())
_PROPER = frozenset({"NNP", "NNPS"})
_COURTESY = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady gen gen. maj "
    "maj. lt lt. col col. sen sen. rep rep. brig brig. adm adm. capt "
    "capt. prof prof. rev rev. former late then president-elect hon hon. sgt sgt. retired st saint".split()
)
# Shorter capitalised words are too often no names.
_LONG = 4
# Longer runs of proper nouns are names of bodies and titles of works.
_MOST = 4
_SMALL = frozenset({"al", "el", "bin", "ibn", "abu", "de", "da", "van", "von", "der", "-"})


@dataclass(slots=True, eq=False)
class Person:
    """One person of the report: the phrases that name it, the entry of the directory, the posts it is introduced by."""

    entry: PersonEntry | None = None
    phrases: list[Phrase] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)
    posts: set[str] = field(default_factory=set)

    @property
    def surname(self) -> str:
        """The last word of its longest form."""
        return max(self.forms, key=len)[-1]


def add_persons(story: Story, hits: tuple[NameHit, ...]) -> tuple[Person, ...]:
    """Find the persons of a report and keep their phrases in the story."""
    places = dict(_full_places(story, hits))
    people: list[Person] = []
    taken: set[int] = set()
    for (first, end), entry in sorted(places.items(), key=lambda place: place[0][0] - place[0][1]):
        if not taken.intersection(range(first, end)):
            taken.update(range(first, end))
            _gather(story, people, (first, end), entry)
    for word in _surname_places(story, people, taken):
        _gather(story, people, (word, word + 1), None)
    return tuple(person for person in people if person.phrases)


def _full_places(story: Story, hits: tuple[NameHit, ...]) -> Iterator[tuple[tuple[int, int], PersonEntry | None]]:
    for hit in hits:
        if hit.person is not None:
            yield (hit.first, hit.end), hit.person
    covered = {word for hit in hits for word in range(hit.first, hit.end) if hit.person is not None}
    for start, stop, label in story.parse.doc.ents:
        if label == "PERSON":
            first, end = _trimmed(story, start, stop)
            if first < end and not covered.intersection(range(first, end)):
                covered.update(range(first, end))
                yield (first, end), None
    yield from _untagged(story, covered)


def _untagged(story: Story, covered: set[int]) -> Iterator[tuple[tuple[int, int], PersonEntry | None]]:
    """Names that the tagger took for none: two to four proper nouns that a title or a surname shows to be a person's.

    "Ukrainian lawmaker Danylo Vereshko", "Ana Prieto, a rebel commander", "Nadia Okoro" where "Okoro" speaks too.
    """
    words = story.words
    surnames = frozenset(_speaking_alone(story, covered))
    first = 0
    while first < len(words):
        end = first
        while end < len(words) and _is_free(story, end, covered):
            end += 1
        if 2 <= end - first <= _MOST and (words.text[end - 1] in surnames or _is_explained(story, first, end)):
            yield (first, end), None
        first = max(end, first + 1)


def _speaking_alone(story: Story, covered: set[int]) -> Iterator[str]:
    """One proper noun of no known name that says something: of a body's name the last word alone does not."""
    words, verbs = story.words, speech_vocab().verbs
    for word in range(len(words)):
        alone = words.dep[word] == "nsubj" and not words.children[word] and _is_free(story, word, covered)
        before = word and _is_free(story, word - 1, covered)
        if alone and not before and "quote" in verbs.get(words.lemma[words.head[word]], {}):
            yield words.text[word]


def _is_free(story: Story, word: int, covered: set[int]) -> bool:
    """Whether a word is a capitalised proper noun of no known name, and no title."""
    words = story.words
    return (
        words.tag[word] == "NNP"
        and words.text[word][0].isupper()
        and word not in covered
        and word not in story.at
        and words.lower[word] not in _COURTESY
        and words.lemma[word] not in story.lists.titles.persons
    )


def _is_explained(story: Story, first: int, end: int) -> bool:
    words, titles = story.words, story.lists.titles
    if first and words.lemma[first - 1] in titles.persons and words.text[first - 1].islower():
        return True
    return any(words.lemma[noun] in titles.persons for noun in words.with_dep(end - 1, "appos"))


def _trimmed(story: Story, first: int, end: int) -> tuple[int, int]:
    """A tagged person without titles and states before it and what is no name after it; empty when nothing is left."""
    words, titles = story.words, story.lists.titles
    breaks = [word for word in range(first, end) if "\n" in words.text[word]]
    end = breaks[0] if breaks else end
    while first < end and (
        words.lower[first] in _COURTESY
        or words.tag[first] == "DT"
        or words.lemma[first] in titles.persons
        or not words.text[first][0].isalnum()
        or (first in story.at and end - story.at[first].end >= 1 and not _is_given_name(story, first, end))
    ):
        first += 1
    while first < end and (words.tag[end - 1] not in _PROPER or words.lower[end - 1] in {"'s", "’s"}):
        end -= 1
    if first < end and all(word in story.at for word in range(first, end)):
        return end, end
    return first, end if all(c.isalnum() or c in " .'’-" for c in story.parse.doc[first:end].text) else first


def _is_given_name(story: Story, first: int, end: int) -> bool:
    """Whether a place name before one more proper noun is likely a first name ("Jordan Peterson", "Chad Smith")."""
    phrase = story.at[first]
    return (
        phrase.sort in {Sort.STATE, Sort.PLACE}
        and end - first == 2
        and first + 1 not in story.at
        and (
            story.words.tag[first + 1] in _PROPER
            and phrase.end - phrase.first == 1
            and story.words.text[first] in _GIVEN
        )
    )


def _gather(story: Story, people: list[Person], place: tuple[int, int], entry: PersonEntry | None) -> None:
    first, end = place
    form = tuple(fold(word) for word in story.words.text[first:end] if word not in _SMALL)
    if not form or _is_within_name(story, first, end):
        return
    person = _same(people, form, entry)
    if person is None:
        person = Person(entry or _known(story, form, place))
        people.append(person)
    story.drop(first, end)  # a country's name inside a person's is no country
    phrase = Phrase(first, end, story.head_of(first, end), Form.PERSON, person=True)
    person.phrases.append(story.add(phrase))
    person.forms.append(form)


def _is_within_name(story: Story, first: int, end: int) -> bool:
    """Whether the words are part of a longer name that is known ("Tigray" in "Tigray People's Liberation Front")."""
    return any(
        phrase.form is Form.NAME
        and phrase.first <= first
        and end <= phrase.end
        and phrase.end - phrase.first > end - first
        for phrase in story.phrases
    )


def _same(people: list[Person], form: tuple[str, ...], entry: PersonEntry | None) -> Person | None:
    if entry is not None:
        return next((person for person in people if person.entry is entry), None)
    if len(form) > 1:
        return next((p for p in people if any(_agree(form, other) for other in p.forms)), None)
    by_last = next((p for p in people if any(other[-1] == form[0] for other in p.forms)), None)
    by_short = next((p for p in people if p.entry and form[0] in map(fold, p.entry.shorts)), None)
    return by_short or by_last or next((p for p in people if any(form[0] in other for other in p.forms)), None)


def _agree(form: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: the same last word, and no different first one."""
    if form == other:
        return True
    short, long = sorted((form, other), key=len)
    return len(short) > 1 and form[-1] == other[-1] and short[0][0] == long[0][0] and set(short[:1]) <= set(long)


def _known(story: Story, form: tuple[str, ...], place: tuple[int, int]) -> PersonEntry | None:
    """Whom a surname alone means on the report's day: a holder of an office, those of states in the report first."""
    if len(form) > 1:
        return _spelt_otherwise(story, form)
    listed = story.lists.directory.by_short.get(form, ())
    known = [person for person in listed if person.is_known_on(story.published)]
    named = {phrase.actors[0] for phrase in story.phrases if phrase.actors}
    known.sort(
        key=lambda p: (
            p.office_on(story.published).actor not in named,
            not p.office_on(story.published).covers(story.published),
        )
    )
    if not known or (form[0] in story.lists.titles.ordinary and not _is_titled(story, place[0])):
        return None
    return known[0]


def _spelt_otherwise(story: Story, form: tuple[str, ...]) -> PersonEntry | None:
    """A full name that the directory has with an initial less ("Vladimir V. Putin") or another spelling ("Kiril")."""
    for person in story.lists.directory.by_short.get(form[-1:], ()):
        given = [fold(name.split()[0]) for name in person.names if " " in name]
        if any(len(g) >= _LONG and g[:_LONG] == form[0][:_LONG] for g in given) and person.is_known_on(story.published):
            return person
    return None


def _is_titled(story: Story, word: int) -> bool:
    """Whether a title stands before a word, or the tagger takes it for a person."""
    before = story.words.lower[word - 1] if word else ""
    return before in _COURTESY or before in story.lists.titles.persons or story.words.ent[word] == "PERSON"


def _surname_places(story: Story, people: list[Person], taken: set[int]) -> Iterator[int]:
    words, short = story.words, story.lists.directory.by_short
    surnames = {person.surname for person in people} | {
        fold(name) for person in people if person.entry for name in person.entry.shorts
    }
    for word, text in enumerate(words.text):
        if word in taken or word in story.at or not text[:1].isupper():
            continue
        folded = fold(text)
        if words.tag[word] not in _PROPER:
            # The tagger misses names in headlines and after colons; a surname of the report is one all the same.
            known = folded in surnames and len(folded) >= _LONG and folded not in story.lists.titles.ordinary
        else:
            known = folded in surnames or bool((folded,) in short and _known(story, (folded,), (word, word + 1)))
        if known and not _is_inside_name(story, word):
            yield word


def _is_inside_name(story: Story, word: int) -> bool:
    """Whether a proper noun beside it makes a word part of another name ("Bush House", "Putin Street")."""
    words = story.words
    after = word + 1
    if (
        after < len(words)
        and words.tag[after] in _PROPER
        and words.ent[after] in {"ORG", "FAC", "GPE", "LOC", "PERSON"}
        and words.ent[word] == words.ent[after]
    ):
        return True
    before = word - 1
    return (
        before >= 0
        and words.tag[before] in _PROPER
        and words.ent[before] == "PERSON"
        and words.lower[before] not in _COURTESY
        and words.lemma[before] not in story.lists.titles.persons
        and before not in story.at
    )


def settle_persons(story: Story, people: Iterable[Person]) -> None:
    """Give every phrase of a person the person's longest form and actors."""
    for person in people:
        longest = max(person.phrases, key=lambda phrase: len(story.text_of(phrase)))
        actors = (person.entry.office_on(story.published).actor,) if person.entry else ()
        for phrase in person.phrases:
            phrase.name = story.text_of(longest)
            phrase.actors = phrase.actors or actors
