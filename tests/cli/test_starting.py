"""While a command starts nothing is searched for garbage; from its first report on it is as usual."""

import gc

import pytest

from goodoffices.cli.output import follow
from goodoffices.cli.starting import end_start, quick_start

USUAL = gc.get_threshold()


def test_garbage_waits_until_the_first_row_is_out():
    with quick_start():
        rows = follow(iter("ab"), "rows")
        assert (next(rows), gc.get_threshold()[0] > USUAL[0]) == ("a", True)
        assert (next(rows), gc.get_threshold()) == ("b", USUAL)


def test_a_command_that_shows_no_rows_can_end_its_start():
    with quick_start():
        end_start()
        assert gc.get_threshold() == USUAL


def test_a_command_that_fails_leaves_the_collector_as_it_was():
    with pytest.raises(KeyError), quick_start():
        raise KeyError("a fault")
    assert gc.get_threshold() == USUAL
