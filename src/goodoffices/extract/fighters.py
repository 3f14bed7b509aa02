"""Report → whom "the rebels", "separatist gunmen", "Islamist militants" and "the insurgents" stand for in it.

A report has few armed groups and many nouns for each. What names a group beside the noun decides; then the group that
the report names as the state's opponent, unless the state is known to fight many; then the most telling of its nouns
("separatists" before "rebels" before "militants"), which becomes the id. Jihadists are kept apart from rebels, as
reports do.
"""

from __future__ import annotations

from collections import Counter

from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import Sort
from goodoffices.vocab.conflicts import load_conflicts

# The ids of fighters whose group nobody names.
UNNAMED = frozenset({"rebels", "separatists", "militia", "militants", "islamists", "opposition"})
_ISLAMIST = frozenset({"islamic", "islamist", "jihadi", "jihadist", "muslim"})
_MODIFIERS = ("compound", "amod", "nmod", "poss", "appos")
# A group stands for the bare noun when it is named this often, and more than any other group of the country.
_NAMED, _SHARE = 2, 0.6
_ABOUT = 3
_STATES = frozenset({Sort.STATE, Sort.PEOPLE, Sort.CAPITAL, Sort.PLACE, Sort.METONYM})
_JIHADISTS = frozenset({"militants", "islamists"})
# Nouns of the second kind mean the same people as one of the first kind that the report also uses.
_TELLING = {
    "rebels": ("separatists",),
    "militia": ("separatists",),
    "militants": ("separatists", "islamists", "rebels"),
    "opposition": (),
    "islamists": (),
    "separatists": (),
}


def settle_fighters(story: Story) -> None:
    """Give every phrase of fighters its actors."""
    fighters = [phrase for phrase in story.phrases if phrase.form is Form.FIGHTERS]
    nouns = Counter(_id_of_noun(story, phrase) for phrase in fighters)
    groups = _groups(story)
    nouns.update({"separatists": groups["separatists"]} if "separatists" in groups else {})
    domestic = _leading(_domestic(story, groups))
    rebels, jihadists = None if _are_many(story) else domestic, _leading(groups)
    for phrase in fighters:
        noun = _id_of_noun(story, phrase)
        leading = jihadists if noun in _JIHADISTS else rebels
        phrase.actors = _group_beside(story, phrase) or (_settled(noun, nouns, leading),)


def _id_of_noun(story: Story, phrase: Phrase) -> str:
    words = story.words
    modifiers = [words.lemma[child] for child in words.with_dep(phrase.head, *_MODIFIERS)]
    fighters = story.lists.titles.fighters
    if _ISLAMIST.intersection(modifiers):
        return "islamists"
    noun = next((m for m in modifiers if m in fighters), words.lemma[phrase.head])
    return fighters[noun]


def _groups(story: Story) -> Counter[str]:
    """How often the report names each armed group."""
    gazetteer = story.lists.gazetteer
    named = (phrase.actors[0] for phrase in story.phrases if phrase.sort is Sort.GROUP and phrase.actors)
    return Counter(actor for actor in named if gazetteer.type_of(actor) == "armed_group")


def _are_many(story: Story) -> bool:
    """Whether the war is one of a state against many groups, whom only "rebels" names all (Syria, Libya in 2011)."""
    wars = (one for one in load_conflicts() if "rebels" in one.parties and one.is_news(story.published))
    return any(one.parties & set(_usual_states(story)) for one in wars)


def _usual_states(story: Story) -> tuple[str, ...]:
    """The states that the report is much about."""
    states = Counter(phrase.actors[0] for phrase in story.phrases if phrase.sort in _STATES and phrase.actors)
    return tuple(state for state, _ in states.most_common(_ABOUT))


def _domestic(story: Story, groups: Counter[str]) -> Counter[str]:
    """The groups that fight in a state the report is much about; rebels are those, jihadists may be any."""
    gazetteer = story.lists.gazetteer
    usual = _usual_states(story)
    return Counter({a: times for a, times in groups.items() if gazetteer.country_of(a) in usual})


def _leading(groups: Counter[str]) -> str | None:
    if not groups:
        return None
    best, times = groups.most_common(1)[0]
    return best if times >= _NAMED and times >= _SHARE * groups.total() else None


def _group_beside(story: Story, phrase: Phrase) -> tuple[str, ...]:
    """The group named with the noun: "Hamas militants", "fighters of the movement's …", "the M23 rebels"."""
    words = story.words
    beside = [*words.with_dep(phrase.head, *_MODIFIERS), phrase.head - 1]
    for prep in words.with_dep(phrase.head, "prep"):
        if words.lower[prep] in {"of", "from"}:
            beside += words.with_dep(prep, "pobj")
    for word in beside:
        other = story.phrase_at(word) if word >= 0 else None
        if other is not None and other.sort is Sort.GROUP and not other.is_place:
            return other.actors
    return ()


def _settled(noun: str, nouns: Counter[str], leading: str | None) -> str:
    if leading is not None and noun != "opposition":
        return leading
    return next((telling for telling in _TELLING.get(noun, ()) if nouns[telling]), noun)


def settle_fronts(story: Story) -> None:
    """Give "Kurdish forces", "Tamil rebels" the armed group of that people that the report names most."""
    named = Counter(phrase.actors[0] for phrase in story.phrases if phrase.form is Form.NAME and phrase.actors)
    fronts = story.lists.titles.fronts
    leading: dict[str, str] = {}
    for people, groups in fronts.items():
        best = max(groups, key=lambda group: (named[group], group))
        if named[best] >= _NAMED:
            leading[people] = best
    if not leading:
        return
    for phrase in story.phrases:
        people = _people_beside(story, phrase)
        if people in leading and (phrase.form is Form.ORGAN or set(phrase.actors) <= UNNAMED):
            phrase.actors = (leading[people],)


def _people_beside(story: Story, phrase: Phrase) -> str:
    """The people whose adjective stands before an organ or fighters; blank for none."""
    if phrase.form not in {Form.ORGAN, Form.FIGHTERS}:
        return ""
    beside = (story.phrase_at(child) for child in story.words.with_dep(phrase.head, *_MODIFIERS))
    return next((other.actors[0] for other in beside if other is not None and other.sort is Sort.PEOPLE), "")
