"""Parse → cues: the verbs, nouns, adjectives and prepositions that attribute something, with their source and content.

In: a sentence of the dependency parse. Out: `Cue`s, each with the words of the cue, the head word of its source (None where
the report names none) and the words it governs as content. Which word reports in which frame is decided by
`vocab/speech.yaml`; a word without one of its frames around it is no cue, except that a verb of the frame `quote` is kept
bare (no content yet) for a quotation or a clause beside it. Sources: the attribution relations of PARC 3.0 (Pareti 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from goodoffices.vocab.speech import Frames, SpeechVocab, Stance, speech_vocab

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "dative"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_CLAUSES = frozenset({"ccomp"})
# In these frames a thing can fill the place of the source as well as a speaker.
_BY_PEOPLE = frozenset({"object", "gerund", "for", "about", "against", "on", "to", "as", "naming"})
_PERSONS = frozenset({"he", "she", "they", "we", "i", "who", "some", "many", "most", "others", "both", "several", "few", "one"})
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_AFTER_VERB = frozenset({"nsubj", "dobj", "attr", "npadvmod", "dep", "oprd", "nsubjpass"})
_CLOSING_MARKS = frozenset({"”", '"', "»", "’", "''", "'"})
_WH = frozenset({"who", "which", "that", "whom"})
# "saying" is mostly parsed as advcl or acl of the clause it comments on.
_PARTICIPLES = frozenset({"advcl", "acl", "xcomp", "pcomp", "dep"})


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


def find_cues(sentence: DocSpan) -> tuple[Cue, ...]:
    """Every cue of one sentence, in order of its head word."""
    vocab = speech_vocab()
    found: list[Cue] = []
    for token in sentence:
        found += _cues_at(token, vocab)
    return tuple(found)


def _cues_at(token: Token, vocab: SpeechVocab) -> Iterator[Cue]:
    lemma = token.lemma_.lower()
    pos = token.pos_
    if lemma in vocab.verbs and (pos == "VERB" or _acts_as_verb(token)):
        yield from _verb_cue(token, vocab.verbs[lemma])
    elif pos == "NOUN" and lemma in vocab.nouns:
        yield from _noun_cue(token, vocab.nouns[lemma], vocab)
    elif pos in ("ADJ", "VERB") and token.dep_ in ("acomp", "ROOT", "conj") and lemma in vocab.adjectives:
        yield from _adjective_cue(token, vocab.adjectives[lemma])
    if any(token.lower_ == phrase[0] for phrase in vocab.prepositions):
        yield from _preposition_cue(token, vocab.prepositions)
    if pos == "VERB" and lemma in vocab.relays:
        yield from _relay_cue(token)


def _acts_as_verb(token: Token) -> bool:
    """Headlines and plurals ("residents fear") are tagged as nouns; a subject of its own gives the verb away."""
    return token.pos_ == "NOUN" and any(child.dep_ == "nsubj" for child in token.children)


# ---- verbs ---------------------------------------------------------------------------------------------------------


def _verb_cue(verb: Token, frames: Frames) -> Iterator[Cue]:
    found = None if "quote" in frames and follows_quotation(verb) else _verb_content(verb, frames)
    source = source_of(verb)
    if _is_asked(verb) and source is None:
        return
    if found is not None and (found[0] not in _BY_PEOPLE or _can_speak(source)):
        frame, content = found
        yield Cue(verb, _cue_words(verb), source, content, frames[frame], quotes="quote" in frames)
    elif "quote" in frames and (source is not None or verb.dep_ == "ROOT") and not _is_asked(verb):
        yield Cue(verb, _cue_words(verb), source, (), frames["quote"], quotes=True)


def _can_speak(source: Token | None) -> bool:
    """Whether a source is a person or a body; a deal "threatens", a war "claims" and a roof "supports" without a word."""
    if source is None:
        return False
    if source.pos_ == "PROPN" or source.lower_ in _PERSONS or source.ent_type_ in _SPEAKING_ENTITIES:
        return True
    lemma = source.lemma_.lower()
    vocab = speech_vocab()
    return lemma in vocab.people or lemma in vocab.roles or lemma in vocab.headline_sources or lemma in vocab.carriers


def _is_asked(verb: Token) -> bool:
    """ "Asked about the raid, …": a participle that names no speaker."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not passive


def _verb_content(verb: Token, frames: Frames) -> tuple[str, tuple[Token, ...]] | None:
    """The first frame of the verb that the parse fills, with the words that fill it."""
    for frame, fill in _FILLS:
        if frame in frames and (content := fill(verb)):
            return frame, content
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "prt") and child.lower_ in frames and (content := _phrase_of(child)):
            return child.lower_, (*_blamed(verb, child), *content)
    return _of_object(verb, frames)


def _of_object(verb: Token, frames: Frames) -> tuple[str, tuple[Token, ...]] | None:
    """ "accused the rebels of stalling", the phrase hung on the noun."""
    for child in verb.children:
        if child.dep_ in _OBJECTS and child.i > verb.i and "of" in frames:
            for phrase in child.children:
                if phrase.dep_ == "prep" and phrase.lower_ == "of" and (content := _phrase_of(phrase)):
                    return "of", content
    return None


