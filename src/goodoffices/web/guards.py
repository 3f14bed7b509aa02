"""What stands before every page: response headers, the limit on uploads, the cookie that forms are bound to."""

from __future__ import annotations

import secrets
from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodoffices.web.house import House
from goodoffices.web.visitors import FORM_COOKIE

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
# Fields around an uploaded file.
_ROOM = 100_000


class TooLarge(Exception):
    """More was sent than an upload may hold."""


class Guards:
    """Pure ASGI, so that nothing is buffered."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app, self.house = app, house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Limit what comes in, mark what goes out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        fresh = "" if _form_cookie(headers) else secrets.token_urlsafe(24)
        scope.setdefault("state", {})["fresh_form"] = fresh
        most = self.house.settings.web.max_upload + _ROOM
        limited = _Limited(receive, most)
        sender = self._marking(send, scope["path"], fresh, limited)
        if _declared(headers) > most:
            await _refuse(sender, most)
            return
        try:
            await self.app(scope, limited.receive, sender)
        except TooLarge:
            await _refuse(sender, most)

    def _marking(self, send: Send, path: str, fresh: str, limited: _Limited) -> Send:
        async def marking(message: Message) -> None:
            if message["type"] == "http.response.start":
                if limited.left < 0:
                    message["status"] = 413  # whatever the page made of a body that broke off
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self.house.is_secure:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
                if not path.startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store" if path.startswith("/sign") else "private, no-cache")
                    headers.add_vary_header("Cookie")
                    if fresh and not path.startswith("/api/"):
                        secure = "; Secure" if self.house.is_secure else ""
                        cookie = f"{FORM_COOKIE}={fresh}; Path=/; HttpOnly; SameSite=Lax{secure}"
                        headers.append("Set-Cookie", cookie)
            await send(message)

        return marking


class _Limited:
    """Counts what comes in where no length was declared."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.take, self.left = receive, most

    async def receive(self) -> Message:
        message = await self.take()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise TooLarge
        return message


def _form_cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(FORM_COOKIE)
    except ValueError:
        return ""
    return found.value if found else ""


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdigit() else 0


async def _refuse(send: Send, most: int) -> None:
    body = f"This is too large; at most {most:,} bytes can be sent at once.\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
