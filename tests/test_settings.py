"""Settings come from defaults, a file, the environment and arguments, in that order."""

from pathlib import Path

import pytest

from goodoffices.errors import SettingsError
from goodoffices.settings import load_settings


def test_defaults_hold_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings(environment={})
    assert settings.ledger == "sqlite:///goodoffices.db"
    assert settings.web.plans[0].comment


def test_each_source_overrides_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('ledger = "sqlite:///file.db"\njobs = 2\n[llm]\nmodel = "from-file"\nmax_words = 500\n')
    environment = {"GOODOFFICES_LLM_MODEL": "from-environment", "GOODOFFICES_JOBS": "3", "GOODOFFICES_LEDGER": "x"}
    settings = load_settings(path, environment, ledger="sqlite:///argument.db", jobs=None)
    assert settings.ledger == "sqlite:///argument.db"
    assert (settings.jobs, settings.llm.model, settings.llm.max_words) == (3, "from-environment", 500)


def test_nested_sections_are_named_in_the_environment() -> None:
    settings = load_settings(
        environment={"GOODOFFICES_WEB_MAIL_HOST": "mail.example", "GOODOFFICES_WEB_PUBLIC": "true"}
    )
    assert settings.web.mail.host == "mail.example"
    assert settings.web.public is True


def test_secrets_and_switches_of_the_tests_are_not_settings() -> None:
    environment = {"GOODOFFICES_LLM_KEY": "secret", "GOODOFFICES_TEST_POSTGRES": "postgresql://x"}
    assert load_settings(environment=environment) == load_settings(environment={})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ledgr = 'x'", "no setting is called 'ledgr'"),
        ("[llm]\nmodle = 'x'", "no setting is called 'llm.modle'"),
        ("jobs = 'many'", "setting 'jobs'"),
        ("jobs = ", "cannot be read as a settings file"),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=said):
        load_settings(path, {})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load_settings(tmp_path / "nowhere.toml", {})
