"""Threads about a report, claim, record, term or process: begin, reply, resolve, take away; a plan decides who may."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from goodoffices.desk.workspace_terms import definitions
from goodoffices.errors import NotRecorded
from goodoffices.ledger.threads import Subject, Thread, Topic
from goodoffices.web.asking import list_open, open_process
from goodoffices.web.house import House
from goodoffices.web.rendering import path_of, render
from goodoffices.web.visitors import InHouse, Person, Refused, Visitor, check_form, why_no_comment

router = APIRouter(dependencies=[Depends(check_form)])

_MENTION = re.compile(r"(?<![\w@])@([a-z0-9][a-z0-9._-]{0,39})")
Text = Annotated[str, Form(max_length=10_000)]
Name = Annotated[str, Form(max_length=300)]


@router.post("/discuss")
def begin(
    house: InHouse, visitor: Person, topic: Annotated[Topic, Form()], subject: Name, text: Text, process: Name = ""
) -> Response:
    """Begin a thread about something the visitor may see."""
    _check_plan(house, visitor)
    about = Subject(topic, subject, process)
    _check_seen(house, visitor, about)
    thread = house.ledger.open_thread(about, author=visitor.id, text=text, mentions=_mentioned(house, text))
    return RedirectResponse(_place(thread), status_code=303)


@router.post("/discuss/{thread_id}/reply")
def reply(house: InHouse, visitor: Person, thread_id: str, text: Text) -> Response:
    """Say something in a thread."""
    _check_plan(house, visitor)
    thread = _open_thread(house, visitor, thread_id)
    house.ledger.reply(thread.id, author=visitor.id, text=text, mentions=_mentioned(house, text))
    return RedirectResponse(_place(thread), status_code=303)


@router.post("/discuss/{thread_id}/settle")
def settle(house: InHouse, visitor: Person, thread_id: str) -> Response:
    """Close a thread as settled, or open it again."""
    _check_plan(house, visitor)
    thread = _open_thread(house, visitor, thread_id)
    if thread.resolved_by is None:
        house.ledger.resolve_thread(thread.id, by=visitor.id)
    else:
        house.ledger.reopen_thread(thread.id, by=visitor.id)
    return RedirectResponse(_place(thread), status_code=303)


@router.post("/discuss/{thread_id}/remove")
def remove(house: InHouse, visitor: Person, thread_id: str, comment: Name, why: Name = "") -> Response:
    """Take one's own comment away, or another's as an administrator; its place and the reason stay."""
    thread = _open_thread(house, visitor, thread_id)
    found = next((one for one in thread.comments if one.id == comment), None)
    if found is None:
        raise NotRecorded("no such comment")
    if found.author != visitor.id and not visitor.may("administrator"):
        raise Refused("Only its author or an administrator takes a comment away.")
    house.ledger.remove_comment(found.id, by=visitor.id, why=why)
    return RedirectResponse(_place(thread), status_code=303)


@router.get("/mentions")
def show_mentions(request: Request, house: InHouse, visitor: Person) -> Response:
    """Where the visitor was mentioned; looking marks them as seen."""
    found = house.ledger.mentions_of(visitor.id, viewer=visitor.viewer)
    house.ledger.see_mentions(visitor.id, [comment.id for _, comment in found])
    recent = house.ledger.recent_comments(viewer=visitor.viewer, limit=30)
    seen = {process.id for process in list_open(house, visitor)}
    return render(request, "mentions.html", found=_placed(found, seen), recent=_placed(recent, seen))


def _placed(found: Iterable[tuple[Thread, object]], seen: Collection[str]) -> list[tuple[str, object]]:
    """Comments with the place of their thread, without those on processes that the visitor may not see."""
    return [
        (_place(thread), comment)
        for thread, comment in found
        if thread.subject.topic not in (Topic.PROCESS, Topic.TERM) or _home(thread.subject) in seen
    ]


def _open_thread(house: House, visitor: Visitor, thread_id: str) -> Thread:
    """A thread about something that the visitor may see; raises NotRecorded."""
    thread = house.ledger.thread(thread_id, viewer=visitor.viewer)
    _check_seen(house, visitor, thread.subject)
    return thread


def _check_plan(house: House, visitor: Visitor) -> None:
    why = why_no_comment(house, visitor)
    if why:
        raise Refused(why)


def _check_seen(house: House, visitor: Visitor, about: Subject) -> None:
    """Raise NotRecorded for a subject that is not there for this visitor."""
    if about.topic is Topic.REPORT:
        house.ledger.report(about.id, viewer=visitor.viewer)
    elif about.topic is Topic.CLAIM:
        house.ledger.claim(about.id, viewer=visitor.viewer)
    else:
        process = open_process(house, visitor, _home(about))
        if about.topic is Topic.TERM and about.id not in definitions():
            raise NotRecorded(f"no term {about.id!r}")
        if about.topic is Topic.RECORD:
            house.ledger.record(about.id, process=process.id, viewer=visitor.viewer)


def _mentioned(house: House, text: str) -> list[str]:
    named = set(_MENTION.findall(text.casefold()))
    return sorted(named & {user.id for user in house.ledger.users()}) if named else []


def _home(about: Subject) -> str:
    """The process of a record, term or process."""
    return about.process or about.id


def _place(thread: Thread) -> str:
    about = thread.subject
    pages = {
        Topic.REPORT: path_of("reports", about.id),
        Topic.CLAIM: path_of("claims", about.id),
        Topic.RECORD: path_of("p", about.process, "records", about.id),
        Topic.TERM: path_of("p", about.process, "terms", about.id),
    }
    return f"{pages.get(about.topic, path_of('p', _home(about)))}#t-{thread.id}"
