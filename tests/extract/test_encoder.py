"""The encoder's second opinion: which words it is asked about, what it answers, and how the answer is weighed."""

from functools import lru_cache

import numpy as np
import pytest

from goodoffices.extract.cutting import cut_sentences
from goodoffices.extract.encoder import Labels, Opinion
from goodoffices.extract.encoder_files import load_encoder
from goodoffices.extract.layers import Layers, read_layers
from goodoffices.extract.parse import parse_report
from goodoffices.extract.weighing import ask_encoder, weigh_kinds, weigh_values
from goodoffices.extract.wordpieces import Pieces
from goodoffices.read.article import make_report

LABELS = Labels(("attack", "meeting", "none"), (("attack", "carried_out"), ("attack", "halted"), ("meeting", "held")))
TEXT = "Ardel's army shelled the port of Lomas.\n\nEnvoys of both sides met in Geneva, and the talks will go on."


@lru_cache(maxsize=4)
def layers_of(text: str) -> Layers:
    return read_layers(parse_report(make_report(text, id="x")))


@lru_cache(maxsize=1)
def letters() -> Pieces:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return Pieces(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *alphabet, *(f"##{one}" for one in alphabet)))


def opinion(*rows: tuple[float, ...]) -> Opinion:
    return Opinion(LABELS, dict(enumerate(range(len(rows)))), np.array(rows, dtype=np.float32))


def test_a_sentence_is_cut_once_for_all_its_clauses() -> None:
    layers = layers_of(TEXT)
    sentences = list(cut_sentences(letters(), layers, range(len(layers.candidates))))
    places = [one.place for sentence in sentences for one in sentence.clauses]
    assert sorted(places) == list(range(len(layers.candidates)))
    assert len(sentences) == len({candidate.sentence for candidate in layers.candidates})


def test_the_head_is_found_again_among_the_pieces() -> None:
    layers = layers_of(TEXT)
    place = next(at for at, one in enumerate(layers.candidates) if layers.words.text[one.head] == "shelled")
    (sentence,) = cut_sentences(letters(), layers, [place])
    (clause,) = sentence.clauses
    assert sentence.pieces[clause.head : clause.head + 7] == letters().split("shelled")
    assert clause.first <= clause.head <= clause.last < len(sentence.pieces) - 1


def test_a_list_without_end_is_read_as_far_as_the_encoder_sees() -> None:
    layers = layers_of("The envoys met " + ", ".join(f"delegate{number}" for number in range(150)) + " and left.")
    heads = [layers.words.text[one.head] for one in layers.candidates]
    sentences = list(cut_sentences(letters(), layers, range(len(heads))))
    assert all(len(sentence.pieces) <= 128 for sentence in sentences)
    read = {heads[one.place] for sentence in sentences for one in sentence.clauses}
    assert "met" in read
    assert "left" in heads
    assert "left" not in read


def test_values_are_weighed_within_their_kind() -> None:
    told = opinion((0, 0, 0, 0, 2, 9)).values(0, "attack")
    assert told["halted"] == pytest.approx(0.881, abs=0.001)
    assert sum(told.values()) == pytest.approx(1)
    assert opinion((0, 0, 0, 0, 2, 9)).values(0, "proposal") == {}
    assert opinion().values(0, "attack") == {}


def test_a_clause_that_was_not_asked_about_keeps_its_kinds() -> None:
    chances = np.array([[0.2, 0.2, 0.6], [0.0, 0.1, 0.9]], dtype=np.float32)
    weighed = weigh_kinds(("attack", "meeting", "none"), chances, opinion((9, 0, 0, 0, 0, 0)))
    assert weighed[0].tolist() == pytest.approx([0.6, 0.1, 0.3], abs=0.001)
    assert weighed[1].tolist() == chances[1].tolist()
    assert weigh_kinds(("attack", "meeting", "none"), chances, None) is chances


def test_a_model_that_knows_fewer_kinds_is_asked_about_those() -> None:
    told = opinion((1.0, 0.0, 8.0, 0, 0, 0)).kinds(("attack", "meeting"))
    assert told.tolist()[0] == pytest.approx([0.731, 0.269], abs=0.001)
    layers = layers_of(TEXT)
    even = np.full((len(layers.candidates), 2), 0.5, dtype=np.float32)
    assert len(ask_encoder(load_encoder(), layers, ("attack", "meeting"), even).rows) == len(layers.candidates)


def test_half_of_the_belief_goes_to_each() -> None:
    weighed = weigh_values({"held": 0.8, "planned": 0.2}, {"held": 0.2, "ended": 0.8})
    assert weighed == pytest.approx({"held": 0.5, "planned": 0.1, "ended": 0.4})
    assert weigh_values({"held": 1.0}, {}) == {"held": 1.0}


def test_only_clauses_beside_a_doubtful_one_are_asked_about() -> None:
    layers = layers_of(TEXT)
    kinds = load_encoder().labels.kinds
    chances = np.zeros((len(layers.candidates), len(kinds)), dtype=np.float32)
    chances[:, kinds.index("none")] = 0.95
    doubtful, empty, known = [at for at, one in enumerate(layers.candidates) if one.sentence == 1][:3]
    alone = next(at for at, one in enumerate(layers.candidates) if one.sentence == 0)
    chances[doubtful, [kinds.index("none"), kinds.index("attack")]] = 0.5
    chances[alone] = np.eye(len(kinds))[kinds.index("attack")]
    asked = set(ask_encoder(load_encoder(), layers, kinds, chances, also=[known]).rows)
    assert asked == {doubtful, known}
    assert empty not in asked


def test_the_encoder_tells_an_attack_from_a_meeting() -> None:
    layers = layers_of(TEXT)
    heads = [layers.words.text[one.head] for one in layers.candidates]
    told = load_encoder().consider(layers, range(len(heads)))
    kinds = told.kinds(told.labels.kinds)
    best = {heads[place]: told.labels.kinds[int(kinds[row].argmax())] for place, row in told.rows.items()}
    assert (best["shelled"], best["met"]) == ("attack", "meeting")


def test_what_else_is_asked_does_not_change_the_answer() -> None:
    layers = layers_of(TEXT)
    together = load_encoder().consider(layers, range(len(layers.candidates)))
    alone = load_encoder().consider(layers, [0])
    assert alone.scores[0] == pytest.approx(together.scores[together.rows[0]], abs=1e-4)


def test_a_report_without_clauses_is_nothing_to_ask_about() -> None:
    assert len(load_encoder().consider(layers_of(TEXT), []).scores) == 0


def test_an_encoder_knows_the_reports_it_was_taught_on() -> None:
    assert not load_encoder().has_learned(TEXT)
    assert len(load_encoder().record["taught"]) > 100
