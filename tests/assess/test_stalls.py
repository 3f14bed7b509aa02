"""Quiet and stuck are two things."""

from datetime import date

from goodoffices.assess.stalls import find_quiet, find_stuck
from goodoffices.record.truces import Side


def quiet(desk, day, *records):
    return find_quiet(desk.docket(day, *records), date.fromisoformat(day))


def stuck(desk, day, *records):
    return find_stuck(desk.docket(day, *records), date.fromisoformat(day))


def test_one_day_with_moves_makes_no_pace(desk):
    assert quiet(desk, "2030-06-01", desk.proposal(), desk.answer("AAA", "accepted", "2030-01-01")) is None


def test_a_fast_process_is_quiet_after_two_weeks(desk):
    moves = desk.proposal(), desk.answer("AAA", "accepted", "2030-01-03")
    assert quiet(desk, "2030-01-17", *moves).value == "no"
    assert quiet(desk, "2030-01-18", *moves).value == "yes"


def test_a_slow_process_sets_its_own_pace(desk):
    moves = desk.proposal(), desk.answer("AAA", "accepted", "2030-03-02")
    found = quiet(desk, "2030-04-30", *moves)
    assert (found.value, found.threshold) == ("no", 120)


def test_a_repeated_yes_ends_the_quiet_and_lifts_nothing(desk):
    records = [desk.proposal(), *(desk.answer("AAA", "accepted", day) for day in ("2030-01-03", "2030-03-01"))]
    assert quiet(desk, "2030-03-02", *records).value == "no"
    assert (stuck(desk, "2030-03-02", *records).value, str(stuck(desk, "2030-03-02", *records).since)) == (
        "yes",
        "2030-01-03",
    )


def test_a_negotiated_truce_lifts_and_a_unilateral_one_does_not(desk):
    plan = desk.proposal()
    alone = desk.truce(day="2030-02-01")
    agreed = desk.truce("D", "2030-02-01", side=Side.BILATERAL, parties=("AAA", "BBB"))
    assert stuck(desk, "2030-02-02", plan, alone).value == "yes"
    assert stuck(desk, "2030-02-02", plan, agreed).value == "no"


def test_nothing_is_stuck_when_nobody_is_waited_for(desk):
    accepted = [desk.answer(party, "accepted", "2030-01-02") for party in ("AAA", "BBB")]
    assert stuck(desk, "2030-06-01", desk.proposal(), *accepted).value == "no"


def test_no_proposal_no_standstill(desk):
    assert stuck(desk, "2030-06-01") is None
