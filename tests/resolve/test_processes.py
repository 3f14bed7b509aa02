"""Which process a report belongs to, and which of its claims."""

from goodoffices.record.processes import Process
from goodoffices.resolve.facts import Facts
from goodoffices.resolve.processes import (
    assign_processes,
    claims_for,
    find_processes,
    make_process,
    merge_processes,
    rename_process,
    with_mediators,
)

WAR = Process("aaa-bbb", "A – B", ("AAA", "BBB"), ("MED",))
HOME = Process("ccc-rebels", "C – rebels", ("CCC", "rebels"))


def ids(parties, *known):
    return [process.id for process in find_processes(Facts("r", parties=parties), known)]


def test_the_same_parties_make_the_same_process_in_any_order():
    assert ids(("BBB", "AAA")) == ids(("AAA", "BBB")) == ["aaa-bbb"]
    assert make_process(("BBB", "AAA"), (), {"AAA": "Aland"}).name == "Aland – BBB"


def test_a_report_can_belong_to_two():
    assert ids(("AAA", "BBB", "CCC", "rebels"), WAR, HOME) == ["aaa-bbb", "ccc-rebels"]


def test_one_side_alone_or_the_mediator_taken_for_a_party_joins_the_known_process():
    assert ids(("AAA",), WAR, HOME) == ids(("AAA", "MED"), WAR, HOME) == ["aaa-bbb"]


def test_a_war_at_home_and_good_offices_abroad_stay_apart():
    abroad = with_mediators(WAR, Facts("r", mediators=("CCC",)))
    assert ids(("CCC", "rebels"), abroad) == ["ccc-rebels"]
    assert ids(("CCC", "rebels"), abroad, HOME) == ["ccc-rebels"]


def test_a_report_without_parties_belongs_nowhere():
    assert ids((), WAR) == []


def test_what_most_reports_name_founds_the_process():
    first = Facts("r0", parties=("AAA", "MED"))
    many = [Facts(f"r{n}", parties=("AAA", "BBB"), mediators=("MED",)) for n in range(1, 4)]
    assigned, processes = assign_processes([first, *many])
    assert [process.id for process in processes] == ["aaa-bbb"]
    assert assigned["r0"] == processes


def test_a_claim_goes_to_the_process_whose_parties_it_names(code, make_claim):
    ours = make_claim("response", "accepted", ["AAA"], ["BBB"])
    theirs = make_claim("response", "accepted", ["CCC"], ["rebels"], start=50)
    report = code("r", "2030-01-02", ours, theirs, parties=("AAA", "BBB", "CCC", "rebels"))
    assert (claims_for(report, WAR), claims_for(report, HOME)) == ((ours,), (theirs,))


def test_a_mediator_taken_for_a_party_takes_no_claims_away(code, make_claim):
    step = make_claim("mediation", "reduced", ["MED"])
    assert claims_for(code("r", "2030-01-02", step, parties=("AAA", "MED")), WAR) == (step,)


def test_a_person_names_and_joins_processes():
    assert rename_process(WAR, "The long war", "ann").named_by == "ann"
    joined = merge_processes(WAR, HOME, "ann")
    assert (joined.id, joined.aliases, joined.parties) == ("aaa-bbb", ("ccc-rebels",), (*WAR.parties, *HOME.parties))


def test_a_party_never_mediates_its_own_war():
    assert with_mediators(WAR, Facts("r", mediators=("AAA", "XXX"))).mediators == ("MED", "XXX")
