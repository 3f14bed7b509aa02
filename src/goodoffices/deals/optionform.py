"""Conflicts in option form: in come options, each of one party, taken or not; out goes a `Conflict`.

A state says yes or no to every option ("YNN"). Patterns with `-` for "either" rule states out (`infeasible`) or make
them one (`merge`). An option may be irreversible: "forward" can be taken and never undone, "back" can be undone and
never taken again. A party moves freely among the states that differ in its own options only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.conflict import Conflict, Ranking, rank_payoffs
from goodoffices.deals.moves import Arcs, Cliques, Moves, as_arcs, make_cliques, merge_arcs
from goodoffices.deals.statements import Atom, Bools, Statement, judge
from goodoffices.errors import CaseError

Codes = NDArray[np.int64]

# 4 million states take about 2 GB and half a minute; more is a sign that options should be merged.
MOST_STATES = 2**22
# As many as fit one integer with its sign.
MOST_OPTIONS = 62


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that `party` can do or leave; `direction` is "both", "forward" (never undone) or "back"."""

    name: str
    party: str
    direction: str = "both"


class OptionStates(Sequence[str]):
    """The names of option-form states, made when asked for: a million of them are never held as text."""

    def __init__(self, codes: Codes, options: int) -> None:
        self.codes, self.options = codes, options

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, place: int | slice) -> str:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]  # type: ignore[return-value]
        return write_code(int(self.codes[place]), self.options)

    def __contains__(self, name: object) -> bool:
        return self._find(name) is not None

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:  # noqa: ARG002 - Sequence asks for them
        """The place of a state."""
        place = self._find(value)
        if place is None:
            raise ValueError(value)
        return place

    def _find(self, name: object) -> int | None:
        if not isinstance(name, str) or len(name) != self.options or set(name) - {"Y", "N"}:
            return None
        code = sum(1 << at for at, sign in enumerate(name) if sign == "Y")
        place = int(np.searchsorted(self.codes, code))
        return place if place < len(self.codes) and self.codes[place] == code else None


def write_code(code: int, options: int) -> str:
    """A state as text: Y or N per option."""
    return "".join("Y" if code >> at & 1 else "N" for at in range(options))


