"""What a claim is about, in the words of the report."""

from datetime import date

import pytest

from goodoffices.extract.steps import code_report
from goodoffices.record.sources import Passage, Report, Role, Span


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Washington proposed a mutual halt of strikes on power plants.",
            "proposal",
            "mutual halt of strikes on power plants",
        ),
        ("Envoys proposed an end to attacks on ships.", "proposal", "end to attacks on ships"),
        ("At the end of the meeting the sides proposed a truce.", "proposal", "truce"),
        ("The rebels ended the talks in Doha on Monday.", "meeting", "talks in Doha"),
    ],
)
def test_what_stops_a_thing_is_meant_and_not_the_thing(text: str, kind: str, expected: str) -> None:
    report = Report("r", text, (Passage(Span(0, len(text)), Role.BODY),), date(2022, 5, 6))
    objects = [claim.object for claim in code_report(report).claims if claim.kind == kind]
    assert expected in objects
