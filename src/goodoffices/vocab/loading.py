"""Vocabulary files: YAML beside this module, parsed once per process.

What a file must hold is checked by the module that gives its entries meaning; here only that it exists and parses.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from goodoffices.errors import BadVocabulary

# The C loader is about ten times as fast; a build of PyYAML without it still works.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=64)
def load_vocab(name: str) -> Any:
    """Parse the vocabulary file `name` ("kinds", without ending) that ships with the package."""
    return parse_yaml(files("goodoffices.vocab").joinpath(f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")


def load_own_vocab(path: Path) -> Any:
    """Parse a user's own vocabulary file.

    Raises BadVocabulary, naming the file and line, when it is missing or not YAML.
    """
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as problem:
        raise BadVocabulary(f"{path}: cannot be read as UTF-8 text ({problem})") from problem


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML text; `name` is used in the message of BadVocabulary."""
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - both loaders above are safe loaders
    except yaml.YAMLError as problem:
        raise BadVocabulary(f"{name}: not valid YAML: {problem}") from problem
