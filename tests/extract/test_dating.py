"""When an act happened: the date of its own clause, and no date where the text gives none for it."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.extract.dating import date_clause, edtf_of
from goodoffices.extract.layers import read_layers
from goodoffices.extract.occasions import find_when
from goodoffices.extract.parse import parse_report
from goodoffices.extract.timing import find_times
from goodoffices.record.claims import Kind
from goodoffices.record.sources import Report, Span
from goodoffices.record.when import Basis, TimeExpression, TimeType, When

# A Thursday.
PUBLISHED = date(2019, 8, 15)


def when(text: str, head: str, *, saying: bool = False) -> When | None:
    parse = parse_report(Report("r", text, published=PUBLISHED))
    token = next(token for token in parse.doc if token.text == head)
    return date_clause(parse, token, find_times(parse), saying=saying)


@pytest.mark.parametrize(
    ("text", "head", "edtf"),
    [
        ("The two sides met in Lomé on Tuesday.", "met", "2019-08-13"),
        ("On 3 May 2004 the army shelled the market.", "shelled", "2004-05-03"),
        ("The rebels freed nine hostages last week.", "freed", "2019-08-05/2019-08-11"),
        ("The government rejected the draft in June.", "rejected", "2019-06"),
        ("The parties signed the accord in 2003.", "signed", "2003"),
        ("The negotiators will meet next month.", "meet", "2019-09"),
        ("Militants attacked the convoy earlier this year.", "attacked", "2019"),
        ("Talks are expected to resume on Monday.", "expected", "2019-08-19"),
        ("Artillery hit the suburb at 10:30 GMT on Wednesday.", "hit", "2019-08-14"),
    ],
)
def test_the_date_of_its_own_clause(text: str, head: str, edtf: str) -> None:
    """A verb takes the time that modifies it, or what completes it."""
    found = when(text, head)
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("text", "head", "edtf"),
    [
        ("Over the past three days gunmen shelled the harbour.", "shelled", "2019-08-12/2019-08-15"),
        ("Gunmen shelled the harbour during the last 48 hours.", "shelled", "2019-08-13/2019-08-15"),
        ("Gunmen have shelled the harbour for the past month.", "shelled", "2019-07-15/2019-08-15"),
        ("Gunmen have shelled the harbour over the past six years.", "shelled", None),
        ("Gunmen have shelled the harbour over the past few days.", "shelled", None),
        ("Gunmen shelled the harbour for three days.", "shelled", None),
        ("The past three days were spent in talks that gunmen shelled.", "shelled", None),
    ],
)
def test_the_days_up_to_the_report_are_a_date(text: str, head: str, edtf: str | None) -> None:
    found = when(text, head)
    assert (found.edtf if found is not None else None) == edtf
    assert found is None or found.basis is Basis.RELATIVE


@pytest.mark.parametrize("published", [None, date(1, 1, 2)])
def test_without_a_day_to_count_from_the_past_days_are_none(published: date | None) -> None:
    parse = parse_report(Report("r", "Over the past three days gunmen shelled the harbour.", published=published))
    token = next(token for token in parse.doc if token.text == "shelled")
    assert date_clause(parse, token, find_times(parse)) is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Speaking on Monday in Lomé, the envoy said the rebels had lied.", "2019-08-12"),
        ("Citing shots on Monday, the envoy said the rebels had lied.", None),
    ],
)
def test_where_somebody_spoke_is_when_it_was_said(text: str, edtf: str | None) -> None:
    found = when(text, "lied", saying=True)
    assert (found.edtf if found is not None else None) == edtf


@pytest.mark.parametrize(
    ("text", "head", "edtf"),
    [
        ("The truce signed in February collapsed within days.", "truce", "2019-02"),
        ("The general, who took the capital in 1999, is ill.", "took", "1999"),
        ("Tuesday's attack killed four guards.", "attack", "2019-08-13"),
        ("The accord builds on a 2003 agreement.", "agreement", "2003"),
        ("The envoys held talks on Monday.", "talks", "2019-08-12"),
        ("Monday's explosion followed an attack late on Tuesday.", "explosion", "2019-08-12"),
    ],
)
def test_the_date_of_an_event_noun(text: str, head: str, edtf: str) -> None:
    """A noun takes its own modifiers, its participle, or the date of the verb it is an argument of."""
    found = when(text, head)
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The minister said on Tuesday that the army had crossed the river.", "crossed"),
        ("The rebels proposed a 30-day ceasefire.", "proposed"),
        ("The rebels have gained ground in recent days.", "gained"),
        ("The sides traded fire for three weeks.", "traded"),
        ("The militia shells the town every night.", "shells"),
        ("The governor now backs the plan.", "backs"),
        ("The army pulled out before the talks of 2003.", "pulled"),
        ("It was the worst bombardment since 2014.", "was"),
        ("The sides met in Lomé.", "met"),
    ],
)
def test_no_date_is_given(text: str, head: str) -> None:
    """The saying's date, a length, a repetition, a bound, and the day of publication are not the act's date."""
    assert when(text, head) is None


def test_what_is_said_takes_the_date_of_its_saying() -> None:
    """Where the act is the saying itself, the reporting verb dates it."""
    text = "The minister warned on Tuesday that the army would cross the river."
    assert when(text, "cross") is None
    found = when(text, "cross", saying=True)
    assert found is not None
    assert found.edtf == "2019-08-13"


@pytest.mark.parametrize(
    ("text", "head", "edtf"),
    [
        ("The sides met from 23 to 25 March 2016.", "met", "2016-03-23/2016-03-25"),
        ("The sides met on March 23-25, 2016.", "met", "2016-03-23/2016-03-25"),
        ("The port has been closed since 3 May 2019.", "closed", "2019-05-03/.."),
        ("Drones struck the depot overnight.", "struck", "2019-08-14/2019-08-15"),
        ("Rebels took the town last summer.", "took", "2018-06/2018-08"),
    ],
)
def test_an_act_that_lasts(text: str, head: str, edtf: str) -> None:
    """Ranges, open intervals, a night, a season."""
    found = when(text, head)
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The sides met on 3 May 2004.", Basis.EXPLICIT),
        ("The sides met on Tuesday.", Basis.WEEKDAY),
        ("The sides met yesterday.", Basis.RELATIVE),
        ("The sides met three days ago.", Basis.RELATIVE),
    ],
)
def test_the_basis_of_a_date(text: str, basis: Basis) -> None:
    """What the date was read from, with the words themselves."""
    found = when(text, "met")
    assert found is not None
    assert found.basis is basis
    assert found.span is not None


@pytest.mark.parametrize(
    ("type_", "value", "edtf"),
    [
        (TimeType.DATE, "2019-W32", "2019-08-05/2019-08-11"),
        (TimeType.DATE, "2019-W32-WE", "2019-08-10/2019-08-11"),
        (TimeType.DATE, "2019-Q2", "2019-04/2019-06"),
        (TimeType.TIME, "2019-08-13TMO", "2019-08-13"),
        (TimeType.DATE, "199", None),
        (TimeType.DATE, "PAST_REF", None),
        (TimeType.DATE, "XXXX-06-18", None),
        (TimeType.DURATION, "P30D", None),
        (TimeType.SET, "XXXX-WXX-1", None),
    ],
)
def test_which_expressions_are_dates(type_: TimeType, value: str, edtf: str | None) -> None:
    """Only what a calendar holds, no wider than a year, can date an act."""
    assert edtf_of(TimeExpression(Span(0, 1), type_, value)) == edtf


@pytest.mark.parametrize(
    ("kind", "edtf"), [(Kind.ACCUSATION, "2019-08-13"), (Kind.ASSESSMENT, "2019-08-13"), (Kind.PROPOSAL, None)]
)
def test_what_is_quoted_in_a_sentence_of_its_own_has_the_day_of_its_saying(kind: Kind, edtf: str | None) -> None:
    """A proposal that is spoken of may have been made long before."""
    text = '"It has to end," the envoy told reporters on Tuesday. "The rebels have lied to us."'
    layers = read_layers(parse_report(Report("r", text, published=PUBLISHED)))
    lied = next(one for one in layers.candidates if layers.words.text[one.head] == "lied")
    found = find_when(layers, lied, kind)
    assert (found.edtf if found is not None else None) == edtf
    assert found is None or found.basis is Basis.CONTEXT
