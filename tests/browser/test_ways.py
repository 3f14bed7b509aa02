"""The ways people go through the workspace, in a real browser."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import Site, sign_in

pytestmark = pytest.mark.browser

CASE = Path(__file__).parents[2] / "examples/deals/thirty-days.toml"
PAGES = (
    "/p/rus-ukr", "/p/rus-ukr/timeline", "/p/rus-ukr/changes?since=2025-01-01", "/p/rus-ukr/brief", "/p/rus-ukr/queue",
    "/reports", "/reports/wire-1", "/search?q=proposal", "/add", "/account", "/people", "/mentions", "/nowhere",
)  # fmt: skip


def answer_of(page: Page, party: str):
    return page.locator(f'table.board td[data-label="{party}"]').first


def test_from_the_board_to_the_sentence_to_a_decision_and_back(page: Page, site: Site) -> None:
    sign_in(page, site, "reviewer")
    expect(answer_of(page, "Ukraine")).to_contain_text("accepted")
    answer_of(page, "Ukraine").get_by_role("link", name="accepted").first.click()
    expect(page.locator("article mark", has_text="Kyiv accepted the proposal.")).to_be_visible()
    page.get_by_role("link", name="Open and review").locator("visible=true").click()
    page.get_by_label("Why").fill("it was an aide, not the government")
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("it was an aide").first).to_be_visible()
    page.goto(f"{site.address}/p/rus-ukr?as_of=2025-03-12")
    expect(answer_of(page, "Ukraine")).to_contain_text("no response known")
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
    page.goto(f"{site.address}/p/rus-ukr?as_of=2025-03-12&known_at={yesterday}")
    expect(answer_of(page, "Ukraine")).to_contain_text("accepted")


def test_a_pasted_report_is_read_and_shown_with_its_claims(page: Page, site: Site) -> None:
    sign_in(page, site, "member")
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("Text", exact=True).fill("Russia rejected the ceasefire proposal of Ukraine on 12 March 2025.\n")
    page.get_by_label("Published").fill("2025-03-13")
    page.get_by_label("Outlet").fill("The Desk")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/reports/pasted-*", timeout=90_000)
    expect(page.locator("article mark").first).to_contain_text("Russia")


def test_a_member_comments_and_a_reader_is_told_why_not(page: Page, site: Site) -> None:
    sign_in(page, site, "member")
    page.goto(f"{site.address}/reports/wire-1")
    page.get_by_label("Begin a thread").fill("Who in Kyiv?")
    page.get_by_role("button", name="Say").click()
    expect(page.get_by_text("Who in Kyiv?")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, site, "reader")
    page.goto(f"{site.address}/reports/wire-1")
    expect(page.get_by_text("Commenting needs the plan team")).to_be_visible()
    expect(page.get_by_role("button", name="Say")).to_have_count(0)


def test_the_queue_is_worked_with_the_keyboard_alone(page: Page, site: Site) -> None:
    sign_in(page, site, "reviewer")
    page.goto(f"{site.address}/p/rus-ukr/queue")
    waiting = page.locator("li.item").count()
    page.keyboard.press("j")
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.locator("li.item")).to_have_count(waiting - 1)


def test_the_first_tab_leads_past_the_menu(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/p/rus-ukr")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_reviewer_gets_from_the_board_to_a_sentence_by_tab(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/p/rus-ukr")
    for _ in range(60):
        page.keyboard.press("Tab")
        if "#c-" in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/wire-1#c-*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, "/deals"])
def test_axe_finds_nothing_serious(page: Page, site: Site, path: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    sign_in(page, site, "administrator")
    page.goto(site.address + path)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_need_not_scroll_sideways(page: Page, site: Site, path: str) -> None:
    sign_in(page, site, "administrator")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_print_leaves_the_menu_out_and_keeps_the_table(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/p/rus-ukr")
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator("table.board")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_what_could_be_agreed_is_explained_and_fits_a_phone(page: Page, site: Site) -> None:
    sign_in(page, site, "member")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.address}/deals")
    page.get_by_label("or a file").set_input_files(CASE)
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("It holds under R if nobody gains")).to_be_visible(timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def paper_of(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_screen_is_dark_where_that_is_wanted_and_paper_never(page: Page, site: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site.address}/p/rus-ukr/timeline")
    assert paper_of(page) == "rgb(22, 24, 26)"
    ground = page.locator("#movable svg.marks")
    expect(ground).to_have_css("background-color", "rgb(22, 24, 26)", timeout=30_000)
    page.emulate_media(media="print", color_scheme="dark")
    assert paper_of(page) == "rgb(255, 255, 255)"


def test_everything_can_be_read_without_javascript(chromium, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/p/rus-ukr/timeline")
    expect(page.locator("figure img")).to_be_visible()
    page.goto(f"{site.address}/p/rus-ukr")
    answer_of(page, "Ukraine").get_by_role("link", name="accepted").first.click()
    expect(page.locator("article mark", has_text="Kyiv accepted")).to_be_visible()
    context.close()


@pytest.fixture
def timeline(page: Page, site: Site) -> Iterator[Page]:
    """The movable timeline; anything that the charts complain about fails the test."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.goto(f"{site.address}/p/rus-ukr/timeline")
    expect(page.locator("#movable svg .mark-symbol").first).to_be_visible(timeout=30_000)
    yield page
    assert said == []


