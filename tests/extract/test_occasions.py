"""When an act happened, where its clause does not say: counted, with its saying, on the day of the story."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.extract.layers import Layers, read_layers
from goodoffices.extract.occasions import find_when
from goodoffices.extract.parse import parse_report
from goodoffices.read.article import make_report
from goodoffices.record.claims import Kind
from goodoffices.record.sources import Report, Span
from goodoffices.record.when import Basis, When

# A Thursday.
PUBLISHED = date(2019, 8, 15)


def read(text: str, published: date | None = PUBLISHED) -> Layers:
    return read_layers(parse_report(Report("r", text, published=published)))


def when(text: str, head: str, kind: Kind, published: date | None = PUBLISHED) -> When | None:
    """The date of the last candidate whose head is the word."""
    layers = read(text, published)
    candidate = [one for one in layers.candidates if layers.parse.doc[one.head].text == head][-1]
    return find_when(layers, candidate, kind)


def edtf(text: str, head: str, kind: Kind, published: date | None = PUBLISHED) -> str | None:
    found = when(text, head, kind, published)
    return None if found is None else found.edtf


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        ("The raid came two days after gunmen shelled the harbour.", "shelled", Kind.ATTACK, "2019-08-13"),
        ("On Tuesday the sides met, a week after rebels shelled the port.", "shelled", Kind.ATTACK, "2019-08-06"),
        ("The visit comes a day before the two sides hold talks in Lomé.", "hold", Kind.MEETING, "2019-08-16"),
        ("The raid came about a week after gunmen shelled the harbour.", "shelled", Kind.ATTACK, None),
        ("The raid came hours after gunmen shelled the harbour.", "shelled", Kind.ATTACK, None),
        ("They waited two days after gunmen shelled the harbour.", "shelled", Kind.ATTACK, None),
        ("The sides met in May, a week after rebels shelled the port.", "shelled", Kind.ATTACK, None),
        ("The visit comes a year after gunmen shelled the harbour.", "shelled", Kind.ATTACK, None),
    ],
)
def test_days_counted_from_another_act(text: str, head: str, kind: Kind, expected: str | None) -> None:
    """So many days before or after are counted from a known day, and not where the count or the day is rough."""
    assert edtf(text, head, kind) == expected


def test_days_are_counted_from_the_day_of_the_story() -> None:
    text = "Rebels burned boats on Tuesday. The raid came two days after the two sides held talks."
    assert edtf(text, "held", Kind.MEETING) == "2019-08-11"


def test_days_are_not_counted_without_a_publication_date() -> None:
    text = "The raid came two days after gunmen shelled the harbour."
    assert edtf(text, "shelled", Kind.ATTACK, published=None) is None


def test_days_before_the_calendar_begins_are_none() -> None:
    text = "The raid came two days after gunmen shelled the harbour."
    assert edtf(text, "shelled", Kind.ATTACK, published=date(1, 1, 2)) is None


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        ("Rebels shelled the port on Monday, residents said.", "said", Kind.ATTACK, "2019-08-12"),
        ("The army said on Wednesday that it will free prisoners.", "said", Kind.DEESCALATION, None),
        ("The envoy urged restraint on Monday, residents said.", "urged", Kind.URGING, "2019-08-12"),
        ("The army accused the rebels on Monday of shelling the port.", "shelling", Kind.ATTACK, None),
        ("The sides agreed on Monday to meet in Lomé.", "meet", Kind.MEETING, None),
        ("The sides agreed on Monday to meet in Lomé.", "agreed", Kind.AGREEMENT, "2019-08-12"),
        ("The sides agreed on Monday to meet next week.", "agreed", Kind.MEETING, "2019-08-19/2019-08-25"),
    ],
)
def test_what_is_told_planned_or_blamed_has_its_own_day(text: str, head: str, kind: Kind, expected: str | None) -> None:
    """The day of a saying, of a plan or of an accusation is not the day of the deed."""
    assert edtf(text, head, kind) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Talks were held on 4 June, when rebels shelled the port.", "shelled", "2019-06-04"),
        ("The war widened in April when rebels shelled the port.", "shelled", "2019-04"),
        ("Many have fled since Monday, when rebels shelled the port.", "shelled", "2019-08-12"),
        ("Talks open on Monday, when rebels will leave the port.", "leave", None),
    ],
)
def test_a_clause_with_when_shares_the_day(text: str, head: str, expected: str | None) -> None:
    assert edtf(text, head, Kind.ATTACK) == expected


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        ("Rebels have shelled the port since 2 July.", "shelled", Kind.ATTACK, "2019-07-02/2019-08-15"),
        ("Rebels have shelled the port since July.", "shelled", Kind.ATTACK, "2019-07/2019-08"),
        ("Rebels have shelled the port since 2014.", "shelled", Kind.ATTACK, "2014/.."),
        ("The truce has been in force since 2 July.", "been", Kind.CEASEFIRE, "2019-07-02/.."),
        ("Since the truce ended on Monday, rebels have shelled it.", "shelled", Kind.ATTACK, "2019-08-12/2019-08-15"),
        ("Since the truce ended on Monday, rebels regret it.", "regret", Kind.ATTACK, None),
        ("It was the worst raid that rebels made on the port since May.", "was", Kind.ATTACK, None),
        ("The talks had a bad beginning. On Monday rebels shelled it.", "shelled", Kind.ATTACK, "2019-08-12"),
    ],
)
def test_attacks_since_a_day_are_told_up_to_the_report(text: str, head: str, kind: Kind, expected: str | None) -> None:
    """A count of attacks ends with the report that gives it; a state stays open, and a comparison is no date."""
    assert edtf(text, head, kind) == expected


_RAID = "Rebels raided the port on Tuesday."


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        (f"{_RAID} Gunmen burned nine boats.", "burned", Kind.ATTACK, "2019-08-13"),
        (f"{_RAID} Nine boats were burned.", "burned", Kind.ATTACK, "2019-08-13"),
        (f"{_RAID} The rebels freed two captives.", "freed", Kind.DEESCALATION, "2019-08-13"),
        (f"{_RAID} Gunmen had burned nine boats.", "burned", Kind.ATTACK, None),
        (f"{_RAID} Gunmen did not burn boats.", "burn", Kind.ATTACK, None),
        (f"{_RAID} Gunmen will burn boats.", "burn", Kind.ATTACK, None),
        (f"{_RAID} The sides met in Lomé.", "met", Kind.MEETING, None),
        (f"{_RAID} In May gunmen burned nine boats.", "burned", Kind.ATTACK, "2019-05"),
        (f"{_RAID} They fled after gunmen burned nine boats.", "burned", Kind.ATTACK, None),
        (f"{_RAID} Talks of 9 August failed. Gunmen burned boats.", "burned", Kind.ATTACK, None),
        ("Rebels raided the port in May. Gunmen burned nine boats.", "burned", Kind.ATTACK, None),
        ("Gunmen burned nine boats. Rebels raided the port on Tuesday.", "burned", Kind.ATTACK, None),
    ],
)
def test_deeds_of_the_day_that_a_story_is_about(text: str, head: str, kind: Kind, expected: str | None) -> None:
    """Told in the simple past after the day was named, and no other day stands between."""
    assert edtf(text, head, kind) == expected


def test_a_day_from_the_story_says_that_it_is_from_the_context() -> None:
    found = when(f"{_RAID} Gunmen burned nine boats.", "burned", Kind.ATTACK)
    assert found == When("2019-08-13", Basis.CONTEXT, Span(26, 33))


def test_the_day_of_a_dateline_is_not_the_day_of_the_story() -> None:
    report = make_report("LOMÉ, 15 August (Reuters) - Gunmen burned nine boats.", id="r", published=PUBLISHED)
    layers = read_layers(parse_report(report))
    assert find_when(layers, layers.candidates[0], Kind.ATTACK) is None


def test_a_night_is_carried_as_a_night() -> None:
    text = "Rebels raided the port overnight. Gunmen burned nine boats."
    assert edtf(text, "burned", Kind.ATTACK) == "2019-08-14/2019-08-15"


_SPEECH = '"The army started it," Nadia Okoro said on Monday. '


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        (_SPEECH + '"They must stop," Okoro added.', "stop", Kind.DEMAND, "2019-08-12"),
        (_SPEECH + '"They must stop," Pavel Roth added.', "stop", Kind.DEMAND, None),
        (_SPEECH + "Okoro added that they must stop.", "stop", Kind.DEMAND, None),
        (_SPEECH + 'According to Okoro, "they must stop".', "stop", Kind.DEMAND, None),
        (_SPEECH + '"We hardly moved," Okoro added.', "moved", Kind.ASSESSMENT, None),
    ],
)
def test_the_quotations_of_a_speaker_go_on(text: str, head: str, kind: Kind, expected: str | None) -> None:
    """What is quoted from the same person next was uttered on the same occasion; a view may be older."""
    assert edtf(text, head, kind) == expected
