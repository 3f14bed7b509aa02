"""The trained part of the coder: a directory of weights → a model, checked when it is loaded.

`model.json` holds the version, the training record and the digest; `weights.npz` holds, for every part ("kind",
"value.response", "actor" …), its feature names, weights and biases as plain arrays. Nothing is unpickled.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from goodoffices.errors import InputError
from goodoffices.extract.encoder import Encoder
from goodoffices.extract.encoder_files import load_encoder
from goodoffices.extract.linear import Linear

# Raised whenever the features or the parts change, so that an older model is refused and not misread.
VERSION = 2


@dataclass(frozen=True, slots=True)
class Model:
    """The trained parts by name, the thresholds that go with them, and how they came about."""

    parts: Mapping[str, Linear]
    settings: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    # Asked for a second opinion; the parts decide alone where there is none.
    encoder: Encoder | None = field(default=None, compare=False, repr=False)
    # Weights laid out for quick look-up by the step that uses them; worked out on first use.
    tables: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def part(self, name: str) -> Linear | None:
        """A trained part; None where this model has none of that name."""
        return self.parts.get(name)

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read a model directory; raises InputError saying what is wrong with it."""
        try:
            about = json.loads((path / "model.json").read_text(encoding="utf-8"))
            packed = (path / "weights.npz").read_bytes()
        except (OSError, UnicodeDecodeError, json.JSONDecodeError) as problem:
            raise InputError(
                f"{path}: no model can be read there ({problem}); `goodoffices train` makes one"
            ) from problem
        _check(path, about, packed)
        return cls(_unpack(path, about), about.get("settings", {}), about.get("record", {}))

    def save(self, path: Path) -> None:
        """Write the model as a directory; what was there is replaced."""
        path.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path / "weights.npz", **_arrays(self.parts))
        about = {
            "version": VERSION,
            "sha256": hashlib.sha256((path / "weights.npz").read_bytes()).hexdigest(),
            "parts": {name: list(part.classes) for name, part in self.parts.items()},
            "settings": dict(self.settings),
            "record": dict(self.record),
        }
        (path / "model.json").write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@lru_cache(maxsize=2)
def load_model(path: Path | None = None) -> Model:
    """The model at a path, or the one that ships with the package, with its encoder; loaded once per process."""
    found = Model.load(path or Path(str(files("goodoffices.extract").joinpath("model"))))
    return replace(found, encoder=load_encoder())


def _check(path: Path, about: Any, packed: bytes) -> None:
    version = about.get("version") if isinstance(about, dict) else None
    if version != VERSION:
        raise InputError(f"{path}: a model of version {version}; this program needs version {VERSION}: train it again")
    if hashlib.sha256(packed).hexdigest() != about.get("sha256"):
        raise InputError(f"{path}: weights.npz is not the file that model.json describes; copy both again, or retrain")


def _arrays(parts: Mapping[str, Linear]) -> dict[str, Any]:
    arrays: dict[str, Any] = {}
    for name, part in parts.items():
        names = "\n".join(sorted(part.index, key=part.index.__getitem__))
        arrays[f"{name}:names"] = np.frombuffer(names.encode(), dtype=np.uint8)
        # Half precision moves no probability by more than 0.001 and halves the file.
        arrays[f"{name}:weights"] = part.weights.astype(np.float16)
        arrays[f"{name}:bias"] = part.bias.astype(np.float32)
    return arrays


def _unpack(path: Path, about: Mapping[str, Any]) -> dict[str, Linear]:
    try:
        with np.load(path / "weights.npz", allow_pickle=False) as arrays:
            return {name: _part(arrays, name, classes) for name, classes in about["parts"].items()}
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as problem:
        raise InputError(f"{path}: its weights do not fit its description ({problem}); train it again") from problem


def _part(arrays: Any, name: str, classes: list[str]) -> Linear:
    told = arrays[f"{name}:names"].tobytes().decode()
    names = told.split("\n") if told else []
    weights = arrays[f"{name}:weights"].astype(np.float32)
    bias = arrays[f"{name}:bias"]
    if weights.shape != (len(names), len(classes)) or bias.shape != (len(classes),):
        raise ValueError(f"{name}: weights {weights.shape} for {len(names)} features and {len(classes)} classes")
    return Linear(tuple(classes), dict(zip(names, range(len(names)), strict=True)), weights, bias)
