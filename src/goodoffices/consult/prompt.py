"""Codebook → prompt: what a model is told, and the report it is told to read, as data.

The prompt is built from `vocab/kinds.yaml` and `vocab/reading.yaml` alone; its version is a digest of what it says, so
that an answer always tells which codebook it was given under.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.consult.sentences import Sentence, number_sentences, split_parts
from goodoffices.record.claims import Factuality, Kind
from goodoffices.record.sources import Report, Role
from goodoffices.vocab.codebook import KindEntry, load_codebook
from goodoffices.vocab.loading import load_vocab

# English news costs about 1.3 tokens a word with today's vocabularies; JSON and quotation marks cost more.
_CHARACTERS_PER_TOKEN = 3.6
# A claim is about 90 tokens of JSON, and a report carries about one claim in 25 words.
_ANSWER_TOKENS_PER_WORD = 4


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request: a report, or a part of a long one; `id` is the report's id, with `#2` for its second part."""

    id: str
    report: str
    system: str
    user: str
    sentences: tuple[Sentence, ...]

    @property
    def tokens_in(self) -> int:
        """About how many tokens it costs to send."""
        return round((len(self.system) + len(self.user)) / _CHARACTERS_PER_TOKEN)

    @property
    def tokens_out(self) -> int:
        """About how many tokens the answer will be."""
        return _ANSWER_TOKENS_PER_WORD * len(self.user.split())


def build_prompts(report: Report, max_words: int = 900) -> tuple[Prompt, ...]:
    """The prompts for a report: one, or several for a report of more than `max_words` words."""
    parts = split_parts(report, number_sentences(report), max_words)
    return tuple(
        Prompt(
            report.id if number == 1 else f"{report.id}#{number}",
            report.id,
            system_text(),
            _user_text(report, part),
            part,
        )
        for number, part in enumerate(parts, start=1)
    )


@lru_cache(maxsize=1)
def system_text() -> str:
    """The codebook as a model is told it."""
    reading = load_vocab("reading")
    blocks = (
        reading["task"],
        "KINDS (kind: value - meaning)\n" + "\n".join(map(_kind_text, _kinds())),
        "FACTUALITY\n" + "\n".join(f"- {name}: {meaning}" for name, meaning in load_codebook().factualities),
        "RULES\n" + "\n".join(f"- {rule}" for rule in reading["rules"]),
        reading["form"],
        "\n\n".join(_example_text(number, example) for number, example in enumerate(reading["examples"], start=1)),
    )
    return "\n\n".join(block.strip() for block in blocks)


@lru_cache(maxsize=1)
def prompt_version() -> str:
    """Twelve hexadecimal digits that change when the prompt does."""
    return hashlib.sha256(system_text().encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer, for servers that hold a model to one."""
    values = sorted({value for entry in _kinds() for value in load_codebook().values(entry.name)})
    ids = {"type": "array", "items": {"type": "string"}}
    words = {"type": ["string", "null"]}
    claim = {
        "s": {"type": "integer"},
        "quote": {"type": "string"},
        "kind": {"type": "string", "enum": [entry.name for entry in _kinds()]},
        "value": {"type": ["string", "null"], "enum": [*values, None]},
        "actor": ids,
        "target": ids,
        "speaker": words,
        "direct": {"type": "boolean"},
        "factuality": {"type": "string", "enum": [str(one) for one in Factuality]},
        "when": words,
        "object": words,
    }
    return _closed({"parties": ids, "mediators": ids, "claims": {"type": "array", "items": _closed(claim)}})


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _kinds() -> Iterator[KindEntry]:
    return (entry for entry in load_codebook().kinds if entry.name != Kind.OTHER)


def _kind_text(entry: KindEntry) -> str:
    lines = [f"{entry.name}: {entry.definition}"]
    lines += [f"  {value.name} - {value.definition}" for value in entry.values]
    lines += [f"  ! {case}" for case in entry.hard_cases]
    return "\n".join(lines)


def _example_text(number: int, example: dict[str, Any]) -> str:
    sentences = "\n".join(f"[{n}] {sentence}" for n, sentence in enumerate(example["sentences"], start=1))
    answer = json.dumps(example["answer"], ensure_ascii=False, separators=(",", ":"))
    head = f"EXAMPLE {number}\npublished: {example['published']}\noutlet: {example['outlet']}"
    return f"{head}\n{sentences}\nANSWER {number}\n{answer}"


def _user_text(report: Report, part: tuple[Sentence, ...]) -> str:
    head = [
        f"published: {report.published or 'unknown'}",
        f"outlet: {report.outlet.name if report.outlet else 'unknown'}",
    ]
    head += (
        [f"this is a part of a longer report: sentences {part[0].number} to {part[-1].number}"]
        if part[0].number > 1
        else []
    )
    return "REPORT\n" + "\n".join((*head, *(_sentence_text(report, sentence) for sentence in part)))


def _sentence_text(report: Report, sentence: Sentence) -> str:
    mark = f" ({sentence.role})" if sentence.role in (Role.TITLE, Role.STANDFIRST, Role.CAPTION) else ""
    return f"[{sentence.number}]{mark} {' '.join(sentence.span.of(report.text).split())}"
