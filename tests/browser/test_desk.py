"""What a desk does together: merge, split and link records, code twice, follow changes, add reports."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from goodoffices.desk import workspace_adding
from goodoffices.desk.recording import record_coding
from goodoffices.extract.steps import Coding
from goodoffices.ledger.people import User, UserRole
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Outlet, Report, Span
from goodoffices.record.when import When

from .conftest import PASSWORD, Site, read_example, sign_in

pytestmark = pytest.mark.browser

SEA = "Ankara proposed a truce at sea for ten days."
STORY = "Russia rejected the ceasefire proposal of Ukraine on 12 March 2025, its foreign minister said in Geneva. "


def add_proposal(site: Site) -> None:
    """Another proposal, by another mediator."""
    report = Report("wire-2", SEA, published=date(2025, 3, 14), outlet=Outlet("The Post"), title="Another offer")
    claim = Claim("wire-2", Span(0, len(SEA)), SEA, Kind.PROPOSAL, "proposed", ("TUR",), ("RUS", "UKR"))
    claim = replace(claim, when=When("2025-03-14"), object="a truce at sea for ten days", confidence=0.97, sure=True)
    record_coding(site.ledger, Coding(report, ("RUS", "UKR"), ("TUR",), (claim,)), "1")


def add_copy(site: Site) -> None:
    """The first report once more, a day later, in another paper."""
    coding = read_example()
    text = coding.report.text + " More follows."
    report = replace(coding.report, id="post-1", text=text, published=date(2025, 3, 12), outlet=Outlet("The Post"))
    claims = tuple(replace(claim, report="post-1") for claim in coding.claims)
    record_coding(site.ledger, replace(coding, report=report, claims=claims), "1")


def record_of(site: Site, kind: str, **fields: str) -> str:
    found = (one.record for one in site.ledger.records("rus-ukr", types=(kind,)))
    return next(one.id for one in found if all(getattr(one, name) == value for name, value in fields.items()))


def proposals(page: Page, site: Site) -> int:
    page.goto(f"{site.address}/p/rus-ukr")
    return page.locator("table.board tbody tr").count()


def test_two_proposals_become_one_and_two_again(page: Page, site: Site) -> None:
    add_proposal(site)
    sign_in(page, site, "reviewer")
    assert proposals(page, site) == 2
    page.get_by_role("link", name="a truce at sea").first.click()
    page.get_by_label("The same as").select_option(index=1)
    page.get_by_label("Why").fill("one plan in two papers")
    page.get_by_role("button", name="Merge into it").click()
    expect(page.get_by_text("one plan in two papers").first).to_be_visible()
    merged = page.url.partition("?")[0]
    assert proposals(page, site) == 1
    page.goto(merged)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**done=undo*")
    assert proposals(page, site) == 2


def test_what_was_taken_for_one_is_split(page: Page, site: Site) -> None:
    add_copy(site)
    sign_in(page, site, "reviewer")
    assert proposals(page, site) == 1
    page.goto(f"{site.address}/p/rus-ukr/records/{record_of(site, 'proposal')}")
    pieces = page.get_by_role("group", name="Split off").get_by_role("checkbox")
    expect(pieces).to_have_count(2)
    pieces.last.check()
    page.get_by_role("button", name="Split", exact=True).click()
    page.wait_for_url("**done=split*")
    assert proposals(page, site) == 2


def test_an_answer_is_linked_to_another_proposal(page: Page, site: Site) -> None:
    add_proposal(site)
    sign_in(page, site, "reviewer")
    page.goto(f"{site.address}/p/rus-ukr/records/{record_of(site, 'response', party='UKR')}")
    page.get_by_label("Belongs to").select_option(record_of(site, "proposal", title="a truce at sea for ten days"))
    page.get_by_role("button", name="Link to it").click()
    page.wait_for_url("**done=relink*")
    page.goto(f"{site.address}/p/rus-ukr")
    sea = page.locator("table.board tbody tr", has_text="truce at sea").locator('td[data-label="Ukraine"]')
    expect(sea).to_contain_text("accepted")
    first = page.locator("table.board tbody tr", has_text="30 days").locator('td[data-label="Ukraine"]')
    expect(first).to_contain_text("no response known")


def test_what_was_decided_since_the_last_visit_is_shown(page: Page, site: Site) -> None:
    site.ledger.visit("reader", "changes/rus-ukr", at=datetime.now(UTC))
    site.ledger.visit("reader", "changes/rus-ukr/before", at=datetime.now(UTC) - timedelta(milliseconds=1))
    sign_in(page, site, "reader")
    page.get_by_role("link", name="Changes").click()
    expect(page.get_by_text("Nothing moved since your last visit.")).to_be_visible()
    add_proposal(site)
    page.reload()
    expect(page.get_by_text("since your last visit")).to_be_visible()
    expect(page.get_by_role("row", name="truce at sea").first).to_be_visible()


def code_all(page: Page, place: str, said: str) -> None:
    """By keyboard alone: the field is ready, the first letters choose, Enter saves."""
    page.goto(place)
    while page.get_by_label("The marked words tell of").count():
        expect(page.get_by_label("The marked words tell of")).to_be_focused()
        page.keyboard.type(said)
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")


def test_two_persons_code_blind_by_keyboard_and_see_alpha(page: Page, site: Site, chromium: Browser) -> None:
    sign_in(page, site, "reviewer")
    page.goto(f"{site.address}/coding")
    page.get_by_label("Sentences").fill("3")
    page.get_by_label("administrator").check()
    page.get_by_role("button", name="Draw").click()
    page.wait_for_url(re.compile(r"/coding/\w+"))
    place = page.url
    assert serious(page) == []
    code_all(page, place, "response: acc")
    expect(page.get_by_text("shown when the last coder is done")).to_be_visible()
    other = chromium.new_context().new_page()
    sign_in(other, site, "administrator")
    code_all(other, place, "not")
    expect(other.get_by_role("row", name="kind")).to_be_visible()
    page.goto(place)
    expect(page.get_by_role("heading", name="Where they differ")).to_be_visible()
    assert serious(page) == []
    other.context.close()


def serious(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("path", ["/coding", "/p/rus-ukr/terms", "/p/rus-ukr/terms/ceasefire", "/sign-in"])
def test_new_pages_are_for_everybody(page: Page, site: Site, path: str) -> None:
    if path != "/sign-in":
        sign_in(page, site, "administrator")
    page.goto(site.address + path)
    assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Claims are found when the test says so."""
    go_on, real = threading.Event(), workspace_adding.code_reports

    def code(*given: object, **more: object) -> Iterator[Coding]:
        assert go_on.wait(30)
        yield from real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(workspace_adding, "code_reports", code)
    yield go_on
    go_on.set()


