"""What moved, in what order, and where sources or coders differ."""

from datetime import date
from pathlib import Path

import pytest

from goodoffices.assess.changes import changes_as_rows
from goodoffices.desk.boards import Question
from goodoffices.desk.exchanging import import_file
from goodoffices.desk.histories import ask_agreement, ask_changes, ask_conflicts, ask_timeline
from goodoffices.desk.recording import record_coding
from goodoffices.errors import InputError

RECORDS = Path(__file__).parents[1] / "golden/ukraine_russia_2025.jsonl"


def test_only_what_moved_since_is_told_with_its_sentence(war):
    [line] = [one for one in changes_as_rows(ask_changes(war, Question(), date(2021, 3, 4))) if "brenn" in str(one)]
    assert "rejected" in str(line)
    assert "Brenn rejected the ceasefire of 30 days" in str(line)
    assert ask_changes(war, Question(), date(2021, 3, 5)) == ()


def test_what_was_known_late_is_a_change_of_the_day_it_was_known(war):
    known = Question(as_of=date(2021, 3, 6), known_at=date(2021, 3, 4))
    assert not [one for one in ask_changes(war, known, date(2021, 3, 3)) if "brenn" in one.line]


def test_the_timeline_is_in_the_order_of_days_and_ends_where_asked(war):
    days = [entry.date for entry in ask_timeline(war, Question())]
    assert days == sorted(days)
    assert len(days) == 3
    assert len(ask_timeline(war, Question(as_of=date(2021, 3, 3)))) == 2


def test_conflicts_show_both_sides(ledger):
    import_file(ledger, RECORDS, "anna")
    variants = {}
    for row in ask_conflicts(ledger, Question()):
        variants.setdefault((row["about"], row["field"]), []).append(row["value"])
    assert variants["P1", "response of RUS"] == ["rejected on 2025-03-18", "accepted early in March, with Ukraine"]
    assert all(len(values) > 1 for values in variants.values())


def test_two_coders_are_compared_where_both_have_read(war, coding, act):
    with pytest.raises(InputError, match="only embedded has coded this process"):
        ask_agreement(war, None, coders=True, sample=None)
    other = act("response", "accepted", "brenn", "Brenn rejected the ceasefire of 30 days", coder="llm:m@1")
    record_coding(war, coding("no", "2021-03-05", other), "m@1", coder="llm:m@1")
    rows = {row["field"]: row for row in ask_agreement(war, None, coders=True, sample=None)}
    assert rows["kind"]["units"] == 1
    assert "value" in rows


def test_without_a_sample_persons_cannot_be_compared(war):
    with pytest.raises(InputError, match="no sample has been drawn"):
        ask_agreement(war, None, coders=False, sample=None)
