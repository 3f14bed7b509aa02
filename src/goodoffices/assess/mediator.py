"""What the mediator does about its own role: a state, a standing warning, a commitment.

In: a docket. Out: a `MediatorState` per mediator. A step of help by one who has reduced its role leaves it reduced;
after a suspension or withdrawal it is a resumption. A warning stands until the next active step. Help with one deed
that is done (a release) leaves a role as it is, and is completed where there was none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from goodoffices.assess.citing import cite, sentence_of, with_doubt
from goodoffices.assess.docket import Docket
from goodoffices.assess.rules import MEDIATOR, MEDIATOR_OFF
from goodoffices.record.findings import Finding
from goodoffices.record.mediation import DEED, Commitment, MediatorStep, Step
from goodoffices.record.settling import day_of

NONE = "none"
_OFF = (Step.SUSPENDED, Step.WITHDRAWN)
_HELPING = (Step.ACTIVE, Step.RESUMED)
# Who never took up the role, or whose help is done, cannot lay it down.
_NOT_SERVING = (NONE, Step.OFFERED, Step.COMPLETED)
_BEFORE_THE_ROLE = (NONE, Step.WITHDRAWN, Step.COMPLETED)


@dataclass(frozen=True, slots=True)
class MediatorState:
    """One mediator's role: the state, the two overlays with their days, and the finding that shows why."""

    actor: str
    state: str = NONE
    since: date | None = None
    warned_since: date | None = None
    commitment: Commitment | None = None
    commitment_date: date | None = None
    steps: tuple[MediatorStep, ...] = ()
    doubtful: frozenset[str] = frozenset()

    @property
    def finding(self) -> Finding:
        """The state with its rule, its steps and the sentence of the last one."""
        last = self.steps[-1] if self.steps else None
        found = Finding(
            MEDIATOR,
            self.state,
            since=self.since,
            records=tuple(step.id for step in self.steps),
            evidence=cite(*self.steps),
            sentence=sentence_of(last),
        )
        return with_doubt(found, self.doubtful)


def mediator_states(docket: Docket) -> dict[str, MediatorState]:
    """The state of every mediator that has taken a step."""
    taken: dict[str, list[MediatorStep]] = defaultdict(list)
    for step in docket.steps:
        taken[step.actor].append(step)
    return {
        actor: _walk(MediatorState(actor, doubtful=docket.doubtful), steps) for actor, steps in sorted(taken.items())
    }


def mediator_off(states: dict[str, MediatorState]) -> Finding:
    """Whether every mediator that took up the role has laid it down."""
    served = [state for state in states.values() if state.state not in _NOT_SERVING]
    off = bool(served) and all(state.state in _OFF for state in served)
    inputs = tuple((state.actor, state.state) for state in served)
    evidence = tuple(piece for state in served for piece in state.finding.evidence)
    return Finding(MEDIATOR_OFF, "yes" if off else "no", inputs=inputs, evidence=evidence)


def _walk(state: MediatorState, steps: Iterable[MediatorStep]) -> MediatorState:
    for step in steps:
        state = _advance(state, step)
    return state


def _advance(state: MediatorState, step: MediatorStep) -> MediatorState:
    state = replace(state, steps=(*state.steps, step))
    state = _commit(state, step)
    if step.step is Step.WARNED:
        return replace(state, warned_since=state.warned_since or day_of(step))
    if step.step in _HELPING and is_dated(step):
        state = replace(state, warned_since=None)
    if step.detail == DEED and state.state != NONE:
        return state
    moved = _next_state(state.state, step.step)
    return state if moved == state.state else replace(state, state=moved, since=day_of(step))


def is_dated(step: MediatorStep) -> bool:
    """Whether the step has a day; "has been mediating since spring" takes back no warning."""
    return step.when is not None and step.when.precision <= 3


def _commit(state: MediatorState, step: MediatorStep) -> MediatorState:
    said = step.commitment or (Commitment.REAFFIRMED if step.step is Step.REAFFIRMED else None)
    return replace(state, commitment=said, commitment_date=day_of(step)) if said else state


def _next_state(state: str, step: Step) -> str:
    if step is Step.REAFFIRMED:
        return state
    if step is Step.OFFERED:
        return str(step) if state in _BEFORE_THE_ROLE else state
    if step is Step.ACTIVE and state == Step.REDUCED:
        return state
    if step is Step.ACTIVE and state in _OFF:
        return str(Step.RESUMED)
    if step is Step.ACTIVE and state == Step.RESUMED:
        return str(Step.ACTIVE)
    return str(step)
