"""Reading a case file: TOML as a person writes it, checked, with the line of the file in every complaint.

In comes a path, out goes a `Case`. A file that ends in .json is read as `exchange` says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from goodoffices.deals.bargain import Bargain, Issue, RedLine, Taste, Worth, as_fraction, make_bargain
from goodoffices.deals.case import Case
from goodoffices.deals.conflict import Conflict, PartialOrder, Ranking, State, chain_order, drop_pairs, rank_payoffs
from goodoffices.deals.exchange import read_json_case
from goodoffices.deals.moves import Moves, as_arcs, make_arcs
from goodoffices.deals.optionform import Option, OptionForm, form_conflict, make_form, score
from goodoffices.deals.robust import complain_of_samples
from goodoffices.deals.schema import CasePart, LinePart, PartyPart
from goodoffices.deals.statements import parse_statement
from goodoffices.errors import CaseError

Key = str | int

# A case that people wrote is a few kilobytes; a megabyte is a mistake.
LARGEST_FILE = 1_000_000
# Gaps in a ranking are compared pair by pair; 2000 states are 4 million pairs.
MOST_PARTIAL = 2_000


def load_case(path: Path | str) -> Case:
    """The case in a file; CaseError says what is wrong, and in which line."""
    path = Path(path)
    if path.suffix == ".json":
        return read_json_case(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CaseError(f"{path} is larger than a megabyte; a case file holds judgements, not data")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CaseError(f"{path} cannot be read: {problem}") from problem
    return parse_case(text, str(path))


def parse_case(text: str, name: str = "case") -> Case:
    """The case in the text of a case file; `name` stands in complaints."""
    try:
        part = CasePart.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise CaseError(f"{name}: this is not TOML: {problem}") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(key) for key in first["loc"])
        line = find_line(text, first["loc"])
        raise CaseError(f"{name}, line {line}: {where}: {first['msg']} (found {str(first['input'])[:80]!r})") from None
    return _Builder(part, text, name).build()


class _Builder:
    """Makes a case of a checked file, and puts the line before every complaint."""

    def __init__(self, part: CasePart, text: str, name: str) -> None:
        self.part, self.text, self.name = part, text, name

    @contextmanager
    def at(self, *keys: Key) -> Iterator[None]:
        """Complaints raised inside are about this place of the file."""
        try:
            yield
        except CaseError as problem:
            if str(problem).startswith(self.name):
                raise
            raise CaseError(f"{self.name}, line {find_line(self.text, keys)}: {problem}") from None

    def build(self) -> Case:
        if not (self.part.options or self.part.moves or self.part.issues):
            raise CaseError(f"{self.name}: there is nothing to judge; give [issues], [[options]], or [moves]")
        conflict = self._conflict() if self.part.options or self.part.moves else None
        bargain = self._bargain() if self.part.issues else None
        quo = self.part.status_quo
        if quo is not None and conflict is not None:
            with self.at("status_quo"):
                quo = conflict.states[conflict.place(quo)]
        drafts = self._drafts(bargain) if bargain else {}
        return Case(self.part.title, conflict, bargain, tuple(self.part.mediators), quo, drafts, self._inputs())

    def _inputs(self) -> tuple[tuple[str, str], ...]:
        part = self.part
        lines = [(f"red line {line.name} of {line.party or 'everybody'}", line.source) for line in part.red_lines]
        wants = [(f"what {party} wants", found.basis) for party, found in part.parties.items()]
        can = [(f"{option.party} can: {option.name}", option.source) for option in part.options]
        return tuple((what, source or "nobody is named") for what, source in (*wants, *lines, *can)) + tuple(
            part.sources.items()
        )

    # the bargain

    def _bargain(self) -> Bargain:
        issues = [Issue(name, tuple(options)) for name, options in self.part.issues.items()]
        with self.at("issues"):
            bare = make_bargain(issues)
        lines = [self._line(bare, "red_lines", at, line) for at, line in enumerate(self.part.red_lines)]
        rules = [self._line(bare, "rules", at, line) for at, line in enumerate(self.part.rules)]
        worths, tastes = {}, {}
        for party, found in self.part.parties.items():
            if _has_points(found):
                with self.at("parties", party, "values"):
                    worths[party] = self._worth(bare, found)
            elif found.importance or found.weights or found.orders or found.values or found.accepts or found.rejects:
                with self.at("parties", party):
                    tastes[party] = self._taste(bare, party, found)
        with self.at("red_lines"):
            basis = {party: found.basis for party, found in self.part.parties.items()}
            bargain = make_bargain(issues, worths, lines, rules=rules, tastes=tastes, basis=basis)
        with self.at("parties", next(iter(tastes), ""), "rejects"):
            complain_of_samples(bargain)
        return bargain

    def _line(self, bare: Bargain, where: str, at: int, line: LinePart) -> RedLine:
        with self.at(where, at, "keep"):
            made = RedLine(line.name, parse_statement(line.keep), line.keep, line.party, line.source)
            make_bargain(bare.issues, red_lines=[made])
            return made

    def _worth(self, bare: Bargain, found: PartyPart) -> Worth:
        parts = {
            issue: {o: n for o, n in row.items() if not isinstance(n, tuple)} for issue, row in found.values.items()
        }
        worth = Worth(parts, found.constant, found.reservation)
        make_bargain(bare.issues, {"": worth})
        return worth

    def _taste(self, bare: Bargain, party: str, found: PartyPart) -> Taste:
        with self.at("parties", party, "importance"):
            importance = tuple(bare.issues[bare.issue(one)].name for one in found.importance)
            _complain_of_twice(importance, f"the importance of issues for {party}")
        with self.at("parties", party, "orders"):
            orders = dict(self._order(bare, issue, order) for issue, order in found.orders.items())
        with self.at("parties", party, "weights"):
            weights = {bare.issues[bare.issue(one)].name: _bounds(pair) for one, pair in found.weights.items()}
        values = {
            bare.issues[bare.issue(issue)].name: {
                bare.issues[bare.issue(issue)].options[bare.option(bare.issue(issue), option)]:
                _bounds(number if isinstance(number, tuple) else (number, number))
                for option, number in row.items()
            }
            for issue, row in found.values.items()
        }  # fmt: skip
        judged = [
            tuple(self._package(bare, ("parties", party, which), one) for one in packages)
            for which, packages in (("accepts", found.accepts), ("rejects", found.rejects))
        ]
        return Taste(importance, weights, orders, values, judged[0], judged[1])

    def _order(self, bare: Bargain, issue: str, order: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        at = bare.issue(issue)
        places = [bare.option(at, one) for one in order]
        names = tuple(bare.issues[at].options[place] for place in places)
        _complain_of_twice(names, f"the order of {issue}")
        missing = [one for one in bare.issues[at].options if one not in names]
        if missing:
            raise CaseError(
                f"the order of {issue} leaves out {', '.join(missing)}; put every option into it, best first"
            )
        return bare.issues[at].name, names

    def _package(
        self, bare: Bargain, keys: Sequence[Key], package: dict[str, str] | list[str] | str
    ) -> tuple[str, ...]:
        with self.at(*keys):
            if isinstance(package, str):
                if package not in self.part.drafts:
                    raise CaseError(
                        f"no draft is called {package!r}; there are: {', '.join(self.part.drafts) or 'none'}"
                    )
                package = self.part.drafts[package]
            return bare.named(bare.places(package))

    def _drafts(self, bargain: Bargain) -> dict[str, tuple[str, ...]]:
        return {name: self._package(bargain, ("drafts", name), found) for name, found in self.part.drafts.items()}

    # the conflict

    def _conflict(self) -> Conflict:
        if self.part.moves:
            return self._explicit()
        options = [Option(option.name, option.party, option.direction) for option in self.part.options]
        with self.at("infeasible" if self.part.infeasible else "options"):
            form = make_form(options, self.part.infeasible, self.part.merge)
        blank = np.ones((len(form.parties), 0), dtype=np.int64)
        statements = {party: self._statements(party, form) for party in form.parties if self._of(party).statements}
        with_states = form_conflict(form, payoffs=blank)
        others = [party for party in form.parties if party not in statements]
        if not others:
            return self._finish(form_conflict(form, statements), {})
        rows, orders = {}, {}
        for party in others:
            rows[party], orders[party] = self._wants(party, with_states.states)
        for party, lines in statements.items():
            one = form_conflict(form, dict.fromkeys(form.parties, lines))
            rows[party] = one.payoffs[form.parties.index(party)]
        payoffs = np.array([rows[party] for party in form.parties])
        return self._finish(form_conflict(form, payoffs=payoffs), orders)

    def _explicit(self) -> Conflict:
        states: tuple[State, ...] = tuple(self.part.states)
        if not states:
            raise CaseError(
                f"{self.name}, line {find_line(self.text, ('moves',))}: [moves] needs `states`, the list of states"
            )
        place = {state: at for at, state in enumerate(states)}
        rows, orders, moves = [], {}, list[Moves]()
        for party, found in self.part.moves.items():
            with self.at("moves", party):
                pairs = [(_place(start, place), _place(end, place)) for start, ends in found.items() for end in ends]
                moves.append(as_arcs(make_arcs(pairs, len(states))))
            row, orders[party] = self._wants(party, states)
            rows.append(row)
        return self._finish(Conflict(tuple(self.part.moves), states, tuple(moves), np.array(rows)), orders)

    def _finish(self, conflict: Conflict, orders: dict[str, PartialOrder | None]) -> Conflict:
        known = {conflict.parties.index(party): order for party, order in orders.items() if order is not None}
        basis = {party: self._of(party).basis for party in conflict.parties}
        return Conflict(conflict.parties, conflict.states, conflict.moves, conflict.payoffs, known, basis)

    def _of(self, party: str) -> PartyPart:
        return self.part.parties.get(party) or PartyPart()

    def _statements(self, party: str, form: OptionForm) -> list:  # type: ignore[type-arg]
        made = []
        for line in self._of(party).statements:
            with self.at("parties", party, "statements", line):
                statement = parse_statement(line)
                score(form, [statement])
                made.append(statement)
        return made

    def _wants(
        self, party: str, states: Sequence[State]
    ) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], PartialOrder | None]:
        """One party's payoffs from a ranking or from chains, and what stays open."""
        found = self._of(party)
        if len(states) > MOST_PARTIAL:
            raise CaseError(f"{self.name}: {party} ranks {len(states):,} states one by one; give it `statements`")
        place = {state: at for at, state in enumerate(states)}
        if found.prefers:
            with self.at("parties", party, "prefers"):
                chains: list[list[State]] = [[_name(one, place) for one in line.split(">")] for line in found.prefers]
                return chain_order(chains, place, party)
        if not found.ranking:
            raise CaseError(
                f"{self.name}, line {find_line(self.text, ('parties', party))}: nothing says what {party} wants; give "
                "`statements`, a `ranking`, or `prefers`"
            )
        with self.at("parties", party, "ranking"):
            ranking: Ranking = found.ranking
            payoffs = rank_payoffs(ranking, place, party)
        with self.at("parties", party, "unknown"):
            return payoffs, drop_pairs(payoffs, found.unknown, place, party) if found.unknown else None


