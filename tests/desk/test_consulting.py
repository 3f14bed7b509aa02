"""The reading coder at work, over a wire that the test holds: what leaves the machine, and what comes back."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from goodoffices.desk.coding import code_reports
from goodoffices.desk.consulting import consult_reports, estimate_reports, take_answers, write_prompts
from goodoffices.desk.gathering import Complaints, read_text
from goodoffices.desk.recording import record_reports
from goodoffices.errors import ConsultError, InputError
from goodoffices.record.sources import Sensitivity
from goodoffices.settings import LlmSettings, Settings

pytest.importorskip("openai", reason="the extra `llm` is not installed")

REPORT = read_text("Houthi leaders rejected the Omani plan. Oman regretted it.", id="yem/1", published="2021-03-04")
CLAIM = {
    "s": 1,
    "quote": "Houthi leaders rejected the Omani plan",
    "kind": "response",
    "value": "rejected",
    "actor": ["houthis"],
    "target": ["OMN"],
    "speaker": None,
    "direct": False,
    "factuality": "asserted",
    "when": None,
    "object": "Omani plan",
}
ANSWER = json.dumps({"claims": [CLAIM, CLAIM | {"quote": "Houthi leaders accepted the Omani plan"}]})


class Model(BaseHTTPRequestHandler):
    """Gives the one answer, and keeps what it was sent."""

    seen: list[str]

    def do_POST(self) -> None:
        self.seen.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": ANSWER}}
        body = json.dumps(
            {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def wire(tmp_path) -> Iterator[tuple[LlmSettings, list[str]]]:
    """Settings that name a model on this machine, and what was sent to it."""
    seen: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Kept", (Model,), {"seen": seen}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    yield LlmSettings(endpoint=url, model="m", retries=0, timeout=10, cache=tmp_path / "cache"), seen
    server.shutdown()
    server.server_close()


def test_only_what_stands_in_the_text_is_taken_and_the_rest_counted(wire):
    settings, seen = wire
    complaints = Complaints()
    [coding] = code_reports([REPORT], Settings(llm=settings), complaints, coder="llm")
    assert [claim.text for claim in coding.claims] == ["Houthi leaders rejected the Omani plan"]
    assert coding.claims[0].coder.startswith("llm:m@")
    assert complaints.notices[0].startswith("yem/1: unverified: 1 of 2")
    assert len(seen) == 1


def test_a_second_run_asks_nothing_twice(wire):
    settings, seen = wire
    for _ in range(2):
        assert len(list(consult_reports([REPORT], settings))) == 1
    assert len(seen) == 1


def test_an_estimate_sends_nothing_and_knows_the_cache(wire):
    settings, seen = wire
    before = estimate_reports([REPORT], replace(settings, price_in=1.0))
    assert (before.reports, before.requests, before.cached, seen) == (1, 1, 0, [])
    assert before.cost == pytest.approx(before.tokens_in / 1_000_000)
    list(consult_reports([REPORT], settings))
    after = estimate_reports([REPORT], settings)
    assert (after.requests, after.cached, after.tokens_in) == (0, 1, 0)


def test_a_restricted_report_stays_here_and_the_others_go_on(wire):
    settings, seen = wire
    secret = replace(read_text("Sudan accepted the secret plan.", id="kept"), sensitivity=Sensitivity.RESTRICTED)
    complaints = Complaints()
    codings = list(code_reports([secret, REPORT], Settings(llm=settings), complaints, coder="llm"))
    assert [coding.report.id for coding in codings] == ["yem/1"]
    assert complaints.problems[0].startswith("kept: a restricted report is not sent to http://127.0.0.1")
    assert not any("secret plan" in sent for sent in seen)


def test_a_trusted_endpoint_may_see_a_restricted_report(wire):
    settings, seen = wire
    secret = replace(REPORT, sensitivity=Sensitivity.RESTRICTED)
    assert len(list(consult_reports([secret], replace(settings, trusted=True)))) == 1
    assert len(seen) == 1


def test_without_a_model_nobody_is_asked(wire):
    settings, seen = wire
    with pytest.raises(ConsultError, match="model"):
        list(consult_reports([REPORT], replace(settings, model="")))
    assert seen == []


def test_both_coders_claims_stand_side_by_side(wire, ledger):
    settings = Settings(llm=wire[0])
    [found] = record_reports(ledger, code_reports([REPORT], settings, coder="llm"), settings, coder="llm")
    assert (found.claims, found.changed) == (1, True)
    again = record_reports(ledger, code_reports([REPORT], settings, coder="llm"), settings, coder="llm")
    assert [one.changed for one in again] == [False]


def test_prompts_go_out_by_batch_file_and_as_texts(tmp_path):
    out, texts = tmp_path / "batch.jsonl", tmp_path / "texts"
    assert write_prompts([REPORT], LlmSettings(), out=out, texts=texts) == 1
    [line] = map(json.loads, out.read_text().splitlines())
    assert (line["custom_id"], line["url"]) == ("yem/1", "/v1/chat/completions")
    [text] = texts.iterdir()
    assert text.name == "yem_1.txt"
    assert "Houthi leaders rejected the Omani plan" in text.read_text()
    with pytest.raises(InputError, match="cannot be written"):
        write_prompts([REPORT], LlmSettings(), out=tmp_path / "no/such/place.jsonl")


def test_answers_come_back_as_batch_output_or_as_files(tmp_path):
    body = {"choices": [{"message": {"content": ANSWER}}]}
    batch, folder = tmp_path / "out.jsonl", tmp_path / "answers"
    batch.write_text(json.dumps({"custom_id": "yem/1", "response": {"status_code": 200, "body": body}}))
    folder.mkdir()
    (folder / "yem_1.txt").write_text(f"Of course! Here it is:\n```json\n{ANSWER}\n```\nAnything else?")
    for place in (batch, folder):
        [found] = take_answers([REPORT], place, LlmSettings())
        assert [claim.quote.of(REPORT.text) for claim in found.answer.claims] == [CLAIM["quote"]]
        assert (len(found.answer.drops), found.problems) == (1, ())


def test_a_report_without_an_answer_is_named_and_the_others_are_taken(tmp_path):
    (tmp_path / "yem_1.json").write_text(ANSWER)
    other = read_text("Oman said nothing of it.", id="yem/2")
    complaints = Complaints()
    codings = list(code_reports([other, REPORT], Settings(), complaints, answers=tmp_path))
    assert [coding.report.id for coding in codings] == ["yem/1"]
    assert complaints.problems == ["yem/2: no answer was given for it"]


def test_a_place_without_answers_is_refused(tmp_path):
    with pytest.raises(InputError, match="no answers there; expected batch output"):
        list(take_answers([REPORT], tmp_path, LlmSettings()))
    with pytest.raises(InputError, match="nosuch: no answers there"):
        list(take_answers([REPORT], tmp_path / "nosuch", LlmSettings()))
