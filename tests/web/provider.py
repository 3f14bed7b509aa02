"""A small OpenID Connect provider in a thread: real keys, real signatures, PKCE checked; its answers can be bent."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "goodoffices", "a secret of the client"


@dataclass
class FakeProvider:
    """What it signs and for whom; `bend` changes the claims before they are signed."""

    issuer: str = ""
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    person: dict[str, Any] = field(
        default_factory=lambda: {"sub": "7", "email": "Anna@Example.org", "email_verified": True}
    )
    bend: dict[str, Any] = field(default_factory=dict)
    signer: Any = None
    algorithm: str = "RS256"
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    bodies: list[dict[str, str]] = field(default_factory=list)

    def approve(self, address: str) -> str:
        """What the provider's own page does: take the request, and return the address that it sends back to."""
        parts = urlsplit(address)
        request = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert address.startswith(f"{self.issuer}/authorize?")
        assert (request["response_type"], request["code_challenge_method"]) == ("code", "S256")
        code = f"code-{len(self.asked)}"
        self.asked[code] = request
        return f"{request['redirect_uri']}?code={code}&state={request['state']}"

    def redeem(self, given: dict[str, str], authorization: str) -> dict[str, Any]:
        """The token endpoint: client, code (once), address and verifier must fit."""
        self.bodies.append(given)
        assert "client_secret" not in given
        request = self.asked.get(given.get("code", ""))
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "%20").encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        fits = request is not None and request["code_challenge"] == challenge.rstrip(b"=").decode()
        if not fits or given["code"] in self.used or request["redirect_uri"] != given["redirect_uri"]:
            return {"error": "invalid_grant"}
        if authorization != f"Basic {basic}":
            return {"error": "invalid_client"}
        self.used.append(given["code"])
        return {"access_token": "at", "token_type": "Bearer", "id_token": self.sign(request["nonce"])}

    def sign(self, nonce: str) -> str:
        """The identity token."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        claims = {name: value for name, value in (claims | self.person | self.bend).items() if value is not None}
        head = {"alg": self.algorithm, "kid": "one"}
        return jwt.encode(head, claims, self.signer or self.key, algorithms=[self.algorithm])

    def facts(self) -> dict[str, Any]:
        """What it says of itself."""
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in ends.items()}


@contextmanager
def run_provider() -> Iterator[FakeProvider]:
    """The provider at a free port of this machine."""
    provider = FakeProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [provider.key.as_dict(private=False)]}
            self.answer(provider.facts() if "well-known" in self.path else keys)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            given = {name: values[0] for name, values in parse_qs(body).items()}
            found = provider.redeem(given, self.headers.get("authorization", ""))
            self.answer(found, 400 if "error" in found else 200)

        def answer(self, body: dict[str, Any], status: int = 200) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()


def shared_key() -> Any:
    """A key that both sides hold: no proof of who signed."""
    return OctKey.import_key(SECRET)
