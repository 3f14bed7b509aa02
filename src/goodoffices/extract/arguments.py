"""The head of a clause → who and what stands around it, each by its part: subject, agent, object, possessor, "with" …

Parts that the grammar leaves out are read from where it left them: the subject of "agreed to withdraw" for "withdraw",
the antecedent of "who", the first of two joined verbs' subjects; a passive's subject is its object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.extract.words import Words

_SUBJECTS = ("nsubj", "csubj", "expl")
_PASSIVE = ("nsubjpass", "csubjpass")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# Verbs whose object, not subject, does what follows: "urged Kyiv to sign".
_OBJECT_CONTROL = frozenset({"dobj", "dative"})
# Deeper chains of borrowed subjects are parser noise.
_DEEPEST = 5


def find_arguments(words: Words, head: int) -> dict[int, str]:
    """Word index → part, for the head words of the phrases around `head`."""
    found: dict[int, str] = {}
    for part, word in _arguments(words, head):
        for each in with_joined(words, word):
            found.setdefault(each, part)
    return found


def _arguments(words: Words, head: int) -> Iterator[tuple[str, int]]:
    passive = words.child(head, "nsubjpass", "auxpass") is not None
    for subject, borrowed in subjects(words, head):
        part = "object" if passive or _is_participle(words, head) else "subject"
        yield (f"{part}~" if borrowed else part), subject
        if words.pos[subject] == "NOUN" and not borrowed:  # "Sudanese raids on the town continued"
            yield from ((f"s.{inner}", word) for inner, word in _below(words, subject))
    yield from _below(words, head)
    light = words.child(head, "dobj", "attr", "acomp", "xcomp", "oprd")
    if light is not None:
        yield from ((f"o.{part}", word) for part, word in _below(words, light))
    if words.pos[head] in ("NOUN", "PROPN"):
        yield from ((f"n.{part}", word) for part, word in _carrier(words, head))


def _below(words: Words, head: int) -> Iterator[tuple[str, int]]:
    for child in words.children[head]:
        dep = words.dep[child]
        if dep in ("dobj", "dative", "poss", "compound", "amod", "nmod", "attr", "oprd", "npadvmod", "appos"):
            yield dep, child
        elif dep in ("prep", "agent"):
            for thing in words.with_dep(child, "pobj", "pcomp"):
                yield f"{dep}.{words.lower[child]}", thing
                for inner in words.with_dep(thing, "poss"):
                    yield f"{dep}.{words.lower[child]}.poss", inner
        elif dep in ("xcomp", "ccomp"):
            for inner in words.with_dep(child, "nsubj", "dobj"):
                yield f"{dep}.{words.dep[inner]}", inner


def _carrier(words: Words, head: int) -> Iterator[tuple[str, int]]:
    """The verb that carries an event noun ("launched an attack") and its subject."""
    governor = words.head[head]
    if words.dep[head] == "pobj" and words.head[governor] != governor:
        governor = words.head[governor]
    if governor != head and words.is_verb(governor):
        yield from (("carrier", subject) for subject, _ in subjects(words, governor))
        agent = words.child(governor, "agent")
        if agent is not None:
            yield from (("carrier.by", thing) for thing in words.with_dep(agent, "pobj"))


def subjects(words: Words, verb: int, depth: int = 0) -> tuple[tuple[int, bool], ...]:
    """The subjects of a verb and whether they are borrowed from a verb beside or above it."""
    own = words.with_dep(verb, *_SUBJECTS, *_PASSIVE)
    if own:
        return tuple((_antecedent(words, verb, subject), False) for subject in own)
    if depth >= _DEEPEST or words.head[verb] == verb:
        return ()
    return tuple((word, True) for word in _borrowed(words, verb, depth))


def _antecedent(words: Words, verb: int, subject: int) -> int:
    if words.lower[subject] in _RELATIVE and words.dep[verb] == "relcl":
        return words.head[verb]
    return subject


def _borrowed(words: Words, verb: int, depth: int) -> Iterator[int]:
    governor, dep = words.head[verb], words.dep[verb]
    if dep in ("acl", "relcl"):
        yield governor
        return
    if dep == "pcomp" and words.head[governor] != governor:
        governor = words.head[governor]
    if dep in ("xcomp", "ccomp"):
        controller = next((c for c in words.children[governor] if words.dep[c] in _OBJECT_CONTROL and c < verb), None)
        if controller is not None:
            yield controller
            return
    if not words.is_verb(governor):
        if words.pos[governor] == "NOUN" and (owner := words.child(governor, "poss")) is not None:
            yield owner
        return
    yield from (word for word, _ in subjects(words, governor, depth + 1))


def _is_participle(words: Words, head: int) -> bool:
    return words.dep[head] == "acl" and words.tag[head] == "VBN"


def with_joined(words: Words, word: int, links: Sequence[str] = ("conj", "appos")) -> Iterator[int]:
    """A word and, below it, those joined to it by one of these relations."""
    yield word
    for child in words.with_dep(word, *links):
        yield from with_joined(words, child, links)


def path_between(words: Words, head: int, word: int) -> str:
    """How a word hangs on a head, as relations upwards and downwards; "far" where it takes more than four."""
    up = [head, *words.ancestors(head)]
    steps: list[str] = []
    while word not in up:
        steps.append(words.dep[word])
        if words.head[word] == word or len(steps) > 4:
            return "far"
        word = words.head[word]
    above = up.index(word)
    climbed = [words.dep[each] for each in up[:above]]
    return "far" if len(climbed) + len(steps) > 4 else "^".join(climbed) + "/" + "<".join(reversed(steps))
