"""Pages say names, not ids; mark what was looked for; and call only the same words a copy."""

import re
from dataclasses import replace
from datetime import date

from goodoffices.desk.recording import record_coding

from .conftest import NO, OFFER, YES, first_report


def test_a_record_names_its_actors_and_leads_to_its_term(workspace, ledger) -> None:
    proposal = ledger.records("rus-ukr", types=("proposal",))[0].record
    shown = workspace.visit().see(f"/p/rus-ukr/records/{proposal.id}")
    assert "<dt>proposers</dt><dd>United States</dd>" in shown
    assert "1 piece of evidence" in shown
    assert 'href="/p/rus-ukr/terms/ceasefire"' in shown


def test_a_claim_says_what_rests_on_it(workspace, claim_id: str) -> None:
    shown = workspace.visit().see(f"/claims/{claim_id}").partition("What rests on it")[2]
    assert re.search(r"/p/rus-ukr/records/\w+\">accepted: ", shown)


def test_search_marks_what_was_looked_for(workspace) -> None:
    shown = workspace.visit().see("/search?q=accepted")
    assert "<mark>accepted</mark>" in shown


def test_feeds_name_the_party(workspace) -> None:
    shown = workspace.visit().see("/p/rus-ukr/changes.atom?since=2025-01-01")
    assert "answer of Ukraine" in shown
    assert "answer of UKR" not in shown


def test_another_report_by_the_same_agency_is_no_copy(workspace, ledger) -> None:
    short = f"{OFFER} {YES} {NO} So an agency wrote at noon."
    long = f"It was a long night. {OFFER} Much was said in between, by many. {YES} Others were of another mind, and "
    first, other = (
        first_report(short, name="agency-1"),
        first_report(f"{long} said so in many words. {NO}", name="agency-2"),
    )
    for coding in (first, other):
        report = replace(coding.report, origin="An Agency", published=date(2025, 3, 11))
        record_coding(ledger, replace(coding, report=report), "1")
    shown = workspace.visit().see("/reports/agency-1").partition("The same events elsewhere")[2]
    elsewhere = shown.partition("</ul>")[0]
    assert "/reports/agency-2" in elsewhere
    assert not re.search(r'agency-2">[^<]*</a> <span class="sub"><strong class="tag">near-copy', elsewhere)


def test_the_brief_puts_answers_under_their_proposal(workspace) -> None:
    shown = workspace.visit().see("/p/rus-ukr/brief")
    assert re.search(r'<li class="under">Ukraine: accepted \(11 Mar 2025\)', shown)
    assert workspace.visit().client.get("/p/rus-ukr/brief.pdf").content.startswith(b"%PDF")
