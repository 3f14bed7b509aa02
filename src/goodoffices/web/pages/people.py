"""People: an administrator invites, sets roles, desks and plans, ends sessions; everyone sees to their own account."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from goodoffices.desk.workspace_people import Attempt, check_password, hash_password, invite, renew_link
from goodoffices.errors import InputError
from goodoffices.ledger.people import User, UserRole
from goodoffices.web.rendering import render
from goodoffices.web.visitors import Administrator, InHouse, Person, Refused, check_form, hash_secret

router = APIRouter(dependencies=[Depends(check_form)])

Name = Annotated[str, Form(max_length=200)]
_TOKEN_DAYS = 365


@router.get("/people")
def show_people(request: Request, house: InHouse, visitor: Administrator) -> Response:
    """Everybody, with roles, desks and plans."""
    del visitor
    rows = tuple((user, house.ledger.plans_of(user.id)) for user in house.ledger.users())
    log = house.ledger.audit_log(limit=40)
    plans = house.settings.web.plans
    return render(request, "people.html", rows=rows, roles=tuple(UserRole), plans=plans, log=log)


@router.post("/people")
def add_person(
    request: Request,
    house: InHouse,
    visitor: Administrator,
    name: Name,
    role: Annotated[UserRole, Form()],
    called: Name = "",
    email: Name = "",
    desks: Name = "",
) -> Response:
    """Invite somebody; the link is shown once."""
    user = User(name.strip().casefold(), called.strip() or name, role, email or None, desks=_split(desks))
    secret = invite(house.ledger, user, by=visitor.id)
    address = f"{house.settings.web.base_url}/welcome/{secret}"
    return render(request, "shown_once.html", title=f"{user.id} is invited", what="Their link", secret=address)


def _split(desks: str) -> frozenset[str]:
    return frozenset(one.strip() for one in desks.split(",") if one.strip())


@router.post("/people/{user_id}")
def change_person(
    house: InHouse,
    visitor: Administrator,
    user_id: str,
    role: Annotated[UserRole, Form()],
    desks: Name = "",
    plan: Annotated[list[str] | None, Form()] = None,
    disabled: Name = "",
) -> Response:
    """Change role, desks and plans; who is disabled loses every session."""
    if user_id == visitor.id and (disabled or role is not UserRole.ADMINISTRATOR):
        raise InputError("you cannot take your own administration away; let another administrator do it")
    wanted, held = set(plan or ()), set(house.ledger.plans_of(user_id))
    known = {one.name for one in house.settings.web.plans}
    if wanted - known:
        raise InputError(f"no plan is called {min(wanted - known)!r}; there are {', '.join(sorted(known))}")
    with house.ledger.transaction():
        house.ledger.change_user(user_id, by=visitor.id, role=role, disabled=bool(disabled), desks=_split(desks))
        for one in wanted - held:
            house.ledger.grant_plan(user_id, one, by=visitor.id)
        for one in held - wanted:
            house.ledger.withdraw_plan(user_id, one, by=visitor.id)
        if disabled:
            house.ledger.end_sessions(user_id, by=visitor.id)
    house.memory.forget()
    return RedirectResponse("/people", status_code=303)


@router.post("/people/{user_id}/link")
def send_link(request: Request, house: InHouse, visitor: Administrator, user_id: str) -> Response:
    """Another link for somebody who lost a password."""
    secret = renew_link(house.ledger, user_id, by=visitor.id)
    address = f"{house.settings.web.base_url}/welcome/{secret}"
    return render(request, "shown_once.html", title=f"A new link for {user_id}", what="The link", secret=address)


@router.get("/account")
def show_account(request: Request, house: InHouse, visitor: Person) -> Response:
    """One's own sessions, tokens, watches and password."""
    return render(
        request,
        "account.html",
        sessions=house.ledger.sessions_of(visitor.id),
        tokens=house.ledger.tokens_of(visitor.id),
        watches=house.ledger.watches_of(visitor.id),
        elsewhere=house.ledger.identities_of(visitor.id),
    )


@router.post("/account/password")
def change_password(request: Request, house: InHouse, visitor: Person, old: Name, new: Name) -> Response:
    """Set another password; every session ends, this one too."""
    address = request.client.host if request.client else ""
    user = check_password(house.ledger, Attempt(visitor.id, old, address))
    house.ledger.change_user(user.id, by=user.id, password=hash_password(new))
    house.ledger.end_sessions(user.id, by=user.id)
    return RedirectResponse("/sign-in", status_code=303)


@router.post("/account/sessions/{number}/end")
def end_session(house: InHouse, visitor: Person, number: int) -> Response:
    """End one of one's own sessions."""
    house.ledger.end_sessions(visitor.id, by=visitor.id, only=number)
    return RedirectResponse("/account", status_code=303)


@router.post("/account/tokens")
def add_token(request: Request, house: InHouse, visitor: Person, label: Name) -> Response:
    """A way in for a program, in one's own name; shown once."""
    if visitor.by_token:
        raise Refused("A program cannot make tokens.")
    secret = secrets.token_urlsafe(32)
    expires = datetime.now(UTC) + timedelta(days=_TOKEN_DAYS)
    house.ledger.add_token(hash_secret(secret), visitor.id, label=label, expires=expires)
    return render(request, "shown_once.html", title="A new token", what="The token", secret=secret)


@router.post("/account/tokens/{number}/end")
def end_token(house: InHouse, visitor: Person, number: int) -> Response:
    """End one of one's own tokens."""
    house.ledger.end_token(visitor.id, number, by=visitor.id)
    return RedirectResponse("/account", status_code=303)
