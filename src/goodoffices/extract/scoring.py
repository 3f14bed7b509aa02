"""Gold and predicted claims → how well they agree.

Within a report, gold and predicted claims are paired one to one so that the total similarity is greatest; two
claims may pair when their quotes share at least half the characters of the shorter one. *found* counts the pairs,
*kind* those of the same kind, *coded* those of the same kind, value and actors; the fields are judged over the
pairs of the same kind; *answers* compares the sets of (party, response value) of each report. All figures are
summed over reports first. Claims of kind `other` (acts outside the process) are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

Row = Mapping[str, Any]
Pair = tuple[Row, Row]

FIELDS = ("value", "actor", "target", "speaker", "direct", "factuality", "when")
# The kinds whose sure claims a board may rest on.
BOARD_KINDS = frozenset({"proposal", "response", "demand", "meeting", "agreement", "ceasefire", "mediation", "attack"})


def score_claims(gold: Mapping[str, Sequence[Row]], predicted: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Score predicted claims by report against gold claims by report; rows have the fields of the guidelines."""
    counts: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for report, wanted in gold.items():
        _count(_known(wanted), _known(predicted.get(report, ())), counts, kinds)
    return {
        "reports": len(gold),
        "claims": {"gold": counts["gold"], "predicted": counts["pred"]},
        **{level: _rates(counts[level], counts["pred"], counts["gold"]) for level in ("found", "kind", "coded")},
        "accuracy": {field: _share(counts[field], counts["kind"]) for field in FIELDS},
        "answers": _rates(counts["answers"], counts["answers_pred"], counts["answers_gold"]),
        "sure": _sure(counts),
        "by_kind": {
            kind: {**_rates(row["hit"], row["pred"], row["gold"]), "gold": row["gold"]}
            for kind, row in sorted(kinds.items())
        },
    }


def _known(claims: Iterable[Row]) -> list[Row]:
    return [claim for claim in claims if claim["kind"] != "other"]


def _count(gold: list[Row], predicted: list[Row], counts: Counter[str], kinds: dict[str, Counter[str]]) -> None:
    counts.update(gold=len(gold), pred=len(predicted))
    for name, claims in (("gold", gold), ("pred", predicted)):
        for claim in claims:
            kinds.setdefault(claim["kind"], Counter())[name] += 1
    counts["sure"] += sum(map(_is_sure, predicted))
    for wanted, found in pair_claims(gold, predicted):
        counts["found"] += 1
        if is_same("kind", wanted, found):
            kinds[wanted["kind"]]["hit"] += 1
            _count_pair(wanted, found, counts)
    given, told = _answers(gold), _answers(predicted)
    counts.update(answers=len(given & told), answers_gold=len(given), answers_pred=len(told))


def _count_pair(wanted: Row, found: Row, counts: Counter[str]) -> None:
    counts["kind"] += 1
    counts.update(field for field in FIELDS if is_same(field, wanted, found))
    if is_coded(wanted, found):
        counts["coded"] += 1
        counts["board"] += wanted["kind"] in BOARD_KINDS
        counts["sure_right"] += _is_sure(found)


def _is_sure(claim: Row) -> bool:
    return bool(claim.get("sure")) and claim["kind"] in BOARD_KINDS


def _sure(counts: Counter[str]) -> dict[str, float | int]:
    """Of the sure claims of the board's kinds: how many are right, and what part of all right ones they hold."""
    return {
        "claims": counts["sure"],
        "precision": _share(counts["sure_right"], counts["sure"]),
        "share": _share(counts["sure_right"], counts["board"]),
    }


def pair_claims(gold: Sequence[Row], predicted: Sequence[Row]) -> list[Pair]:
    """Pair gold with predicted claims of one report so that the total similarity is greatest."""
    if not gold or not predicted:
        return []
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - a quarter of a second that coding can do without

    worth = np.array([[_likeness(wanted, found) for found in predicted] for wanted in gold])
    rows, columns = linear_sum_assignment(-worth)
    return [(gold[row], predicted[column]) for row, column in zip(rows, columns, strict=True) if worth[row, column] > 0]


def _likeness(wanted: Row, found: Row) -> float:
    shared = _overlap(wanted, found)
    if shared < 0.5:
        return 0.0
    kind = is_same("kind", wanted, found)
    return 1 + 4 * kind + 2 * (kind and is_same("value", wanted, found)) + is_same("actor", wanted, found) + shared / 10


def _overlap(one: Row, other: Row) -> float:
    """Shared characters as a fraction of the shorter quote."""
    (first, last), (start, end) = one["quote"], other["quote"]
    shortest = min(last - first, end - start)
    return max(0, min(last, end) - max(first, start)) / shortest if shortest > 0 else 0.0


def is_coded(wanted: Row, found: Row) -> bool:
    """Whether kind, value and actors are all right."""
    return all(is_same(field, wanted, found) for field in ("kind", "value", "actor"))


def is_same(field: str, wanted: Row, found: Row) -> bool:
    """Whether two claims agree in a field: actors as sets, a name when one form holds the other."""
    one, other = wanted.get(field), found.get(field)
    same: Callable[[Any, Any], bool] = _SAME.get(field, _equal)
    return same(one, other)


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _same_actors(one: Iterable[str] | None, other: Iterable[str] | None) -> bool:
    return set(one or ()) == set(other or ())


def _same_name(one: str | None, other: str | None) -> bool:
    short, long = sorted(((one or "").casefold().strip(), (other or "").casefold().strip()), key=len)
    return short == long or bool(short and short in long)


_SAME: dict[str, Callable[[Any, Any], bool]] = {"actor": _same_actors, "target": _same_actors, "speaker": _same_name}


def _answers(claims: Iterable[Row]) -> set[tuple[str, str]]:
    return {
        (actor, claim["value"]) for claim in claims if claim["kind"] == "response" for actor in claim.get("actor") or ()
    }


def _rates(hit: int, predicted: int, wanted: int) -> dict[str, float]:
    precision, recall = hit / predicted if predicted else 0.0, hit / wanted if wanted else 0.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(both, 3)}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
