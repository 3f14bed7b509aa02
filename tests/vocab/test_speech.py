"""The cues of attribution load, and a broken file says what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.speech import Stance, check_speech, speech_vocab


def changed(**sections: Any) -> dict[str, Any]:
    return {**load_vocab("speech"), **sections}


def test_frames_of_several_groups_add_up() -> None:
    frames = speech_vocab().verbs["warn"]
    assert {"quote", "clause", "infinitive", "about", "against"} <= set(frames)
    assert frames["infinitive"] is Stance.DEMAND


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "expected sections"),
        (changed(relays="cite"), "must be lists: relays"),
        (changed(verbs=[{"group": "x", "stance": "speech", "frames": ["on"]}]), "a group needs exactly"),
        (changed(verbs=[{"group": "x", "stance": "song", "frames": ["quote"], "words": ["hum"]}]), "stance is one of"),
        (changed(verbs=[{"group": "x", "stance": "plan", "frames": [True], "words": ["hum"]}]), "quote words"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(raw: Any, said: str) -> None:
    with pytest.raises(BadVocabulary, match=said):
        check_speech(raw, "own.yaml")
