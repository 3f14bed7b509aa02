"""Sketches of reports: found by shared keys, first prints only."""

from dataclasses import replace

from goodoffices.ledger import Ledger
from goodoffices.record.sources import Report


def test_reports_that_share_a_key_are_found_in_the_order_of_storing(ledger: Ledger, report: Report) -> None:
    for name in ("b", "a", "c"):
        ledger.add_report(replace(report, id=name, url=f"https://{name}.example"))
    ledger.put_sketch("b", (1, 2**32 - 1), ["0:x", "1:y"])
    ledger.put_sketch("a", (3, 4), ["0:x", "1:z"])
    assert ledger.first_prints(["0:x"]) == {"b": (1, 2**32 - 1), "a": (3, 4)}
    assert list(ledger.first_prints(["0:x"])) == ["b", "a"]
    assert ledger.first_prints(["1:z", "1:q"]) == {"a": (3, 4)}
    assert ledger.unsketched() == ("c",)


def test_a_copy_is_known_for_one_and_is_not_found_itself(ledger: Ledger, report: Report) -> None:
    for name in ("a", "b"):
        ledger.add_report(replace(report, id=name, url=f"https://{name}.example"))
    ledger.put_sketch("a", (1, 2), ["0:x"])
    ledger.put_sketch("b", (1, 3), ["0:x"], copy_of="a")
    assert (ledger.copy_of("a"), ledger.copy_of("b")) == (None, "a")
    assert list(ledger.first_prints(["0:x"])) == ["a"]
    assert ledger.unsketched() == ()


def test_sketches_are_told_for_many_at_once_copies_too(ledger: Ledger, report: Report) -> None:
    for name in ("a", "b", "c"):
        ledger.add_report(replace(report, id=name, url=f"https://{name}.example"))
    ledger.put_sketch("a", (1, 2**32 - 1), ["0:x"])
    ledger.put_sketch("b", (1, 3), ["0:x"], copy_of="a")
    assert ledger.sketches_of(["b", "a", "c", "b"]) == {"a": (1, 2**32 - 1), "b": (1, 3)}
    assert ledger.sketches_of([]) == {}
