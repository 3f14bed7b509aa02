"""Stability and frontiers: time, memory and growth, and frontiers against NegMAS where it can be imported.

NegMAS (AGPL) is no part of this project. Where it is not installed here, name a Python that has it in
GOODOFFICES_BENCH_NEGMAS; else its rows are left out and the output says so. Every row runs in a process of its own, so
that memory is the row's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec

from bench.rows import Row

_STABLE = """
import json, resource, sys, time
import numpy as np
from goodoffices.deals import Option, form_conflict, make_form, stable
count, parties = int(sys.argv[1]), 3
form = make_form([Option(f"o{at}", f"P{at % parties}") for at in range(count)])
rng = np.random.default_rng(7)
payoffs = np.array([rng.permutation(2**count) + 1 for _ in range(parties)], dtype=np.int64)
start = time.perf_counter()
stable(form_conflict(form, payoffs=payoffs))
taken = time.perf_counter() - start
print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""

_OURS = """
import json, resource, sys, time
import numpy as np
from goodoffices.deals import Issue, Worth, frontier, make_bargain
issues, options, parties, linked = (int(one) for one in sys.argv[1:5])
rng = np.random.default_rng(11)
parts = rng.integers(0, 1000, (parties, issues, options)).tolist()
names = [Issue(f"i{at}", tuple(map(str, range(options)))) for at in range(issues)]
worths = {f"P{p}": Worth({f"i{at}": dict(zip(map(str, range(options)), row)) for at, row in enumerate(rows)})
          for p, rows in enumerate(parts)}
rules = []
if linked:  # one rule over every issue, which every package obeys: nothing may be settled apart
    from goodoffices.deals import RedLine, parse_statement
    rules = [RedLine("all", parse_statement(" or ".join(f"i{at} = 0 or i{at} != 0" for at in range(issues))))]
bargain = make_bargain(names, worths, rules=rules)
start = time.perf_counter()
found = len(frontier(bargain))
taken = time.perf_counter() - start
print(json.dumps([taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024, found]))
"""

_NEGMAS = """
import json, resource, sys, time
import numpy as np
from negmas import make_issue, make_os, pareto_frontier
from negmas.preferences import LinearAdditiveUtilityFunction as Additive
from negmas.preferences.value_fun import TableFun
issues, options, parties = (int(one) for one in sys.argv[1:4])
rng = np.random.default_rng(11)
parts = rng.integers(0, 1000, (parties, issues, options)).tolist()
names = [make_issue([str(one) for one in range(options)], f"i{at}") for at in range(issues)]
space = make_os(names)
even = {f"i{at}": 1.0 for at in range(issues)}
ufuns = [Additive({f"i{at}": TableFun({str(one): float(row[one]) for one in range(options)})
                   for at, row in enumerate(rows)}, weights=even, outcome_space=space)
         for rows in parts]
start = time.perf_counter()
points, _ = pareto_frontier(ufuns, issues=names, sort_by_welfare=True)
taken = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([taken, memory, len({tuple(map(float, one)) for one in points})]))
"""


def run() -> list[Row]:
    """Seconds and megabytes; ratios against NegMAS from the same run."""
    return [*_stability_rows(), *_frontier_rows()]


def _stability_rows() -> list[Row]:
    small, _ = _measure(_STABLE, 16)[:2]
    large, memory = _measure(_STABLE, 20)[:2]
    growth = (large / small) / (16 * 20 / 16)  # m log m allows 16 × the states times 20/16 of the logarithm
    return [
        Row("stability, 3 parties, 2^16 states, all four concepts", small, "s", bound=1, most=True),
        Row("stability, 3 parties, 2^20 states, all four concepts", large, "s", bound=10, most=True),
        Row("… its memory, the interpreter included", memory, "MB", bound=600, most=True),
        # Caches are outgrown between the two sizes, which is worth up to a factor of two and no power of m.
        Row("… its growth from 2^16 against m log m", growth, "×", bound=2, most=True),
    ]


def _frontier_rows() -> list[Row]:
    many = _measure(_OURS, 20, 5, 2, 0)
    apart, together = _measure(_OURS, 6, 10, 3, 0), _measure(_OURS, 6, 10, 3, 1)
    rows = [
        Row("frontier of 20 issues × 5 options, 2 parties (10^14 packages)", many[0], "s", bound=0.1, most=True),
        Row("frontier of 10^6 packages, 3 parties, issues apart", apart[0], "s"),
        Row("frontier of 10^6 packages, 3 parties, every package gone through", together[0], "s"),
        Row("… its memory, the interpreter included", together[1], "MB"),
    ]
    python = os.environ.get("GOODOFFICES_BENCH_NEGMAS") or (sys.executable if find_spec("negmas") else None)
    if python is None:
        print("deals        NegMAS is not installed here: its rows are left out (GOODOFFICES_BENCH_NEGMAS names one)")
        return rows
    peer = _measure(_NEGMAS, 6, 10, 3, python=python)
    if not peer[2] == apart[2] == together[2]:
        print(f"deals        frontier sizes differ: NegMAS {peer[2]:.0f}, here {apart[2]:.0f} and {together[2]:.0f}")
    return [
        *rows,
        Row("NegMAS, the same packages", peer[0], "s"),
        Row("… its memory", peer[1], "MB"),
        Row("faster than NegMAS, every package gone through", peer[0] / together[0], "×", bound=10),
        Row("faster than NegMAS, issues apart", peer[0] / apart[0], "×", bound=10),
        Row("memory of NegMAS over ours, every package gone through", peer[1] / together[1], "×", bound=4),
    ]


def _measure(program: str, *arguments: int, python: str = sys.executable) -> list[float]:
    """Run a measurement in a process of its own, three times; the fastest counts."""
    runs = [
        json.loads(
            subprocess.run(
                [python, "-W", "ignore", "-c", program, *map(str, arguments)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout.splitlines()[-1]
        )
        for _ in range(3)
    ]
    return min(runs)
