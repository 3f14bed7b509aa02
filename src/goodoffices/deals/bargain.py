"""A bargain: issues with their options, what no package may break, and what each party makes of the options.

In come names, statements and numbers as people give them; out goes a `Bargain`. Numbers are made exact before anything
is compared: whole numbers of one small unit per party, so that 0.1 + 0.2 and 0.3 are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from math import lcm

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.statements import Atom, Bools, Statement, atoms_of
from goodoffices.errors import CaseError

Number = int | float | str | Fraction
Ints = NDArray[np.int64]

# Decimals of a number that was computed, not judged: 0.30000000000000004 is meant as 0.3. Utilities are then
# compared in
# billionths, finer than any judgement and coarser than the noise of floating point.
DECIMALS = 9
# Such numbers are added up in parts this much finer, and only the sum is rounded.
FINER = 1000


@dataclass(frozen=True, slots=True)
class Issue:
    """A question on the table and its possible answers."""

    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RedLine:
    """What must hold of a package, or `party` will never accept it; `text` and `source` are its words and where from.

    A rule without a party binds everybody (what cannot be combined at all).
    """

    name: str
    statement: Statement
    text: str = ""
    party: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """What options are worth to a party, in points; `reservation` is what walking away is worth, None if nobody
    knows.
    """

    parts: Mapping[str, Mapping[str, Number]]
    constant: Number = 0
    reservation: Number | None = None


@dataclass(frozen=True, slots=True)
class Taste:
    """What is known of a party's preferences without points.

    `importance` lists issues, weightiest first; or `weights` gives bounds per issue (they sum to 1). `orders` lists
    the options of an issue, best first; `values` gives bounds instead. `accepts` and `rejects` are packages that
    beat, or do not beat, walking away.
    """

    importance: tuple[str, ...] = ()
    weights: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, tuple[Fraction, Fraction]]] = field(default_factory=dict)
    accepts: tuple[tuple[str, ...], ...] = ()
    rejects: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Bargain:
    """Issues, red lines, rules that bind everybody, and per party its worth in points or its taste.

    `basis` says whose estimate a party's preferences are.
    """

    issues: tuple[Issue, ...]
    red_lines: tuple[RedLine, ...] = ()
    rules: tuple[RedLine, ...] = ()
    worths: Mapping[str, Worth] = field(default_factory=dict)
    tastes: Mapping[str, Taste] = field(default_factory=dict)
    basis: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many packages there are, red lines aside."""
        return reduce(lambda product, issue: product * len(issue.options), self.issues, 1)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties of which any preference is known."""
        return tuple(dict.fromkeys((*self.worths, *self.tastes)))

    def issue(self, name: str) -> int:
        """The place of an issue."""
        found = [at for at, issue in enumerate(self.issues) if issue.name.casefold() == name.casefold()]
        if not found:
            raise CaseError(f"no issue is called {name!r}; there are: {', '.join(issue.name for issue in self.issues)}")
        return found[0]

    def option(self, issue: int, name: str) -> int:
        """The place of an option in its issue."""
        options = self.issues[issue].options
        found = [at for at, option in enumerate(options) if option.casefold() == name.casefold()]
        if not found:
            raise CaseError(f"issue {self.issues[issue].name!r} has no option {name!r}; it has: {', '.join(options)}")
        return found[0]

    def places(self, package: Sequence[str] | Mapping[str, str]) -> tuple[int, ...]:
        """A package as the places of its options; it is given in the order of the issues, or by issue."""
        if isinstance(package, Mapping):
            given = {self.issue(name): option for name, option in package.items()}
            missing = [issue.name for at, issue in enumerate(self.issues) if at not in given]
            if missing:
                raise CaseError(f"the package says nothing of {', '.join(missing)}; it must settle every issue")
            package = [given[at] for at in range(len(self.issues))]
        if len(package) != len(self.issues):
            raise CaseError(f"a package settles {len(self.issues)} issues; {len(package)} options were given")
        return tuple(self.option(at, str(name)) for at, name in enumerate(package))

    def named(self, places: Sequence[int]) -> tuple[str, ...]:
        """A package by the names of its options."""
        return tuple(issue.options[place] for issue, place in zip(self.issues, places, strict=True))

    def scope(self, line: RedLine) -> tuple[int, ...]:
        """The issues that a red line speaks of."""
        return tuple(sorted({self.issue(atom.name) for atom in atoms_of(line.statement)}))

    def table(self, atom: Atom) -> tuple[int, Bools]:
        """(the issue an atom speaks of, per option whether it is true)."""
        issue = self.issue(atom.name)
        options = self.issues[issue].options
        if not atom.values:
            raise CaseError(f"{atom.name!r} stands alone; write which option, such as “{atom.name} = {options[0]}”")
        wanted = {self.option(issue, value) for value in atom.values}
        return issue, np.array([(at in wanted) is not atom.negated for at in range(len(options))])


def make_bargain(
    issues: Sequence[Issue],
    worths: Mapping[str, Worth] | None = None,
    red_lines: Sequence[RedLine] = (),
    *,
    rules: Sequence[RedLine] = (),
    tastes: Mapping[str, Taste] | None = None,
    basis: Mapping[str, str] | None = None,
) -> Bargain:
    """A bargain whose names were checked; CaseError says which is unknown."""
    bargain = Bargain(tuple(issues), tuple(red_lines), tuple(rules), worths or {}, tastes or {}, basis or {})
    _check_names(bargain)
    for line in (*bargain.red_lines, *bargain.rules):
        for atom in atoms_of(line.statement):
            bargain.table(atom)
    for worth in bargain.worths.values():
        for issue, values in worth.parts.items():
            for option in values:
                bargain.option(bargain.issue(issue), option)
    return bargain


def _check_names(bargain: Bargain) -> None:
    if not bargain.issues:
        raise CaseError("no issue is given; a package needs at least one issue with two options")
    for what, names in (
        ("issue", [issue.name.casefold() for issue in bargain.issues]),
        ("red line", [line.name for line in (*bargain.red_lines, *bargain.rules)]),
        *((f"option of {issue.name}", [one.casefold() for one in issue.options]) for issue in bargain.issues),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise CaseError(f"{what} {twice[0]!r} is given twice; give each a name of its own")
    empty = [issue.name for issue in bargain.issues if not issue.options]
    if empty:
        raise CaseError(f"issue {empty[0]!r} has no option; give it 2 to 5")


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Worths in whole numbers: values[issue][party, option], per party a constant, a reservation and its unit.

    A number stands for number / unit. `rounded` says that some have more decimals than a judgement can have: sums are
    then compared in billionths.
    """

    parties: tuple[str, ...]
    values: tuple[Ints, ...]
    constants: tuple[int, ...]
    reservations: tuple[int | None, ...]
    units: tuple[int, ...]
    rounded: bool = False

    def exact(self, party: int, number: int) -> Fraction:
        """A whole number of a party as what it stands for."""
        return Fraction(int(number), self.units[party])


