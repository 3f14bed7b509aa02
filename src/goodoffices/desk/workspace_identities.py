"""Who a provider vouches for → the person here: a link made before, a verified e-mail address, or somebody new.

Nobody gets a role by signing in: a person who is here keeps theirs, and a new one gets that of the settings, if any.
"""

from __future__ import annotations

import re
from itertools import chain, count

from goodoffices.desk.workspace_oidc import Identity, SignInRefused
from goodoffices.errors import NotRecorded
from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole
from goodoffices.settings import OidcSettings

# Names to sign in with are at most 40 characters; room is left for a number.
_LONGEST = 36


def admit(ledger: Ledger, settings: OidcSettings, identity: Identity) -> User:
    """The person who signs in; raises SignInRefused where there is none, or one who is disabled."""
    with ledger.transaction():
        linked = ledger.user_of_identity(identity.issuer, identity.subject)
        user = ledger.user(linked) if linked else _link(ledger, settings, identity)
        if user.disabled:
            raise SignInRefused("This account is disabled; ask an administrator.")
        return user


def _link(ledger: Ledger, settings: OidcSettings, identity: Identity) -> User:
    if not identity.email:
        raise SignInRefused(f"{settings.name} names no e-mail address that it has verified; have it verified there.")
    user = ledger.user_by_email(identity.email) or _add(ledger, settings, identity)
    # An address can pass to somebody else; the account of who had it before does not go with it.
    if any(issuer == identity.issuer for issuer, _ in ledger.identities_of(user.id)):
        raise SignInRefused(f"{identity.email} belongs to somebody else here already; ask an administrator.")
    ledger.link_identity(identity.issuer, identity.subject, user.id)
    return user


def _add(ledger: Ledger, settings: OidcSettings, identity: Identity) -> User:
    domain = identity.email.rpartition("@")[2]
    known = not settings.domains or domain in {one.casefold().lstrip("@") for one in settings.domains}
    if not settings.role or not known:
        raise SignInRefused(f"Nobody here has the e-mail address {identity.email}; ask an administrator to invite you.")
    user_id = _free_id(ledger, identity)
    user = User(user_id, identity.called or user_id, UserRole(settings.role), identity.email)
    return ledger.add_user(user, by=user_id)


def _free_id(ledger: Ledger, identity: Identity) -> str:
    """A name to be known by: that at the provider, or of the address, with a number where it is taken."""
    wanted = (identity.name or identity.email).partition("@")[0].casefold()
    start = re.sub(r"[^a-z0-9._-]+", "-", wanted)[:_LONGEST].strip("._-") or "person"
    names = chain((start,), (f"{start}-{number}" for number in count(2)))
    return next(name for name in names if not _is_taken(ledger, name))


def _is_taken(ledger: Ledger, name: str) -> bool:
    try:
        ledger.user(name)
    except NotRecorded:
        return False
    return True
