"""Pages that nobody has signed in for, kept until anything is sent to the workspace or a few seconds have passed.

A page with a form is never kept: its mark is one visitor's own.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodoffices.web.house import House
from goodoffices.web.visitors import session_cookie

# As long as boards are remembered (`house.py`), and about as much as fits into 30 MB.
_SECONDS, _MOST, _LARGEST = 10.0, 256, 120_000
_NEVER = ("/static/", "/sign", "/start/", "/welcome/", "/feeds/", "/account", "/charts.js")
_HAS_FORM_MARK = b'name="csrf"'


@dataclass(slots=True)
class _Answer:
    """What was sent: the start, the body, and until when it is good."""

    start: Message
    body: bytes
    until: float


@dataclass(slots=True)
class _Listener:
    """Passes an answer on and remembers it."""

    send: Send
    start: Message = field(default_factory=dict)
    body: bytes = b""
    whole: bool = False

    async def hear(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = {**message, "headers": list(message["headers"])}
        elif len(self.body) <= _LARGEST:
            self.body += message.get("body", b"")
            self.whole = not message.get("more_body", False)
        await self.send(message)

    @property
    def can_stay(self) -> bool:
        """Whether it is a whole page that is the same for everybody."""
        kept = self.whole and self.start.get("status") == 200 and len(self.body) <= _LARGEST
        return kept and _HAS_FORM_MARK not in self.body


class Shelf:
    """Pure ASGI, inside the guards, so that every answer gets their headers."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app, self.house = app, house
        self.kept: OrderedDict[str, _Answer] = OrderedDict()
        self.making: dict[str, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the shelf, or ask the pages."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await self._write(scope, receive, send)
        elif not self._is_common(scope):
            await self.app(scope, receive, send)
        else:
            await self._read(scope, receive, send)

    async def _write(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        finally:
            self.kept.clear()

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        # Several who ask at once wait for one answer; when it cannot be kept, each makes its own.
        async with self.making.setdefault(key, asyncio.Lock()):
            found = self.kept.get(key)
            if found is None or found.until < time.monotonic():
                await self._make(key, scope, receive, send)
                return
        await send({**found.start, "headers": list(found.start["headers"])})
        await send({"type": "http.response.body", "body": found.body})

    async def _make(self, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        listener, generation = _Listener(send), self.house.memory.generation
        try:
            await self.app(scope, receive, listener.hear)
        finally:
            self.making.pop(key, None)
        if listener.can_stay and generation == self.house.memory.generation:
            self.kept[key] = _Answer(listener.start, listener.body, time.monotonic() + _SECONDS)
            while len(self.kept) > _MOST:
                self.kept.popitem(last=False)

    def _is_common(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        personal = "authorization" in headers or f"{session_cookie(self.house)}=" in headers.get("cookie", "")
        return not personal and scope["method"] == "GET" and not scope["path"].startswith(_NEVER)
