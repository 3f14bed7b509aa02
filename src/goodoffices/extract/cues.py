"""Parse → cues: the verbs, nouns, adjectives and prepositions that attribute something, with their source and content.

In: a sentence of the dependency parse. Out: `Cue`s, each with the words of the cue, the head word of its source
(None where the report names none) and the words it governs as content. Which word reports in which frame is decided
by `vocab/speech.yaml`; a word without one of its frames around it is no cue, except that a verb of the frame
`quote` is kept bare (no content yet) for a quotation or a clause beside it. Sources: the attribution relations of
PARC 3.0 (Pareti 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from goodoffices.extract.candidates import event_nouns
from goodoffices.extract.frames import fill_frame, is_infinitive, phrase_under, words_under
from goodoffices.extract.replies import ITS_OWN, is_reply
from goodoffices.extract.subjects import VERBAL, follows_quotation, source_of
from goodoffices.extract.tree import Stretch, Token
from goodoffices.vocab.speech import Frames, SpeechVocab, Stance, speech_vocab

_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_CLAUSES = frozenset({"ccomp"})
# In these frames a thing can fill the place of the source as well as a speaker.
_BY_PEOPLE = frozenset({"object", "gerund", "for", "about", "against", "on", "to", "as", "naming"})
_PERSONS = frozenset(
    {"he", "she", "they", "we", "i", "who", "some", "many", "most", "others", "both", "several", "few", "one"}
)
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word in its sentence; `content` are the words it governs, empty where it stands bare.

    `quotes` says that it can introduce a quotation, `relayed` is who is cited by a relay ("citing officials").
    """

    head: Token
    words: tuple[Token, ...]
    source: Token | None
    content: tuple[Token, ...]
    stance: Stance
    quotes: bool = False
    relayed: Token | None = None

    @property
    def bare(self) -> bool:
        """Whether it still looks for what was said."""
        return not self.content


def find_cues(sentence: Stretch) -> tuple[Cue, ...]:
    """Every cue of one sentence, in order of its head word."""
    vocab, lemmas = speech_vocab(), _cue_lemmas()
    found: list[Cue] = []
    for token in sentence:
        if token.lemma_.lower() in lemmas or token.lower_ in vocab.openers:
            found += _cues_at(token, vocab)
    return tuple(found)


@lru_cache(maxsize=1)
def _cue_lemmas() -> frozenset[str]:
    """Every lemma that may be a cue; most words are none."""
    vocab = speech_vocab()
    return frozenset().union(vocab.verbs, vocab.nouns, vocab.adjectives, vocab.relays)


def _cues_at(token: Token, vocab: SpeechVocab) -> Iterator[Cue]:
    lemma = token.lemma_.lower()
    pos = token.pos_
    if lemma in vocab.asides and (aside := _aside_cue(token, vocab)) is not None:
        yield aside
    elif lemma in vocab.verbs and (pos == "VERB" or _acts_as_verb(token)):
        yield from _verb_cue(token, vocab.verbs[lemma])
    elif pos == "NOUN" and lemma in vocab.nouns:
        yield from _noun_cue(token, vocab.nouns[lemma], vocab)
    elif pos in ("ADJ", "VERB") and token.dep_ in ("acomp", "ROOT", "conj") and lemma in vocab.adjectives:
        yield from _adjective_cue(token, vocab.adjectives[lemma])
    if token.lower_ in vocab.openers:
        yield from _preposition_cue(token, vocab.prepositions)
        yield from _view_cue(token, vocab)
    if pos == "VERB" and lemma in vocab.relays:
        yield from _relay_cue(token)


def _acts_as_verb(token: Token) -> bool:
    """Headlines and plurals ("residents fear") are tagged as nouns; a subject of its own gives the verb away."""
    return token.pos_ == "NOUN" and any(child.dep_ == "nsubj" for child in token.children)


def _verb_cue(verb: Token, frames: Frames) -> Iterator[Cue]:
    found = None if "quote" in frames and follows_quotation(verb) else fill_frame(verb, frames)
    source = source_of(verb)
    if (_is_asked(verb) and source is None) or (source is not None and is_voiceless(source)):
        return
    if found is not None and (found[0] not in _BY_PEOPLE or _can_speak(source)):
        frame, content = found
        yield Cue(verb, _cue_words(verb), source, content, frames[frame], quotes="quote" in frames)
    elif "quote" in frames and (source is not None or verb.dep_ == "ROOT") and not _is_asked(verb):
        yield Cue(verb, _cue_words(verb), source, (), frames["quote"], quotes=True)


def _can_speak(source: Token | None) -> bool:
    """Whether a source is a person or a body; a deal "threatens" and a war "claims" without a word."""
    if source is None:
        return False
    if source.pos_ == "PROPN" or source.lower_ in _PERSONS or source.ent_type_ in _SPEAKING_ENTITIES:
        return True
    lemma = source.lemma_.lower()
    vocab = speech_vocab()
    return lemma in vocab.people or lemma in vocab.roles or lemma in vocab.headline_sources or lemma in vocab.carriers


def is_voiceless(source: Token) -> bool:
    """Whether a source is an event, a thing or a text of terms: nobody says what a raid "shows"."""
    lemma, vocab = source.lemma_.lower(), speech_vocab()
    if source.pos_ != "NOUN" or source.ent_type_ in _SPEAKING_ENTITIES:
        return False
    if lemma in vocab.people or lemma in vocab.roles or lemma in vocab.carriers:
        return False
    return lemma in vocab.instruments or lemma in vocab.voiceless or lemma in event_nouns()


