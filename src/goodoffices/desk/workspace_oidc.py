"""Sign-in through an OpenID Connect provider: authorization code, PKCE, state and nonce.

In: an attempt that a browser keeps, and what the provider sends it back with. Out: who it is. What decides:
OpenID Connect Core 1.0, 3.1.3.7 (the identity token), RFC 7636 (PKCE), RFC 9207 (whose answer it is).
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from goodoffices.errors import GoodOfficesError, SettingsError
from goodoffices.settings import OidcSettings

# Signatures that only the provider can make; never "none", nor one made with a secret that both sides hold.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
# Clocks differ; a minute is what most providers allow themselves.
_LEEWAY = 60
# What a provider says of itself changes rarely; its keys are asked for at every sign-in, since they change at will.
_FACTS_SECONDS = 3600.0
_TIMEOUT = 10.0
_SCOPE = "openid email profile"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SignInRefused(GoodOfficesError):
    """The provider did not vouch for whoever came back, or nobody here is the person it vouches for."""


class ProviderUnreachable(GoodOfficesError):
    """The provider does not answer, or answers nonsense."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sign-in on its way: state, nonce and verifier come from one secret that only the browser holds."""

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    place: str = ""

    @property
    def state(self) -> str:
        """Comes back with the answer: it was this browser that asked."""
        return self._derive("state")

    @property
    def nonce(self) -> str:
        """Stands in the identity token: it was made for this attempt."""
        return self._derive("nonce")

    @property
    def verifier(self) -> str:
        """Shown when the code is redeemed: a code that was caught on the way is of no use."""
        return self._derive("verifier")

    def _derive(self, what: str) -> str:
        return hashlib.sha256(f"{what}/{self.secret}/{self.place}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is at a provider; `email` is empty unless the provider has verified it."""

    issuer: str
    subject: str
    email: str = ""
    name: str = ""
    called: str = ""


@dataclass(slots=True)
class Provider:
    """The provider of the settings; what it says of itself is remembered for an hour."""

    settings: OidcSettings
    _facts: Mapping[str, Any] = field(default_factory=dict)
    _until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def address(self, attempt: Attempt, back: str) -> str:
        """Where the browser is sent to sign in; raises ProviderUnreachable."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(attempt.verifier.encode()).digest()).rstrip(b"=")
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": back,
            "scope": _SCOPE,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge.decode(),
            "code_challenge_method": "S256",
        }
        place = self._endpoint("authorization_endpoint")
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"

    def identify(self, attempt: Attempt, back: str, answer: Mapping[str, str]) -> Identity:
        """Who came back with this answer; raises SignInRefused, ProviderUnreachable."""
        self._check_answer(attempt, answer)
        token = self._redeem(answer["code"], attempt.verifier, back)
        return self._read(token, _fetch(self._endpoint("jwks_uri")), attempt.nonce)

    def _redeem(self, code: str, verifier: str, back: str) -> object:
        """The code against the identity token."""
        client, secret = self.settings.client_id, read_secret(self.settings)
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        offered = self._discover().get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        in_head = bool(secret) and "client_secret_basic" in offered
        if not in_head:
            given |= {"client_id": client} | ({"client_secret": secret} if secret else {})
        # RFC 6749, 2.3.1: both are form-encoded before they are joined.
        auth = httpx.BasicAuth(quote(client, safe=""), quote(secret, safe="")) if in_head else None
        try:
            answer = httpx.post(self._endpoint("token_endpoint"), data=given, auth=auth, timeout=_TIMEOUT)
            found = answer.json()
        except (httpx.HTTPError, ValueError) as problem:
            raise ProviderUnreachable(f"{self.settings.issuer} did not answer: {problem}") from problem
        if answer.status_code != httpx.codes.OK or not isinstance(found, dict):
            said = found.get("error") if isinstance(found, dict) else answer.status_code
            raise SignInRefused(f"The provider refused the code: {said}."[:300])
        return found.get("id_token")

    def _check_answer(self, attempt: Attempt, answer: Mapping[str, str]) -> None:
        if not secrets.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
            raise SignInRefused("This sign-in was not begun in this browser, or too long ago; begin again.")
        if answer.get("iss", self.settings.issuer) != self.settings.issuer:
            raise SignInRefused("The answer comes from another provider; begin again.")
        if "error" in answer:
            raise SignInRefused(f"The provider says: {answer.get('error_description') or answer['error']}"[:300])
        if not answer.get("code"):
            raise SignInRefused("The provider sent no code; begin again.")

    def _read(self, token: object, keys: object, nonce: str) -> Identity:
        """The identity token, with everything about it checked."""
        wanted = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": self.settings.client_id},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            found = jwt.decode(str(token), KeySet.import_key_set(keys), algorithms=_ALGORITHMS)  # type: ignore[arg-type]
            wanted.validate(found.claims)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as problem:
            raise SignInRefused(f"The provider's word does not hold: {problem}"[:300]) from problem
        self._check_party(found.claims)
        return _as_identity(found.claims)

    def _check_party(self, claims: Mapping[str, Any]) -> None:
        """A token for several must say that it was made for us."""
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != self.settings.client_id:
            raise SignInRefused("The provider's word was given to another program.")

    def _endpoint(self, name: str) -> str:
        found = self._discover().get(name)
        if not isinstance(found, str):
            raise ProviderUnreachable(f"{self.settings.issuer} names no {name}")
        _check_https(found)
        return found

    def _discover(self) -> Mapping[str, Any]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._facts = _fetch_facts(self.settings.issuer)
                self._until = time.monotonic() + _FACTS_SECONDS
            return self._facts


def read_secret(settings: OidcSettings) -> str:
    """The client's secret from its variable or file; empty for a public client. Raises SettingsError."""
    if settings.secret_file is None:
        return os.environ.get(settings.secret_env, "")
    try:
        return settings.secret_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"web.oidc.secret_file: {settings.secret_file} cannot be read: {problem}") from problem


def _fetch_facts(issuer: str) -> Mapping[str, Any]:
    _check_https(issuer)
    place = issuer.rstrip("/") + "/.well-known/openid-configuration"
    facts = _fetch(place)
    if not isinstance(facts, dict) or facts.get("issuer") != issuer:
        raise ProviderUnreachable(f"{place} describes another issuer; set web.oidc.issuer exactly as it stands there")
    return facts


def _fetch(place: str) -> Any:
    try:
        return httpx.get(place, timeout=_TIMEOUT).raise_for_status().json()
    except (httpx.HTTPError, ValueError) as problem:
        raise ProviderUnreachable(f"{place} did not answer: {problem}") from problem


def _check_https(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ProviderUnreachable(f"{address} is not https; whoever listens on the way could sign in as anybody")


def _as_identity(claims: Mapping[str, Any]) -> Identity:
    # Only a plain yes counts: without it, anybody could write another's address into their profile.
    verified = claims.get("email_verified") is True
    email = str(claims.get("email") or "").strip().casefold() if verified else ""
    name = str(claims.get("preferred_username") or "")
    return Identity(claims["iss"], claims["sub"], email, name, str(claims.get("name") or "")[:100])
