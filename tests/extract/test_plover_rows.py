"""One row per event, with countries and sectors on both sides."""

from dataclasses import replace

from goodoffices.extract.plover_rows import PloverRow, plover_rows
from goodoffices.record.claims import Claim, Factuality, Kind, Plover
from goodoffices.record.sources import Report, Span

REPORT = Report("r1", "Iran seized a Greek tanker.")
SEIZURE = Claim(
    report="r1",
    quote=Span(0, 26),
    text="Iran seized a Greek tanker",
    kind=Kind.OTHER,
    value=None,
    actors=("IRN",),
    targets=("GRC",),
    plover=Plover("COERCE", "seize"),
    cameo="171",
)


def rows(*claims: Claim) -> list[PloverRow]:
    """The rows of these claims."""
    return list(plover_rows(claims, {"r1": REPORT}))


def test_a_row_names_both_sides_with_country_and_sector() -> None:
    """As POLECAT does, and with the manual's quad and score."""
    (row,) = rows(SEIZURE)
    assert (row.event_type, row.event_mode, row.quad, row.score) == ("COERCE", "seize", "MK", -7)
    assert (row.actor_name, row.actor_country, row.actor_sector) == ("Iran", "IRN", "GOV")
    assert (row.recipient_country, row.quote) == ("GRC", "Iran seized a Greek tanker")


def test_the_day_of_publication_is_no_event_date() -> None:
    """Without a date of its own the event has none."""
    (row,) = rows(SEIZURE)
    assert row.event_date == ""


def test_somebody_in_no_list_is_named_as_written() -> None:
    """The words of the report stand in for an id."""
    (row,) = rows(replace(SEIZURE, actors=(), actor_spans=(Span(0, 4),)))
    assert (row.actor_name, row.actor_country) == ("Iran", "")


def test_what_is_no_event_makes_no_row() -> None:
    """Claims without a code, and those reported as not so."""
    assert rows(replace(SEIZURE, plover=None), replace(SEIZURE, factuality=Factuality.DENIED)) == []


def test_columns_are_the_fields_in_order() -> None:
    """A header line is the columns of a row."""
    assert PloverRow.columns()[:3] == ("event_date", "event_type", "event_mode")
