"""Report → nouns that stand for somebody, with the actors that the words around them name.

"The Ukrainian president", "Israel's defence ministry", "a spokesman for the Kremlin", "Hamas militants": a noun of
`titles.yaml` takes the actors of what modifies it; a person takes those of the titles before the name and of the
apposition after it. A noun that nothing modifies is left for `coreference.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodoffices.extract.fighters import settle_fighters
from goodoffices.extract.names import is_circumstance
from goodoffices.extract.persons import Person
from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import Sort

_MODIFIERS = ("compound", "amod", "poss", "nmod", "nn")
_MODIFIED = frozenset({Form.POST, Form.ORGAN, Form.LAND, Form.PEOPLE, Form.GROUP, Form.OTHER})
# "Ukraine's Western allies" are the West's: who has them is not who they are.
_NAMING = ("compound", "amod", "nmod", "nn")
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OF = frozenset({"of", "for", "from", "at"})
_WITHIN = frozenset({"in", "inside", "to"})
# How far before a name its titles may stand: "the Israeli military's chief spokesman, Rear Admiral Daniel …".
_REACH = 9
_PASSED = frozenset({"of", "the", "a", "an", "'s", "’s", "-", "and", "for", "'", "’"})


def add_nominals(story: Story) -> None:
    """Keep a phrase for every noun that stands for somebody."""
    words = story.words
    for word, tag in enumerate(words.tag):
        if tag in _NOUNS or words.lemma[word] in story.lists.titles.fighters:
            form = _form_of(story, word)
            if form is not None and not _is_inside(story, word):
                story.add(_noun_phrase(story, word, form))
    settle_fighters(story)
    for phrase in [phrase for phrase in story.phrases if phrase.form in _MODIFIED]:
        phrase.actors = read_modifiers(story, phrase)


def _form_of(story: Story, word: int) -> Form | None:
    titles, lemma = story.lists.titles, story.words.lemma[word]
    pair = f"{story.words.lower[word - 1]} {lemma}" if word else lemma
    if lemma in titles.fighters:
        return Form.FIGHTERS
    if lemma in titles.others:
        return Form.OTHER
    if lemma in titles.foes:
        return Form.FOE
    if lemma in titles.persons:
        return Form.POST
    if lemma in titles.lands:
        return Form.LAND
    if lemma in titles.organs or pair in titles.organs:
        return Form.ORGAN
    if lemma in titles.groups:
        return Form.GROUP
    return Form.PEOPLE if lemma in titles.peoples else None


def _is_inside(story: Story, word: int) -> bool:
    """Whether a noun is a word of a name or of a person, or a title that only stands before one."""
    if word in story.at:
        return True
    words = story.words
    if words.dep[word] not in {"compound", "nmod", "amod"}:
        return False
    above = story.at.get(words.head[word])
    return above is not None and above.form is Form.PERSON


def _noun_phrase(story: Story, word: int, form: Form) -> Phrase:
    words = story.words
    first = word
    while first > 0 and first - 1 >= words.left[word] and words.lower[first - 1] not in {",", ";", "–", "—", "\n"}:
        first -= 1
    return Phrase(
        first, word + 1, word, form, person=form in {Form.POST, Form.OTHER} and words.tag[word] in {"NN", "NNP"}
    )


def read_modifiers(story: Story, phrase: Phrase) -> tuple[str, ...]:
    """The actors named by the words that a noun governs: possessors, adjectives, nouns before it, "of" after it."""
    found = list(_before(story, phrase))
    if not found and phrase.form is not Form.OTHER:
        found = list(_after(story, phrase))
    return tuple(dict.fromkeys(found))


def _before(story: Story, phrase: Phrase) -> Iterator[str]:
    words = story.words
    for child in words.with_dep(phrase.head, *(_NAMING if phrase.form is Form.OTHER else _MODIFIERS)):
        for word in (child, *story.conjuncts(child)):
            yield from _named_by(story, word, phrase)
    if phrase.form is not Form.OTHER and phrase.head - 1 >= 0 and words.head[phrase.head - 1] != phrase.head:
        yield from _named_by(story, phrase.head - 1, phrase)


def _named_by(story: Story, word: int, phrase: Phrase) -> tuple[str, ...]:
    """What a modifier names."""
    other = story.phrase_at(word)
    if other is None or other is phrase or other.form is Form.PRONOUN or is_circumstance(story, other):
        return ()
    return other.actors


def _after(story: Story, phrase: Phrase) -> Iterator[str]:
    words = story.words
    for prep in words.with_dep(phrase.head, "prep"):
        lemma = words.lower[prep]
        for child in words.with_dep(prep, "pobj"):
            for word in (child, *story.conjuncts(child)):
                other = story.phrase_at(word)
                if other is not None and other is not phrase and _counts(lemma, phrase, other):
                    yield from _named_by(story, word, phrase)


def _counts(preposition: str, phrase: Phrase, other: Phrase) -> bool:
    """Whether the words after a preposition say for whom a noun stands."""
    if preposition in _OF:
        return preposition != "at" or other.sort is Sort.METONYM
    return (
        preposition in _WITHIN
        and phrase.form in {Form.POST, Form.ORGAN}
        and (preposition != "to" and other.sort in {Sort.STATE, Sort.CAPITAL})
    )


def introduce_persons(story: Story, people: Iterable[Person]) -> None:
    """Note the posts that introduce each person; who is in no directory takes the actors of the words around."""
    for person in people:
        found: list[str] = []
        for phrase in person.phrases:
            found += _titles_before(story, phrase, person)
            found += _apposition(story, phrase, person)
        if person.entry is None and found:
            for phrase in person.phrases:
                phrase.actors = tuple(dict.fromkeys(found))


def _titles_before(story: Story, phrase: Phrase, person: Person) -> list[str]:
    """Read titles leftwards from a name, as far as they are titles."""
    words = story.words
    found: list[str] = []
    word = phrase.first - 1
    while word >= 0 and phrase.first - word <= _REACH:
        other = story.at.get(word)
        if other is not None and other.form in {Form.NAME, Form.PERSON} and not is_circumstance(story, other):
            found = [*other.actors, *found]
            word = other.first - 1
            phrase.first = min(phrase.first, other.first) if other.form is Form.NAME else phrase.first
        elif words.lemma[word] in story.lists.titles.persons:
            person.posts.add(words.lemma[word])
            word -= 1
        elif words.lower[word] in _PASSED or words.pos[word] in {"ADJ", "NOUN", "PROPN"}:
            word -= 1
        else:
            break
    return found


def _apposition(story: Story, phrase: Phrase, person: Person) -> list[str]:
    """Read ", a spokesman for the Kremlin" after a name, and "the Kremlin's spokesman, X" before it."""
    words = story.words
    nouns = list(words.with_dep(phrase.head, "appos"))
    if words.dep[phrase.head] == "appos":
        nouns.append(words.head[phrase.head])
    found: list[str] = []
    for noun in nouns:
        other = story.headed.get(noun)
        if other is not None and other.form in {Form.POST, Form.ORGAN, Form.FIGHTERS}:
            person.posts.add(words.lemma[noun])
            found += other.actors
    return found
