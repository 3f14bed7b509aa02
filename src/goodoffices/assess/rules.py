"""The rules by name and version, each in the one sentence that states it. A changed rule gets a new version."""

from __future__ import annotations

from goodoffices.record.findings import Rule

ANSWER = Rule(
    "answer",
    1,
    "A party's answer is its latest; a refusal counts when the party says it, a person accepted it, "
    "or two independent sources report it; attacks and silence are never answers.",
)
PROPOSAL = Rule(
    "proposal_status",
    1,
    "The first that holds: withdrawn, superseded, adopted, agreed, lapsed, rejected, countered, partly accepted, "
    "tabled, floated.",
)
TRUCE = Rule(
    "ceasefire_status",
    2,
    "From its declaration to its own term or a reported end; open-ended and unreported for 90 days is unclear; only "
    "proposed while a party whose yes it needs gives less than that.",
)
COMPLIANCE = Rule(
    "ceasefire_compliance",
    1,
    "The strongest report from inside its window; a violation claim never ends a truce and counts are never summed.",
)
MEDIATOR = Rule(
    "mediator_state",
    1,
    "The latest step that changes the role; a warning stands until the next active step, a commitment until the next.",
)
QUIET = Rule(
    "quiet",
    2,
    "Days since the last meeting, proposal or yes of any degree, an undated yes in the party's own words on the day of "
    "its report, against 14 days or twice the median gap.",
)
STUCK = Rule(
    "stuck",
    1,
    "More than 30 days without an upward answer, an adopted text or a negotiated truce, "
    "while a required party is below accepted.",
)
MEDIATOR_OFF = Rule("mediator_off", 1, "Every mediator that took up the role has suspended it or withdrawn.")
POSTURE = Rule(
    "posture",
    1,
    "What a party last said per track beside what it did in the last 14 days against the 56 before; no verdict.",
)
ESCALATION = Rule(
    "escalation",
    1,
    "Poisson rate ratio of attacks, 14 days against the 56 before, with its exact conditional interval; "
    "refused when less than half of the sources of either window report in both.",
)
PHASE = Rule("phase", 1, "How far the furthest proposal or truce of a track has come.")
SUPPORT = Rule(
    "support",
    1,
    "Copies count once; two independent sources corroborate, the party concerned confirms, a contrary source contests.",
)
