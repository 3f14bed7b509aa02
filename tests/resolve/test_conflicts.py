"""Sources that disagree are set side by side; copies and attacks are counted once."""

import pytest

from goodoffices.read.article import make_report
from goodoffices.record.findings import SourceConflict
from goodoffices.resolve.attacks import count_attacks
from goodoffices.resolve.copies import band_keys, find_original, sign_report, similarity
from goodoffices.resolve.steps import resolve_process


@pytest.fixture
def conflicts(code, process):
    def find(*claims, outlet=None):
        coded = [code(claim.report, "2030-01-03", claim, outlet=outlet) for claim in claims]
        return [r for r in resolve_process(coded, process).changed if isinstance(r, SourceConflict)]

    return find


def step(make_claim, report, when, **rest):
    return make_claim("mediation", "reduced", ["MED"], report=report, when=when, **rest)


def test_two_days_for_one_announcement_are_contested(conflicts, make_claim):
    told = step(make_claim, "r1", "2030-01-01"), step(make_claim, "r2", "2030-01-02")
    [conflict] = conflicts(*told)
    assert (conflict.type, [side.value for side in conflict.variants]) == ("date", ["2030-01-01", "2030-01-02"])


def test_one_outlet_does_not_contest_itself(conflicts, make_claim):
    told = step(make_claim, "r1", "2030-01-01"), step(make_claim, "r2", "2030-01-02")
    assert conflicts(*told, outlet="same") == []


def test_a_month_contradicts_no_day_in_it(conflicts, make_claim):
    assert conflicts(step(make_claim, "r1", "2030-01-01"), step(make_claim, "r2", "2030-01")) == []


def test_words_altered_inside_quotation_marks_are_found(conflicts, make_claim):
    spoken = "We are not going to travel the whole world for every single meeting"
    altered = "We are not going to fly around the whole globe for every little meeting"
    said = {"speaker": "A spokeswoman", "direct": True}
    told = [
        step(make_claim, report, "2030-01-01", text=text, **said) for report, text in (("r1", spoken), ("r2", altered))
    ]
    [conflict] = conflicts(*told)
    assert (conflict.type, {side.value for side in conflict.variants}) == ("quote_altered", {spoken, altered})


def test_a_shortened_quotation_is_not_altered(conflicts, make_claim):
    said = {"speaker": "A spokeswoman", "direct": True}
    texts = ("We are not going to travel the world for every meeting", "not going to travel the world")
    told = [step(make_claim, f"r{n}", "2030-01-01", text=text, **said) for n, text in enumerate(texts)]
    assert conflicts(*told) == []


def test_two_answers_of_one_day_are_contested(conflicts, make_claim):
    plan = make_claim("proposal", "tabled", ["MED"], object="a 10-day ceasefire", when="2030-01-01", report="r0")
    answers = [
        make_claim("response", value, ["AAA"], ["MED"], object="the ceasefire", when="2030-01-02", report=f"r-{value}")
        for value in ("accepted", "rejected")
    ]
    [conflict] = conflicts(plan, *answers)
    assert (conflict.type, [side.value for side in conflict.variants]) == ("value", ["accepted", "rejected"])


WORDS = "The two sides met in the northern town and agreed on nothing but the next date of their talks. " * 3


def test_a_recut_agency_text_is_a_copy_and_another_story_is_not():
    other = "Farmers of the southern plain complain about the price of seed and the lack of rain this spring. " * 3
    texts = {"a": WORDS, "b": WORDS + "More soon.", "c": other}
    signed = {name: sign_report(make_report(text, id=name)) for name, text in texts.items()}
    assert find_original(signed["b"], {"c": signed["c"], "a": signed["a"]}) == "a"
    assert find_original(signed["c"], {"a": signed["a"], "b": signed["b"]}) is None


def test_near_copies_share_a_key():
    one, two = (sign_report(make_report(text, id="x")) for text in (WORDS, WORDS + "More soon."))
    assert similarity(one, two) > 0.7
    assert set(band_keys(one)) & set(band_keys(two))


def test_a_day_counts_what_its_fullest_source_reports(code, make_claim, process):
    def raid(report, start):
        return make_claim("attack", "single", ["AAA"], ["BBB"], when="2030-01-02", report=report, start=start)

    coded = [
        code("r1", "2030-01-03", raid("r1", 0), raid("r1", 50)),
        code("r2", "2030-01-03", raid("r2", 0)),
        code("r3", "2030-01-03", make_claim("attack", "single", when="2030-01", report="r3")),
    ]
    [day] = count_attacks(coded, process)
    assert (day.attacks, day.sources, len(day.evidence)) == (2, ("r1", "r2"), 3)