def mark_of(page: Page, act: str):
    return page.locator(f'#movable svg .mark-symbol path[aria-label*="{act}"]').first


def test_the_timeline_becomes_movable_without_a_complaint(timeline: Page) -> None:
    expect(timeline.locator("#still")).to_be_hidden()
    expect(timeline.locator(".zoom")).to_be_visible()


def test_hovering_over_a_mark_shows_its_sentence(timeline: Page) -> None:
    mark_of(timeline, "Kyiv accepted the proposal").hover()
    expect(timeline.get_by_role("tooltip")).to_contain_text("Kyiv accepted the proposal.")
    timeline.keyboard.press("Escape")
    expect(timeline.get_by_role("tooltip")).to_be_hidden()


def test_clicking_a_mark_opens_the_evidence(timeline: Page) -> None:
    mark_of(timeline, "Moscow rejected the proposal").click()
    timeline.wait_for_url("**/reports/wire-1#c-*")
    expect(timeline.locator("article mark", has_text="Moscow rejected the proposal.")).to_be_visible()


_DAYS = "[...document.querySelectorAll('#movable svg .role-axis-label text')].map(one => one.textContent).sort().join()"


def test_the_timeline_is_zoomed_and_moved_from_the_keyboard(timeline: Page) -> None:
    before = timeline.evaluate(_DAYS)
    timeline.get_by_role("button", name="wider").focus()
    timeline.keyboard.press("Enter")
    timeline.wait_for_function(f"before => {_DAYS} !== before", arg=before)
    timeline.get_by_role("button", name="all").press("Enter")
    timeline.wait_for_function(f"before => {_DAYS} === before", arg=before)


def test_the_timeline_is_filtered_by_actor(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/p/rus-ukr/timeline")
    page.get_by_label("actor").select_option("UKR")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("table")).to_contain_text("Kyiv accepted")
    expect(page.get_by_role("table")).not_to_contain_text("Moscow rejected")


def test_paper_gets_the_still_picture_of_the_timeline(timeline: Page) -> None:
    timeline.emulate_media(media="print")
    expect(timeline.locator("#still img")).to_be_visible()
    expect(timeline.locator("#movable")).to_be_hidden()
    expect(timeline.locator(".zoom")).to_be_hidden()


def test_a_script_in_a_comment_stays_words(page: Page, site: Site) -> None:
    sign_in(page, site, "member")
    page.goto(f"{site.address}/reports/wire-1")
    page.get_by_label("Begin a thread").fill("<script>document.title='taken'</script><img src=x onerror=alert(1)>")
    page.get_by_role("button", name="Say").click()
    expect(page.get_by_text("document.title='taken'")).to_be_visible()
    assert "taken" not in page.title()
