"""Answers: the latest stands, and what may not move a cell does not."""

from goodoffices.assess.answers import answer_of, upward_moves


def value_of(desk, *answers, party="AAA", **rest):
    plan = desk.proposal(**rest)
    return answer_of(desk.docket("2030-03-01", plan, *answers), plan, party).value


def test_the_latest_answer_stands(desk):
    given = desk.answer("AAA", "accepted", "2030-01-02"), desk.answer("AAA", "rejected", "2030-01-09")
    assert value_of(desk, *given) == value_of(desk, *reversed(given)) == "rejected"


def test_silence_is_no_refusal_and_who_puts_a_plan_says_yes_to_it(desk):
    assert value_of(desk) == "no_response_known"
    assert value_of(desk, proposers=("AAA",)) == "proposer"


def test_a_reporters_refusal_needs_two_outlets(desk):
    told = {"basis": "reporter_characterisation"}
    one = desk.answer("AAA", "rejected", "2030-01-02", **told)
    both = (desk.evidence("2030-01-02", **told), desk.evidence("2030-01-02", **told))
    two = desk.answer("AAA", "rejected", "2030-01-02", evidence=both)
    assert (value_of(desk, one), value_of(desk, two)) == ("no_response_known", "rejected")


def test_what_the_other_side_says_of_an_answer_counts_only_where_there_is_nothing_else(desk):
    theirs = desk.answer("AAA", "under_consideration", "2030-01-09", actors=("BBB",))
    own = desk.answer("AAA", "rejected", "2030-01-02", actors=("AAA",))
    assert value_of(desk, theirs) == "under_consideration"
    assert value_of(desk, own, theirs) == "rejected"


def test_an_undated_answer_does_not_overrule_a_dated_one(desk):
    dated = desk.answer("AAA", "rejected", "2030-01-02")
    background = desk.answer("AAA", "accepted", None, known="2030-02-02")
    assert value_of(desk, background) == "accepted"
    assert value_of(desk, dated, background) == "rejected"


def test_rival_answers_of_one_day_are_noted(desk):
    plan = desk.proposal()
    rivals = desk.answer("AAA", "accepted", "2030-01-02"), desk.answer("AAA", "rejected", "2030-01-02")
    found = answer_of(desk.docket("2030-01-03", plan, *rivals), plan, "AAA")
    assert found.note.startswith("contested on the same day")


def test_since_is_the_day_on_which_the_present_answer_began(desk):
    plan = desk.proposal()
    given = [desk.answer("AAA", "accepted", day) for day in ("2030-01-02", "2030-02-02")]
    assert str(answer_of(desk.docket("2030-03-01", plan, *given), plan, "AAA").since) == "2030-01-02"


def test_only_a_rise_to_a_yes_is_upward(desk):
    values = ("under_consideration", "accepted_conditionally", "accepted", "accepted", "rejected", "accepted_in_part")
    given = [desk.answer("AAA", value, f"2030-01-0{day}") for day, value in enumerate(values, start=2)]
    moves = [move.value.value for move in upward_moves(desk.docket("2030-02-01", desk.proposal(), *given))]
    assert moves == ["accepted_conditionally", "accepted", "accepted_in_part"]


def test_what_became_a_truce_is_no_longer_turned_down(desk):
    accepted = desk.answer("AAA", "accepted", "2030-01-02")
    refused = desk.answer("AAA", "rejected", "2030-02-09")
    plan = desk.proposal()

    def answer_with(truce):
        docket = desk.docket("2030-03-01", plan, accepted, refused, truce)
        return answer_of(docket, plan, "AAA").value

    assert answer_with(desk.truce(start="2030-01-05", from_proposal="P")) == "accepted"
    assert answer_with(desk.truce(start="2030-02-20", from_proposal="P")) == "rejected"
    assert answer_with(desk.truce(start="2030-01-05")) == "rejected"
