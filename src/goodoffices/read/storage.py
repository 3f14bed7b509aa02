"""Files → bytes, with one clear line where that fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from goodoffices.errors import UnreadableReport
from goodoffices.read.decoding import check_size


def read_bytes(path: Path) -> bytes:
    """All bytes of a file of a size that is read; raises UnreadableReport saying what keeps it from being read."""
    with open_file(path) as stream:
        check_size(path.stat().st_size, str(path))
        return stream.read()


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading; raises UnreadableReport for what is missing, barred or no file."""
    try:
        if path.exists() and not path.is_file():
            # A device or pipe may never end.
            raise UnreadableReport(f"{path}: is no file; give a file, a folder, an address, or - for standard input")
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError as problem:
        raise UnreadableReport(f"{path}: there is no such file; check the name") from problem
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UnreadableReport(
            f"{path}: cannot be opened ({reason}); check the name and that you may read it"
        ) from problem
