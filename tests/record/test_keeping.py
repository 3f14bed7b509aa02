"""What news and answers tell of a truce, and what is forgotten with them."""

from datetime import date

from goodoffices.record.evidence import Evidence, Link
from goodoffices.record.keeping import ANSWERS_THE_TRUCE, with_reciprocity, with_starts
from goodoffices.record.settling import leave_out
from goodoffices.record.talks import Answer, Response
from goodoffices.record.truces import Ceasefire, Effect, TruceEvent, TruceNews
from goodoffices.record.when import When


def piece(name, when=None, **rest):
    return Evidence(name, f"r-{name}", name, when=When(when) if when else None, **rest)


def news(value, when, *, truce="C", speaker=None):
    evidence = (piece("e", when, speaker=speaker),)
    return TruceEvent("E", "p", evidence, TruceNews(value), truce, When(when) if when else None)


TRUCE = Ceasefire("C", "p", (piece("a", "2030-01-01"),), "truce", declared=When("2030-01-01"))


def test_news_that_it_holds_tells_its_first_day_and_whose_word_that_is():
    [told] = with_starts([TRUCE], [news("in_force", "2030-01-03", speaker="Dr. Oyen")])
    assert told.effects == (Effect(When("2030-01-03"), "Dr. Oyen"),)


def test_news_of_another_truce_or_of_months_later_tells_no_first_day():
    others = [news("in_force", "2030-01-03", truce="D"), news("observed", "2030-04-01"), news("expired", "2030-01-03")]
    assert with_starts([TRUCE], others) == (TRUCE,)


def test_only_a_full_yes_to_the_truce_itself_is_reciprocity():
    yes = Response("R", "p", (piece("r"),), "BBB", Answer.ACCEPTED, links=(Link("C", 1.0, ANSWERS_THE_TRUCE),))
    no = Response("N", "p", (piece("n"),), "DDD", Answer.REJECTED, links=(Link("C", 1.0, ANSWERS_THE_TRUCE),))
    plan = Response("P", "p", (piece("p"),), "EEE", Answer.ACCEPTED, links=(Link("C", 1.0, "words"),))
    assert with_reciprocity([TRUCE], [yes, no, plan])[0].reciprocated_by == ("BBB",)


def test_a_truce_forgets_what_only_a_later_source_told():
    first = piece("a", "2030-01-01")
    later = piece("b", begins=When("2030-01-05"), ends=When("2030-01-09"), known=date(2030, 1, 4))
    begun = (Effect(When("2030-01-05")),)
    truce = Ceasefire("C", "p", (first, later), "truce", effects=begun, planned_end=When("2030-01-09"))
    known = leave_out(truce, (first,))
    assert (known.effects, known.planned_end) == ((), None)
    assert leave_out(truce, (first, later)).effects == begun


def test_a_term_that_two_sources_give_stays_when_one_is_left_out():
    one, two = (piece(name, begins=When("2030-01-05"), ends=When("2030-01-09"), days=5) for name in "ab")
    truce = Ceasefire("C", "p", (one, two), "truce", effects=(Effect(When("2030-01-05")),))
    left = leave_out(truce, (two,))
    assert (left.effects, left.planned_end, left.fixed_days) == ((Effect(When("2030-01-05")),), When("2030-01-09"), 5)


def test_what_a_person_wrote_of_a_term_is_never_forgotten():
    by_hand, read = piece("a"), piece("b", begins=When("2030-01-07"))
    effects = (Effect(When("2030-01-05"), "Anna"), Effect(When("2030-01-07")))
    truce = Ceasefire("C", "p", (by_hand, read), "truce", effects=effects, planned_end=When("2030-01-09"))
    left = leave_out(truce, (by_hand,))
    assert (left.effects, left.planned_end) == (effects[:1], When("2030-01-09"))
