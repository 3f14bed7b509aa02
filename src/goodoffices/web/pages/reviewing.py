"""Decisions: accept, edit, reject, dispute, merge, split, re-link, undo; and the queue of what to look at first."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from goodoffices.desk.reviewing import as_changes, decide, make_judgement
from goodoffices.desk.workspace_queue import InContext, queue_in_context
from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger import StoredClaim
from goodoffices.record.claims import Verdict
from goodoffices.web.asking import open_process
from goodoffices.web.house import House
from goodoffices.web.rendering import path_of, render
from goodoffices.web.visitors import InHouse, Member, Reviewer, Visitor, check_form

router = APIRouter(dependencies=[Depends(check_form)])

_EDITABLE = ("kind", "value", "actors", "targets", "speaker", "factuality", "object", "when")
_LISTS = ("actors", "targets")
_MOST = 60


@router.get("/p/{process_id}/queue")
def show_queue(request: Request, house: InHouse, visitor: Member, process_id: str) -> Response:
    """What waits for a person, the most urgent first."""
    process = open_process(house, visitor, process_id)
    waiting = list_waiting(house, visitor, process.id)
    done, last = request.query_params.get("done", ""), _find_last(house, visitor, request.query_params.get("last", ""))
    return render(request, "queue.html", process=process, waiting=waiting, done=done, last=last)


def list_waiting(house: House, visitor: Visitor, process_id: str) -> tuple[InContext, ...]:
    """What waits, as far as the visitor may see it."""
    viewer = visitor.viewer
    return house.memory.recall(
        ("queue", process_id, viewer),
        lambda: queue_in_context(house.ledger, process_id, viewer, most=_MOST),
        ahead=True,
    )


def _find_last(house: House, visitor: Visitor, claim_id: str) -> StoredClaim | None:
    """The claim that was decided just now, so that it can be undone from here."""
    try:
        found = house.ledger.claim(claim_id, viewer=visitor.viewer) if claim_id else None
    except NotRecorded:
        return None
    return found if found and found.judgements else None


@router.post("/claims/{claim_id}/decide")
def decide_claim(
    house: InHouse,
    visitor: Reviewer,
    claim_id: str,
    verdict: Annotated[Verdict, Form()],
    seen: Annotated[int, Form()],
    reason: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form(max_length=200)] = "",
    kind_value: Annotated[str, Form(max_length=80)] = "",
    actors: Annotated[str, Form(max_length=400)] = "",
    targets: Annotated[str, Form(max_length=400)] = "",
    speaker: Annotated[str, Form(max_length=200)] = "",
    factuality: Annotated[str, Form(max_length=40)] = "",
    object: Annotated[str, Form(max_length=500)] = "",  # noqa: A002 - the claim's own field
    when: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Decide on a claim; the records follow in the same transaction."""
    shown = house.ledger.claim(claim_id, viewer=visitor.viewer)
    if verdict in (Verdict.MERGE, Verdict.SPLIT, Verdict.RELINK):
        raise InputError(f"{verdict} is decided on a record, not on a claim; open the record that rests on it")
    changes: tuple[tuple[str, str], ...] = ()
    if verdict is Verdict.EDIT:
        kind, _, value = kind_value.partition("/")
        given = {
            "kind": kind, "value": value, "actors": actors, "targets": targets, "speaker": speaker,
            "factuality": factuality, "object": object, "when": when,
        }  # fmt: skip
        changes = _edits(shown.claim, given)
    judgement = make_judgement(shown.id, verdict, visitor.id, reason=reason, changes=changes)
    try:
        decide(house.ledger, judgement, seen=seen)
    finally:
        house.memory.forget()
    return RedirectResponse(_after(back, path_of("claims", shown.id), verdict, shown.id), status_code=303)


def _edits(claim: Any, given: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The fields that the form changed; raises InputError where it changed none."""
    changes = []
    for field in _EDITABLE:
        new = _value(field, given[field].strip())
        old = getattr(claim, field)
        held = list(old) if field in _LISTS else (old.edtf if old else None) if field == "when" else old
        if new != held and not (not new and not held):
            changes.append((field, json.dumps({"edtf": new, "basis": "person"} if field == "when" and new else new)))
    if not changes:
        raise InputError("nothing was changed; change a field, or accept the claim as it is")
    return tuple(changes)


def _value(field: str, text: str) -> Any:
    if field in _LISTS:
        return [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]
    return text or None


@router.post("/p/{process_id}/records/{record_id}/decide")
def decide_record(
    house: InHouse,
    visitor: Reviewer,
    process_id: str,
    record_id: str,
    verdict: Annotated[Verdict, Form()],
    seen: Annotated[int, Form()],
    reason: Annotated[str, Form(max_length=2000)] = "",
    into: Annotated[str, Form(max_length=200)] = "",
    to: Annotated[str, Form(max_length=200)] = "",
    claims: Annotated[list[str] | None, Form()] = None,
    back: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Decide on a record."""
    process = open_process(house, visitor, process_id)
    house.ledger.record(record_id, process=process.id, viewer=visitor.viewer)
    judgement = make_judgement(record_id, verdict, visitor.id, reason=reason, changes=_links(verdict, into, to, claims))
    try:
        decide(house.ledger, judgement, seen=seen, process=process.id)
    finally:
        house.memory.forget()
    return RedirectResponse(_after(back, path_of("p", process.id, "records", record_id), verdict), status_code=303)


def _links(verdict: Verdict, into: str, to: str, claims: list[str] | None) -> tuple[tuple[str, str], ...]:
    """What a merge, split or re-link points to; raises InputError where nothing was chosen."""
    if verdict is Verdict.MERGE and into:
        return as_changes([f"into={into}"])
    if verdict is Verdict.RELINK:
        return (("to", json.dumps(to or None)),)
    if verdict is Verdict.SPLIT and claims:
        return (("evidence", json.dumps(claims)),)
    if verdict in (Verdict.MERGE, Verdict.SPLIT):
        raise InputError(f"to {verdict}, choose with or from what")
    return ()


def _after(back: str, otherwise: str, verdict: Verdict, last: str = "") -> str:
    """Where to go on: a page of ours that the form named, never another host."""
    place = back if back.startswith("/p/") and "\\" not in back and back.isprintable() else otherwise
    mark, hash_, anchor = place.partition("#")
    said = {"done": verdict.value} | ({"last": last} if last and place == back else {})
    return f"{mark}?{urlencode(said)}{hash_}{anchor}" if "?" not in mark else place
