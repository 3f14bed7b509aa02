"""Words for mediators' steps (`mediation.yaml`), checked on loading."""

from __future__ import annotations

from functools import lru_cache

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab

_STEPS = ("offered", "active", "warned", "reduced", "suspended", "withdrawn", "resumed", "reaffirmed", "completed")
_STRATEGIES = (None, "communication", "procedural", "directive")


@lru_cache(maxsize=1)
def load_steps() -> dict[str, str]:
    """What a coder may write for a step ("shuttle", or the step's own name), and the step it is."""
    steps = {step: step for step in _STEPS}
    for word, entry in load_vocab("mediation")["steps"].items():
        if entry.get("step") not in _STEPS:
            raise BadVocabulary(f"mediation.yaml: {word}: step {entry.get('step')!r} is none of {', '.join(_STEPS)}")
        if entry.get("strategy") not in _STRATEGIES:
            raise BadVocabulary(f"mediation.yaml: {word}: strategy {entry['strategy']!r} is not one of Bercovitch's")
        steps[word] = entry["step"]
    return steps
