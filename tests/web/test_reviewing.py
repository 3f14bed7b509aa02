"""A person decides, and the board follows; two at once are told; yesterday's board stays."""

import json
import re
from datetime import UTC, datetime, timedelta


def ukraine_cell(board: str) -> str:
    """What the table of proposals says of Ukraine's answer, without the rules in its titles."""
    table = board.partition("<tbody>")[2].partition("</tbody>")[0]
    row = re.search(r'<td data-label="Ukraine">(.*?)</td>', table, re.DOTALL)
    return re.sub(r'title="[^"]*"', "", row[1]) if row else ""


def test_a_rejected_claim_leaves_the_board_and_yesterdays_board_keeps_it(workspace, claim_id: str) -> None:
    desk = workspace.visit("reviewer")
    assert "accepted" in ukraine_cell(desk.see("/p/rus-ukr"))
    desk.send(f"/claims/{claim_id}", f"/claims/{claim_id}/decide", verdict="reject", seen=0, reason="not said")
    assert "accepted" not in ukraine_cell(desk.see("/p/rus-ukr?as_of=2025-03-12"))
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
    assert "accepted" in ukraine_cell(desk.see(f"/p/rus-ukr?as_of=2025-03-12&known_at={yesterday}"))


def test_an_undone_rejection_brings_the_answer_back(workspace, claim_id: str) -> None:
    desk = workspace.visit("reviewer")
    page = f"/claims/{claim_id}"
    desk.send(page, f"{page}/decide", verdict="reject", seen=0)
    desk.send(page, f"{page}/decide", verdict="undo", seen=1)
    assert "accepted" in ukraine_cell(desk.see("/p/rus-ukr"))


def test_two_who_decide_at_once_are_told(workspace, claim_id: str) -> None:
    one, two = workspace.visit("reviewer"), workspace.visit("administrator")
    one.send(f"/claims/{claim_id}", f"/claims/{claim_id}/decide", verdict="accept", seen=0)
    said = two.send(f"/claims/{claim_id}", f"/claims/{claim_id}/decide", status=409, verdict="reject", seen=0)
    assert "Nothing was lost" in said


def test_an_edit_changes_the_cell_and_says_who(workspace, claim_id: str) -> None:
    desk = workspace.visit("reviewer")
    page = f"/claims/{claim_id}"
    fields = {
        "kind_value": "response/accepted_conditionally", "actors": "UKR", "targets": "USA", "when": "2025-03-11",
        "factuality": "asserted", "object": "a ceasefire of 30 days",
    }  # fmt: skip
    desk.send(page, f"{page}/decide", verdict="edit", seen=0, **fields)
    assert "accepted conditionally" in ukraine_cell(desk.see("/p/rus-ukr"))
    assert "reviewer" in desk.see(page)


def test_an_edit_that_changes_nothing_is_refused(workspace, claim_id: str) -> None:
    desk = workspace.visit("reviewer")
    page = f"/claims/{claim_id}"
    fields = {
        "kind_value": "response/accepted", "actors": "UKR", "targets": "USA", "when": "2025-03-11",
        "factuality": "asserted", "object": "a ceasefire of 30 days",
    }  # fmt: skip
    assert "nothing was changed" in desk.send(page, f"{page}/decide", status=422, verdict="edit", seen=0, **fields)


def test_the_queue_goes_on_where_it_was(workspace, claim_id: str) -> None:
    desk = workspace.visit("reviewer")
    place = desk.send(
        "/p/rus-ukr/queue", f"/claims/{claim_id}/decide", verdict="accept", seen=0, back="/p/rus-ukr/queue"
    )
    assert place.startswith("/p/rus-ukr/queue")
    assert f'id="q-{claim_id}"' not in desk.see(place)


def test_a_member_sees_the_queue_and_cannot_decide(workspace, claim_id: str) -> None:
    desk = workspace.visit("member")
    assert "Accept" not in desk.see("/p/rus-ukr/queue")
    desk.send("/p/rus-ukr/queue", f"/claims/{claim_id}/decide", status=403, verdict="accept", seen=0)


def test_a_response_is_linked_to_no_proposal(workspace, ledger) -> None:
    desk = workspace.visit("reviewer")
    response = next(one.record for one in ledger.records("rus-ukr", types=("response",)) if one.record.party == "UKR")
    page = f"/p/rus-ukr/records/{response.id}"
    desk.send(page, f"{page}/decide", verdict="relink", seen=0, to="")
    assert "accepted" not in ukraine_cell(desk.see("/p/rus-ukr"))


def test_the_api_decides_with_a_token_and_not_with_a_cookie(workspace, claim_id: str) -> None:
    desk = workspace.visit("reviewer")
    body = {"verdict": "accept", "seen": 0}
    assert desk.client.post(f"/api/v1/claims/{claim_id}/decisions", json=body).status_code == 403
    token = re.search(r"<code class=\"secret\">(.*?)</code>", desk.send("/account", "/account/tokens", 200, label="x"))
    assert token
    headers = {"Authorization": f"Bearer {token[1]}"}
    program = workspace.visit().client
    answer = program.post(f"/api/v1/claims/{claim_id}/decisions", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    assert json.loads(answer.text)["version"] == 1


def test_the_last_decision_is_undone_from_the_queue(workspace, claim_id: str) -> None:
    desk, queue = workspace.visit("reviewer"), "/p/rus-ukr/queue"
    place = desk.send(queue, f"/claims/{claim_id}/decide", verdict="reject", seen=0, back=queue)
    assert 'value="undo"' in desk.see(place)
    again = desk.send(place, f"/claims/{claim_id}/decide", verdict="undo", seen=1, back=queue)
    assert f'id="q-{claim_id}"' in desk.see(again)
    assert 'value="undo"' not in workspace.visit("member").see(place)
    desk.send(again, f"/claims/{claim_id}/decide", verdict="accept", seen=2, back=queue)


def test_a_claim_in_the_queue_stands_in_its_context(workspace) -> None:
    shown = workspace.visit("reviewer").see("/p/rus-ukr/queue")
    assert 'ceasefire of 30 days. </span><mark>Kyiv accepted the proposal.</mark><span class="sub"> Moscow' in shown
