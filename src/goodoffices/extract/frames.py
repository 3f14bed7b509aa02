"""A verb of saying → the frame that the parse fills, and the words that fill it as content.

In: a verb and the frames that `vocab/speech.yaml` gives it. Out: the first filled frame in the order clause,
infinitive, as, naming, gerund, object, preposition. A clause beyond a semicolon is another sentence; what goes on
from the cue ("said … and urged …") is cut off; an object of one word states nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.extract.subjects import SUBJECTS, goes_on
from goodoffices.extract.tree import Token
from goodoffices.vocab.speech import Frames

_OBJECTS = frozenset({"dobj", "obj", "dative"})
_QUESTIONS = frozenset({"when", "where", "why", "how", "what", "who", "whether", "which"})
_CLAUSES = frozenset({"ccomp"})


def fill_frame(verb: Token, frames: Frames) -> tuple[str, tuple[Token, ...]] | None:
    """The first frame of the verb that the parse fills, with the words that fill it."""
    for frame, fill in _FILLS:
        if frame in frames and (content := fill(verb)):
            return frame, content
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "prt") and child.lower_ in frames and (content := phrase_under(child)):
            return child.lower_, (*_blamed(verb, child), *content)
    return _of_object(verb, frames)


def _of_object(verb: Token, frames: Frames) -> tuple[str, tuple[Token, ...]] | None:
    """ "accused the rebels of stalling", the phrase hung on the noun."""
    for child in verb.children:
        if child.dep_ in _OBJECTS and child.i > verb.i and "of" in frames:
            for phrase in child.children:
                if phrase.dep_ == "prep" and phrase.lower_ == "of" and (content := phrase_under(phrase)):
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
    clauses = clauses or [child for child in verb.rights if _is_question(child, verb)]
    clauses = [child for child in clauses if not _parted(child, verb)]
    return tuple(word for clause in clauses for word in words_under(clause, verb))


def _is_question(clause: Token, verb: Token) -> bool:
    """ "Would not say when the talks resume": an indirect question that is parsed as an adverbial clause."""
    first = clause.subtree[0]
    asked = first.i == verb.i + 1 and first.lower_ in _QUESTIONS
    return clause.dep_ == "advcl" and asked and any(part.dep_ in SUBJECTS for part in clause.children)


def _parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between the two: what lies beyond it is another sentence."""
    first, last = sorted((clause.i, verb.i))
    return any(word.text == ";" for word in verb.doc[first:last])


def _infinitive_of(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("xcomp", "ccomp") and is_infinitive(child):
            return tuple(words_under(child, verb))
    for child in verb.children:  # "urged both sides to show restraint", the infinitive hung on the noun
        if child.dep_ in _OBJECTS:
            for clause in child.children:
                if clause.dep_ in ("acl", "relcl", "xcomp") and is_infinitive(clause):
                    return tuple(words_under(clause, verb))
    return ()


def _object_of(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ in ("NOUN", "PROPN", "VERB"):
            words = tuple(words_under(child, verb))
            return words if len(words) > 1 else ()  # one word ("denied it", "condemned Israel") states nothing
    return ()


def _gerund_of(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("xcomp", "pcomp") and child.tag_ == "VBG":
            return tuple(words_under(child, verb))
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
    return tuple(words_under(phrase, verb)) if phrase is not None and phrase.i > verb.i else ()


def _naming_of(verb: Token) -> tuple[Token, ...]:
    for child in verb.children:
        if child.dep_ in ("oprd", "ccomp") and child.i > verb.i:
            return tuple(words_under(child, verb))
    return ()


_FILLS = (
    ("clause", _clause_of),
    ("infinitive", _infinitive_of),
    ("as", _as_of),
    ("naming", _naming_of),
    ("gerund", _gerund_of),
    ("object", _object_of),
)


def phrase_under(preposition: Token) -> tuple[Token, ...]:
    words = tuple(word for word in preposition.subtree if not word.is_space)
    return words if len(words) > 2 else ()


def _is_finite_xcomp(child: Token) -> bool:
    return child.dep_ == "xcomp" and any(part.dep_ in SUBJECTS for part in child.children)


def is_infinitive(clause: Token) -> bool:
    return any(part.tag_ == "TO" and part.dep_ == "aux" for part in clause.children)


def words_under(top: Token, cue: Token) -> Iterator[Token]:
    """The words under `top`, without the cue and without what goes on from the cue ("said … and urged …")."""
    cut = [child for child in top.children if child.dep_ == "conj" and goes_on(child) == cue]
    lost = {word.i for child in cut for word in child.subtree}
    lost |= {word.i for word in top.children if word.dep_ == "cc" and cut and word.i == min(lost) - 1}
    return (word for word in top.subtree if word.i != cue.i and word.i not in lost and not word.is_space)
