"""What is sure comes first; the doubtful fills gaps and is marked."""

from dataclasses import replace
from datetime import date

from goodoffices.assess.board import assess_board
from goodoffices.assess.docket import View
from goodoffices.record.talks import Demand, Terms

DAY = date(2030, 1, 31)
DOUBT = {"sure": False, "confidence": 0.4}


def answers(*records, **view):
    board = assess_board(records, DAY, View(**view))
    return {party: finding for row in board.proposals for party, finding in row.answers}


def test_a_doubtful_answer_fills_an_empty_cell_and_says_so(desk):
    yes = desk.answer("AAA", "accepted", "2030-01-05", **DOUBT)
    cell = answers(desk.proposal(), yes)["AAA"]
    assert (cell.value, cell.note) == ("accepted", "the coder is not sure")
    assert answers(desk.proposal(), yes, sure=True)["AAA"].value == "no_response_known"


def test_a_doubtful_answer_does_not_speak_against_a_sure_one(desk):
    records = (
        desk.proposal(),
        desk.answer("AAA", "accepted", "2030-01-05"),
        desk.answer("AAA", "acceptance_withdrawn", "2030-01-09", **DOUBT),
    )
    assert (answers(*records)["AAA"].value, answers(*records)["AAA"].note) == ("accepted", None)
    assert answers(*records, candidates=True)["AAA"].value == "acceptance_withdrawn"


def test_two_independent_reports_of_one_answer_are_sure_together(desk):
    several = tuple(desk.evidence("2030-01-05", sure=False, confidence=0.8) for _ in range(2))
    told = desk.answer("AAA", "accepted", "2030-01-05", evidence=several)
    assert answers(desk.proposal(), told, sure=True)["AAA"].value == "accepted"


def test_what_is_most_likely_wrong_fills_nothing(desk):
    hardly = desk.answer("AAA", "accepted", "2030-01-05", sure=False, confidence=0.1)
    assert answers(desk.proposal(), hardly)["AAA"].value == "no_response_known"
    assert answers(desk.proposal(), hardly, candidates=True)["AAA"].value == "accepted"


def test_doubtful_lines_are_not_listed_and_reviewed_boards_know_no_doubt(desk):
    wish = Demand("D", "p", (desk.evidence("2030-01-05", **DOUBT),), "AAA", "a road")
    assert assess_board([wish], DAY).demands == ()
    assert assess_board([wish], DAY, View(candidates=True)).demands == (wish,)
    yes = desk.answer("AAA", "accepted", "2030-01-05", reviewed=True)
    plan = desk.proposal()
    assert assess_board([plan, yes], DAY, View(reviewed=True)).proposals == ()


def test_doubtful_evidence_that_came_later_is_left_out_as_well(desk):
    yes = desk.answer("AAA", "accepted", "2030-01-05", **DOUBT)
    assert answers(desk.proposal(), yes, known_at=date(2030, 1, 4))["AAA"].value == "no_response_known"


def test_a_sure_answer_of_later_does_not_silence_a_doubtful_one_before(desk):
    maybe, surely = desk.answer("AAA", "rejected", "2030-01-05", **DOUBT), desk.answer("AAA", "accepted", "2030-01-20")
    early = assess_board([desk.proposal(), maybe, surely], date(2030, 1, 9)).proposals[0]
    assert dict(early.answers)["AAA"].value == "rejected"
    assert answers(desk.proposal(), maybe, surely)["AAA"].value == "accepted"


def test_a_doubtful_plan_about_nothing_known_makes_no_row(desk):
    vague = desk.proposal(evidence=(desk.evidence("2030-01-01", **DOUBT),))
    named = replace(vague, id="Q", terms=Terms("ceasefire"))
    assert [row.proposal.id for row in assess_board([vague, named], DAY).proposals] == ["Q"]
    assert len(assess_board([vague, named], DAY, View(candidates=True)).proposals) == 2


def test_who_saw_a_truce_kept_says_that_there_was_one(desk):
    barely = replace(desk.truce(), evidence=(desk.evidence("2030-01-01", sure=False, confidence=0.19),))
    assert assess_board([barely], DAY).truces == ()
    saw = (desk.evidence("2030-01-05", sure=False, confidence=0.7),)
    kept, elsewhere = (replace(desk.news("observed", "2030-01-05", truce=name), evidence=saw) for name in "CD")
    assert [row.truce.id for row in assess_board([barely, kept], DAY).truces] == ["C"]
    assert assess_board([barely, elsewhere], DAY).truces == ()
