"""The API keeps what its description says, whatever is sent."""

import hashlib

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)


def test_the_description_lists_questions_and_decisions(workspace) -> None:
    described = workspace.visit().client.get("/api/v1/openapi.json").json()
    assert "/api/v1/processes/{process}/board" in described["paths"]
    assert "/api/v1/claims/{claim}/decisions" in described["paths"]
    assert all(path.startswith("/api/v1/") for path in described["paths"])


def test_the_board_is_the_same_as_on_the_page(workspace) -> None:
    board = workspace.visit().client.get("/api/v1/processes/rus-ukr/board").json()
    assert {"accepted"} <= {value for row in board["proposals"].values() for value in row["answers"].values()}


def test_a_token_that_has_ended_opens_nothing(workspace, ledger) -> None:
    ledger.add_token(hashlib.sha256(b"secret").hexdigest(), "member", label="x")
    client = workspace.visit().client
    headers = {"Authorization": "Bearer secret"}
    assert client.get("/api/v1/processes/rus-ukr/queue", headers=headers).status_code == 200
    ledger.end_token("member", ledger.tokens_of("member")[0].id, by="member")
    assert client.get("/api/v1/processes/rus-ukr/queue", headers=headers).status_code == 401


OPERATIONS = 13


def test_whatever_is_sent_the_answer_fits_the_description(workspace, ledger) -> None:
    ledger.add_token(hashlib.sha256(b"secret").hexdigest(), "reviewer", label="x")
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", workspace.app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == OPERATIONS
    for operation in operations:
        _send_anything(operation)


def _send_anything(operation) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=8, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
    def send(case) -> None:
        case.call_and_validate(headers={"Authorization": "Bearer secret"}, checks=CHECKS)

    send()
