"""Report → nouns that stand for somebody, with the actors that the words around them name.

"The Ukrainian president", "Israel's defence ministry", "a spokesman for the Kremlin", "Hamas militants": a noun of
`titles.yaml` takes the actors of what modifies it; a person takes those of the titles before the name and of the
apposition after it. A noun that nothing modifies is left for `coreference.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from goodoffices.extract.fighters import UNNAMED, settle_fighters, settle_fronts
from goodoffices.extract.names import is_circumstance
from goodoffices.extract.persons import Person
from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import Sort

_MODIFIERS = ("compound", "amod", "poss", "nmod", "nn")
_MODIFIED = frozenset({Form.POST, Form.ORGAN, Form.LAND, Form.PEOPLE, Form.GROUP, Form.OTHER})
# "Ukraine's Western allies" are the West's: who has them is not who they are.
_NAMING = ("compound", "amod", "nmod", "nn")
_POSTS = frozenset({Form.POST, Form.ORGAN, Form.FIGHTERS})
_BODIES = frozenset({Sort.GROUP, Sort.METONYM})
_LEADS = frozenset({"lead", "head", "command", "represent", "chair", "run"})
_PARTY_TAG = re.compile(r"(?:, | \()[RDI]-[A-Z]")
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
    modified = [phrase for phrase in story.phrases if phrase.form in _MODIFIED]
    for phrase in modified:
        phrase.actors = _nearest(story, list(_before(story, phrase)))
    # From the end: "a spokesman for the head of the ministry" needs what stands after it first.
    for phrase in reversed(modified):
        phrase.actors = phrase.actors or _owners_after(story, phrase)
    settle_fronts(story)


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


def _owners_after(story: Story, phrase: Phrase) -> tuple[str, ...]:
    """The actors named after a noun: by "of", "for", "from"; where nobody is, by where the post is held."""
    if phrase.form is Form.OTHER:
        return ()
    found = list(_after(story, phrase, _OF)) or list(_after(story, phrase, _WITHIN))
    return tuple(dict.fromkeys(found))


def _nearest(story: Story, groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Of the names before a noun, whose it is: a group rather than where it is from, else the first of them.

    "A Syrian rebel leader", "the Lebanese Hezbollah chief" are the group's; "Israel's U.N. ambassador" is Israel's.
    """
    gazetteer = story.lists.gazetteer
    armed = [ids for ids in groups if any(gazetteer.type_of(a) == "armed_group" or a in UNNAMED for a in ids)]
    chosen = armed or groups
    return tuple(dict.fromkeys(chosen[0])) if chosen else ()


def _before(story: Story, phrase: Phrase) -> Iterator[tuple[str, ...]]:
    words = story.words
    for child in words.with_dep(phrase.head, *(_NAMING if phrase.form is Form.OTHER else _MODIFIERS)):
        joined = (child, *story.conjuncts(child))
        ids = tuple(actor for word in joined for actor in _named_by(story, word, phrase))
        if ids:
            yield ids
    if phrase.form is not Form.OTHER and phrase.head - 1 >= 0 and words.head[phrase.head - 1] != phrase.head:
        ids = _named_by(story, phrase.head - 1, phrase)
        if ids:
            yield ids


def _named_by(story: Story, word: int, phrase: Phrase) -> tuple[str, ...]:
    """What a modifier names."""
    other = story.phrase_at(word)
    if other is None or other is phrase or other.form is Form.PRONOUN or is_circumstance(story, other):
        return ()
    return other.actors


def _after(story: Story, phrase: Phrase, prepositions: frozenset[str]) -> Iterator[str]:
    words = story.words
    for prep in words.with_dep(phrase.head, "prep"):
        lemma = words.lower[prep]
        if lemma not in prepositions:
            continue
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
        found: tuple[str, ...] = ()
        for phrase in person.phrases:
            said = _introduced(story, phrase, person)
            found = found or said
        if person.entry is None and found:
            for phrase in person.phrases:
                phrase.actors = found


def _introduced(story: Story, phrase: Phrase, person: Person) -> tuple[str, ...]:
    """The actors that the words around one place of a name give the person."""
    before = _nearest(story, _titles_before(story, phrase, person))
    after = _apposition(story, phrase, person) or _belonging(story, phrase)
    return tuple(dict.fromkeys(before or after or _is_american(story, phrase)))


def _belonging(story: Story, phrase: Phrase) -> list[str]:
    """Read "General X of the Indonesian military", "X, who leads the group", "X heads the agency"."""
    words = story.words
    nouns = [
        c for prep in words.with_dep(phrase.head, "prep") if words.lower[prep] in _OF for c in words.children[prep]
    ]
    verbs = [words.head[phrase.head]] if words.dep[phrase.head] == "nsubj" else []
    for verb in (*verbs, *words.with_dep(phrase.head, "relcl")):
        if words.lemma[verb] in _LEADS:
            nouns += words.with_dep(verb, "dobj")
    others = [story.headed.get(noun) for noun in nouns]
    bodies = [o for o in others if o is not None and (o.sort in _BODIES or o.form is Form.ORGAN) and not o.is_place]
    return [actor for other in bodies for actor in other.actors]


def _is_american(story: Story, phrase: Phrase) -> tuple[str, ...]:
    """ "X, R-Texas", "X (D-Conn.)", "Sen. X": how American reports name their own members of Congress."""
    after = story.parse.report.text[story.words.end[phrase.end - 1] :][:8]
    return ("USA",) if _PARTY_TAG.match(after) else ()


def _titles_before(story: Story, phrase: Phrase, person: Person) -> list[tuple[str, ...]]:
    """Read titles leftwards from a name, as far as they are titles."""
    words = story.words
    found: list[tuple[str, ...]] = []
    word = phrase.first - 1
    while word >= 0 and phrase.first - word <= _REACH:
        other = story.at.get(word)
        if words.lower[word] == "and" and word and _is_person(story, word - 1):
            break  # "senator X and lawmaker Y": the first one's titles are not the second one's
        if other is not None and other.form in {Form.NAME, Form.PERSON} and not is_circumstance(story, other):
            found = [other.actors, *found]
            word = other.first - 1
            phrase.first = min(phrase.first, other.first) if other.form is Form.NAME else phrase.first
        elif words.lemma[word] in story.lists.titles.persons:
            person.posts.add(words.lemma[word])
            word -= 1
        elif (
            words.lower[word] in _PASSED
            or words.pos[word] in {"ADJ", "NOUN", "PROPN"}
            or words.tag[word] in {"VBG", "VBN"}
        ):
            word -= 1
        else:
            break
    return found


def _is_person(story: Story, word: int) -> bool:
    phrase = story.at.get(word)
    return phrase is not None and phrase.form is Form.PERSON


def _apposition(story: Story, phrase: Phrase, person: Person) -> list[str]:
    """Read ", a spokesman for the Kremlin" after a name, and "the Kremlin's spokesman, X" before it."""
    words = story.words
    nouns = list(words.with_dep(phrase.head, "appos"))
    if words.dep[phrase.head] == "appos":
        nouns.append(words.head[phrase.head])
    found: list[str] = []
    for noun in nouns:
        other = story.headed.get(noun)
        if other is not None and (other.form in _POSTS or other.sort is Sort.PEOPLE):
            person.posts.add(words.lemma[noun])
            found += other.actors
    return found
