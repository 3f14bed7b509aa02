"""Who asks: nobody in particular, a person with a session, or a program with a token; and what each may do."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from goodoffices.errors import GoodOfficesError
from goodoffices.ledger.access import PUBLIC, Viewer
from goodoffices.ledger.people import User, UserRole
from goodoffices.web.house import House

FORM_COOKIE = "goodoffices_form"


class Refused(GoodOfficesError):
    """Somebody asks for what they may not do; the page says why and where to ask."""


class SignInNeeded(GoodOfficesError):
    """The page is for people who have signed in."""


class FormRefused(GoodOfficesError):
    """A form that did not come from a page of ours."""


def hash_secret(secret: str) -> str:
    """What the ledger keeps of a secret: 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def house_of(request: Request) -> House:
    """The house that a request came to."""
    house: House = request.app.state.house
    return house


def session_cookie(house: House) -> str:
    """The name of the session's cookie; `__Host-` binds it to this host over https."""
    return "__Host-goodoffices" if house.is_secure else "goodoffices"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, with role and plans; `secret` is the session's, `form` the secret that their forms are bound to."""

    user: User | None = None
    plans: frozenset[str] = frozenset()
    secret: str = ""
    form: str = ""
    by_token: bool = False

    @property
    def viewer(self) -> Viewer:
        """For whom is read."""
        return self.user.viewer if self.user else PUBLIC

    @property
    def id(self) -> str:
        """The person's id; empty for nobody in particular."""
        return self.user.id if self.user else ""

    @property
    def csrf(self) -> str:
        """The mark that a form of this visitor carries."""
        return hash_secret(f"form/{self.form}/{self.secret}")

    def may(self, role: str) -> bool:
        """Whether the visitor has at least that role."""
        return self.user is not None and not self.user.disabled and self.user.role.includes(UserRole(role))


def meet_visitor(request: Request) -> Visitor:
    """The visitor behind a request; a session or token that has ended makes nobody in particular."""
    house = house_of(request)
    form = request.cookies.get(FORM_COOKIE) or request.state.fresh_form
    kind, _, bearer = request.headers.get("authorization", "").partition(" ")
    if kind.casefold() == "bearer" and request.url.path.startswith("/api/"):
        token = house.ledger.token(hash_secret(bearer.strip()))
        return _known(house, token.user, "", form, by_token=True) if token else Visitor(form=form)
    secret = request.cookies.get(session_cookie(house), "")
    session = house.ledger.session(hash_secret(secret)) if secret else None
    return _known(house, session.user, secret, form) if session else Visitor(form=form)


def _known(house: House, user_id: str, secret: str, form: str, *, by_token: bool = False) -> Visitor:
    plans = frozenset(house.ledger.plans_of(user_id))
    return Visitor(house.ledger.user(user_id), plans, secret, form, by_token)


def let_read(request: Request, visitor: Annotated[Visitor, Depends(meet_visitor)]) -> Visitor:
    """A visitor who may read; raises SignInNeeded where the desk reads among itself."""
    if visitor.user is None and not house_of(request).settings.web.open_reading:
        raise SignInNeeded("This desk reads among itself; sign in to go on.")
    request.state.visitor = visitor
    return visitor


async def check_form(request: Request, visitor: Annotated[Visitor, Depends(meet_visitor)]) -> AsyncIterator[None]:
    """Raise FormRefused for a POST that no page of ours made: the mark is bound to the session and to a cookie."""
    if request.method not in ("GET", "HEAD"):
        given = (await request.form()).get("csrf")
        if not isinstance(given, str) or not secrets.compare_digest(given.encode(), visitor.csrf.encode()):
            await request.close()
            raise FormRefused("This form has expired, or is none of this workspace; go back and try again.")
    yield
    await request.close()


def need(role: str) -> object:
    """A dependency: a visitor with at least that role."""

    def check(visitor: Annotated[Visitor, Depends(let_read)]) -> Visitor:
        if visitor.user is None:
            raise SignInNeeded("Sign in to go on.")
        if not visitor.may(role):
            raise Refused(f"This needs the role of a {role}; yours is {visitor.user.role}.")
        return visitor

    return Depends(check)


Reader = Annotated[Visitor, Depends(let_read)]
Person = Annotated[Visitor, need("reader")]
Member = Annotated[Visitor, need("member")]
Reviewer = Annotated[Visitor, need("reviewer")]
Administrator = Annotated[Visitor, need("administrator")]
InHouse = Annotated[House, Depends(house_of)]


def why_no_comment(house: House, visitor: Visitor) -> str:
    """Why a visitor cannot comment; empty for one who can."""
    if visitor.user is None:
        return "Sign in to comment."
    allowing = [plan.name for plan in house.settings.web.plans if plan.comment]
    if visitor.plans & set(allowing):
        return ""
    named = " or ".join(allowing)
    offered = (
        f"the plan {named}, which you do not have" if allowing else "a plan, and this installation has none for it"
    )
    return f"Commenting needs {offered}. {house.settings.web.ask}"
