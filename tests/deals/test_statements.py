"""Statements are read by the grammar, and judged as Python judges the same words."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.deals.statements import Atom, Joined, Statement, atoms_of, judge, parse_statement
from goodoffices.errors import CaseError

NAMES = ("Attack", "Release Water", "cease-fire", "2")


def truth_of(values: dict[str, bool], statement: Statement) -> bool:
    return bool(judge(statement, lambda atom: np.array([values[atom.name]]))[0])


def written(depth: int = 3) -> st.SearchStrategy[tuple[str, str]]:
    """(a statement, the same for Python), with parentheses everywhere."""
    leaf = st.sampled_from(NAMES).map(lambda name: (name, f"v[{name!r}]"))
    if depth == 0:
        return leaf
    below = written(depth - 1)
    pair = st.tuples(below, below)
    return st.one_of(
        leaf,
        below.map(lambda one: (f"not ({one[0]})", f"(not {one[1]})")),
        pair.map(lambda two: (f"({two[0][0]}) and ({two[1][0]})", f"({two[0][1]} and {two[1][1]})")),
        pair.map(lambda two: (f"({two[0][0]}) | ({two[1][0]})", f"({two[0][1]} or {two[1][1]})")),
        pair.map(lambda two: (f"({two[0][0]}) if ({two[1][0]})", f"({two[0][1]} or not {two[1][1]})")),
        pair.map(lambda two: (f"({two[0][0]}) iff ({two[1][0]})", f"({two[0][1]} == {two[1][1]})")),
    )


@given(written(), st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_statement_is_as_true_as_its_words(pair: tuple[str, str], values: list[bool]) -> None:
    v = dict(zip(NAMES, values, strict=True))
    assert truth_of(v, parse_statement(pair[0])) == eval(pair[1], {"v": v})


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a or b and not c", "a or (b and (not c))"),
        ("a if b or c", "a if (b or c)"),
        ("-1 & -2 | 3", "((not 1) and (not 2)) or 3"),
        ("not not a", "a"),
        ("a && !b", "a and not b"),
    ],
)
def test_not_binds_most_and_if_least(text: str, same: str) -> None:
    assert parse_statement(text) == parse_statement(same)


def test_an_issue_may_have_one_of_several_options() -> None:
    assert parse_statement("line in {1991, land swap}") == Atom("line", ("1991", "land swap"))
    assert parse_statement("line not in {1991}") == Atom("line", ("1991",), negated=True)
    assert parse_statement('"if any" != "x and y"') == Atom("if any", ("x and y",), negated=True)


def test_the_facts_are_listed_from_left_to_right() -> None:
    found = parse_statement("a and (b if c)")
    assert isinstance(found, Joined)
    assert [atom.name for atom in atoms_of(found)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "text", ["", "a and", "(a", "a)", "a = ", "line in {a", "a & | b", "if a", "(" * 300 + "a" + ")" * 300]
)
def test_what_is_not_a_statement_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(CaseError, match=r"statement") as problem:
        parse_statement(text)
    assert "\n" not in str(problem.value)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(CaseError):
        assert parse_statement(text) == parse_statement(f"({text})")
