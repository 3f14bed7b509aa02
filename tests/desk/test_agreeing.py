"""Two coders of one report."""

from goodoffices.desk.agreeing import with_agreement
from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.recording import record_coding

NO = "Brenn rejected the ceasefire of 30 days"
UNSURE = {"sure": False, "confidence": 0.4, "speaker": "President Oyen", "object": "ceasefire of 30 days"}


def claims(coding, act, *found):
    acts = [act("response", value, "brenn", words, coder=coder, **UNSURE) for value, words, coder in found]
    return coding("no", "2021-03-05", *acts).claims


def test_what_two_coders_read_alike_is_sure(coding, act):
    found = with_agreement(claims(coding, act, ("rejected", NO, "embedded"), ("rejected", NO, "llm:m@1")))
    assert [(claim.sure, claim.confidence) for claim in found] == [(True, 0.7), (True, 0.7)]


def test_a_difference_or_one_coder_alone_changes_nothing(coding, act):
    for found in (
        claims(coding, act, ("rejected", NO, "embedded"), ("accepted", NO, "llm:m@1")),
        claims(coding, act, ("rejected", NO, "embedded"), ("rejected", f"{NO} again", "embedded")),
        claims(coding, act, ("rejected", NO, "embedded"), ("rejected", "Brenn rejected it again", "llm:m@1")),
    ):
        assert with_agreement(found) == found


def test_a_second_coder_fills_a_cell_that_the_first_was_not_sure_of(ledger, record, coding, act):
    record(coding("tabled", "2021-03-01", act("proposal", "tabled", "corin", "Corin put forward a ceasefire of 30 days",
                  targets=("ardel", "brenn"), object="ceasefire of 30 days")))  # fmt: skip
    values = []
    for coder in ("embedded", "llm:m@1"):
        unsure = act("response", "rejected", "brenn", NO, coder=coder, **UNSURE)
        record_coding(ledger, coding("no", "2021-03-05", unsure), "1", coder=coder)
        [row] = ask_board(ledger, Question(sure=True)).board.proposals
        values.append(dict(row.answers)["brenn"].value)
    assert values == ["no_response_known", "rejected"]
