"""Candidate clauses: exact spans, short clauses, nouns that name an act."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import BadVocabulary
from goodoffices.extract.candidates import find_candidates, read_event_nouns
from goodoffices.extract.parse import parse_report
from goodoffices.record.sources import Passage, Report, Role, Span


def _clauses(text: str) -> list[str]:
    report = Report("r", text, (Passage(Span(0, len(text)), Role.BODY),), date(2024, 5, 3))
    return [candidate.span.of(text) for candidate in find_candidates(parse_report(report))]


def test_what_is_said_is_a_clause_without_its_frame() -> None:
    clauses = _clauses("The minister said that rebels shelled the port.")
    assert "rebels shelled the port" in clauses


def test_joined_verbs_are_two_clauses() -> None:
    clauses = _clauses("The army shelled the town and the rebels rejected the plan.")
    assert "The army shelled the town" in clauses
    assert "the rebels rejected the plan" in clauses


def test_a_noun_that_names_an_act_is_a_clause() -> None:
    assert "talks between the two governments" in " / ".join(
        _clauses("Observers watched talks between the two governments.")
    )


def test_a_clause_of_circumstance_is_left_out() -> None:
    clauses = _clauses("The guerrillas freed forty soldiers, while the army kept up its offensive.")
    assert "The guerrillas freed forty soldiers" in clauses


def test_event_nouns_that_are_no_groups_are_refused() -> None:
    with pytest.raises(BadVocabulary, match="groups of words"):
        read_event_nouns(["truce"])


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .,“”\n\t’-éX1"), max_size=80))
def test_spans_are_exact_for_any_text(text: str) -> None:
    report = Report("r", text, (), None)
    for candidate in find_candidates(parse_report(report)):
        assert candidate.span.of(text) == text[candidate.span.start : candidate.span.end]
        assert candidate.span.of(text).strip()