def _has_points(found: PartyPart) -> bool:
    numbers = [number for row in found.values.values() for number in row.values()]
    return (
        bool(numbers)
        and not any(isinstance(one, tuple) for one in numbers)
        and not found.importance
        and not found.weights
    )


def _bounds(pair: tuple[int | float | str, int | float | str]) -> tuple:  # type: ignore[type-arg]
    low, high = as_fraction(pair[0]), as_fraction(pair[1])
    if low > high:
        raise CaseError(f"the bounds {pair[0]} to {pair[1]} are the wrong way round")
    return low, high


def _complain_of_twice(names: Sequence[str], what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise CaseError(f"{what} contradicts itself: {twice[0]!r} stands in it twice")


def _name(text: str, place: dict[State, int]) -> State:
    name = text.strip()
    return int(name) if name.isdigit() and int(name) in place else name


def _place(name: StateName, place: dict[State, int]) -> int:
    for one in (name, int(name) if str(name).isdigit() else name):
        if one in place:
            return place[one]
    raise CaseError(f"no state is called {name!r}; there are: {', '.join(str(one) for one in list(place)[:12])}")


StateName = int | str


def find_line(text: str, keys: Sequence[Key]) -> int:
    """The line of a case file that a key path points to, or of the last part of it that can be found."""
    lines, at = text.splitlines(), 0
    for place, key in enumerate(keys):
        if isinstance(key, int):
            at = _nth(lines, at, str(keys[place - 1]) if place else "", key)
            continue
        quoted = re.escape(key)
        header = re.compile(rf"^\s*\[+[^\]]*(?<![\w-])[\"']?{quoted}[\"']?\s*(\]|\.)")
        entry = re.compile(rf"^\s*(?:[\w\"'-]+\.)*[\"']?{quoted}[\"']?\s*(?:\.[^=]*)?=")
        inside = re.compile(quoted)
        for pattern in (header, entry, inside):
            found = next((number for number in range(at, len(lines)) if pattern.search(lines[number])), None)
            if found is not None:
                at = found
                break
    return at + 1


def _nth(lines: Sequence[str], at: int, name: str, wanted: int) -> int:
    header = re.compile(rf"^\s*\[\[\s*{re.escape(name)}\s*\]\]")
    found = [number for number, line in enumerate(lines) if header.match(line)]
    return found[wanted] if wanted < len(found) else at
