"""From claims to the board: whole, report by report, and in any order."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.assess.as_json import board_as_json
from goodoffices.assess.board import assess_board
from goodoffices.assess.docket import View
from goodoffices.record.keeping import with_reciprocity
from goodoffices.record.mediation import MediatorStep
from goodoffices.record.processes import Process
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Agreement, Proposal, Response
from goodoffices.record.truces import Ceasefire, Incident
from goodoffices.resolve.keys import keys_of
from goodoffices.resolve.steps import draft_reports, repoint, resolve_process, wanted_keys

MAY = date(2025, 5, 2)
UKRAINE = Process("rus-ukr", "Russia – Ukraine", ("RUS", "UKR"), ("USA",))


def read_one_by_one(coded, process):
    """What a store does: ask for the records that share a key, write what changed, follow what went."""
    store = {}
    for report in coded:
        wanted = set(wanted_keys(draft_reports([report], process)))
        found = resolve_process([report], process, [r for r in store.values() if wanted & set(keys_of(r))])
        gone = dict(found.gone)
        store = {name: record for name, record in store.items() if name not in gone}
        store |= {record.id: record for record in found.changed}
        store |= {record.id: record for record in repoint(tuple(store.values()), gone)}
    return tuple(store.values())


def cells(records, day=MAY):
    """A board without the names of its records, which depend on who came first."""
    board = assess_board(records, day)
    proposals = sorted(
        (row.proposal.terms.track, row.status.value, tuple((party, answer.value) for party, answer in row.answers))
        for row in board.proposals
    )
    truces = sorted((row.truce.terms.track, row.status.value, row.compliance.value) for row in board.truces)
    mediators = [(state.actor, state.state, state.warned_since, state.commitment) for state in board.mediators]
    return proposals, truces, mediators, board.quiet.since, board.stuck.since


def test_the_example_reports_give_the_state_of_may(coded_examples):
    proposals, truces, mediators, *_ = cells(resolve_process(coded_examples, UKRAINE).changed)
    statuses = {track: status for track, status, _ in proposals}
    assert statuses == {
        "ceasefire": "rejected",
        "energy": "adopted",
        "maritime": "partly_accepted",
        "settlement": "tabled",
        "air": "lapsed",
    }
    assert [(track, status) for track, status, _ in truces] == [
        ("energy", "expired"),
        ("holiday", "declared"),
        ("holiday", "expired"),
    ]
    assert ("USA", "reduced", date(2025, 4, 18), "reaffirmed") in mediators


def test_the_examples_are_stuck_and_not_quiet_in_may(coded_examples):
    board = board_as_json(assess_board(resolve_process(coded_examples, UKRAINE).changed, MAY))
    assert board["stuck"] == {"is": True, "days": 38, "since": "2025-03-25"}
    assert (board["quiet"]["is"], board["quiet"]["days"]) == (False, 4)


def test_the_examples_contest_the_start_of_the_energy_truce_and_the_day_of_the_announcement(coded_examples):
    board = assess_board(resolve_process(coded_examples, UKRAINE).changed, MAY)
    contested = {tuple(variant.value[:10] for variant in conflict.variants) for conflict in board.contested}
    assert {("2025-03-18", "2025-03-25"), ("2025-05-01", "2025-05-02")} <= contested


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.randoms(use_true_random=False))
def test_any_order_of_reports_gives_the_same_board(coded_examples, seed):
    shuffled = list(coded_examples)
    seed.shuffle(shuffled)
    whole = cells(resolve_process(coded_examples, UKRAINE).changed)
    assert cells(resolve_process(shuffled, UKRAINE).changed) == whole
    assert cells(read_one_by_one(shuffled, UKRAINE)) == whole


def test_reading_a_report_twice_changes_nothing(coded_examples):
    records = resolve_process(coded_examples, UKRAINE).changed
    again = resolve_process(coded_examples[:3], UKRAINE, records)
    assert cells([*{r.id: r for r in (*records, *again.changed)}.values()]) == cells(records)


def test_as_known_earlier_leaves_out_what_was_reported_later(coded_examples):
    records = resolve_process(coded_examples, UKRAINE).changed
    board = assess_board(records, MAY, View(known_at=date(2025, 4, 30)))
    [usa] = [state for state in board.mediators if state.actor == "USA"]
    assert (usa.state, usa.commitment) == ("active", None)


def test_every_record_rests_on_a_claim(coded_examples):
    claims = {claim.id for report in coded_examples for claim in report.claims}
    records = resolve_process(coded_examples, UKRAINE).changed
    assert all(record.evidence and {piece.id for piece in record.evidence} <= claims for record in records)


def test_copies_of_one_agency_count_once(code, make_claim, process):
    def yes(report):
        return make_claim("response", "rejected", ["AAA"], ["MED"], object="the 10-day truce", report=report)

    one, two = (code(n, "2030-01-02", yes(n), origin="Wire") for n in ("x", "y"))
    tabled = code("p", "2030-01-01", make_claim("proposal", "tabled", ["MED"], object="a 10-day truce", report="p"))
    [row] = assess_board(resolve_process([tabled, one, two], process).changed, date(2030, 1, 3)).proposals
    assert dict(row.answers)["AAA"].value == "no_response_known"
    three = code("z", "2030-01-02", yes("z"))
    [row] = assess_board(resolve_process([tabled, one, two, three], process).changed, date(2030, 1, 3)).proposals
    assert dict(row.answers)["AAA"].value == "rejected"


def test_what_is_denied_possible_or_predicted_makes_no_record(code, make_claim, process):
    claims = [
        make_claim("response", "accepted", factuality=factuality, object="the truce", start=n)
        for n, factuality in enumerate(("denied", "possible", "predicted", "planned"))
    ]
    assert resolve_process([code("r1", "2030-01-02", *claims)], process).changed == ()


def test_attacks_are_never_an_answer(code, make_claim, process):
    raid = make_claim("attack", "single", ["AAA"], ["BBB"], object="the truce", when="2030-01-02")
    records = resolve_process([code("r1", "2030-01-03", raid)], process).changed
    assert not [record for record in records if isinstance(record, Response)]


def test_a_yes_to_a_truce_of_the_other_side_is_no_proposal(code, make_claim, process):
    truce = make_claim("ceasefire", "declared", ["AAA"], object="a truce for Eid", when="2030-01-02")
    yes = make_claim("response", "accepted", ["BBB"], ["AAA"], object="the Eid truce", when="2030-01-02", start=90)
    records = resolve_process([code("r1", "2030-01-02", truce, yes)], process).changed
    [held] = [record for record in records if isinstance(record, Ceasefire)]
    answers = [record for record in records if isinstance(record, Response)]
    assert held.reciprocated_by == ()  # an answer may be rejected later, so the truce does not keep it
    assert with_reciprocity([held], answers)[0].reciprocated_by == ("BBB",)
    assert not [record for record in records if isinstance(record, Proposal)]


def test_a_longer_truce_by_the_same_proposer_is_a_new_version(code, make_claim, process):
    first = make_claim("proposal", "tabled", ["MED"], object="a 10-day ceasefire", when="2030-01-02")
    second = make_claim("proposal", "tabled", ["MED"], object="a 60-day ceasefire", when="2030-02-02", report="r2")
    coded = [code("r1", "2030-01-02", first), code("r2", "2030-02-02", second)]
    rows = assess_board(resolve_process(coded, process).changed, date(2030, 2, 3)).proposals
    assert [(row.proposal.version, row.status.value) for row in rows] == [(1, "superseded"), (2, "tabled")]


def test_counts_of_two_claimants_stay_apart(code, make_claim, process):
    truce = make_claim("ceasefire", "declared", ["AAA"], object="the ceasefire", when="2030-01-01")
    ours = make_claim("violation", "alleged", ["AAA"], ["BBB"], object="ceasefire", when="2030-01-02", start=50)
    theirs = make_claim("violation", "alleged", ["BBB"], ["AAA"], object="ceasefire", when="2030-01-02", start=99)
    claims = [truce, *(make_speak(claim) for claim in (ours, theirs))]
    records = resolve_process([code("r1", "2030-01-02", *claims)], process).changed
    assert len([record for record in records if isinstance(record, Incident)]) == 2
    [row] = assess_board(records, date(2030, 1, 2)).truces
    assert row.compliance.value == "mutual_accusations"


def make_speak(claim):
    return replace(claim, speaker=f"the {claim.targets[0]} ministry")


def test_a_party_that_lets_a_truce_begin_only_if_says_yes_on_that_condition(code, make_claim):
    begins = make_claim(
        "ceasefire", "in_force", ["RUS", "UKR"], factuality="conditional", speaker="the Kremlin",
        object="sanctions on a bank", text="The truce at sea will begin only after sanctions on a bank are lifted",
    )  # fmt: skip
    [answer] = resolve_process([code("r1", "2030-01-02", begins, parties=("RUS", "UKR"))], UKRAINE).changed
    assert (answer.party, answer.value.value, answer.terms.track) == ("RUS", "accepted_conditionally", "maritime")


def test_a_mediators_condition_is_nobodys_answer(code, make_claim):
    begins = make_claim("ceasefire", "in_force", ["RUS", "UKR"], factuality="conditional", speaker="Washington")
    assert resolve_process([code("r1", "2030-01-02", begins, parties=("RUS", "UKR"))], UKRAINE).changed == ()


def test_to_say_that_one_may_leave_is_a_warning(code, make_claim, process):
    may = make_claim("mediation", "withdrawn", ["MED"], factuality="possible", text="it might abandon its efforts")
    will = make_claim("mediation", "reduced", ["MED"], factuality="planned", text="it will do less", start=90)
    found = resolve_process([code("r1", "2030-01-02", may, will)], process).changed
    assert sorted(step.step.value for step in found) == ["reduced", "warned"]


def test_who_brought_about_a_release_helped_with_that_and_no_more(code, make_claim, process):
    release = make_claim("deescalation", "release", ["AAA"], ["BBB"], text="AAA freed 200 prisoners in an exchange")
    helped = make_claim("mediation", "active", ["GULF"], text="that the Gulf had mediated", start=39)
    later = make_claim("mediation", "active", ["MED"], text="MED shuttled between them", start=400)
    found = resolve_process([code("r1", "2030-01-02", release, helped, later)], process).changed
    steps = {record.actor: (record.step.value, record.detail) for record in found if isinstance(record, MediatorStep)}
    assert steps == {"GULF": ("completed", "deed"), "MED": ("active", None)}


def test_a_proposal_called_by_its_author_alone_is_no_row(code, make_claim, process):
    bare = make_claim("proposal", "tabled", ["MED"], object="American proposal", text="the American proposal")
    named = make_claim("proposal", "tabled", ["MED"], object="American truce proposal", start=90)
    [row] = resolve_process([code("r1", "2030-01-02", bare, named)], process).changed
    assert row.title == "American truce proposal"


def test_what_two_signed_is_not_also_their_proposal(code, make_claim, process):
    text = "AAA and MED signed an agreement on a fund for reconstruction"
    deal = make_claim("agreement", "reached", ["AAA", "MED"], object="agreement", text=text)
    named = make_claim("proposal", "tabled", ["AAA", "MED"], text="an agreement on a fund for reconstruction", start=19)
    alone = make_claim("proposal", "tabled", ["MED"], text="a fund for reconstruction", start=35)
    found = resolve_process([code("r1", "2030-01-02", deal, named, alone)], process).changed
    assert [record.proposers for record in found if isinstance(record, Proposal)] == [("MED",)]


def test_the_day_by_which_a_plan_is_called_is_not_the_day_of_the_answer(code, make_claim, process):
    still = make_claim("response", "accepted", ["AAA"], ["MED"], object="truce plan of 11 March", when="2030-03-11")
    found = resolve_process([code("r1", "2030-04-28", still)], process).changed
    [answer] = [record for record in found if isinstance(record, Response)]
    assert answer.when is None
    assert day_of(answer) == date(2030, 4, 28)


def test_a_truce_that_is_being_proposed_or_that_nobody_declares_is_none(code, make_claim, process):
    text = "MED put forward an immediate ceasefire of 30 days"
    plan = make_claim("proposal", "tabled", ["MED"], object="ceasefire of 30 days", text=text)
    named = make_claim("ceasefire", "declared", ["AAA"], text="an immediate ceasefire of 30 days", start=16)
    talked_of = make_claim("ceasefire", "declared", [], object="a truce at sea", start=200)
    own = make_claim("ceasefire", "declared", ["BBB"], object="a truce for Eid", start=300)
    deal = make_claim("agreement", "reached", ["AAA", "BBB"], text="an immediate ceasefire of 30 days", start=16)
    found = resolve_process([code("r1", "2030-01-02", plan, named, talked_of, own, deal)], process).changed
    assert not any(isinstance(record, Agreement) for record in found)
    assert [truce.title for truce in found if isinstance(truce, Ceasefire)] == ["a truce for Eid"]


def test_a_plan_called_by_its_day_alone_is_no_row(code, make_claim, process):
    claim = make_claim("proposal", "tabled", ["MED"], object="American proposal of 11 March 2030")
    assert resolve_process([code("r1", "2030-04-28", claim)], process).changed == ()


def test_truces_of_different_lengths_are_two(code, make_claim, process):
    day = "2030-01-02"
    told = [
        make_claim("ceasefire", "declared", ["AAA"], object=f"a truce of {days} days", when=day, start=days)
        for days in (3, 30)
    ]
    found = resolve_process([code("r1", "2030-01-02", *told)], process).changed
    assert len([record for record in found if isinstance(record, Ceasefire)]) == 2


def test_the_truce_of_a_report_that_speaks_of_one_is_that_one(code, make_claim, process):
    full = make_claim("ceasefire", "declared", ["AAA", "BBB"], object="a ceasefire", when="2030-01-01")
    feast = make_claim("ceasefire", "declared", ["AAA"], object="the Easter truce", when="2030-01-02")
    ended = make_claim("ceasefire", "expired", ["AAA"], object="the Easter truce", when="2030-01-04")
    broken = make_claim("violation", "alleged", ["AAA"], object="the truce", when="2030-01-04", start=90)
    reports = [code("r1", "2030-01-01", full), code("r2", "2030-01-02", feast), code("r3", "2030-01-04", ended, broken)]
    found = resolve_process(reports, process).changed
    [easter] = [record.id for record in found if isinstance(record, Ceasefire) and "Easter" in record.title]
    assert [record.ceasefire for record in found if isinstance(record, Incident)] == [easter]
