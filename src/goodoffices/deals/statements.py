"""Statements people write about options and issues: in comes a line of text, out goes a tree that can be judged.

`a`, `not a`, `a and b`, `a or b`, `a if b`, `a iff b`, parentheses; about issues `line = swap`, `line != 1991`,
`line in {1991, swap}`. The signs of older programs are read too: `-1 & -2 | 3`, where a number counts the options from
one. Names may hold spaces; a name that holds a word of the grammar stands in quotation marks. `if` and `iff` bind
least, then `or`, then `and`, then `not` (Peng, Hipel and Fang's prioritised option statements).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import CaseError

Bools = NDArray[np.bool_]

_WORDS = {"not": "not", "!": "not", "~": "not", "-": "not", "and": "and", "&": "and", "&&": "and", "or": "or",
          "|": "or", "||": "or", "if": "if", "iff": "iff", "in": "in", "not in": "not in"}  # fmt: skip
_TOKEN = re.compile(
    r"""\s*(?:(?P<quoted>"[^"]*"|'[^']*')|(?P<sign>!=|==|=|&&|\|\||[(){},&|!~]|-(?=\S))|(?P<word>[^\s(){},&|!~=]+))"""
)
# Deeper than any person writes, and far above which Python's own stack would end.
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Atom:
    """One fact: an option that is taken, or an issue (`name`) that has one of `values`; `negated` for `!=`."""

    name: str
    values: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Statements joined by `not`, `and`, `or`, `if` (first if second) or `iff`."""

    how: str
    parts: tuple[Statement, ...]


Statement = Atom | Joined
Value = TypeVar("Value")


def parse_statement(text: str) -> Statement:
    """The tree of one statement; CaseError says what was found and what may stand there."""
    return _Reader(text).read()


def atoms_of(statement: Statement) -> Iterator[Atom]:
    """Every fact a statement speaks of, from left to right."""
    if isinstance(statement, Atom):
        yield statement
    else:
        for part in statement.parts:
            yield from atoms_of(part)


def judge(statement: Statement, truth: Callable[[Atom], Bools]) -> Bools:
    """Whether a statement is true, for many states or packages at once; `truth` answers for one fact."""
    if isinstance(statement, Atom):
        return truth(statement)
    found = [judge(part, truth) for part in statement.parts]
    return _JOIN[statement.how](found)


_JOIN: dict[str, Callable[[list[Bools]], Bools]] = {
    "not": lambda found: ~found[0],
    "and": np.logical_and.reduce,
    "or": np.logical_or.reduce,
    "if": lambda found: found[0] | ~found[1],
    "iff": lambda found: found[0] == found[1],
}


@dataclass(frozen=True, slots=True)
class _Token(Generic[Value]):
    kind: str
    text: str


class _Reader:
    """Reads one statement by recursive descent."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_split(text))
        self.at = 0
        self.depth = 0

    def read(self) -> Statement:
        if not self.tokens:
            raise CaseError(
                "a statement is empty; write an option, `not a`, `a and b`, `a or b`, `a if b` or `a iff b`"
            )
        statement = self._conditional()
        if self.at < len(self.tokens):
            raise self._complain("the end of the statement")
        return statement

    def _conditional(self) -> Statement:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise CaseError(f"statement {self.text[:60]!r}… is nested more than {_DEEPEST} deep; write it in parts")
        first = self._either()
        while (how := self._kind()) in ("if", "iff"):
            self.at += 1
            first = Joined(how, (first, self._either()))
        self.depth -= 1
        return first

    def _either(self) -> Statement:
        return self._chain("or", self._both)

    def _both(self) -> Statement:
        return self._chain("and", self._single)

    def _chain(self, how: str, part: Callable[[], Statement]) -> Statement:
        parts = [part()]
        while self._kind() == how:
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(how, tuple(parts))

    def _single(self) -> Statement:
        negations = 0
        while self._kind() == "not":
            self.at += 1
            negations += 1
        statement = self._group() if self._kind() == "(" else self._fact()
        return Joined("not", (statement,)) if negations % 2 else statement

    def _group(self) -> Statement:
        self.at += 1
        statement = self._conditional()
        self._expect(")")
        return statement

    def _fact(self) -> Statement:
        name = self._name()
        kind = self._kind()
        if kind in ("=", "==", "!="):
            self.at += 1
            return Atom(name, (self._name(),), negated=kind == "!=")
        if kind == "in" or (kind == "not" and self._kind(1) == "in"):
            self.at += 1 if kind == "in" else 2
            return Atom(name, self._set(), negated=kind != "in")
        return Atom(name)

    def _set(self) -> tuple[str, ...]:
        self._expect("{")
        names = [self._name()]
        while self._kind() == ",":
            self.at += 1
            names.append(self._name())
        self._expect("}")
        return tuple(names)

    def _name(self) -> str:
        words = []
        while self._kind() == "name":
            words.append(self.tokens[self.at].text)
            self.at += 1
        if not words:
            raise self._complain("a name")
        return " ".join(words)

    def _kind(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else "end"

    def _expect(self, sign: str) -> None:
        if self._kind() != sign:
            raise self._complain(f"“{sign}”")
        self.at += 1

    def _complain(self, wanted: str) -> CaseError:
        found = f"“{self.tokens[self.at].text}”" if self.at < len(self.tokens) else "the end"
        return CaseError(f"statement {self.text!r}: {wanted} was expected, {found} was found")


def _split(text: str) -> Iterator[_Token[str]]:
    place, text = 0, text.rstrip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise CaseError(f"statement {text!r}: nothing can be made of {text[place:].strip()[:20]!r}")
        place = found.end()
        if quoted := found["quoted"]:
            yield _Token("name", quoted[1:-1])
        elif sign := found["sign"]:
            yield _Token(_WORDS.get(sign, sign), sign)
        else:
            word = found["word"]
            yield _Token(_WORDS.get(word.casefold(), "name"), word)
