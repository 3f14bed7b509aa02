"""The page on the codebook says what the vocabulary says."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_what_the_vocabulary_makes() -> None:
    """After a change of rules or kinds, `python docs/make_codebook.py` writes it anew."""
    spec = importlib.util.spec_from_file_location("make_codebook", DOCS / "make_codebook.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert (DOCS / "codebook.md").read_text(encoding="utf-8") == maker.render_page()
