"""What a record says follows from the evidence it has, whatever the order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.record.evidence import Evidence, count_sources
from goodoffices.record.settling import choose_when, place_day, settle
from goodoffices.record.talks import Meeting, Proposal
from goodoffices.record.when import Basis, When


def piece(name, when=None, **rest):
    return Evidence(name, f"r-{name}", rest.pop("outlet", name), when=When(when) if when else None, **rest)


def test_the_day_most_independent_sources_allow_is_chosen():
    told = [piece("a", "2030-01-02"), piece("b", "2030-01-02"), piece("c", "2030-01-03")]
    assert choose_when(told).edtf == "2030-01-02"


def test_a_month_supports_a_day_in_it_and_never_outvotes_it():
    told = [piece("a", "2030-01"), piece("b", "2030-01"), piece("c", "2030-01-03")]
    assert choose_when(told).edtf == "2030-01-03"


def test_copies_of_one_agency_have_one_vote():
    wire = [piece(name, "2030-01-03", origin="Wire") for name in "abc"]
    assert choose_when([*wire, piece("d", "2030-01-02"), piece("e", "2030-01-02")]).edtf == "2030-01-02"
    assert count_sources(wire) == 1


@given(st.permutations([piece(name, f"2030-01-0{day}") for name, day in zip("abcd", (1, 1, 2, 3), strict=True)]))
def test_the_choice_does_not_depend_on_the_order(told):
    assert choose_when(told).edtf == "2030-01-01"


def test_an_undated_act_counts_from_its_first_report_and_a_vague_one_by_its_last_day():
    known = date(2030, 5, 2)
    assert place_day(None, known) == known
    assert place_day(When("2030-04"), known) == date(2030, 4, 30)
    assert place_day(When("2030"), known) == known
    assert place_day(When("2030-04-18"), known) == date(2030, 4, 18)
    assert place_day(When("2030-05-10"), known) == date(2030, 5, 10)


def test_a_meeting_is_as_far_as_its_furthest_report():
    states = [piece("a", value="planned"), piece("b", value="held")]
    assert settle(Meeting("m", "p", tuple(states), ("AAA",))).state == "held"
    assert settle(Meeting("m", "p", tuple(states[:1]), ("AAA",))).state == "planned"


def test_a_proposal_is_floated_until_somebody_says_that_it_was_put():
    floated, tabled = piece("a", value="floated"), piece("b", value="tabled")
    assert settle(Proposal("p", "x", (floated,), "t")).floated
    assert not settle(Proposal("p", "x", (floated, tabled), "t")).floated


def test_evidence_is_known_from_the_day_of_its_report():
    told = piece("a", known=date(2030, 5, 2))
    assert told.known_by(None)
    assert told.known_by(date(2030, 5, 2))
    assert not told.known_by(date(2030, 5, 1))
    assert When("2030-05-02", Basis.PERSON).first == date(2030, 5, 2)
