"""A model's answer → checked claims: what stands verbatim in the report, in the terms of the codebook; nothing else.

An answer is data. Whatever a model writes around its JSON is ignored, and a claim that fails one check is dropped and
counted with the reason: its quote must stand in the sentence it names; kind, value and factuality must be the
codebook's; actors must be ids; a date must be EDTF; a speaker must stand in the report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pycountry

from goodoffices.consult.quotes import snap_quote, stands_in
from goodoffices.consult.sentences import Sentence
from goodoffices.errors import InputError
from goodoffices.record.claims import Claim, Factuality, Kind, Plover
from goodoffices.record.sources import Report, Span
from goodoffices.record.when import Basis, When, check_edtf
from goodoffices.vocab.codebook import load_codebook

CODER = "llm"

_SHORT_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
# States of the record that ISO 3166-1 does not list; Kosovo's user-assigned code is the one in general use.
_BEYOND_ISO = frozenset({"XKX"})
_ISO = frozenset(country.alpha_3 for country in pycountry.countries) | _BEYOND_ISO
# Longer than any report's list of claims; a model that repeats itself is cut off here.
_MOST_CLAIMS = 300
# Three hundred claims of six hundred characters; more is a model that lost its way.
_LONGEST_ANSWER = 200_000
# Prose before the JSON may hold a few brackets; trying more of them would cost a time that grows with their square.
_MOST_OPENINGS = 50
# An honest claim quotes a clause; more than this is a paragraph.
_LONGEST_QUOTE = 700


@dataclass(frozen=True, slots=True)
class Drop:
    """A claim that was not taken, and why."""

    reason: str
    given: str


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """What is left of an answer: `claims` are verified, `drops` are not stored anywhere."""

    report: str
    claims: tuple[Claim, ...] = ()
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    drops: tuple[Drop, ...] = ()

    @property
    def given(self) -> int:
        """How many claims the model gave."""
        return len(self.claims) + len(self.drops)


def check_answer(report: Report, sentences: tuple[Sentence, ...], answer: str, *, coder: str = CODER) -> CheckedAnswer:
    """Check an answer against its report.

    Raises InputError when there is no JSON object with a list of claims in it.
    """
    tree = find_json(answer)
    spans = {sentence.number: sentence.span for sentence in sentences}
    claims: list[Claim] = []
    drops: list[Drop] = []
    for given in _claims_of(tree):
        try:
            claims.append(_check_claim(report, spans, given, coder))
        except InputError as problem:
            drops.append(Drop(str(problem), json.dumps(given, ensure_ascii=False)[:300]))
    unique = tuple({claim.id: claim for claim in claims}.values())
    return CheckedAnswer(report.id, unique, _known_ids(tree, "parties"), _known_ids(tree, "mediators"), tuple(drops))


def join_answers(answers: tuple[CheckedAnswer, ...]) -> CheckedAnswer:
    """Join the answers to the parts of one report; a claim that two overlapping parts found is kept once."""
    kept: list[Claim] = []
    for answer in answers:
        kept += [claim for claim in answer.claims if not any(_same(claim, other) for other in kept)]
    parties = tuple(dict.fromkeys(actor for answer in answers for actor in answer.parties))
    mediators = tuple(dict.fromkeys(actor for answer in answers for actor in answer.mediators))
    drops = tuple(drop for answer in answers for drop in answer.drops)
    ordered = tuple(sorted(kept, key=lambda claim: (claim.quote, claim.kind)))
    return CheckedAnswer(answers[0].report if answers else "", ordered, parties, mediators, drops)


def find_json(answer: str) -> dict[str, Any]:
    """The first JSON object with a list of claims in what a model wrote; a bare list of claims will do.

    Of an answer that was cut off, the claims that were finished. Raises InputError where there are none.
    """
    decoder = json.JSONDecoder()
    for match in islice(re.finditer(r"[{\[]", answer[:_LONGEST_ANSWER]), _MOST_OPENINGS):
        tree = _decode(decoder, answer, match.start())
        if isinstance(tree, dict) and isinstance(tree.get("claims"), list):
            return tree
        if isinstance(tree, list) and tree and all(isinstance(one, dict) for one in tree):
            return {"claims": tree}
    if finished := _finished_claims(decoder, answer):
        return {"claims": finished}
    raise InputError(
        "the answer holds no JSON object with a list of claims; ask again, or raise the limit of its length"
    )


def has_claims(answer: str) -> bool:
    """Whether an answer can be read at all."""
    try:
        find_json(answer)
    except InputError:
        return False
    return True


def _decode(decoder: json.JSONDecoder, text: str, at: int) -> Any:
    try:
        return decoder.raw_decode(text, at)[0]
    except (json.JSONDecodeError, RecursionError):
        return None


def _finished_claims(decoder: json.JSONDecoder, answer: str) -> list[dict[str, Any]]:
    opening = re.search(r'"claims"\s*:\s*\[', answer)
    starts = re.finditer(r"\{(?=\s*\")", answer[:_LONGEST_ANSWER]) if opening else ()
    trees = (_decode(decoder, answer, match.start()) for match in starts)
    return [tree for tree in trees if isinstance(tree, dict) and "quote" in tree]


def _claims_of(tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (one if isinstance(one, dict) else {"claim": one} for one in tree["claims"][:_MOST_CLAIMS])


def _check_claim(report: Report, spans: Mapping[int, Span], given: Mapping[str, Any], coder: str) -> Claim:
    span = _check_quote(report, spans, given)
    kind = _one_of(Kind, given, "kind")
    value = given.get("value") or None
    load_codebook().check(kind, value)
    plover = load_codebook().plover(kind, value)
    return Claim(
        report=report.id,
        quote=span,
        text=span.of(report.text),
        kind=kind,
        value=value,
        actors=_check_ids(given, "actor"),
        targets=_check_ids(given, "target"),
        speaker=_check_speaker(report, given),
        direct=given.get("direct") is True,
        factuality=_one_of(Factuality, given, "factuality"),
        when=_check_when(given),
        object=_check_object(given),
        plover=Plover(*plover) if plover else None,
        cameo=load_codebook().cameo(kind, value),
        rule="codebook prompt",
        coder=coder,
    )


def _check_quote(report: Report, spans: Mapping[int, Span], given: Mapping[str, Any]) -> Span:
    number, quote = given.get("s"), given.get("quote")
    if not isinstance(number, int) or number not in spans:
        raise InputError(f"it names sentence {number!r}; the report has 1 to {max(spans, default=0)}")
    if not isinstance(quote, str) or not quote.strip() or len(quote) > _LONGEST_QUOTE:
        raise InputError(f"its quote is not a clause of at most {_LONGEST_QUOTE} characters")
    span = snap_quote(report.text, quote, spans[number])
    if span is None:
        raise InputError(f"its quote does not stand in sentence {number}")
    return span


def _one_of(values: type[Kind] | type[Factuality], given: Mapping[str, Any], field: str) -> Any:
    try:
        return values(str(given.get(field)))
    except ValueError:
        raise InputError(f"{field} {given.get(field)!r} is none of {', '.join(values)}") from None


def _check_ids(given: Mapping[str, Any], field: str) -> tuple[str, ...]:
    ids = given.get(field) or []
    for one in ids if isinstance(ids, list) else [ids]:
        if not (isinstance(one, str) and is_actor_id(one)):
            raise InputError(f"{field} {one!r} is neither an ISO 3166 alpha-3 code nor a lower-case short name")
    return tuple(dict.fromkeys(ids if isinstance(ids, list) else [ids]))


def is_actor_id(text: str) -> bool:
    """Whether a text may be an actor's id: "UKR", "hamas", "splm-io"."""
    return text in _ISO or (len(text) <= 40 and bool(_SHORT_NAME.fullmatch(text)))


