"""What to review first."""

from goodoffices.desk.queues import queue_as_rows, review_queue
from goodoffices.desk.recording import record_coding
from goodoffices.desk.reviewing import decide, make_judgement
from goodoffices.record.claims import Verdict


def test_what_would_change_the_board_and_is_least_certain_comes_first(war, record, coding, act):
    record(
        coding(
            "doubt",
            "2021-03-06",
            act(
                "response",
                "accepted",
                "brenn",
                "Brenn might accept the ceasefire of 30 days",
                object="ceasefire of 30 days",
                confidence=0.5,
                sure=False,
            ),
        )
    )
    record(coding("aside", "2021-03-06", act("other", None, "brenn", "Brenn raised a tax", confidence=0.5, sure=False)))
    rows = queue_as_rows(review_queue(war))
    assert rows[0]["text"] == "Brenn might accept the ceasefire of 30 days"
    assert "confidence 0.50" in rows[0]["why"]
    assert [row["urgency"] for row in rows] == sorted((row["urgency"] for row in rows), reverse=True)


def test_what_a_person_reviewed_waits_no_longer(war):
    [stored] = war.current_claims(report="yes")
    decide(war, make_judgement(stored.id, Verdict.ACCEPT, "anna"))
    assert stored.id not in {row["id"] for row in queue_as_rows(review_queue(war))}
    assert len(review_queue(war, most=1)) == 1


def test_where_two_coders_differ_the_claim_goes_first(war, coding, act):
    other = act(
        "response",
        "accepted",
        "brenn",
        "Brenn rejected the ceasefire of 30 days",
        coder="llm:m@1",
        confidence=0.0,
        sure=False,
        speaker="President Oyen",
    )
    record_coding(war, coding("no", "2021-03-05", other), "llm:m@1", coder="llm:m@1")
    first, second = review_queue(war)[:2]
    assert {first.stored.claim.coder, second.stored.claim.coder} == {"embedded", "llm:m@1"}
    assert all("the coders disagree" in one.reasons for one in (first, second))
