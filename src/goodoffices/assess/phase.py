"""How far each track has come, by its furthest proposal or truce.

In: the findings on proposals and truces. Out: one Finding per track. There is no progress bar: a track goes back when
its truce ends.
"""

from __future__ import annotations

from collections import defaultdict

from goodoffices.assess.docket import Docket
from goodoffices.assess.rules import PHASE
from goodoffices.record.findings import Finding

# A proposal's or truce's status, and how far a track is by it; later entries are further.
_STAGES = ("closed", "floated", "on_the_table", "refused", "bargaining", "ended", "agreed", "declared", "in_force")
_STAGE_OF = {
    "withdrawn": "closed",
    "superseded": "closed",
    "lapsed": "closed",
    "floated": "floated",
    "tabled": "on_the_table",
    "rejected": "refused",
    "countered": "bargaining",
    "partly_accepted": "bargaining",
    "proposed": "bargaining",
    "agreed": "agreed",
    "adopted": "agreed",
    "declared": "declared",
    "in_force": "in_force",
    "unclear": "in_force",
}


def phases(docket: Docket, proposals: dict[str, Finding], truces: dict[str, Finding]) -> dict[str, Finding]:
    """The phase of each track; a track whose text was adopted and whose truces are all over has ended."""
    found: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    adopted_ended: set[str] = set()
    for proposal in docket.proposals:
        found[proposal.terms.track].append((_STAGE_OF[proposals[proposal.id].value], proposals[proposal.id]))
    for truce in docket.ceasefires:
        status = truces[truce.id]
        found[truce.terms.track].append((_STAGE_OF.get(status.value, "ended"), status))
        if _STAGE_OF.get(status.value) is None and truce.from_proposal:
            adopted_ended.add(truce.from_proposal)
    return {track: _furthest(_drop_ended(stages, adopted_ended)) for track, stages in sorted(found.items())}


def _drop_ended(stages: list[tuple[str, Finding]], ended: set[str]) -> list[tuple[str, Finding]]:
    """An adopted proposal whose truce is over no longer makes its track agreed."""
    kept = [(s, f) for s, f in stages if not (f.value == "adopted" and ended & set(f.records))]
    return kept or stages


def _furthest(stages: list[tuple[str, Finding]]) -> Finding:
    stage, cause = max(stages, key=lambda stage: (_STAGES.index(stage[0]), stage[1].records))
    return Finding(
        PHASE, stage, since=cause.since, records=cause.records, evidence=cause.evidence, sentence=cause.sentence
    )