def _blamed(verb: Token, preposition: Token) -> tuple[Token, ...]:
    """Who is blamed or thanked belongs to what is said: "blamed outsiders for the violence"."""
    if preposition.lower_ != "for":
        return ()
    objects = [child for child in verb.children if child.dep_ in _OBJECTS and verb.i < child.i < preposition.i]
    return tuple(word for thing in objects for word in thing.subtree) + ((preposition,) if objects else ())


def _clause_of(verb: Token) -> tuple[Token, ...]:
    clauses = [child for child in verb.children if child.dep_ in _CLAUSES or _is_finite_xcomp(child)]
    clauses = [child for child in clauses if not _parted(child, verb)]
    return tuple(word for clause in clauses for word in _without(clause, verb))


def _parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between the two: what lies beyond it is another sentence."""
    first, last = sorted((clause.i, verb.i))
    return any(word.text == ";" for word in verb.doc[first:last])


def _infinitive_of(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("xcomp", "ccomp") and _has_to(child):
            return tuple(_without(child, verb))
    for child in verb.children:  # "urged both sides to show restraint", the infinitive hung on the noun
        if child.dep_ in _OBJECTS:
            for clause in child.children:
                if clause.dep_ in ("acl", "relcl", "xcomp") and _has_to(clause):
                    return tuple(_without(clause, verb))
    return ()


def _object_of(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ in ("NOUN", "PROPN", "VERB"):
            words = tuple(_without(child, verb))
            return words if len(words) > 1 else ()  # one word ("denied it", "condemned Israel") states nothing
    return ()


def _gerund_of(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("xcomp", "pcomp") and child.tag_ == "VBG":
            return tuple(_without(child, verb))
    return ()


def _as_of(verb: Token) -> tuple[Token, ...]:
    phrase = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as"), None)
    if phrase is None:
        phrase = next(
            (
                grand
                for child in verb.children
                if child.dep_ in _OBJECTS
                for grand in child.children
                if grand.dep_ == "prep" and grand.lower_ == "as"
            ),
            None,
        )
    return tuple(_without(phrase, verb)) if phrase is not None and phrase.i > verb.i else ()


def _naming_of(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.dep_ in ("oprd", "ccomp") and child.i > verb.i:
            return tuple(_without(child, verb))
    return ()


_FILLS = (
    ("clause", _clause_of),
    ("infinitive", _infinitive_of),
    ("as", _as_of),
    ("naming", _naming_of),
    ("gerund", _gerund_of),
    ("object", _object_of),
)


def _phrase_of(preposition: Token) -> tuple[Token, ...]:
    words = tuple(word for word in preposition.subtree if not word.is_space)
    return words if len(words) > 2 else ()


def _is_finite_xcomp(child: Token) -> bool:
    return child.dep_ == "xcomp" and any(part.dep_ in SUBJECTS for part in child.children)


def _has_to(clause: Token) -> bool:
    return any(part.tag_ == "TO" and part.dep_ == "aux" for part in clause.children)


def _without(top: Token, cue: Token) -> Iterator[Token]:
    """The words under `top`, without the cue and without what goes on from the cue ("said … and urged …")."""
    cut = [child for child in top.children if child.dep_ == "conj" and goes_on(child) == cue]
    lost = {word.i for child in cut for word in child.subtree}
    lost |= {word.i for word in top.children if word.dep_ == "cc" and cut and word.i == min(lost) - 1}
    return (word for word in top.subtree if word.i != cue.i and word.i not in lost and not word.is_space)


def goes_on(verb: Token) -> Token | None:
    """The cue that a verb goes on from where the parser hung it on the reported clause.

    In "she said the vote had been fair and urged calm", "urged" has the tense of "said" and not that of the clause.
    """
    clause = verb.head
    if verb.dep_ != "conj" or clause.dep_ != "ccomp" or any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    cue = clause.head
    shifted = clause.tag_ != cue.tag_ or any(child.dep_ in ("aux", "auxpass") for child in clause.children)
    bare = not any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    said = Stance.SPEECH in speech_vocab().verbs.get(verb.lemma_.lower(), {}).values()
    return cue if shifted and bare and said and verb.tag_ == cue.tag_ and cue.i < clause.i else None


def _cue_words(verb: Token) -> tuple[Token, ...]:
    group = [child for child in verb.children if child.dep_ in _GROUP]
    return tuple(sorted([*group, verb], key=lambda word: word.i))


def source_of(verb: Token) -> Token | None:
    """The head word of who does the verb: subject, by-agent, or what a participle or a coordination shares."""
    for _ in range(6):  # chains of shared subjects are short; a cyclic guard costs less than a proof
        own = _own_subject(verb)
        if own is not None:
            return _antecedent(own)
        above = _shares_with(verb)
        if above is None:
            return None
        if above.pos_ in _VERBAL or above.pos_ == "ADJ":
            verb = above
        else:
            return _releaser(above) if above.pos_ in _NOMINAL else None
    return None


def _releaser(noun: Token) -> Token:
    """"The union issued a statement saying …": who issued it, else the statement itself."""
    vocab = speech_vocab()
    verb = noun.head
    if noun.lemma_.lower() not in vocab.carriers or verb.pos_ not in _VERBAL:
        return noun
    issued = noun.dep_ == "dobj" and verb.lemma_.lower() in vocab.releases
    return (source_of(verb) or noun) if issued else noun


def _own_subject(verb: Token) -> Token | None:
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for child in verb.children:
        if child.dep_ == "agent":
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    if passive:
        return None
    if follows_quotation(verb) and (speaker := _inverted_subject(verb)) is not None:
        return speaker
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "nsubjpass"]
    if len(subjects) > 1:  # "The rebels, the ministry said, …": the nearer one speaks
        return min(subjects, key=lambda word: abs(word.i - verb.i))
    return subjects[0] if subjects else _inverted_subject(verb)


def _inverted_subject(verb: Token) -> Token | None:
    """ "… ," said the envoy: the parser calls the speaker an object or attribute where a quotation stands before."""
    if verb.i == 0 or not verb.nbor(-1).is_punct:
        return None
    for child in verb.rights:
        if child.dep_ in _AFTER_VERB and child.pos_ in ("PROPN", "NOUN", "PRON"):
            return child if child.i - verb.i <= 6 else None
    return None


def follows_quotation(verb: Token) -> bool:
    """Whether a closing mark, with or without a comma, stands right before the verb."""
    if verb.i == 0:
        return False
    before = verb.nbor(-1)
    if before.text == "," and verb.i > 1:
        before = verb.nbor(-2)
    return before.text in _CLOSING_MARKS


def _antecedent(subject: Token) -> Token:
    if subject.lower_ in _WH and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def _shares_with(verb: Token) -> Token | None:
    """The verb whose subject this one shares, or the noun that a participle describes."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return None
    if verb.pos_ == "ADJ":
        return verb.head if verb.dep_ in ("acomp", "conj", "oprd") else None
    if verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
        return goes_on(verb) or _undergoer(verb.head) or verb.head
    if verb.dep_ in _PARTICIPLES and (verb.tag_ in ("VBG", "VB") or verb.dep_ == "xcomp"):
        return _passes_as(verb.head) if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ == "relcl":
        return verb.head
    return None


