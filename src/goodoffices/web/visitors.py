"""Who asks: nobody in particular, a person with a session, or a program with a token; and what each may do."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from goodoffices.errors import GoodOfficesError
from goodoffices.ledger.access import PUBLIC, Viewer
from goodoffices.ledger.people import User, UserRole
from goodoffices.web.house import House

FORM_COOKIE = "goodoffices_form"

# A session that was found is believed until any session ends or any person changes, and at most so long: then it is
# asked for again, which also notes that the person is still there.
_BELIEVED = 45.0
# Sessions remembered; more people than this at one workspace are asked for each time.
_MOST = 5_000


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


@dataclass(slots=True)
class Mask:
    """Stands for a person while a page is made that others will be given, too: words to put theirs in place of.

    The words are random, new at every start, and leave the house on no page. `lifted` once the page asked who it is.
    """

    id: str = ""
    lifted: bool = False


MASKED_NAME, MASKED_FORM = (f"masked-{secrets.token_hex(24)}" for _ in range(2))


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, with role and plans; `secret` is the session's, `form` the secret that their forms are bound to."""

    user: User | None = None
    plans: frozenset[str] = frozenset()
    secret: str = ""
    form: str = ""
    by_token: bool = False
    viewer: Viewer = PUBLIC
    mask: Mask | None = None

    @property
    def id(self) -> str:
        """The person's id; empty for nobody in particular. A page that asks for it is that person's alone."""
        if self.mask is not None:
            self.mask.lifted = True
            return self.mask.id
        return self.user.id if self.user else ""

    @property
    def name(self) -> str:
        """What the person is called."""
        return self.user.name if self.user else ""

    @property
    def role(self) -> UserRole | None:
        """The person's role; None for nobody in particular."""
        return self.user.role if self.user else None

    @property
    def csrf(self) -> str:
        """The mark that a form of this visitor carries."""
        return MASKED_FORM if self.mask is not None else hash_secret(f"form/{self.form}/{self.secret}")

    def may(self, role: str) -> bool:
        """Whether the visitor has at least that role."""
        return self.user is not None and not self.user.disabled and self.user.role.includes(UserRole(role))


@dataclass(frozen=True, slots=True)
class Known:
    """A session that was found: whose it is, and for how long that is believed."""

    user: User
    plans: frozenset[str]
    viewer: Viewer
    expires: datetime
    ways: tuple[Any, ...]
    until: float


def meet_visitor(request: Request) -> Visitor:
    """The visitor behind a request; a session or token that has ended makes nobody in particular."""
    met: Visitor | None = getattr(request.state, "met", None)
    if met is not None:
        return met
    house = house_of(request)
    form = request.cookies.get(FORM_COOKIE) or request.state.fresh_form
    kind, _, bearer = request.headers.get("authorization", "").partition(" ")
    if kind.casefold() == "bearer" and request.url.path.startswith("/api/"):
        token = house.ledger.token(hash_secret(bearer.strip()))
        if token is None:
            return Visitor(form=form)
        user, plans = house.ledger.user(token.user), frozenset(house.ledger.plans_of(token.user))
        return Visitor(user, plans, "", form, by_token=True, viewer=house.viewer_of(user))
    secret = request.cookies.get(session_cookie(house), "")
    return greet(secret, form, find_session(house, secret))


def greet(secret: str, form: str, known: Known | None) -> Visitor:
    """The visitor with that session; nobody in particular where there is none."""
    if known is None:
        return Visitor(form=form)
    return Visitor(known.user, known.plans, secret, form, viewer=known.viewer)


def recall_session(house: House, secret: str) -> Known | None:
    """A session as it was found last, if nothing can have changed since; asks the ledger for no row."""
    known: Known | None = house.sessions.get(hash_secret(secret)) if secret else None
    if known is None or known.ways != house.ledger.edition().ways or known.until < time.monotonic():
        return None
    return known if known.expires > datetime.now(UTC) else None


def find_session(house: House, secret: str) -> Known | None:
    """The session of a secret; None where it never was, has ended or expired, or its user is disabled."""
    known = recall_session(house, secret)
    if known is not None or not secret:
        return known
    ways = house.ledger.edition().ways  # before the rows are read: what comes in between is seen the next time
    found = house.ledger.signed_in(hash_secret(secret))
    if found is None:
        return None
    until = time.monotonic() + _BELIEVED
    known = Known(found.user, found.plans, house.viewer_of(found.user), found.session.expires, ways, until)
    if len(house.sessions) >= _MOST:
        house.sessions.clear()
    house.sessions[hash_secret(secret)] = known
    return known


def put_on_mask(visitor: Visitor) -> Visitor:
    """The visitor as pages for many see them; what is left of the person opens nothing and names nobody."""
    user, mask = visitor.user, Mask(visitor.id)
    if user is not None:
        user = replace(user, id=MASKED_NAME, name=MASKED_NAME, email=None, desks=visitor.viewer.desks)
    return replace(visitor, user=user, secret="", form="", mask=mask)


# What a page depends on runs on the event loop where it asks no ledger: a thread for each would cost more than it does.
async def _enter(request: Request) -> House:
    return house_of(request)


async def _meet(request: Request) -> Visitor:
    met: Visitor | None = getattr(request.state, "met", None)
    return met if met is not None else await run_in_threadpool(meet_visitor, request)


Met = Annotated[Visitor, Depends(_meet)]


async def let_read(request: Request, visitor: Met) -> Visitor:
    """A visitor who may read; raises SignInNeeded where the desk reads among itself."""
    if visitor.user is None and not house_of(request).settings.web.open_reading:
        raise SignInNeeded("This desk reads among itself; sign in to go on.")
    request.state.visitor = visitor
    return visitor


async def check_form(request: Request, visitor: Met) -> AsyncIterator[None]:
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

    async def check(visitor: Annotated[Visitor, Depends(let_read)]) -> Visitor:
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
InHouse = Annotated[House, Depends(_enter)]


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
