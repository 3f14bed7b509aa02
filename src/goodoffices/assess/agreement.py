"""How far two codings agree: Krippendorff's alpha for nominal values, per field.

In: per unit the values that the coders gave (a missing one is left out). Out: alpha, 1 for full agreement and 0 for
chance. Source: Krippendorff, Content Analysis (2004), chapter 11, by the coincidence matrix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.record.claims import Claim
from goodoffices.record.sources import Span

# Two coders mark one clause when the shorter quotation lies half inside the other.
_SAME_CLAUSE = 0.5

# The fields that are compared, and how each is read off a claim.
FIELDS = ("kind", "value", "actors", "targets", "speaker", "direct", "factuality", "when")


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha of one field; None where nothing varies or fewer than two values can be paired."""

    field: str
    alpha: float | None
    units: int
    pairs: int


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Nominal alpha over units, each the values of the coders who coded it; None where it is undefined."""
    coincidences, totals = _count(units)
    pairable = sum(totals.values())
    if pairable <= 1:
        return None
    observed = sum(count for (one, other), count in coincidences.items() if one != other)
    expected = (pairable * pairable - sum(count * count for count in totals.values())) / (pairable - 1)
    return None if expected == 0 else 1 - observed / expected


def compare_codings(one: Iterable[Claim], other: Iterable[Claim]) -> tuple[Alpha, ...]:
    """Alpha per field over the clauses that both coders marked; clauses of one coder only are in `unitizing`."""
    mine, yours = tuple(one), tuple(other)
    pairs = match_clauses(mine, yours)
    found = [_alpha(field, [(_read(a, field), _read(b, field)) for a, b in pairs]) for field in FIELDS]
    return (_unitizing(len(pairs), len(mine), len(yours)), *found)


def match_clauses(one: Sequence[Claim], other: Sequence[Claim]) -> tuple[tuple[Claim, Claim], ...]:
    """Pairs of claims on one clause of one report, best overlap first, each claim used once."""
    scored = sorted(
        (
            (-_overlap(a.quote, b.quote), a.kind is not b.kind, i, j)
            for i, a in enumerate(one)
            for j, b in enumerate(other)
            if a.report == b.report and _overlap(a.quote, b.quote) >= _SAME_CLAUSE
        ),
        key=lambda entry: (entry[1], entry[0], entry[2], entry[3]),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    pairs: list[tuple[Claim, Claim]] = []
    for _, _, i, j in scored:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((one[i], other[j]))
    return tuple(pairs)


def agreement_as_rows(alphas: Iterable[Alpha]) -> tuple[Mapping[str, object], ...]:
    """One row per field, for a table or JSON."""
    return tuple(
        {"field": alpha.field, "alpha": alpha.alpha, "units": alpha.units, "pairs": alpha.pairs} for alpha in alphas
    )


def _count(units: Iterable[Sequence[Hashable]]) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable]]:
    """Coincidences of ordered pairs within units, each weighing 1 over one less than the unit's coders."""
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    totals: Counter[Hashable] = Counter()
    for values in units:
        if len(values) < 2:
            continue
        for place, one in enumerate(values):
            totals[one] += 1
            for other in (*values[:place], *values[place + 1 :]):
                coincidences[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    return coincidences, totals


def _alpha(field: str, units: Sequence[Sequence[Hashable]]) -> Alpha:
    return Alpha(field, krippendorff_alpha(units), len(units), sum(len(unit) > 1 for unit in units))


def _unitizing(shared: int, mine: int, yours: int) -> Alpha:
    """Whether the same clauses were marked at all: every clause of one coder only is a disagreement."""
    units = [("marked", "marked")] * shared + [("marked", "unmarked")] * (mine + yours - 2 * shared)
    share = 2 * shared / (mine + yours) if mine + yours else None
    return Alpha("marked", share, len(units), shared)


def _read(claim: Claim, field: str) -> Hashable:
    value = getattr(claim, field)
    if field == "when":
        return value.edtf if value is not None else None
    return tuple(sorted(value)) if isinstance(value, tuple) else value


def _overlap(one: Span, other: Span) -> float:
    return one.overlap(other) / max(1, min(len(one), len(other)))