def _is_asked(verb: Token) -> bool:
    """ "Asked about the raid, …": a participle that names no speaker."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not passive


def _cue_words(verb: Token) -> tuple[Token, ...]:
    group = [child for child in verb.children if child.dep_ in _GROUP]
    return tuple(sorted([*group, verb], key=lambda word: word.i))


def _noun_cue(noun: Token, frames: Frames, vocab: SpeechVocab) -> Iterator[Cue]:
    for frame, content in _noun_content(noun, frames):
        source = _noun_source(noun, vocab)
        yield Cue(noun, (noun,), source, content, frames[frame])
        return


def _noun_content(noun: Token, frames: Frames) -> Iterator[tuple[str, tuple[Token, ...]]]:
    for child in noun.children:
        if child.i < noun.i:
            continue
        marked = any(part.lower_ == "that" and part.dep_ in ("mark", "dobj") for part in child.children)
        if "clause" in frames and child.dep_ in ("acl", "relcl", "ccomp") and marked and not is_reply(child):
            yield "clause", tuple(words_under(child, noun))
        elif "infinitive" in frames and child.dep_ in ("acl", "relcl", "xcomp") and is_infinitive(child):
            yield "infinitive", tuple(words_under(child, noun))
        elif child.dep_ == "prep" and child.lower_ in frames and (content := phrase_under(child)):
            yield child.lower_, content


def _noun_source(noun: Token, vocab: SpeechVocab) -> Token | None:
    """Whose claim it is: a possessive, "by …", a people's adjective, or the subject of "issued", "expressed", "has"."""
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "amod" and child.ent_type_ == "NORP"):
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among", "of"):
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.pos_ in VERBAL and verb.lemma_.lower() in vocab.releases:
        return source_of(verb)
    if noun.dep_ == "pobj" and verb.head.pos_ in VERBAL:  # "in a warning that …, the envoy urged"
        return source_of(verb.head)
    return None


def _adjective_cue(adjective: Token, frames: Frames) -> Iterator[Cue]:
    copula = adjective.head if adjective.dep_ == "acomp" else adjective
    if copula != adjective and copula.lemma_.lower() not in ("be", "feel", "remain", "seem", "appear", "become"):
        return
    for child in (*adjective.children, *copula.children):
        if child.i < adjective.i:
            continue
        clause = "clause" in frames and child.dep_ in _CLAUSES
        infinitive = "infinitive" in frames and child.dep_ == "xcomp" and is_infinitive(child)
        source = source_of(copula)
        if (clause or infinitive) and source is not None and source.lower_ not in ("it", "this", "that", "there"):
            words = tuple(sorted({*_cue_words(copula), adjective}, key=lambda word: word.i))
            yield Cue(adjective, words, source, tuple(words_under(child, adjective)), Stance.ATTITUDE)
            return


def _preposition_cue(first: Token, phrases: Iterable[tuple[str, ...]]) -> Iterator[Cue]:
    for phrase in phrases:
        words = tuple(first.doc[first.i : first.i + len(phrase)])
        if tuple(word.lower_ for word in words) != phrase:
            continue
        source = next((child for child in words[-1].children if child.dep_ == "pobj"), None)
        if source is not None:
            yield Cue(first, words, source, (), Stance.SPEECH)


def _view_cue(first: Token, vocab: SpeechVocab) -> Iterator[Cue]:
    """ "In her view, the truce is dead": whose view it is says so."""
    view = next((child for child in first.children if child.dep_ == "pobj"), None)
    if first.lower_ != "in" or view is None or view.lower_ not in vocab.views:
        return
    owner = next((child for child in view.children if child.dep_ == "poss"), None)
    if owner is not None and owner.lower_ not in vocab.first_person:
        yield Cue(first, (first, view), owner, (), Stance.SPEECH)


def _aside_cue(verb: Token, vocab: SpeechVocab) -> Cue | None:
    """ "As Reuters reported, the port is closed": a clause that says only who says the one beside it."""
    mark = next((child for child in verb.children if child.lower_ == "as" and child.i < verb.i), None)
    source = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if verb.dep_ not in ("advcl", "ccomp", "parataxis") or mark is None or source is None or is_voiceless(source):
        return None
    relayed = any(word.lemma_.lower() in vocab.relays for word in verb.doc[verb.i + 1 : verb.i + 4])
    if relayed or any(child.dep_ in ITS_OWN for child in verb.children) or not _can_speak(source):
        return None  # "as the agency reported, citing officials, …" is the officials'
    return Cue(verb, tuple(sorted((mark, *_cue_words(verb)), key=lambda word: word.i)), source, (), Stance.SPEECH)


def _relay_cue(verb: Token) -> Iterator[Cue]:
    """ "citing unnamed officials": the source is who is cited; the content is that of the verb it accompanies."""
    if verb.tag_ != "VBG":
        return
    cited = next((child for child in verb.children if child.dep_ == "dobj" and child.ent_type_ != "DATE"), None)
    if cited is not None:
        yield Cue(verb, (verb,), cited, (), Stance.SPEECH, relayed=cited)
