"""Pages made once for all who see the same, kept until the ledger's edition is another, and handed out with each
person's own strip: their name, and the mark of their forms.

Two persons see the same where their role, their plans and the reports open to them are the same; that is part of what a
page is kept under, so a page can reach nobody who could not have had it made. While it is made, the person behind it
wears a mask (`visitors.Mask`); a page that asks all the same who it is, is kept for that person only, and only until
they do something. Only the pages named below are kept at all.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.cookies import CookieError, SimpleCookie

from anyio import CapacityLimiter, to_thread
from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodoffices.ledger.editions import Personal
from goodoffices.web.asking import list_open
from goodoffices.web.house import House, Mark
from goodoffices.web.visitors import (
    FORM_COOKIE,
    MASKED_FORM,
    MASKED_NAME,
    Visitor,
    find_session,
    greet,
    put_on_mask,
    recall_session,
    session_cookie,
)

_KEPT = re.compile(
    r"/(p/[^/]+(/(timeline(\.svg|\.json)?|changes(\.atom|\.json)?|brief(\.pdf)?|queue|records/[^/]+))?"
    r"|reports(/.+)?|claims/[^/]+|search)?"
)
# Pages that begin where a person's last visit ended.
_SINCE_VISIT = re.compile(r"/p/([^/]+)/changes")
_KEPT_FOR_STRANGERS = re.compile(r"/api/v1/.+")
# Bytes of all pages together: some thousand pages, or a hundred pictures. One page is hardly ever larger than the last.
_ROOM, _LARGEST = 64_000_000, 2_000_000
_PRESSED = ("image/svg+xml", "application/json", "application/feed+json", "application/atom+xml")
_DROPPED = (b"content-length", b"etag")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the pages said, still with masks on; `pressed` is the body as gzip, for pictures and data only."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    pressed: bytes
    digest: str
    # What the page rests on; for a page that is one person's, also whose, and what of theirs.
    mark: Mark | None = None
    owner: str = ""
    personal: Personal = ()

    @property
    def type(self) -> str:
        """The media type, without its charset."""
        found = dict(self.headers).get(b"content-type", b"").decode("latin-1")
        return found.partition(";")[0].strip()


@dataclass(slots=True)
class _Listener:
    """Takes an answer in, instead of sending it."""

    start: Message = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)

    async def hear(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    def make_answer(self) -> _Answer:
        body = bytes(self.body)
        headers = tuple((name, value) for name, value in self.start["headers"] if name.lower() not in _DROPPED)
        return _Answer(self.start["status"], headers, body, b"", hashlib.blake2b(body, digest_size=12).hexdigest())


@dataclass(slots=True)
class Shelf:
    """Pure ASGI, inside the guards, so that every answer gets their headers."""

    app: ASGIApp
    house: House
    kept: OrderedDict[Hashable, _Answer] = field(default_factory=OrderedDict)
    held: int = 0
    # More at a time would wait for each other, and for connections that a ledger does not keep open.
    doorkeepers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(4))
    making: dict[Hashable, asyncio.Lock] = field(default_factory=dict)
    renewing: set[asyncio.Task[None]] = field(default_factory=set)
    # Pages that asked who it is: under what they are kept, the person is part of.
    own: set[Hashable] = field(default_factory=set)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the shelf, or ask the pages."""
        if scope["type"] != "http" or scope["method"] != "GET" or not self._is_kept(scope):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        visitor, scope["state"]["visited"] = await self._meet(scope, headers)
        answer = await self._find(scope, receive, visitor)
        await _hand_out(answer, visitor, headers, send)

    def _is_kept(self, scope: Scope) -> bool:
        if _KEPT.fullmatch(scope["path"]):
            return True
        headers = Headers(scope=scope)
        personal = "authorization" in headers or session_cookie(self.house) in headers.get("cookie", "")
        return not personal and _KEPT_FOR_STRANGERS.fullmatch(scope["path"]) is not None

    async def _meet(self, scope: Scope, headers: Headers) -> tuple[Visitor, datetime | None]:
        """Who asks, and when they were here last, where the page begins then; one thread asks the ledger, if at all."""
        cookies = _read_cookies(headers.get("cookie", ""))
        secret = cookies.get(session_cookie(self.house), "")
        form = cookies.get(FORM_COOKIE) or scope["state"]["fresh_form"]
        process = _process_visited(scope)

        def look() -> tuple[Visitor, datetime | None]:
            visitor = greet(secret, form, find_session(self.house, secret))
            return visitor, self._begin_visit(visitor, process) if process else None

        known = recall_session(self.house, secret)
        visit = self.house.visits.recall(known.user.id, f"changes/{process}") if known and process else None
        if secret and (known is None or (process and visit is None)):
            return await to_thread.run_sync(look, limiter=self.doorkeepers)
        return greet(secret, form, known), visit.before if visit else None

    def _begin_visit(self, visitor: Visitor, process: str) -> datetime | None:
        known = any(one.id == process for one in list_open(self.house, visitor))
        if visitor.user is None or self.house.ledger.read_only or not known:
            return None
        return self.house.visits.begin(visitor.id, f"changes/{process}").before

    async def _find(self, scope: Scope, receive: Receive, visitor: Visitor) -> _Answer:
        """The answer that is kept, or one made now; several who want the same wait for one."""
        common: Hashable = (
            scope["path"], scope["query_string"], scope["state"]["visited"],
            visitor.role, visitor.plans, visitor.viewer,
        )  # fmt: skip
        for key in (common, (common, visitor.id)):
            found = self._take(key)
            if found is not None:
                return found
        found = self.kept.get(common)
        if found is not None and found.mark is not None and self.house.memory.may_wait(found.mark):
            self._renew(common, scope, visitor)
            return found
        key = (common, visitor.id) if common in self.own else common
        lock = self.making.setdefault(key, asyncio.Lock())
        async with lock:
            found = self._take(key)
            if found is not None:
                return found
            try:
                return await self._make(common, scope, receive, visitor)
            finally:
                if self.making.get(key) is lock:
                    del self.making[key]

    def _renew(self, common: Hashable, scope: Scope, visitor: Visitor) -> None:
        """Make the next edition of a page beside those who read this one.

        One page at a time: all of them at once would take the processor from everybody who waits for a page. Who asks
        for the page again tries again.
        """
        if self.renewing:
            return

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def renew() -> None:
            # Whatever goes wrong, goes wrong again before who asks when this edition is too old.
            try:
                with suppress(Exception):
                    own = dict(scope) | {"state": {name: scope["state"][name] for name in ("fresh_form", "visited")}}
                    await self._make(common, own, receive, visitor)
            finally:
                self.renewing.clear()

        self.renewing.add(asyncio.create_task(renew()))

    def _take(self, key: Hashable) -> _Answer | None:
        found = self.kept.get(key)
        if found is None or found.mark is None or not self.house.memory.holds(found.mark):
            return None
        if found.owner and self.house.ledger.personal(found.owner) != found.personal:
            return None
        self.kept.move_to_end(key)
        return found

    async def _make(self, common: Hashable, scope: Scope, receive: Receive, visitor: Visitor) -> _Answer:
        """Ask the pages, for the visitor with a mask on; keep what they say if nothing changed meanwhile."""
        masked, listener = put_on_mask(visitor), _Listener()
        scope["state"]["met"] = masked
        mark, own = self.house.memory.mark, self.house.ledger.personal(visitor.id) if common in self.own else ()
        await self.app(scope, receive, listener.hear)
        answer = listener.make_answer()
        lifted = masked.mask is not None and masked.mask.lifted
        if answer.status != 200 or len(answer.body) > _LARGEST:
            return answer
        if answer.type in _PRESSED:
            answer = await run_in_threadpool(_press, answer)
        if not lifted:
            self._keep(common, replace(answer, mark=mark))
        elif common in self.own:
            self._keep((common, visitor.id), replace(answer, mark=mark, owner=visitor.id, personal=own))
        self.own |= {common} if lifted else set()
        return answer

    def _keep(self, key: Hashable, answer: _Answer) -> None:
        self._drop(key)
        self.kept[key] = answer
        self.held += len(answer.body) + len(answer.pressed)
        while self.held > _ROOM:
            self._drop(next(iter(self.kept)))
        if len(self.own) > len(self.kept) + 1_000:
            self.own.clear()  # no harm: the next page that asks who it is says so again

    def _drop(self, key: Hashable) -> None:
        found = self.kept.pop(key, None)
        if found is not None:
            self.held -= len(found.body) + len(found.pressed)


