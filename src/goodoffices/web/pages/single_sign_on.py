"""Signing in through the provider of the settings: out to it with a secret in a cookie, and back with its answer.

Nothing is kept here meanwhile: state, nonce and verifier are made from the cookie's secret, which one answer uses up.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from goodoffices.desk.workspace_identities import admit
from goodoffices.desk.workspace_oidc import Attempt, Provider, ProviderUnreachable, SignInRefused
from goodoffices.errors import NotRecorded
from goodoffices.web.house import House
from goodoffices.web.pages.signing import safe_place, start_session
from goodoffices.web.rendering import render
from goodoffices.web.visitors import InHouse, Met

router = APIRouter()

# Long enough to type a password and a second factor there.
_SECONDS = 600


def _find_provider(request: Request, house: InHouse) -> Provider:
    if not house.settings.web.oidc.issuer:
        raise NotRecorded("this workspace has no single sign-on")
    provider: Provider = request.app.state.provider
    return provider


Known = Annotated[Provider, Depends(_find_provider)]


@router.get("/sign-in/single")
def go_there(request: Request, house: InHouse, visitor: Met, provider: Known, next: str = "") -> Response:  # noqa: A002 - the form's name
    """Send the browser to the provider."""
    request.state.visitor = visitor
    attempt = Attempt(place=safe_place(next))
    try:
        place = provider.address(attempt, _back(house))
    except ProviderUnreachable as problem:
        return _refuse(request, house, problem)
    answer = RedirectResponse(place, status_code=303)
    answer.set_cookie(
        _cookie(house),
        f"{attempt.secret}.{quote(attempt.place, safe='')}",
        max_age=_SECONDS,
        path="/",
        secure=house.is_secure,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.get("/sign-in/single/back")
def come_back(request: Request, house: InHouse, visitor: Met, provider: Known) -> Response:
    """Take the provider's answer and sign in whom it vouches for."""
    request.state.visitor = visitor
    secret, _, place = request.cookies.get(_cookie(house), "").partition(".")
    attempt = Attempt(secret, safe_place(unquote(place))) if secret else Attempt()
    try:
        identity = provider.identify(attempt, _back(house), dict(request.query_params))
        user = admit(house.ledger, house.settings.web.oidc, identity)
    except (SignInRefused, ProviderUnreachable) as problem:
        answer = _refuse(request, house, problem)
    else:
        answer = start_session(request, house, visitor, user, attempt.place or "/")
    answer.delete_cookie(_cookie(house), path="/", secure=house.is_secure, httponly=True, samesite="lax")
    return answer


def _refuse(request: Request, house: House, problem: Exception) -> Response:
    said = str(problem)
    if isinstance(problem, ProviderUnreachable):
        said = f"{house.settings.web.oidc.name} does not answer as it should; try again, or tell the administrator."
    status = 502 if isinstance(problem, ProviderUnreachable) else 401
    return render(request, "sign_in.html", status=status, problem=said, name="", next="")


def _back(house: House) -> str:
    return house.settings.web.base_url + "/sign-in/single/back"


def _cookie(house: House) -> str:
    return "__Host-goodoffices_single" if house.is_secure else "goodoffices_single"
