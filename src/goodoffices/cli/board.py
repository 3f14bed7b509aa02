"""`goodoffices board`: where a process stands, with the sentence behind every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    LedgerOption,
    ProcessOption,
    SettingsOption,
    parse_day,
    settle,
)
from goodoffices.cli.output import count, print_json, print_table, print_text

if TYPE_CHECKING:  # the desk is imported when the command runs
    from goodoffices.desk.boards import Asked, Question
    from goodoffices.record.evidence import Evidence
    from goodoffices.record.findings import Finding

ReviewedOption = Annotated[bool, typer.Option("--reviewed", help="Rest on reviewed claims only.")]
CandidatesOption = Annotated[bool, typer.Option("--candidates", help="Let unsure claims count like sure ones.")]
SureOption = Annotated[bool, typer.Option("--sure", help="Rest on sure claims only; cells may stay empty.")]

# A cell that no person has reviewed is marked so; a dotted one rests only on claims that the coder is not sure of.
_UNREVIEWED, UNSURE = " ○", " ◌"


@app.command()
def board(
    process: ProcessOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    reviewed: ReviewedOption = False,
    candidates: CandidatesOption = False,
    sure: SureOption = False,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print the board of a process: proposals and answers, truces, mediators, demands, violence."""
    from goodoffices.assess.as_json import board_as_json
    from goodoffices.desk.boards import ask_board
    from goodoffices.desk.ledgers import open_ledger

    question = as_question(process, as_of, known_at, reviewed=reviewed, candidates=candidates, sure=sure)
    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        asked = ask_board(opened, question)
    if as_json:
        print_json(board_as_json(asked.board))
    else:
        _print_board(asked)


def as_question(
    process: str | None,
    as_of: str | None,
    known_at: str | None,
    *,
    reviewed: bool = False,
    candidates: bool = False,
    sure: bool = False,
) -> Question:
    """The question that the options ask."""
    from goodoffices.desk.boards import Question

    return Question(
        process=process,
        as_of=parse_day(as_of, "--as-of"),
        known_at=parse_day(known_at, "--known-at"),
        reviewed=reviewed,
        candidates=candidates,
        sure=sure,
    )


def _print_board(asked: Asked) -> None:
    for line in _header(asked):
        print_text(line)
    print_text()
    required = sorted({party for row in asked.board.proposals for party, _ in row.answers})
    print_table("Proposals", ("proposal", "status", *required), _proposal_rows(asked, required))
    print_table("Truces", ("truce", "status", "compliance", "in its own words"), _truce_rows(asked))
    print_table("Demands", ("party", "firmness", "since", "demand"), _demand_rows(asked))
    print_table("Said and did", ("party", "said", "did (14 days)", "attacks", "gap"), _posture_rows(asked))
    if asked.board.contested:
        print_table("Contested", ("about", "what", "variants"), _contested_rows(asked))
    print_text("○ not reviewed by a person   ◌ the coder itself is not sure   `goodoffices show ID` tells more")
    left_out = _count_left_out(asked)
    if left_out:
        print_text(f"{count(left_out, 'record')} left out, for the coder is not sure of them; --candidates shows them")


def _count_left_out(asked: Asked) -> int:
    """Records that this board does not show and one with candidates would."""
    from goodoffices.assess.docket import look_at

    view = asked.board.view
    wider = replace(view, candidates=not view.reviewed, sure=False)
    shown = {record.id for *_, record, _ in look_at(asked.records, view).seen}
    return sum(1 for record in asked.records if record.id not in shown and wider.apply(record) is not None)