def read_points(bargain: Bargain) -> Points:
    """The worths of a bargain in whole numbers."""
    if not bargain.worths:
        raise CaseError(
            "no party has points; give `values` per option, or ask for the robust frontier of ordinal judgements"
        )
    units, rounded = [], False
    for worth in bargain.worths.values():
        unit = lcm(*(fraction.denominator for fraction in _fractions(worth)))
        rounded |= unit > 10**DECIMALS
        units.append(unit if unit <= 10**DECIMALS else 10**DECIMALS * FINER)
    worths = list(zip(bargain.worths.values(), units, strict=True))
    values = tuple(
        np.array([[_whole(_part(worth, issue, option), unit) for option in issue.options] for worth, unit in worths],
                 dtype=np.int64)
        for issue in bargain.issues
    )  # fmt: skip
    constants = tuple(_whole(worth.constant, unit) for worth, unit in worths)
    bounds = tuple(None if worth.reservation is None else _whole(worth.reservation, unit) for worth, unit in worths)
    return Points(tuple(bargain.worths), values, constants, bounds, tuple(units), rounded)


def as_fraction(number: Number) -> Fraction:
    """What a person meant by a number: 0.1 is a tenth, not the nearest binary fraction.

    A number of many decimals that is within 10⁻¹² of a fraction below a thousandth part (0.3333333333333333) is that
    fraction; that this happens by chance is one in a million.
    """
    try:
        exact = Fraction(repr(float(number)) if isinstance(number, float) else number)
    except (ValueError, OverflowError, TypeError, ZeroDivisionError):
        raise CaseError(f"{number!r} is not a number; write 3, 0.25 or “1/3”") from None
    if isinstance(number, float) and exact.denominator > 10**DECIMALS:
        near = exact.limit_denominator(1000)
        return near if abs(near - exact) < Fraction(1, 10**12) else exact
    return exact


def _fractions(worth: Worth) -> list[Fraction]:
    numbers = [number for values in worth.parts.values() for number in values.values()]
    return [as_fraction(one) for one in (*numbers, worth.constant, worth.reservation or 0)]


def _part(worth: Worth, issue: Issue, option: str) -> Number:
    for name, values in worth.parts.items():
        if name.casefold() == issue.name.casefold():
            return {key.casefold(): value for key, value in values.items()}.get(option.casefold(), 0)
    return 0


def _whole(number: Number, unit: int) -> int:
    found = round(as_fraction(number) * unit)
    if abs(found) > 2**55:  # 64 issues of this size still add up within 64 bits
        raise CaseError(f"{number} is too large to be compared exactly; give points below a million")
    return found
