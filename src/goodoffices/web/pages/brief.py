"""A one-page brief of a day, as a page and as PDF, with a footnote to every sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import vl_convert
from fastapi import APIRouter, Request, Response

from goodoffices.assess.truces import OVER
from goodoffices.desk.boards import Asked
from goodoffices.record.evidence import Evidence
from goodoffices.record.findings import Finding, SourceConflict
from goodoffices.record.processes import Process
from goodoffices.vocab.actors import name_actor
from goodoffices.web.asking import QuestionAsked, ask, open_process
from goodoffices.web.cells import link_to
from goodoffices.web.rendering import render, write_day
from goodoffices.web.sheets import Line, draw_sheet
from goodoffices.web.visitors import InHouse, Reader

router = APIRouter()

# What one sheet of A4 holds beside its footnotes.
_MOST_PROPOSALS = 6
_MOST_DEMANDS = 4
_MOST_CONTESTED = 4
_UNDATED = "a day not known"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the sentence and where it stands."""

    number: int
    source: str
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the brief with its footnote, if it rests on a sentence; one `under` another belongs to it."""

    text: str
    note: Note | None = None
    under: bool = False


@dataclass(slots=True)
class Brief:
    """Sections of lines, and the footnotes in their order."""

    asked: Asked
    process: Process
    sections: list[tuple[str, list[Said]]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def say(self, text: str, evidence: Iterable[str], record: str = "", *, under: bool = False) -> Said:
        """A line, with a footnote to the first sentence behind it."""
        pieces = [piece for piece in self.asked.of(evidence) if piece.text]
        return Said(text, self._note(pieces[-1], record) if pieces else None, under)

    def _note(self, piece: Evidence, record: str) -> Note:
        href = link_to(piece, self.process.id, record)
        held = next((note for note in self.notes if note.sentence == piece.text and note.href == href), None)
        if held is None:
            day, speaker = write_day(piece.known, _UNDATED), piece.speaker or "the reporter"
            source = f"{piece.outlet or piece.report}, {day}; {speaker}"
            held = Note(len(self.notes) + 1, source, " ".join(piece.text.split()), href)
            self.notes.append(held)
        return held


def write_brief(asked: Asked, process: Process) -> Brief:
    """The brief of a board."""
    brief = Brief(asked, process)
    brief.sections.append(("Where it stands", list(_standing(brief))))
    proposals = list(_proposals(brief)) or [Said("No proposal is on record by this day.")]
    brief.sections.append(("Proposals and answers", proposals))
    brief.sections.append(("Truces", list(_truces(brief)) or [Said("No truce binds anybody.")]))
    demands = list(_demands(brief))
    if demands:
        brief.sections.append(("Latest demands", demands))
    if asked.board.contested:
        brief.sections.append(("Contested", [_contest(brief, one) for one in asked.board.contested[:_MOST_CONTESTED]]))
    return brief


def _contest(brief: Brief, conflict: SourceConflict) -> Said:
    sides = " against ".join(f"“{' '.join(side.value.split())}”" for side in conflict.variants)
    said = [piece for side in conflict.variants for piece in side.evidence]
    return brief.say(f"{conflict.type.replace('_', ' ').capitalize()}: {sides}.", said, conflict.about)


def _standing(brief: Brief) -> Iterable[Said]:
    board = brief.asked.board
    if not board.mediators:
        yield Said("No step of a mediator is known.")
    for state in board.mediators:
        warned = f"; warned since {write_day(state.warned_since)}" if state.warned_since else ""
        pledged = write_day(state.commitment_date, _UNDATED)
        commitment = f"; commitment {state.commitment} on {pledged}" if state.commitment else ""
        since = f" since {write_day(state.since)}" if state.since else ""
        yield brief.say(
            f"Mediator {name_actor(state.actor)}: {state.state}{since}{warned}{commitment}.",
            state.finding.evidence,
            _last(state.finding),
        )
    for name, finding in (("Quiet", board.quiet), ("Stuck", board.stuck)):
        if finding is not None:
            days = dict(finding.inputs).get("days", "?")
            since = write_day(finding.since, _UNDATED)
            line = f"{name}: {finding.value}, {days} days since {since} (threshold {finding.threshold:g})."
            yield brief.say(line, finding.evidence, _last(finding))


def _proposals(brief: Brief) -> Iterable[Said]:
    rows = sorted(brief.asked.board.proposals, key=lambda row: str(row.status.since or ""), reverse=True)
    for row in rows[:_MOST_PROPOSALS]:
        yield brief.say(f"{row.proposal.title}: {_plain(row.status)}.", row.status.evidence, row.proposal.id)
        for party, answer in row.answers:
            yield brief.say(f"{name_actor(party)}: {_plain(answer)}.", answer.evidence, _last(answer), under=True)


def _truces(brief: Brief) -> Iterable[Said]:
    for row in brief.asked.board.truces:
        if row.status.value not in OVER:
            kept = row.compliance.value.replace("_", " ")
            yield brief.say(f"{row.truce.title}: {_plain(row.status)}; {kept}.", row.status.evidence, row.truce.id)


def _demands(brief: Brief) -> Iterable[Said]:
    for demand in brief.asked.board.demands[-_MOST_DEMANDS:]:
        said = " ".join(demand.content.split())
        yield brief.say(f"{name_actor(demand.party)}: {said}.", [piece.id for piece in demand.evidence], demand.id)


def _plain(finding: Finding) -> str:
    since = f" ({write_day(finding.since)})" if finding.since else ""
    conditions = "; ".join(said for name, said in finding.inputs if name == "condition")
    return finding.value.replace("_", " ") + since + (f", if {conditions}" if conditions else "")


def _last(finding: Finding) -> str:
    return finding.records[-1] if finding.records else ""


@router.get("/p/{process_id}/brief")
def show_brief(request: Request, house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked) -> Response:
    """The brief as a page."""
    process = open_process(house, visitor, process_id)
    asked = ask(house, visitor, process.id, question)
    brief, address = write_brief(asked, process), str(request.url.query)
    return render(
        request, "brief.html", process=process, address=address, question=question, board=asked.board, brief=brief
    )


@router.get("/p/{process_id}/brief.pdf")
def send_brief(house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked) -> Response:
    """The brief as PDF, on one sheet of A4."""
    process = open_process(house, visitor, process_id)
    asked = ask(house, visitor, process.id, question)
    sheet = draw_sheet(list(_sheet_lines(write_brief(asked, process), asked.board.as_of)))
    name = {"Content-Disposition": f'inline; filename="brief-{asked.board.as_of}.pdf"'}
    return Response(vl_convert.svg_to_pdf(sheet), media_type="application/pdf", headers=name)


def _sheet_lines(brief: Brief, day: date) -> Iterable[Line]:
    known = brief.asked.board.view.known_at
    yield Line(f"{brief.process.name}, {day}" + (f", as known on {known}" if known else ""), 15, bold=True)
    for title, lines in brief.sections:
        yield Line(title, 10.5, bold=True, above=6)
        for said in lines:
            yield Line(("– " if said.under else "") + said.text + (f" [{said.note.number}]" if said.note else ""), 9)
    yield Line("Sentences", 9, bold=True, above=8)
    for note in brief.notes:
        yield Line(f"[{note.number}] “{note.sentence}” — {note.source}", 7)
