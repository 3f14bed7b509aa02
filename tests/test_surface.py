"""What `import goodoffices` offers, and that it costs nothing until it is used."""

import subprocess
import sys

import pytest

import goodoffices


@pytest.mark.parametrize("name", goodoffices.__all__)
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(goodoffices, name)
    assert found.__doc__
    assert found.__module__.startswith("goodoffices.")


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(AttributeError, match="ask_board"):
        _ = goodoffices.ask_bored


def test_nothing_heavy_is_imported_by_the_package_or_its_help() -> None:
    heavy = ("spacy", "sqlalchemy", "pydantic", "numpy")
    code = f"import sys, goodoffices.cli; print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
