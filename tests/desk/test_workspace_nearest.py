"""The nearest reports are those that the reader may see, kept up with the ledger, near-copies marked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from goodoffices.desk.copying import keep_sketch
from goodoffices.desk.workspace_nearest import Neighbours
from goodoffices.ledger import Ledger
from goodoffices.ledger.access import OWNER, PUBLIC, Viewer
from goodoffices.record.sources import Passage, Report, Role, Sensitivity, Span

TALKS = (
    "Envoys of both sides met in the harbour town on Tuesday to talk about a pause in the shelling of the bridges. "
    "The host said that the talks would go on for two days. Neither side spoke to the press."
)
AGAIN = "In the harbour town envoys talked of the bridges, and of a pause in the shelling, said the host of the talks."
MARKET = "Prices of grain and cooking oil rose in the northern markets after weeks without rain."


def keep(ledger: Ledger, name: str, text: str, level: Sensitivity = Sensitivity.PUBLIC) -> None:
    ledger.add_report(Report(name, text, published=date(2031, 5, 1), sensitivity=level, url=f"https://{name}.example"))


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open("sqlite://") as opened:
        keep(opened, "talks", TALKS)
        keep(opened, "again", AGAIN)
        keep(opened, "market", MARKET)
        yield opened


def near(ledger: Ledger, neighbours: Neighbours, viewer: Viewer = OWNER, **left_out: object) -> list[tuple[str, bool]]:
    found = neighbours.find(ledger.report("talks"), viewer, **left_out)  # type: ignore[arg-type]
    return [(one.report.id, one.is_copy) for one in found]


def test_another_story_is_no_neighbour(ledger: Ledger) -> None:
    assert near(ledger, Neighbours(ledger)) == [("again", False)]


def test_what_is_stored_later_is_found_and_a_copy_is_marked(ledger: Ledger) -> None:
    neighbours = Neighbours(ledger)
    near(ledger, neighbours)
    keep(ledger, "copy", TALKS + " Reporting by our desk.")
    assert near(ledger, neighbours) == [("copy", True), ("again", False)]


def test_what_is_shown_already_is_left_out(ledger: Ledger) -> None:
    assert near(ledger, Neighbours(ledger), without={"again"}) == []


def test_a_hidden_report_is_nobodys_neighbour_but_theirs_who_may_see_it(ledger: Ledger) -> None:
    neighbours = Neighbours(ledger)
    keep(ledger, "secret", TALKS + " A source told more.", Sensitivity.RESTRICTED)
    ledger.grant_report("secret", "desk:coast", by="root")
    assert near(ledger, neighbours, PUBLIC) == [("again", False)]
    assert near(ledger, neighbours, Viewer("anna")) == [("again", False)]
    assert near(ledger, neighbours, Viewer("bela", frozenset({"coast"})))[0] == ("secret", True)


def test_menus_make_no_neighbours(ledger: Ledger) -> None:
    menu = "Envoys, harbour town, bridges, shelling, host of the talks, pause"
    report = Report("menu", f"{MARKET}\n{menu}", published=date(2031, 5, 2))
    spans = (Passage(Span(0, len(MARKET)), Role.BODY), Passage(Span(len(MARKET) + 1, len(report.text)), Role.FURNITURE))
    ledger.add_report(replace(report, passages=spans))
    assert "menu" not in dict(near(ledger, Neighbours(ledger)))


def test_a_sketch_that_the_ledger_keeps_is_believed(ledger: Ledger) -> None:
    neighbours = Neighbours(ledger)
    keep(ledger, "copy", TALKS + " Reporting by our desk.")
    for name in ("talks", "copy"):
        keep_sketch(ledger, ledger.report(name))
    assert neighbours.copies_among(ledger.report("talks"), ["copy", "again"]) == {"copy"}
    assert set(neighbours.signatures) == {"again"}
    assert neighbours.copies_among(ledger.report("talks"), []) == frozenset()


def test_one_that_may_be_seen_is_found_behind_many_that_may_not(ledger: Ledger) -> None:
    for number in range(12):
        keep(ledger, f"secret-{number}", TALKS + f" A source told more of day {number}.", Sensitivity.RESTRICTED)
    neighbours = Neighbours(ledger)
    assert near(ledger, neighbours, PUBLIC) == [("again", False)]
    assert len(near(ledger, neighbours)) == 5