@dataclass(frozen=True, slots=True, eq=False)
class OptionForm:
    """Options, and the states that are left after the patterns; `merged` groups states that are one in practice."""

    options: tuple[Option, ...]
    codes: Codes
    merge: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties in the order of their first option."""
        return tuple(dict.fromkeys(option.party for option in self.options))

    @property
    def states(self) -> OptionStates:
        """The states, unmerged."""
        return OptionStates(self.codes, len(self.options))

    def truth(self, atom: Atom) -> Bools:
        """In which states an option is taken; it is named, named with its party, or numbered from one."""
        taken = (self.codes >> self.find(atom.name) & 1).astype(np.bool_)
        if not atom.values:
            return taken
        if len(atom.values) > 1 or atom.values[0].casefold() not in _YES | _NO:
            raise CaseError(f"option {atom.name!r} is either Y or N; {', '.join(atom.values)} is neither")
        return taken if (atom.values[0].casefold() in _YES) is not atom.negated else ~taken

    def find(self, name: str) -> int:
        """The place of an option."""
        wanted = name.casefold()
        found = [at for at, option in enumerate(self.options) if wanted in _names(option)]
        if len(found) == 1:
            return found[0]
        if not found and name.isdigit() and 1 <= int(name) <= len(self.options):
            return int(name) - 1
        several = "several options are" if found else "no option is"
        raise CaseError(
            f"{several} called {name!r}; there are: {', '.join(f'{o.party}: {o.name}' for o in self.options)}"
        )


_YES, _NO = {"y", "yes", "true", "1"}, {"n", "no", "false", "0"}


def _names(option: Option) -> set[str]:
    party, name = option.party.casefold(), option.name.casefold()
    return {name, f"{party}: {name}", f"{party}:{name}"}


def make_form(options: Sequence[Option], infeasible: Sequence[str] = (), merge: Sequence[str] = ()) -> OptionForm:
    """The states of some options; CaseError where they would be too many to hold."""
    if not options or len(options) > MOST_OPTIONS:
        raise CaseError(f"{len(options)} options were given; there may be 1 to {MOST_OPTIONS}")
    for pattern in (*infeasible, *merge):
        if len(pattern) != len(options) or set(pattern) - set("YN-"):
            raise CaseError(f"pattern {pattern!r}: write Y, N or - for each of the {len(options)} options")
    ready: dict[int, list[tuple[int, int]]] = {}
    for pattern in infeasible:
        mask, want = read_pattern(pattern)
        ready.setdefault(max(mask.bit_length() - 1, 0), []).append((mask, want))
    codes = np.zeros(1, dtype=np.int64)
    for at in range(len(options)):
        codes = np.concatenate((codes, codes | (1 << at)))
        for mask, want in ready.get(at, ()):
            codes = codes[(codes & mask) != want]
        _check_states(len(codes), at + 1, len(options))
    if not len(codes):
        raise CaseError("the infeasible patterns rule out every state; take one of them out")
    return OptionForm(tuple(options), np.sort(codes), tuple(merge))


def read_pattern(pattern: str) -> tuple[int, int]:
    """(mask, wanted bits) of a pattern."""
    mask = sum(1 << at for at, sign in enumerate(pattern) if sign != "-")
    return mask, sum(1 << at for at, sign in enumerate(pattern) if sign == "Y")


def form_conflict(
    form: OptionForm,
    statements: Mapping[str, Sequence[Statement]] | None = None,
    rankings: Mapping[str, Ranking] | None = None,
    payoffs: NDArray[np.int64] | None = None,
) -> Conflict:
    """The conflict of an option form; each party ranks by prioritised statements or by a list of states."""
    parties = form.parties
    place, names = _merge(form)
    states: Sequence[int | str] = names or form.states
    if payoffs is None:
        payoffs = np.array([_rank(form, party, place, states, statements or {}, rankings or {}) for party in parties])
    moves = tuple(option_moves(form, party) for party in parties)
    if names:
        moves = tuple(merge_arcs(as_arcs(one), place, len(names)) for one in moves)
    return Conflict(parties, states, moves, payoffs)


def score(form: OptionForm, statements: Sequence[Statement]) -> NDArray[np.int64]:
    """Payoffs by prioritised statements: the first outweighs all later ones together. States scored the same tie.

    Every 40 statements the scores are ranked anew, so that any number of them fits an integer.
    """
    scores = np.zeros(len(form.codes), dtype=np.int64)
    for at, statement in enumerate(statements):
        scores = scores * 2 + judge(statement, form.truth)
        if at % 40 == 39:
            scores = np.unique(scores, return_inverse=True)[1].astype(np.int64)
    return np.asarray(np.unique(scores, return_inverse=True)[1], dtype=np.int64) + 1


def _rank(  # noqa: PLR0917 - one row of the payoffs from all that may decide it
    form: OptionForm,
    party: str,
    place: NDArray[np.int32],
    states: Sequence[int | str],
    statements: Mapping[str, Sequence[Statement]],
    rankings: Mapping[str, Ranking],
) -> NDArray[np.int64]:
    if party in rankings:
        return rank_payoffs(rankings[party], {state: at for at, state in enumerate(states)}, party)
    if party not in statements:
        raise CaseError(
            f"party {party} ranks nothing; give it `statements` in order of weight, or a `ranking` of states"
        )
    scores = score(form, statements[party])
    merged = np.full(len(states), -1, dtype=np.int64)
    merged[place[::-1]] = scores[::-1]
    if (merged[place] != scores).any():
        odd = form.states[int(np.flatnonzero(merged[place] != scores)[0])]
        first = states[int(place[form.states.index(odd)])]
        raise CaseError(
            f"{party} ranks {odd} otherwise than the states it is merged with as {first}; word its statements so that "
            "they do not tell merged states apart"
        )
    return merged


def _merge(form: OptionForm) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """(the new place of each state, the names after merging); the names are empty where nothing is merged."""
    place = np.arange(len(form.codes), dtype=np.int32)
    if not form.merge:
        return place, ()
    names: list[str] = []
    owner = np.full(len(form.codes), -1, dtype=np.int32)
    for at, pattern in enumerate(form.merge):
        mask, want = read_pattern(pattern)
        owner[(owner < 0) & ((form.codes & mask) == want)] = at
    firsts: dict[int, int] = {}
    for state, group in enumerate(owner.tolist()):
        if group >= 0 and group in firsts:
            place[state] = firsts[group]
            continue
        place[state] = len(names)
        if group >= 0:
            firsts[group] = len(names)
        names.append(form.merge[group] if group >= 0 else form.states[state])
    return place, tuple(names)


def option_moves(form: OptionForm, party: str) -> Moves:
    """How a party moves: freely among the states that differ in its options, minus what cannot be undone."""
    mine = [at for at, option in enumerate(form.options) if option.party == party]
    keys = form.codes & ~np.int64(sum(1 << at for at in mine))
    cliques = make_cliques(keys)
    forward = sum(1 << at for at in mine if form.options[at].direction == "forward")
    back = sum(1 << at for at in mine if form.options[at].direction == "back")
    return _one_way(form.codes, cliques, forward, back) if forward or back else cliques


def _one_way(codes: Codes, cliques: Cliques, forward: int, back: int) -> Arcs:
    """The moves that undo no forward option and take no back option again."""
    arcs = as_arcs(cliques)
    old, new = codes[arcs.sources()], codes[arcs.targets]
    return arcs.keep(((old & ~new & forward) == 0) & ((new & ~old & back) == 0))


def _check_states(found: int, done: int, options: int) -> None:
    if found > MOST_STATES:
        likely = found * 2 ** (options - done)
        raise CaseError(
            f"{options} options make up to {likely:,} states ({likely * 8 * 6 / 1e9:,.0f} GB); at most "
            f"{MOST_STATES:,} can "
            "be held. Rule states out with `infeasible` patterns, put patterns on early options first, or leave out "
            "options that do not change what parties want"
        )


def with_basis(conflict: Conflict, basis: Mapping[str, str]) -> Conflict:
    """The conflict with a word on whose estimate each ranking is."""
    return replace(conflict, basis=dict(basis))
