"""Nouns of `record` → JSON text of a row, and back; the same noun is always the same text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from goodoffices.errors import InputError

T = TypeVar("T")


# Building a reader takes milliseconds, so each is built once; the nouns are few.
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def adapter_of(noun: Any) -> TypeAdapter[Any]:
    """The reader and writer of one noun (a class, or a type such as `tuple[Passage, ...]`)."""
    if noun not in _ADAPTERS:
        _ADAPTERS[noun] = TypeAdapter(noun)
    return _ADAPTERS[noun]


def write_body(noun: object, kind: Any = None) -> str:
    """A noun as JSON text."""
    try:
        return adapter_of(kind or type(noun)).dump_json(noun).decode()
    except PydanticSerializationError as problem:
        if "KeyboardInterrupt" in str(problem):  # Ctrl-C while it was written comes out as a fault of the writing
            raise KeyboardInterrupt from problem
        raise


def read_body(kind: type[T], body: str) -> T:
    """The noun that `write_body` wrote."""
    found: T = adapter_of(kind).validate_json(body)
    return found


def write_json(value: object) -> str:
    """A plain value as JSON text, in the very form of `write_body`, so that an imported row equals a stored one."""
    return to_json(value).decode()


def change_body(kind: type[T], body: str, changes: Iterable[tuple[str, str]]) -> T:
    """The noun with some fields replaced by new values in JSON; raises InputError for one that does not fit."""
    fields = json.loads(body)
    for field, value in changes:
        if field not in fields:
            raise InputError(f"{kind.__name__} has no field {field!r}; it has {', '.join(fields)}")
        fields[field] = _load(field, value)
    try:
        found: T = adapter_of(kind).validate_python(fields)
    except (ValidationError, ValueError) as problem:
        raise InputError(f"an edit that does not fit a {kind.__name__.lower()}: {_explain(problem)}") from problem
    return found


def _load(field: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as problem:
        raise InputError(f"the new value of {field!r} is not JSON: {value!r}; write text as '\"text\"'") from problem


def _explain(problem: ValueError) -> str:
    if not isinstance(problem, ValidationError):
        return str(problem)
    first = problem.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}, found {first['input']!r}"


def digest(parts: Iterable[str]) -> str:
    """sha256 over texts, each closed by a separator that JSON and addresses do not hold."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode())
        whole.update(b"\x1f")
    return whole.hexdigest()
