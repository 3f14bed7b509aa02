"""What a desk reads: board, evidence, records, lists; what the pages say is what the ledger holds."""

import json
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.ledger.claims import StoredClaim
from goodoffices.ledger.judgements import Status
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.processes import Process
from goodoffices.record.sources import Report, Span
from goodoffices.web.pages.evidence import cut_report

PAGES = (
    "/p/rus-ukr",
    "/p/rus-ukr/timeline",
    "/p/rus-ukr/changes?since=2025-01-01",
    "/p/rus-ukr/brief",
    "/reports",
    "/reports/wire-1",
    "/search?q=proposal",
    "/sign-in",
)
VOID = {"meta", "link", "input", "img", "br", "hr"}


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_whole_and_names_nothing_twice(workspace, page: str) -> None:
    balance = Balance()
    balance.feed(workspace.visit().see(page))
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_no_script_or_style_of_its_own(workspace, page: str) -> None:
    shown = workspace.visit().see(page)
    assert "<style" not in shown
    assert " style=" not in shown
    assert "<script>" not in shown
    assert " onclick=" not in shown


def test_several_processes_are_a_list_that_says_where_each_stands(workspace, ledger) -> None:
    ledger.put_process(Process("ardel", "Ardel – Brenn", ("ardel", "brenn"), named_by="anna"), seen=0)
    shown = workspace.visit().see("/")
    assert 'href="/p/ardel"' in shown
    assert 'href="/p/rus-ukr"' in shown
    assert "11 Mar 2025" in shown
    balance = Balance()
    balance.feed(shown)
    assert balance.open == []


def test_the_list_of_processes_counts_nothing_that_is_hidden(workspace, ledger) -> None:
    ledger.put_process(Process("ardel", "Ardel – Brenn", ("ardel", "brenn"), named_by="anna"), seen=0)
    assert "12 Mar 2025" in workspace.visit("member").see("/")
    assert "12 Mar 2025" not in workspace.visit("reviewer").see("/")


def test_the_only_process_is_the_first_page(workspace) -> None:
    answer = workspace.visit().client.get("/")
    assert answer.headers["location"] == "/p/rus-ukr"


def test_a_cell_leads_to_its_sentence_in_the_report(workspace, claim_id: str) -> None:
    board = workspace.visit().see("/p/rus-ukr")
    assert f'href="/reports/wire-1#c-{claim_id}"' in board
    assert f'id="c-{claim_id}"' in workspace.visit().see("/reports/wire-1")


def test_what_nobody_reviewed_is_marked(workspace) -> None:
    assert "not reviewed" in workspace.visit().see("/p/rus-ukr").partition("<footer")[0]


def test_a_board_of_the_day_before_has_no_answers(workspace) -> None:
    shown = workspace.visit().see("/p/rus-ukr?as_of=2025-03-10")
    assert "No proposal is on record by this day" in shown


def test_the_mediator_is_no_party_of_the_table(workspace) -> None:
    shown = workspace.visit().see("/p/rus-ukr")
    assert '<th scope="col">Ukraine</th>' in shown
    assert '<th scope="col">United States</th>' not in shown


def test_a_day_that_is_none_is_said_so(workspace) -> None:
    assert "write it as 2025-05-02" in workspace.visit().see("/p/rus-ukr?as_of=yesterday", status=422)


def test_the_timeline_is_drawn_without_javascript(workspace) -> None:
    picture = workspace.visit().see("/p/rus-ukr/timeline.svg")
    assert picture.startswith("<svg")
    assert "<script" not in picture


def test_the_movable_timeline_has_the_same_specification(workspace) -> None:
    spec = json.loads(workspace.visit().see("/p/rus-ukr/timeline.json"))
    assert spec["vconcat"][0]["width"] > 0
    assert "Ukraine" in json.dumps(spec)


def test_the_brief_has_a_footnote_to_every_sentence(workspace) -> None:
    shown = workspace.visit().see("/p/rus-ukr/brief")
    assert 'href="#n-1"' in shown
    assert 'id="n-1"' in shown
    assert "Kyiv accepted the proposal" in shown


def test_the_brief_is_one_sheet_of_pdf(workspace) -> None:
    answer = workspace.visit().client.get("/p/rus-ukr/brief.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-type"] == "application/pdf"


def test_the_feed_is_atom_with_one_id_per_change(workspace) -> None:
    feed = ET.fromstring(workspace.visit().see("/p/rus-ukr/changes.atom?since=2025-01-01"))
    ids = [entry.text for entry in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(ids) > 1
    assert len(ids) == len(set(ids))


def test_a_report_with_a_slash_in_its_name_has_a_page(workspace, ledger) -> None:
    ledger.add_report(Report("a/b c", "Nothing happened.", published=date(2025, 1, 1)))
    workspace.app.state.house.memory.forget()
    assert "/reports/a%2Fb%20c" in workspace.visit().see("/reports")
    assert "Nothing happened." in workspace.visit().see("/reports/a%2Fb%20c")


@given(st.text(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_the_pieces_of_a_report_are_its_text(text: str, spans: list[tuple[int, int]]) -> None:
    claims = []
    for one, other in spans:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        claim = Claim("r", Span(start, end), text[start:end], Kind.OTHER, None)
        stored = StoredClaim(claim.id, claim, Status.UNREVIEWED, date(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC))
        claims.append(stored)
    pieces = cut_report(Report("r", text), claims)
    assert "".join(piece.text for piece in pieces) == text
