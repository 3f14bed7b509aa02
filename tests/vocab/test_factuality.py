"""The triggers of factuality load, and a broken file says what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.record.claims import Factuality, Kind
from goodoffices.vocab.factuality import EFFECTS, check_factuality, factuality_vocab
from goodoffices.vocab.loading import load_vocab


def changed(**sections: Any) -> dict[str, Any]:
    return {**load_vocab("factuality"), **sections}


def test_effects_and_kinds_are_those_of_claims() -> None:
    vocab = factuality_vocab()
    assert EFFECTS - {"future"} <= {factuality.value for factuality in Factuality}
    assert vocab.uttered | vocab.promising | vocab.forecasts | vocab.judging <= {kind.value for kind in Kind}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "expected sections"),
        (changed(modals=["may"]), "expected effects"),
        (changed(modals={"perhaps": ["may"]}), "unknown effects perhaps"),
        (changed(modals={"possible": ["may"], "denied": ["may"]}), "keep one"),
        (changed(negations=[False]), "quote words"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(raw: Any, said: str) -> None:
    with pytest.raises(BadVocabulary, match=said):
        check_factuality(raw, "own.yaml")