def _press(answer: _Answer) -> _Answer:
    """With the body as gzip beside it. Only what holds no secret and no words of whoever asks: see BREACH."""
    pressed = gzip.compress(answer.body, 6, mtime=0)
    return replace(answer, pressed=pressed)


async def _hand_out(answer: _Answer, visitor: Visitor, asked: Headers, send: Send) -> None:
    """Put the visitor's own words in place of the masks; say "not modified" to who has the page already."""
    headers = list(answer.headers)
    name, form = str(escape(visitor.name)).encode(), visitor.csrf.encode()
    if answer.status == 200:
        own = hashlib.blake2b(name + b"/" + form, digest_size=6).hexdigest()
        tag = f'W/"{answer.digest}-{own}"'
        headers.append((b"etag", tag.encode()))
        if tag in asked.get("if-none-match", ""):
            await _send(send, 304, [pair for pair in headers if pair[0].lower() != b"content-type"], b"")
            return
    if answer.pressed:
        headers.append((b"vary", b"Accept-Encoding"))
        if "gzip" in asked.get("accept-encoding", ""):
            await _send(send, answer.status, [*headers, (b"content-encoding", b"gzip")], answer.pressed)
            return
    body = answer.body.replace(MASKED_FORM.encode(), form).replace(MASKED_NAME.encode(), name)
    await _send(send, answer.status, headers, body)


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    length = [] if status == 304 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": body})


def _process_visited(scope: Scope) -> str | None:
    page = _SINCE_VISIT.fullmatch(scope["path"])
    return page[1] if page is not None and not QueryParams(scope["query_string"]).get("since") else None


def _read_cookies(header: str) -> dict[str, str]:
    try:
        return {name: one.value for name, one in SimpleCookie(header).items()}
    except CookieError:
        return {}
