"""A mediator's state, its standing warning and its commitment."""

from datetime import date

import pytest

from goodoffices.assess.mediator import mediator_off, mediator_states


def walk(desk, *steps, day="2030-12-31"):
    made = [desk.step(value, f"2030-01-{number:02d}") for number, value in enumerate(steps, start=1)]
    return mediator_states(desk.docket(day, *made))


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (["offered"], "offered"),
        (["offered", "active"], "active"),
        (["active", "offered"], "active"),
        (["active", "warned"], "active"),
        (["active", "reduced"], "reduced"),
        (["active", "reduced", "active"], "reduced"),
        (["active", "reduced", "resumed", "active"], "active"),
        (["active", "suspended", "active"], "resumed"),
        (["active", "withdrawn", "reaffirmed"], "withdrawn"),
        (["active", "completed"], "completed"),
    ],
)
def test_steps_lead_to_a_state(desk, steps, state):
    assert walk(desk, *steps)["MED"].state == state


def test_a_warning_stands_from_its_first_day_until_the_next_active_step(desk):
    assert walk(desk, "active", "warned", "warned")["MED"].warned_since == date(2030, 1, 2)
    assert walk(desk, "active", "warned", "reduced")["MED"].warned_since == date(2030, 1, 2)
    assert walk(desk, "active", "warned", "active")["MED"].warned_since is None


def test_a_vague_date_of_help_takes_back_no_warning(desk):
    help_all_year = desk.step("active", "2030")
    steps = (desk.step("warned", "2030-01-02"), help_all_year)
    assert mediator_states(desk.docket("2030-12-31", *steps))["MED"].warned_since == date(2030, 1, 2)


def test_a_commitment_keeps_its_day(desk):
    state = walk(desk, "active", "reaffirmed", "reduced")["MED"]
    assert (state.commitment, state.commitment_date) == ("reaffirmed", date(2030, 1, 2))


def test_mediation_is_off_when_all_who_served_have_left(desk):
    assert mediator_off(walk(desk, "active", "withdrawn")).value == "yes"
    assert mediator_off(walk(desk, "active", "reduced")).value == "no"
    assert mediator_off(walk(desk, "offered")).value == "no"


def test_help_with_one_deed_makes_no_mediator_of_the_process_and_unmakes_none(desk):
    deed = {"detail": "deed"}
    other = desk.step("completed", "2030-01-03", "GULF", **deed)
    own = desk.step("completed", "2030-01-04", **deed)
    records = (desk.step("active", "2030-01-01"), other, own)
    states = mediator_states(desk.docket("2030-01-09", *records))
    assert (states["MED"].state, states["GULF"].state) == ("active", "completed")
    away = desk.step("suspended", "2030-01-05")
    assert mediator_off(mediator_states(desk.docket("2030-01-09", *records, away))).value == "yes"
