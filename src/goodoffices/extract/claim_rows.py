"""Claim → the object that `goodoffices claims` prints for it: plain lists and strings, offsets into the report."""

from __future__ import annotations

from typing import Any

from goodoffices.record.claims import Claim


def claim_as_row(claim: Claim) -> dict[str, Any]:
    """A claim with the fields of the guidelines, and how it was found."""
    when = claim.when
    return {
        "quote": [claim.quote.start, claim.quote.end],
        "kind": claim.kind.value,
        "value": claim.value,
        "actor": list(claim.actors),
        "target": list(claim.targets),
        "speaker": claim.speaker,
        "direct": claim.direct,
        "factuality": claim.factuality.value,
        "when": when.edtf if when else None,
        "object": claim.object,
        "text": claim.text,
        "plover": {"type": claim.plover.type, "mode": claim.plover.mode} if claim.plover else None,
        "cameo": claim.cameo,
        "actor_spans": [[span.start, span.end] for span in claim.actor_spans],
        "target_spans": [[span.start, span.end] for span in claim.target_spans],
        "attribution": list(claim.attribution),
        "rule": claim.rule,
        "confidence": round(claim.confidence, 4),
        "sure": claim.sure,
        "when_precision": when.precision if when else None,
        "when_basis": when.basis.value if when else None,
        "alternatives": [
            {"kind": other.kind.value, "value": other.value, "probability": other.probability}
            for other in claim.alternatives
        ],
    }