def _check_speaker(report: Report, given: Mapping[str, Any]) -> str | None:
    speaker = given.get("speaker") or None
    if speaker is not None and not (isinstance(speaker, str) and stands_in(report.text, speaker)):
        raise InputError(f"speaker {speaker!r} does not stand in the report")
    return " ".join(speaker.split()) if speaker else None


def _check_when(given: Mapping[str, Any]) -> When | None:
    edtf = given.get("when") or None
    return When(check_edtf(str(edtf)), Basis.CONTEXT) if edtf is not None else None


def _check_object(given: Mapping[str, Any]) -> str | None:
    content = given.get("object")
    # A few words, as the codebook asks; a control character would reach a terminal or a page.
    return (
        " ".join("".join(filter(str.isprintable, content)).split())[:120] or None if isinstance(content, str) else None
    )


def _known_ids(tree: Mapping[str, Any], field: str) -> tuple[str, ...]:
    ids = tree.get(field)
    return tuple(one for one in ids if isinstance(one, str) and is_actor_id(one)) if isinstance(ids, list) else ()


def _same(claim: Claim, other: Claim) -> bool:
    """Half the shorter quote shared, and the same codes: one claim read twice."""
    codes = (claim.kind, claim.value, frozenset(claim.actors)) == (other.kind, other.value, frozenset(other.actors))
    return codes and claim.quote.shares_half(other.quote)
