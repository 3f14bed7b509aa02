"""Which claims make a record: factuality decides before anything else.

In: a claim. Out: whether its act is held to have happened, or to be on the record as said. What is denied, possible,
planned or predicted is no deed, with the exceptions listed here and their reasons.
"""

from __future__ import annotations

from goodoffices.record.claims import Claim, Factuality, Kind

_F = Factuality

# What counts, by kind and value, beside what is asserted: an announcement of one's own role is the step itself; a
# warning is uttered in "may" and "if", and a role that "may" be given up is a warning, too; readiness is an offer by
# definition; a yes with an if is a conditional yes, and so is a party's word that a truce begins if.
_ALSO: dict[tuple[Kind, str | None], frozenset[Factuality]] = {
    (Kind.MEETING, "planned"): frozenset({_F.PLANNED}),
    (Kind.MEETING, "offered"): frozenset({_F.POSSIBLE, _F.CONDITIONAL, _F.PLANNED}),
    (Kind.MEDIATION, "warned"): frozenset({_F.POSSIBLE, _F.CONDITIONAL, _F.PLANNED}),
    (Kind.MEDIATION, "reduced"): frozenset({_F.PLANNED, _F.POSSIBLE, _F.CONDITIONAL}),
    (Kind.MEDIATION, "suspended"): frozenset({_F.PLANNED, _F.POSSIBLE, _F.CONDITIONAL}),
    (Kind.MEDIATION, "withdrawn"): frozenset({_F.PLANNED, _F.POSSIBLE, _F.CONDITIONAL}),
    (Kind.MEDIATION, "reaffirmed"): frozenset({_F.PLANNED}),
    (Kind.MEDIATION, "offered"): frozenset({_F.POSSIBLE, _F.PLANNED}),
    (Kind.RESPONSE, "accepted"): frozenset({_F.CONDITIONAL}),
    (Kind.RESPONSE, "accepted_in_part"): frozenset({_F.CONDITIONAL}),
    (Kind.CEASEFIRE, "declared"): frozenset({_F.PLANNED}),
    (Kind.CEASEFIRE, "in_force"): frozenset({_F.CONDITIONAL}),
}


def counts(claim: Claim) -> bool:
    """Whether a claim's act is held to have happened, or to be on the record as said."""
    return claim.factuality is _F.ASSERTED or claim.factuality in _ALSO.get((claim.kind, claim.value), frozenset())
