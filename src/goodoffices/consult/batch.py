"""Prompts out and answers in without a wire: the OpenAI batch format, or plain text to paste and what comes back.

`custom_id` is the report's id, with `#2` for the second part of a long report. Both directions are pure: text in, text
out; who reads and writes files is the desk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from goodoffices.consult.prompt import Prompt, answer_schema
from goodoffices.errors import InputError


def request_body(prompt: Prompt, model: str, *, schema: bool, temperature: float, max_tokens: int) -> dict[str, Any]:
    """The body of one chat completion; the report goes in the user's message, the codebook in the system's."""
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
        "temperature": temperature,
        "max_tokens": max_tokens,
    }
    if schema:
        held = {"name": "claims", "schema": answer_schema(), "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": held}
    return body


def batch_line(prompt: Prompt, body: dict[str, Any]) -> str:
    """One line of an OpenAI batch file."""
    line = {"custom_id": prompt.id, "method": "POST", "url": "/v1/chat/completions", "body": body}
    return json.dumps(line, ensure_ascii=False)


def paste_text(prompt: Prompt) -> str:
    """The whole prompt as one plain text, for a window where text goes in and out by hand."""
    return f"{prompt.system}\n\n{prompt.user}\n"


def read_batch(lines: Iterable[str], name: str) -> Iterator[tuple[str, str]]:
    """(custom id, answer) of every line of a batch's output; a line of a failed request gives an empty answer.

    Raises InputError, naming the line, for what is not batch output.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_line(line, f"{name}, line {number}")


def _read_line(line: str, where: str) -> tuple[str, str]:
    try:
        tree = json.loads(line)
        custom_id = tree["custom_id"]
    except (json.JSONDecodeError, KeyError, TypeError) as problem:
        raise InputError(
            f"{where}: not a line of batch output (a JSON object with custom_id and response)"
        ) from problem
    return str(custom_id), _answer_of(tree)


def _answer_of(tree: dict[str, Any]) -> str:
    response = tree.get("response")
    body = response.get("body", response) if isinstance(response, dict) else response
    if isinstance(body, str):
        return body
    try:
        content = body["choices"][0]["message"]["content"] if body else ""
    except (KeyError, IndexError, TypeError):
        return ""
    return content if isinstance(content, str) else ""