def upload(page: Page, site: Site, folder: Path) -> None:
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"Report {name}.\n\n{STORY}", encoding="utf-8")
    page.goto(f"{site.address}/add")
    page.get_by_label("or files").set_input_files([folder / "one.txt", folder / "two.txt"])
    page.get_by_label("Published").fill("2025-03-13")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/add/*")


def test_files_are_uploaded_and_their_progress_followed(
    page: Page, site: Site, tmp_path: Path, held: threading.Event
) -> None:
    sign_in(page, site, "member")
    upload(page, site, tmp_path)
    expect(page.get_by_text("one.txt: its claims are being found")).to_be_visible()
    expect(page.get_by_text("two.txt: waits")).to_be_visible()
    assert serious(page) == []
    held.set()
    expect(page.get_by_role("status")).to_have_text("2 of 2 reports done", timeout=90_000)
    page.get_by_role("link", name="read", exact=True).first.click()
    expect(page.locator("article mark").first).to_contain_text("Russia rejected")


def test_progress_is_followed_without_javascript(
    chromium: Browser, site: Site, tmp_path: Path, held: threading.Event
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "member")
    upload(page, site, tmp_path)
    expect(page.get_by_text("0 of 2 reports done")).to_be_visible()
    held.set()
    expect(page.get_by_text("2 of 2 reports done")).to_be_visible(timeout=90_000)
    context.close()


def test_a_public_address_is_fetched_and_read(page: Page, site: Site, publish: Callable[[str, str], str]) -> None:
    sign_in(page, site, "member")
    page.goto(f"{site.address}/add")
    page.get_by_label("or its address").fill(publish("/talks", STORY * 3))
    page.get_by_label("Published").fill("2025-03-13")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/reports/**", timeout=90_000)
    expect(page.locator("article mark").first).to_contain_text("Russia rejected")
    expect(page.get_by_role("link", name="where it was published")).to_be_visible()


def test_a_term_is_discussed_from_the_board(page: Page, site: Site) -> None:
    sign_in(page, site, "member")
    page.get_by_role("link", name="ceasefire", exact=True).click()
    page.get_by_label("Begin a thread").fill("All fire, or the sea only?")
    page.get_by_role("button", name="Say").click()
    expect(page.get_by_text("All fire, or the sea only?")).to_be_visible()
    expect(page.get_by_role("heading", name="Ceasefire")).to_be_visible()


def test_an_invited_person_has_no_password_yet(site: Site, page: Page) -> None:
    site.ledger.add_user(User("new", "New", UserRole.READER), by="root")
    page.goto(f"{site.address}/sign-in")
    page.get_by_label("Name or e-mail").fill("new")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not go together")


def test_a_wrong_key_in_the_queue_is_taken_back_by_another(page: Page, site: Site) -> None:
    sign_in(page, site, "reviewer")
    page.goto(f"{site.address}/p/rus-ukr/queue")
    waiting = page.locator("li.item").count()
    with page.expect_navigation():
        page.keyboard.press("r")
    expect(page.locator("li.item")).to_have_count(waiting - 1)
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator("li.item")).to_have_count(waiting)
    expect(page.get_by_text("undo: done")).to_be_visible()


def test_records_are_merged_from_the_keyboard(page: Page, site: Site) -> None:
    add_proposal(site)
    sign_in(page, site, "reviewer")
    page.goto(f"{site.address}/p/rus-ukr/records/{record_of(site, 'proposal', title='a truce at sea for ten days')}")
    page.keyboard.press("m")
    expect(page.get_by_label("The same as")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert proposals(page, site) == 1
