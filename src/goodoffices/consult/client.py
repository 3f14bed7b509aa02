"""The only code that talks to a model: any endpoint that speaks OpenAI-compatible chat completions.

One request a part of a report, no tools, no second turn. The well-kept `openai` client does the wire, the time-outs and
the back-off; answers are cached on disk by text, prompt version and model, so that a killed run goes on where it was.
The key comes from the environment or the keyring and is never written anywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from goodoffices.consult.answer import has_claims
from goodoffices.consult.batch import request_body
from goodoffices.consult.prompt import Prompt, prompt_version
from goodoffices.errors import ConsultError, MissingPart

# Ollama, llama.cpp and vLLM ask for no key, and the client will not start without one.
_NO_KEY = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where the model is and how it is asked; `key_env` names the variable or keyring entry that holds the key."""

    url: str
    model: str
    key_env: str
    schema: bool
    temperature: float
    timeout: float
    retries: int
    concurrency: int
    max_tokens: int
    cache: Path | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one prompt: the text, or what went wrong."""

    prompt: Prompt
    text: str
    problem: str | None = None
    cached: bool = False


def ask_all(prompts: Iterable[Prompt], endpoint: Endpoint) -> Iterator[Answer]:
    """Ask for every prompt, `concurrency` at a time, and give the answers as they come.

    Raises ConsultError when no model is named, MissingPart when the extra is not installed. A request that fails gives
    an Answer with its `problem`; the others go on.
    """
    if not endpoint.model:
        raise ConsultError("no model is named; set `model` under [llm] in goodoffices.toml, or GOODOFFICES_LLM_MODEL")
    complete = _connect(endpoint)
    with ThreadPoolExecutor(max_workers=max(1, endpoint.concurrency)) as pool:
        waiting = [pool.submit(_ask, prompt, endpoint, complete) for prompt in prompts]
        try:
            for future in as_completed(waiting):
                yield future.result()
        finally:
            for future in waiting:
                future.cancel()


def cache_path(prompt: Prompt, endpoint: Endpoint) -> Path | None:
    """Where the answer to a prompt is kept; another text, prompt version or model is another file."""
    if endpoint.cache is None:
        return None
    parts = (prompt_version(), endpoint.model, str(endpoint.temperature), str(endpoint.schema), prompt.user)
    return endpoint.cache / (hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32] + ".json")


def find_key(name: str) -> str:
    """The key: the environment variable `name`, else the keyring's entry of that name, else a word for "none"."""
    if os.environ.get(name):
        return os.environ[name]
    with suppress(Exception):  # no keyring, a locked one, no backend: the same as no entry
        return import_module("keyring").get_password("goodoffices", name) or _NO_KEY
    return _NO_KEY


Complete = Callable[[dict[str, Any]], str]


def _connect(endpoint: Endpoint) -> Complete:
    try:
        openai = import_module("openai")
    except ImportError as problem:
        raise MissingPart("a language model needs the extra `llm`: pip install 'goodoffices[llm]'") from problem
    client = openai.OpenAI(
        base_url=endpoint.url,
        api_key=find_key(endpoint.key_env),
        timeout=endpoint.timeout,
        max_retries=endpoint.retries,
    )

    def complete(body: dict[str, Any]) -> str:
        try:
            completion = client.chat.completions.create(**body)
        except (openai.OpenAIError, ValueError) as problem:  # ValueError: a body that is not JSON at all
            raise ConsultError(_explain(problem, endpoint)) from None  # the client's own error may quote the request
        return _text_of(completion)

    return complete


def _text_of(completion: Any) -> str:
    choices = getattr(completion, "choices", None)
    message = getattr(choices[0], "message", None) if choices else None
    if message is None:
        raise ConsultError("the server answered without a choice; is it an OpenAI-compatible endpoint?")
    if getattr(message, "refusal", None):
        raise ConsultError("the model refused to answer")
    return getattr(message, "content", None) or ""


def _explain(problem: Exception, endpoint: Endpoint) -> str:
    status = getattr(problem, "status_code", None)
    said = {
        401: f"the key in {endpoint.key_env} was refused",
        403: f"the key in {endpoint.key_env} may not use this model",
        404: f"it has no model {endpoint.model!r}, or no chat completions at this path",
        413: "the request is too large; lower `max_words` under [llm]",
        429: f"it is still limiting the rate after {endpoint.retries} tries; lower `concurrency` under [llm]",
    }
    what = said.get(status or 0, f"it answered with status {status}" if status else type(problem).__name__)
    return f"the model at {endpoint.url} could not be used: {what}"


def _ask(prompt: Prompt, endpoint: Endpoint, complete: Complete) -> Answer:
    path = cache_path(prompt, endpoint)
    if path is not None and (kept := _read_cache(path)) is not None:
        return Answer(prompt, kept, cached=True)
    body = request_body(
        prompt,
        endpoint.model,
        schema=endpoint.schema,
        temperature=endpoint.temperature,
        max_tokens=endpoint.max_tokens,
    )
    try:
        text = complete(body)
    except ConsultError as problem:
        return Answer(prompt, "", str(problem))
    if path is not None and has_claims(text):  # a broken answer is asked for again by the next run
        _write_cache(path, prompt, text)
    return Answer(prompt, text)


def _read_cache(path: Path) -> str | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))["answer"]
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a half-written or foreign file is asked for again
    return kept if isinstance(kept, str) else None


def _write_cache(path: Path, prompt: Prompt, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.part")
    fresh.write_text(json.dumps({"id": prompt.id, "prompt": prompt_version(), "answer": text}), encoding="utf-8")
    fresh.replace(path)  # atomic: a killed run leaves a whole answer or none
