"""Signing in through a provider: who is let in as what, and every word of the provider that does not hold."""

import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey

from goodoffices.ledger.people import User, UserRole
from goodoffices.settings import OidcSettings

from .conftest import Desk, Workspace
from .provider import CLIENT, SECRET, FakeProvider, run_provider, shared_key


@pytest.fixture(scope="module")
def running() -> Iterator[FakeProvider]:
    with run_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: FakeProvider) -> FakeProvider:
    """The one provider of these tests, as it was."""
    fresh = FakeProvider()
    for name in ("key", "person", "bend", "signer", "algorithm", "asked", "used", "bodies"):
        setattr(running, name, getattr(fresh, name))
    return running


@pytest.fixture
def joined(workspace: Workspace, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The workspace with that provider; Anna is a reviewer here and has an e-mail address."""
    monkeypatch.setenv("GOODOFFICES_OIDC_SECRET", SECRET)
    workspace.ledger.add_user(User("anna", "Anna", UserRole.REVIEWER, "anna@example.org"), by="root")
    return workspace.with_web(oidc=OidcSettings(issuer=provider.issuer, client_id=CLIENT, name="House login"))


def go(desk: Desk, provider: FakeProvider, place: str = "") -> str:
    """From the sign-in page to the provider; returns the address that it sends back to."""
    away = desk.client.get("/sign-in/single", params={"next": place})
    assert away.status_code == 303, away.text[:500]
    return provider.approve(away.headers["location"])


def come_back(desk: Desk, provider: FakeProvider, status: int = 401) -> str:
    return desk.see(go(desk, provider), status)


def test_a_person_with_that_address_is_signed_in_with_their_own_role(joined, provider) -> None:
    desk = joined.visit()
    assert "Sign in with House login" in desk.see("/sign-in")
    answer = desk.client.get(go(desk, provider, "/p/rus-ukr/queue"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/rus-ukr/queue")
    assert "reviewer" in desk.see("/account")
    assert provider.issuer in desk.see("/account")


def test_the_link_stays_when_the_address_changes(joined, provider) -> None:
    first = joined.visit()
    first.see(go(first, provider), 303)
    provider.person |= {"email": "anna@elsewhere.example", "email_verified": False}
    again = joined.visit()
    again.see(go(again, provider), 303)
    assert "Anna" in again.see("/account")


def test_an_address_that_passed_to_somebody_else_opens_nothing(joined, provider) -> None:
    first = joined.visit()
    first.see(go(first, provider), 303)
    provider.person["sub"] = "another person"
    assert "belongs to somebody else" in come_back(joined.visit(), provider)


def test_an_address_that_nobody_verified_opens_nothing(joined, provider) -> None:
    for said in (False, None, "true"):
        provider.person["email_verified"] = said
        assert "verified" in come_back(joined.visit(), provider)
    assert joined.ledger.identities_of("anna") == ()


def test_a_stranger_is_not_let_in_unless_the_settings_say_so(joined, provider) -> None:
    provider.person |= {"sub": "8", "email": "ben@example.org", "preferred_username": "Ben B"}
    assert "Nobody here has" in come_back(joined.visit(), provider)
    oidc = OidcSettings(issuer=provider.issuer, client_id=CLIENT, role="reader", domains=("example.org",))
    open_to = joined.with_web(oidc=oidc)
    desk = open_to.visit()
    desk.see(go(desk, provider), 303)
    assert joined.ledger.user("ben-b").role is UserRole.READER
    provider.person |= {"sub": "9", "email": "eve@elsewhere.example"}
    assert "Nobody here has" in come_back(open_to.visit(), provider)


def test_claims_of_the_provider_give_no_role(joined, provider) -> None:
    provider.person |= {"sub": "8", "email": "ben@example.org", "role": "administrator", "groups": ["administrator"]}
    oidc = OidcSettings(issuer=provider.issuer, client_id=CLIENT, role="reader")
    desk = joined.with_web(oidc=oidc).visit()
    desk.see(go(desk, provider), 303)
    assert joined.ledger.user("ben").role is UserRole.READER
    assert desk.client.get("/people").status_code == 403


def test_two_of_one_name_get_names_of_their_own(joined, provider) -> None:
    provider.person |= {"sub": "8", "email": "anna@other.example"}
    oidc = OidcSettings(issuer=provider.issuer, client_id=CLIENT, role="reader")
    desk = joined.with_web(oidc=oidc).visit()
    desk.see(go(desk, provider), 303)
    assert joined.ledger.user("anna-2").email == "anna@other.example"
    assert joined.ledger.identities_of("anna") == ()


def test_a_disabled_person_stays_out_and_is_not_linked(joined, provider) -> None:
    joined.ledger.change_user("anna", by="root", disabled=True)
    assert "disabled" in come_back(joined.visit(), provider)
    assert joined.ledger.identities_of("anna") == ()


@pytest.mark.parametrize(
    "bend",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-program"},
        {"aud": [CLIENT, "another-program"]},
        {"aud": [CLIENT, "another-program"], "azp": "another-program"},
        {"azp": "another-program"},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"sub": None},
        {"sub": ""},
        {"exp": timedelta(minutes=-2)},
        {"exp": None},
        {"iat": timedelta(hours=1)},
        {"nbf": timedelta(hours=1)},
    ],
    ids=str,
)
def test_a_token_that_does_not_hold_is_refused(joined, provider, bend: dict[str, object]) -> None:
    # Times are counted from the test and not from its collection, which the processes of a run do at different seconds.
    provider.bend = {
        name: int(time.time() + given.total_seconds()) if isinstance(given, timedelta) else given
        for name, given in bend.items()
    }
    desk = joined.visit()
    assert "does not hold" in (said := come_back(desk, provider)) or "another program" in said
    assert desk.client.get("/account").status_code == 303
    assert joined.ledger.identities_of("anna") == ()


def test_a_token_signed_by_another_key_is_refused(joined, provider) -> None:
    provider.signer = RSAKey.generate_key(2048, {"kid": "one"})
    assert "does not hold" in come_back(joined.visit(), provider)


@pytest.mark.filterwarnings("ignore:JWS algorithm")
@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_a_token_without_the_providers_own_signature_is_refused(joined, provider, algorithm: str) -> None:
    provider.algorithm, provider.signer = algorithm, shared_key()
    assert "does not hold" in come_back(joined.visit(), provider)


def test_a_client_with_another_secret_is_refused(joined, provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_OIDC_SECRET", "a guess")
    assert "invalid_client" in come_back(joined.visit(), provider)


def test_another_state_is_refused_before_the_code_is_shown(joined, provider) -> None:
    desk = joined.visit()
    back = go(desk, provider)
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert "begin again" in desk.see(back.replace(state, "0" * 64), 401)
    assert provider.bodies == []


def test_an_answer_that_another_browser_began_is_refused(joined, provider) -> None:
    back = go(joined.visit(), provider)
    assert "begin again" in joined.visit().see(back, 401)
    victim = joined.visit()
    go(victim, provider)
    assert "begin again" in victim.see(back, 401)


def test_an_answer_is_good_once(joined, provider) -> None:
    desk = joined.visit()
    back = go(desk, provider)
    desk.see(back, 303)
    assert "begin again" in desk.see(back, 401)


def test_an_answer_of_another_issuer_is_refused(joined, provider) -> None:
    desk = joined.visit()
    assert "another provider" in desk.see(go(desk, provider) + "&iss=https%3A%2F%2Felsewhere.example", 401)


def test_what_the_provider_says_went_wrong_is_shown_as_words(joined, provider) -> None:
    desk = joined.visit()
    state = parse_qs(urlsplit(go(desk, provider)).query)["state"][0]
    said = desk.see(f"/sign-in/single/back?state={state}&error=access_denied&error_description=<b>no", 401)
    assert "&lt;b&gt;no" in said


def test_signing_in_leads_to_no_other_host(joined, provider) -> None:
    for place in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"):
        desk = joined.visit()
        assert desk.client.get(go(desk, provider, place)).headers["location"] == "/"


def test_the_session_is_new_and_the_old_one_ends(joined, provider) -> None:
    desk = joined.visit("reader")
    before = desk.client.cookies["goodoffices"]
    desk.see(go(desk, provider), 303)
    assert desk.client.cookies["goodoffices"] != before
    thief = joined.visit()
    thief.client.cookies.set("goodoffices", before)
    assert thief.client.get("/account").status_code == 303


def test_the_secret_can_lie_in_a_file(joined, provider, tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("GOODOFFICES_OIDC_SECRET")
    (tmp_path / "secret").write_text(SECRET + "\n", encoding="utf-8")
    oidc = OidcSettings(issuer=provider.issuer, client_id=CLIENT, secret_file=tmp_path / "secret")
    desk = joined.with_web(oidc=oidc).visit()
    desk.see(go(desk, provider), 303)
    assert "client_secret" not in provider.bodies[-1]


def test_a_provider_that_is_not_there_leaves_the_password(joined) -> None:
    away = joined.with_web(oidc=OidcSettings(issuer="http://127.0.0.1:9", client_id=CLIENT)).visit()
    assert "does not answer" in away.see("/sign-in/single", 502)


def test_a_provider_must_be_reached_over_https(joined) -> None:
    plain = joined.with_web(oidc=OidcSettings(issuer="http://login.example.org", client_id=CLIENT)).visit()
    assert "does not answer" in plain.see("/sign-in/single", 502)


def test_without_an_issuer_there_is_no_single_sign_on(workspace) -> None:
    desk = workspace.visit()
    assert "Sign in with" not in desk.see("/sign-in")
    desk.see("/sign-in/single", 404)
    desk.see("/sign-in/single/back?code=1&state=2", 404)
