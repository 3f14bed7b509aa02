"""An encoder on disk: the shipped one loads, and files that do not belong together are refused with a reason."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from goodoffices.errors import InputError
from goodoffices.extract.encoder import Labels
from goodoffices.extract.encoder_files import load_encoder, write_encoder
from goodoffices.vocab.codebook import load_codebook


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shipped = Path(str(files("goodoffices.extract").joinpath("model", "encoder")))
    return Path(shutil.copytree(shipped, tmp_path / "encoder"))


def test_the_shipped_encoder_tells_kinds_and_values_of_the_codebook() -> None:
    labels, book = load_encoder().labels, load_codebook()
    assert set(labels.kinds) - {"none"} <= {kind.name for kind in book.kinds}
    assert all(value in book.values(kind) for kind, value in labels.values)


def test_what_is_written_is_read_back(copied: Path, tmp_path: Path) -> None:
    graph, pieces = (copied / "encoder.onnx").read_bytes(), (copied / "pieces.txt").read_text().split("\n")
    labels = Labels(("attack", "none"), (("attack", "halted"),))
    head = (np.ones((1152, 3), dtype=np.float32), np.array([0.5, 0.0, 1.0], dtype=np.float32))
    write_encoder(tmp_path / "own", graph, pieces, head=head, labels=labels, record={"taught": ["0123"]})
    own = load_encoder(tmp_path / "own")
    assert (own.labels, own.bias.tolist(), own.record["taught"]) == (labels, [0.5, 0.0, 1.0], ["0123"])


def test_a_file_of_another_encoder_is_refused(copied: Path) -> None:
    with (copied / "pieces.txt").open("a") as file:
        file.write("\nmore")
    with pytest.raises(InputError, match=r"pieces\.txt is not the file"):
        load_encoder(copied)


def test_another_version_is_refused(copied: Path) -> None:
    about = json.loads((copied / "encoder.json").read_text())
    (copied / "encoder.json").write_text(json.dumps({**about, "version": 7}))
    with pytest.raises(InputError, match="version 7"):
        load_encoder(copied)


def test_a_missing_encoder_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no encoder can be read there"):
        load_encoder(tmp_path / "nowhere")
