"""Signing in and out, the first administrator's link, invitations; a session's secret is new at every sign-in."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from goodoffices.desk.workspace_people import (
    Attempt,
    TooManyAttempts,
    WrongPassword,
    check_password,
    use_first_link,
    use_invitation,
)
from goodoffices.ledger.people import User, UserRole
from goodoffices.web.house import House
from goodoffices.web.rendering import render
from goodoffices.web.visitors import InHouse, Met, Visitor, check_form, hash_secret, session_cookie

router = APIRouter(dependencies=[Depends(check_form)])

Name = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=1000)]


@router.get("/sign-in")
def show_sign_in(request: Request, visitor: Met) -> Response:
    """The form."""
    request.state.visitor = visitor
    return render(request, "sign_in.html", problem="", name="", next=safe_place(request.query_params.get("next", "")))


@router.post("/sign-in")
def sign_in(
    request: Request,
    house: InHouse,
    visitor: Met,
    name: Name,
    password: Password,
    next: Annotated[str, Form(max_length=300)] = "",  # noqa: A002 - the field's name
) -> Response:
    """Check name and password, end the session that came along, and start a new one."""
    request.state.visitor = visitor
    address = request.client.host if request.client else ""
    try:
        user = check_password(house.ledger, Attempt(name, password, address))
    except (WrongPassword, TooManyAttempts) as problem:
        status = 429 if isinstance(problem, TooManyAttempts) else 401
        return render(request, "sign_in.html", status=status, problem=str(problem), name=name, next=safe_place(next))
    return start_session(request, house, visitor, user, safe_place(next) or "/")


@router.post("/sign-out")
def sign_out(house: InHouse, visitor: Met) -> Response:
    """End the session."""
    if visitor.secret:
        house.ledger.end_session(hash_secret(visitor.secret))
    gone = RedirectResponse("/", status_code=303)
    gone.delete_cookie(session_cookie(house), path="/", secure=house.is_secure, httponly=True, samesite="lax")
    return gone


@router.get("/start/{secret}")
def show_start(request: Request, visitor: Met) -> Response:
    """The first administrator's form; looking does not use the link up."""
    request.state.visitor = visitor
    return render(request, "welcome.html", first=True)


@router.post("/start/{secret}")
def start(
    request: Request, house: InHouse, visitor: Met, secret: str, name: Name, password: Password, called: Name = ""
) -> Response:
    """Make the first administrator and sign in."""
    wanted = User(name.strip().casefold(), called.strip() or name, UserRole.ADMINISTRATOR)
    user = use_first_link(house.ledger, secret, wanted, password)
    return start_session(request, house, visitor, user, "/people")


@router.get("/welcome/{secret}")
def show_welcome(request: Request, visitor: Met) -> Response:
    """Somebody who was invited chooses a password."""
    request.state.visitor = visitor
    return render(request, "welcome.html", first=False)


@router.post("/welcome/{secret}")
def welcome(request: Request, house: InHouse, visitor: Met, secret: str, password: Password) -> Response:
    """Set the password and sign in."""
    return start_session(request, house, visitor, use_invitation(house.ledger, secret, password), "/")


def start_session(request: Request, house: House, visitor: Visitor, user: User, place: str) -> Response:
    """Sign a person in: the session that came along ends, and a new one begins under a new secret."""
    if visitor.secret:
        house.ledger.end_session(hash_secret(visitor.secret))
    secret, days = secrets.token_urlsafe(32), house.settings.web.session_days
    expires = datetime.now(UTC) + timedelta(days=days)
    house.ledger.start_session(
        hash_secret(secret), user.id, expires=expires, agent=request.headers.get("user-agent", "")
    )
    answer = RedirectResponse(place, status_code=303)
    answer.set_cookie(
        session_cookie(house),
        secret,
        max_age=days * 86400,
        path="/",
        secure=house.is_secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def safe_place(place: str) -> str:
    """A page of ours, or nothing: never another host, never a header."""
    ours = place.startswith("/") and not place.startswith(("//", "/\\")) and place.isprintable() and "\\" not in place
    return place if ours else ""