def _undergoer(verb: Token) -> Token | None:
    """The subject of a passive, which a coordinated active verb shares ("could not be reached but have denied …")."""
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def _passes_as(preposition: Token) -> Token | None:
    """ "was quoted as saying": who was quoted; "after saying …": who did what followed."""
    above = preposition.head
    if above.pos_ not in _VERBAL:
        return None
    if preposition.lower_ == "as":
        return next((child for child in above.children if child.dep_ in ("nsubjpass", "dobj")), above)
    return above


# ---- nouns, adjectives, prepositions, relays -----------------------------------------------------------------------


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
        if "clause" in frames and child.dep_ in ("acl", "relcl", "ccomp") and marked:
            yield "clause", tuple(_without(child, noun))
        elif "infinitive" in frames and child.dep_ in ("acl", "relcl", "xcomp") and _has_to(child):
            yield "infinitive", tuple(_without(child, noun))
        elif child.dep_ == "prep" and child.lower_ in frames and (content := _phrase_of(child)):
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
    if noun.dep_ in ("dobj", "attr") and verb.pos_ in _VERBAL and verb.lemma_.lower() in vocab.releases:
        return source_of(verb)
    if noun.dep_ == "pobj" and verb.head.pos_ in _VERBAL:  # "in a warning that …, the envoy urged"
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
        infinitive = "infinitive" in frames and child.dep_ == "xcomp" and _has_to(child)
        source = source_of(copula)
        if (clause or infinitive) and source is not None and source.lower_ not in ("it", "this", "that", "there"):
            words = tuple(sorted({*_cue_words(copula), adjective}, key=lambda word: word.i))
            yield Cue(adjective, words, source, tuple(_without(child, adjective)), Stance.ATTITUDE)
            return


def _preposition_cue(first: Token, phrases: Iterable[tuple[str, ...]]) -> Iterator[Cue]:
    for phrase in phrases:
        words = tuple(first.doc[first.i : first.i + len(phrase)])
        if tuple(word.lower_ for word in words) != phrase:
            continue
        source = next((child for child in words[-1].children if child.dep_ == "pobj"), None)
        if source is not None:
            yield Cue(first, words, source, (), Stance.SPEECH)


def _relay_cue(verb: Token) -> Iterator[Cue]:
    """ "citing unnamed officials": the source is who is cited; the content is that of the verb it accompanies."""
    if verb.tag_ != "VBG":
        return
    cited = next((child for child in verb.children if child.dep_ == "dobj" and child.ent_type_ != "DATE"), None)
    if cited is not None:
        yield Cue(verb, (verb,), cited, (), Stance.SPEECH, relayed=cited)
