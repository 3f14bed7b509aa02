"""A model on disk: what is written is read back, and anything else is refused with a reason."""

import json
from pathlib import Path

import numpy as np
import pytest

from goodoffices.errors import InputError
from goodoffices.extract.learned import Model, load_model
from goodoffices.extract.linear import Linear


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    weights = np.array([[0.5, -0.5], [0.25, 1.0]], dtype=np.float32)
    part = Linear(("none", "attack"), {"h=shell": 0, "b=é": 1}, weights, np.zeros(2, dtype=np.float32))
    Model({"kind": part}, {"second": 0.4}, {"reports": 2}).save(tmp_path)
    return tmp_path


def test_a_model_comes_back_as_it_was_saved(saved: Path) -> None:
    model = Model.load(saved)
    assert model.parts["kind"].classes == ("none", "attack")
    assert model.parts["kind"].index == {"h=shell": 0, "b=é": 1}
    assert model.settings["second"] == 0.4


def test_a_model_of_another_version_is_refused(saved: Path) -> None:
    about = json.loads((saved / "model.json").read_text())
    (saved / "model.json").write_text(json.dumps({**about, "version": 99}))
    with pytest.raises(InputError, match="version 99"):
        Model.load(saved)


def test_weights_that_were_changed_are_refused(saved: Path) -> None:
    with (saved / "weights.npz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(InputError, match="not the file"):
        Model.load(saved)


def test_a_missing_model_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="goodoffices train"):
        Model.load(tmp_path / "nowhere")


def test_a_model_whose_parts_do_not_fit_is_refused(saved: Path) -> None:
    about = json.loads((saved / "model.json").read_text())
    (saved / "model.json").write_text(json.dumps({**about, "parts": {"kind": ["none", "attack", "aid"]}}))
    with pytest.raises(InputError, match="do not fit"):
        Model.load(saved)


def test_the_shipped_model_loads_and_has_every_part() -> None:
    assert {"kind", "actor", "target", "value.response"} <= set(load_model().parts)
