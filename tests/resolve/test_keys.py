"""What a new report has to meet is found by few keys, however long the process has run."""

from dataclasses import replace

from goodoffices.record.when import When
from goodoffices.resolve.keys import keys_of, link_keys_of, twin_keys_of
from goodoffices.resolve.steps import draft_reports


def drafts(code, process, *claims, day="2030-06-15"):
    return draft_reports([code("r", day, *claims)], process)


def meet(one, other):
    return bool({*keys_of(one), *twin_keys_of(one), *link_keys_of(one)} & set(keys_of(other)))


def test_an_answer_meets_the_plans_of_the_year_before_and_none_of_years_ago(code, make_claim, process):
    [plan] = drafts(
        code, process, make_claim("proposal", "tabled", ["MED"], object="a truce at sea", when="2030-01-02")
    )
    [yes] = drafts(code, process, make_claim("response", "accepted", object="a truce at sea", when="2030-06-14"))
    assert meet(yes, plan)
    assert not meet(yes, replace(plan, tabled=When("2026-01-02")))


def test_a_plan_that_is_reported_late_meets_the_same_plan_told_months_after(code, make_claim, process):
    claim = make_claim("proposal", "tabled", ["MED"], object="a truce at sea", when="2030-06-01")
    [later] = drafts(code, process, claim)
    earlier = replace(later, tabled=When("2029-09-01"))
    assert meet(earlier, later)
    assert meet(later, earlier)


def test_a_truce_without_a_term_is_met_by_news_of_many_years_later(code, make_claim, process):
    [truce] = drafts(code, process, make_claim("ceasefire", "declared", object="a truce", when="1994-05-12"))
    [news] = drafts(code, process, make_claim("violation", "alleged", ["BBB"], object="the truce", when="2030-06-14"))
    assert meet(news, truce)
    assert not meet(news, replace(truce, fixed_days=30))
