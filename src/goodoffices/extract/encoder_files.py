"""The files of an encoder: a directory → an encoder, checked when it is loaded; and how it is written.

`encoder.onnx` holds the weights that read, in eight bits; `head.npz` those that tell kinds and values; `pieces.txt` the
vocabulary; `encoder.json` the version, the labels, the digests, and what it was taught on. Nothing is unpickled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from goodoffices.errors import InputError
from goodoffices.extract.encoder import Encoder, Labels
from goodoffices.extract.linear import Floats
from goodoffices.extract.wordpieces import Pieces

# Raised whenever the files or what stands in them change, so that older ones are refused and not misread.
VERSION = 1
_GRAPH, _HEAD, _PIECES, _ABOUT = "encoder.onnx", "head.npz", "pieces.txt", "encoder.json"


@lru_cache(maxsize=2)
def load_encoder(path: Path | None = None) -> Encoder:
    """The encoder at a path, or the one that ships with the package; loaded once per process.

    Raises InputError saying what is wrong with its files.
    """
    path = path or Path(str(files("goodoffices.extract").joinpath("model", "encoder")))
    try:
        about = json.loads((path / _ABOUT).read_text(encoding="utf-8"))
        packed = {name: (path / name).read_bytes() for name in (_GRAPH, _HEAD, _PIECES)}
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise InputError(f"{path}: no encoder can be read there ({problem}); install goodoffices again") from problem
    _check(path, about, packed)
    labels = Labels(tuple(about["kinds"]), tuple((kind, value) for kind, value in about["values"]))
    with np.load(path / _HEAD, allow_pickle=False) as head:
        weights, bias = head["weights"].astype(np.float32), head["bias"].astype(np.float32)
    pieces = Pieces(packed[_PIECES].decode().split("\n"))
    return Encoder(_start(packed[_GRAPH]), pieces, labels, weights, bias, about.get("record", {}))


def _check(path: Path, about: Any, packed: Mapping[str, bytes]) -> None:
    version = about.get("version") if isinstance(about, dict) else None
    if version != VERSION:
        raise InputError(f"{path}: an encoder of version {version}; this program needs version {VERSION}")
    for name, data in packed.items():
        if hashlib.sha256(data).hexdigest() != about["sha256"].get(name):
            raise InputError(f"{path}: {name} is not the file that {_ABOUT} describes; install goodoffices again")


def _start(graph: bytes) -> Any:
    import onnxruntime  # noqa: PLC0415 - a tenth of a second that only coding needs

    options = onnxruntime.SessionOptions()
    # One core a process: `--jobs` gives each core a process of its own.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def write_encoder(
    path: Path,
    graph: bytes,
    pieces: Sequence[str],
    *,
    head: tuple[Floats, Floats],
    labels: Labels,
    record: Mapping[str, Any],
) -> None:
    """Write an encoder: its graph, its vocabulary, and the weights and biases (width × labels, labels) of its head."""
    path.mkdir(parents=True, exist_ok=True)
    (path / _GRAPH).write_bytes(graph)
    (path / _PIECES).write_text("\n".join(pieces), encoding="utf-8")
    np.savez_compressed(path / _HEAD, weights=head[0].astype(np.float16), bias=head[1].astype(np.float32))
    about = {
        "version": VERSION,
        "sha256": {name: hashlib.sha256((path / name).read_bytes()).hexdigest() for name in (_GRAPH, _HEAD, _PIECES)},
        "kinds": list(labels.kinds),
        "values": [list(pair) for pair in labels.values],
        "record": dict(record),
    }
    (path / _ABOUT).write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")
