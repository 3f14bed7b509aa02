"""`python -m bench [NAME…]`: every measurement is a ratio against a peer or a floor, taken in one run.

A bench is a module of this package with `run() -> list[Row]`; without names all of them run, one after another.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from bench.rows import Row, print_rows

NAMES = tuple(
    sorted(
        path.stem
        for path in Path(__file__).parent.glob("*.py")
        if path.stem not in ("__init__", "__main__", "readers", "rows")
    )
)


def main(names: list[str]) -> int:
    """Run the benches named; returns 1 where a figure misses its bound."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"no bench is called {', '.join(unknown)}; there are: {', '.join(NAMES)}")
        return 2
    rows: list[Row] = []
    for name in names or NAMES:
        found = import_module(f"bench.{name}").run()
        print_rows(name, found)
        rows += found
    return int(any(row.missed for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