def _header(asked: Asked) -> Iterator[str]:
    seen = asked.board
    known = f", as known on {seen.view.known_at}" if seen.view.known_at else ""
    yield f"{seen.process.name if seen.process else 'Process'} on {seen.as_of}{known}"
    for state in seen.mediators:
        notes = [f"since {state.since}"] if state.since else []
        notes += [f"warned since {state.warned_since}"] if state.warned_since else []
        notes += [f"commitment {state.commitment} on {state.commitment_date}"] if state.commitment else []
        state_now = f"{state.state}{_mark(asked, state.finding)}"
        yield f"Mediator {state.actor}: {state_now} ({', '.join(notes) or 'no step known'})"
    if not seen.mediators:
        yield "Mediator: no step on record"
    yield _standstill("Quiet", seen.quiet)
    yield _standstill("Stuck", seen.stuck)
    if seen.stuck is not None and seen.stuck.sentence:
        yield f"Last move: “{seen.stuck.sentence}”"


def _standstill(name: str, finding: Finding | None) -> str:
    if finding is None:
        return f"{name}: not enough moves on record to say"
    days = dict(finding.inputs).get("days", "?")
    return f"{name}: {finding.value} ({days} days since {finding.since}; threshold {finding.threshold:g})"


def _proposal_rows(asked: Asked, required: list[str]) -> Iterator[tuple[str, ...]]:
    for row in asked.board.proposals:
        answers = dict(row.answers)
        cells = (_cell(asked, answers.get(party)) for party in required)
        yield (f"{row.proposal.title}\n{row.proposal.id}", _cell(asked, row.status, quote=False), *cells)


def _cell(asked: Asked, finding: Finding | None, *, quote: bool = True) -> str:
    if finding is None:
        return "—"
    since = f" {finding.since}" if finding.since else ""
    words = f"\n“{_shorten(finding.sentence)}”" if quote and finding.sentence else ""
    return f"{finding.value.replace('_', ' ')}{since}{_mark(asked, finding)}{words}"


def _mark(asked: Asked, finding: Finding) -> str:
    return _mark_pieces(asked.of(finding.evidence))


def _mark_pieces(pieces: tuple[Evidence, ...]) -> str:
    if not pieces or any(piece.reviewed for piece in pieces):
        return ""
    return _UNREVIEWED if any(piece.sure for piece in pieces) else UNSURE


def _shorten(sentence: str, longest: int = 110) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= longest else words[: words.rfind(" ", 0, longest)] + " …"


def _truce_rows(asked: Asked) -> Iterator[tuple[str, ...]]:
    for row in asked.board.truces:
        note = f" ({row.status.note})" if row.status.note else ""
        status = f"{row.status.value.replace('_', ' ')}{note}{_mark(asked, row.status)}"
        compliance = f"{row.compliance.value.replace('_', ' ')}{_mark(asked, row.compliance)}"
        yield f"{row.truce.title}\n{row.truce.id}", status, compliance, _shorten(row.status.sentence or "")


def _demand_rows(asked: Asked) -> Iterator[tuple[str, ...]]:
    for demand in asked.board.demands:
        mark = _mark_pieces(demand.evidence)
        since = str(demand.when.edtf) if demand.when else "—"
        yield demand.party, str(demand.firmness).replace("_", " "), since, _shorten(demand.content) + mark


def _posture_rows(asked: Asked) -> Iterator[tuple[str, ...]]:
    for posture in asked.board.postures:
        said = "\n".join(f"{track}: {finding.value.replace('_', ' ')}" for track, finding in posture.said)
        did = ", ".join(f"{count} {deed}" for deed, count in posture.did) or "nothing on record"
        yield posture.party, said or "—", did, _attacks(posture.attacks), posture.gap or ""


def _attacks(compared: object) -> str:
    refused, direction = getattr(compared, "refused", None), getattr(compared, "direction", None)
    if compared is None:
        return "—"
    return f"not compared: {refused}" if refused else str(direction)


def _contested_rows(asked: Asked) -> Iterable[tuple[str, ...]]:
    for conflict in asked.board.contested:
        yield conflict.about, conflict.type.replace("_", " "), "\n".join(variant.value for variant in conflict.variants)
